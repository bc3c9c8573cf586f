"""What must be looked at again: flags on cells, rules between indicators, evidence for a figure."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from indicators.models.definitions import Indicator
from indicators.models.measurements import Cell
from partnership.models import StoredFile


@pghistory.track()
class CheckRule(models.Model):
    """A rule between indicators: one figure may not exceed others, or must equal their sum."""

    class Part(models.TextChoices):
        NUMERATOR = "numerator", _("tælleren")
        DENOMINATOR = "denominator", _("nævneren")
        VALUE = "value", _("værdien")

    class Relation(models.TextChoices):
        AT_MOST = "at_most", _("højst så stor som")
        EQUALS = "equals", _("lig med summen af")

    name = models.CharField(max_length=160)
    left = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="check_rules")
    left_part = models.CharField(max_length=11, choices=Part)
    relation = models.CharField(max_length=7, choices=Relation)
    right = models.ManyToManyField(Indicator, related_name="checked_against")
    right_part = models.CharField(max_length=11, choices=Part)
    is_hard = models.BooleanField(default=False, help_text="Refuses the figure; else it is flagged")
    is_active = models.BooleanField(default=True)
    revision = models.PositiveIntegerField(
        default=0, help_text="Grows with every change of `right`, so that it leaves a trace"
    )

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["name"], name="check_rule_once")]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Flag(models.Model):
    """Something about a cell's figure that somebody must look at; it stays until it is cleared."""

    class Kind(models.TextChoices):
        EXPECTED = "expected", _("uden for det ventelige")
        RANGE = "range", _("uden for det mulige")
        TOTAL = "total", _("delene giver ikke det hele")
        RULE = "rule", _("passer ikke med en anden indikator")
        MANUAL = "manual", _("skal ses efter")

    cell = models.ForeignKey(Cell, on_delete=models.CASCADE, related_name="flags")
    kind = models.CharField(max_length=8, choices=Kind)
    rule = models.ForeignKey(
        CheckRule, on_delete=models.CASCADE, null=True, blank=True, related_name="flags"
    )
    version = models.PositiveIntegerField(help_text="The version it was raised at")
    note = models.CharField(max_length=300, blank=True)
    details = models.JSONField(null=True, blank=True)
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    raised_at = models.DateTimeField(default=timezone.now)
    cleared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    cleared_at = models.DateTimeField(null=True, blank=True)
    clearing = models.CharField(max_length=300, blank=True, help_text="Why it is all right")

    class Meta:
        ordering = ["cell", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["cell", "kind", "rule"],
                condition=Q(cleared_at__isnull=True),
                nulls_distinct=False,
                name="one_open_flag_of_a_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cell}: {self.kind}"


@pghistory.track()
class Evidence(models.Model):
    """What a figure rests on: a file or a link beside its cell. Withdrawn, never deleted."""

    cell = models.ForeignKey(Cell, on_delete=models.CASCADE, related_name="evidence")
    title = models.CharField(max_length=160)
    file = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="evidence"
    )
    url = models.URLField(max_length=400, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    added_at = models.DateTimeField(default=timezone.now)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["cell", "-added_at"]
        verbose_name_plural = "evidence"
        constraints = [
            models.CheckConstraint(
                condition=Q(file__isnull=False, url="") | (Q(file__isnull=True) & ~Q(url="")),
                name="evidence_is_file_or_link",
            )
        ]

    def __str__(self) -> str:
        return self.title
