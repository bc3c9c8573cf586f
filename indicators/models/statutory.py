"""The law's criteria for housing areas, as dated rows: what a list would be measured by."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from areas.models import Area
from indicators.models.definitions import Indicator


@pghistory.track()
class StatutoryRule(models.Model):
    """One category of housing area in the law, as the law read in a period."""

    code = models.SlugField(help_text="udsat, parallelsamfund, omdannelse, forebyggelse")
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    paragraph = models.CharField(max_length=60, help_text="Where in the law it stands")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    least_residents = models.PositiveIntegerField(default=1000)
    criteria_needed = models.PositiveSmallIntegerField()
    origin_over = models.FloatField(
        null=True, blank=True, help_text="Share in percent that must be exceeded besides, if any"
    )
    years_in_row = models.PositiveSmallIntegerField(default=1)
    builds_on = models.SlugField(blank=True, help_text="Code of the category that must be met")
    source = models.CharField(max_length=300)

    class Meta:
        ordering = ["valid_from", "code"]
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="statutory_rule_once"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="statutory_rule_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.valid_from:%Y})"


@pghistory.track()
class StatutoryCriterion(models.Model):
    """One criterion of a rule: what is measured, against what, and from where it is met."""

    class Against(models.TextChoices):
        PERCENT = "percent", _("procent")
        TIMES_COUNTRY = "times_country", _("gange landsgennemsnittet")
        PERCENT_OF_REGION = "percent_of_region", _("procent af regionens")

    class Side(models.TextChoices):
        OVER = "over", _("over")
        AT_LEAST = "at_least", _("mindst")
        UNDER = "under", _("under")

    rule = models.ForeignKey(StatutoryRule, on_delete=models.CASCADE, related_name="criteria")
    key = models.SlugField(help_text="outside_work, convicted, basic_school, income, origin")
    against = models.CharField(max_length=17, choices=Against)
    side = models.CharField(max_length=8, choices=Side)
    threshold = models.FloatField()
    mean_years = models.PositiveSmallIntegerField(default=1)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["rule", "position"]
        verbose_name_plural = "statutory criteria"
        constraints = [
            models.UniqueConstraint(fields=["rule", "key"], name="statutory_criterion_once")
        ]

    def __str__(self) -> str:
        return f"{self.rule}: {self.key}"


@pghistory.track()
class StatutoryInput(models.Model):
    """Which indicator holds a criterion's figures (or the residents: key `residents`)."""

    key = models.SlugField(unique=True)
    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return f"{self.key}: {self.indicator}"


@pghistory.track()
class OriginStatement(models.Model):
    """What an official list says of origin: over or not over a limit. The share itself is not kept."""

    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="origin_statements")
    limit = models.FloatField(help_text="Percent: 30 or 50")
    is_over = models.BooleanField()
    list_on = models.DateField(help_text="The list's date, usually 1 December")
    source = models.CharField(max_length=200)

    class Meta:
        ordering = ["area", "limit", "-list_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "limit", "list_on"], name="origin_statement_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.limit} {self.list_on}"
