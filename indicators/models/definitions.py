"""Definitions: what an indicator counts, in which version, towards which targets."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from areas.models import Area
from indicators.models.runs import Group
from indicators.models.sources import Source
from partnership.models import Decision, EffortArea, Goal, TargetGroup


@pghistory.track()
class CategorySet(models.Model):
    """A way to break a figure down, such as sex or age; the set "total" has one category."""

    code = models.SlugField(unique=True)
    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80, blank=True)

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Category(models.Model):
    """One part of a breakdown. "I alt" is a category too, so that a cell never lacks one."""

    category_set = models.ForeignKey(
        CategorySet, on_delete=models.CASCADE, related_name="categories"
    )
    code = models.SlugField()
    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["category_set", "position"]
        verbose_name_plural = "categories"
        constraints = [
            models.UniqueConstraint(fields=["category_set", "code"], name="category_once")
        ]

    def __str__(self) -> str:
        return self.name


class IndicatorQuerySet(models.QuerySet["Indicator"]):
    """Reads of indicators."""

    def seen_by(self, *, restricted: bool) -> IndicatorQuerySet:
        """Active indicators; restricted ones only for those given the right to see them."""
        active = self.filter(is_active=True)
        return active if restricted else active.filter(is_restricted=False)


@pghistory.track()
class Indicator(models.Model):
    """An outcome the partnership follows. What exactly it counts stands in its definitions."""

    code = models.SlugField(unique=True)
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    home_goal = models.ForeignKey(
        Goal, on_delete=models.SET_NULL, null=True, blank=True, related_name="indicators"
    )
    # Goals of other frames, effort areas and target groups it is held at, beside its home goal.
    effort_areas = models.ManyToManyField(EffortArea, blank=True, related_name="indicators")
    target_groups = models.ManyToManyField(TargetGroup, blank=True, related_name="indicators")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="indicators")
    position = models.PositiveSmallIntegerField(default=0)
    is_front = models.BooleanField(default=False, help_text="Stands on the front of its vision")
    is_active = models.BooleanField(default=True)
    is_restricted = models.BooleanField(default=False)
    retired_on = models.DateField(null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged"
    )

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Definition(models.Model):
    """One version of what an indicator counts. Older figures keep the version they were made with."""

    class Kind(models.TextChoices):
        SHARE = "share", _("andel")
        RATE = "rate", _("rate")
        MEAN = "mean", _("gennemsnit")
        INDEX = "index", _("indeks")
        AMOUNT = "amount", _("beløb")
        COUNT = "count", _("antal")

    class DataKind(models.TextChoices):
        REGISTER = "register", _("register")
        SURVEY = "survey", _("spørgeskema")
        EVENTS = "events", _("hændelser")

    class Counts(models.TextChoices):
        PERSONS = "persons", _("personer")
        THINGS = "things", _("ting")

    class Direction(models.TextChoices):
        HIGHER = "higher", _("højere er bedre")
        LOWER = "lower", _("lavere er bedre")
        BAND = "band", _("inden for et bånd")
        CONTEXT = "context", _("kun til baggrund")

    class Frequency(models.TextChoices):
        YEAR = "year", _("år")
        HALF = "half", _("halvår")
        QUARTER = "quarter", _("kvartal")
        MONTH = "month", _("måned")

    class PeriodKind(models.TextChoices):
        FLOW = "flow", _("over en periode")
        POINT = "point", _("på en dag")

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="definitions")
    version = models.PositiveSmallIntegerField(default=1)
    kind = models.CharField(max_length=8, choices=Kind)
    data_kind = models.CharField(max_length=8, choices=DataKind)
    counts = models.CharField(max_length=8, choices=Counts, default=Counts.PERSONS)
    direction = models.CharField(max_length=8, choices=Direction)
    band_lower = models.FloatField(null=True, blank=True)
    band_upper = models.FloatField(null=True, blank=True)
    unit = models.CharField(max_length=40)
    unit_en = models.CharField(max_length=40)
    per = models.PositiveIntegerField(default=1, help_text="100 for shares, 1000 for per 1,000")
    decimals = models.PositiveSmallIntegerField(default=1)
    numerator = models.CharField(max_length=200, blank=True)
    numerator_en = models.CharField(max_length=200, blank=True)
    denominator = models.CharField(max_length=200, blank=True)
    denominator_en = models.CharField(max_length=200, blank=True)
    caveat = models.CharField(max_length=300, blank=True)
    caveat_en = models.CharField(max_length=300, blank=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="definitions")
    frequency = models.CharField(max_length=7, choices=Frequency, default=Frequency.YEAR)
    period_kind = models.CharField(max_length=5, choices=PeriodKind, default=PeriodKind.FLOW)
    release_lag_months = models.PositiveSmallIntegerField(null=True, blank=True)
    pool_years = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="So many years are laid together where single ones are few"
    )
    smallest_relevant_change = models.FloatField(null=True, blank=True)
    breaks_series = models.BooleanField(
        default=False, help_text="Figures of earlier versions must not be compared with these"
    )
    note = models.CharField(max_length=300, blank=True)
    valid_from = models.DateField(
        null=True,
        blank=True,
        help_text="Figures of periods that begin before keep the older version",
    )
    stands_for = models.CharField(
        max_length=200,
        blank=True,
        help_text="What it is a proxy for; empty where it is the thing itself",
    )
    least = models.FloatField(null=True, blank=True, help_text="Lower figures are surely mistakes")
    most = models.FloatField(null=True, blank=True, help_text="Higher figures are surely mistakes")
    breakdowns = models.ManyToManyField(
        CategorySet,
        blank=True,
        related_name="definitions",
        help_text="Collected in these parts too",
    )
    revision = models.PositiveIntegerField(
        default=0, help_text="Grows with every change of its breakdowns, so that it leaves a trace"
    )

    class Meta:
        ordering = ["indicator", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "version"], name="definition_version_once"
            ),
            models.CheckConstraint(
                condition=~Q(kind="share") | Q(per=100), name="share_is_per_hundred"
            ),
            models.CheckConstraint(condition=Q(per__gt=0), name="definition_per_positive"),
            models.CheckConstraint(
                condition=~Q(direction="band")
                | Q(band_lower__isnull=False, band_upper__gt=F("band_lower")),
                name="band_has_limits",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} v{self.version}"


@pghistory.track()
class Target(models.Model):
    """The figure an area aims at in a period, from a named baseline; a proposal until decided.

    The one for the latest period is what pace is measured against; earlier ones are steps there.
    """

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="targets")
    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="targets")
    baseline_slot = models.CharField(max_length=8)
    slot = models.CharField(max_length=8)
    value = models.FloatField()
    decided_on = models.DateField(null=True, blank=True)
    decision = models.CharField(
        max_length=200, blank=True, help_text="Which body decided, and where it stands"
    )
    set_by = models.ForeignKey(
        Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="targets",
        help_text="The decision itself, where it stands in the register",
    )  # fmt: skip

    class Meta:
        ordering = ["indicator", "area", "slot"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "area", "slot"], name="target_once"),
            models.CheckConstraint(
                condition=Q(decided_on__isnull=True, decision="")
                | (Q(decided_on__isnull=False) & ~Q(decision="")),
                name="decided_target_names_decision",
            ),
            models.CheckConstraint(
                condition=Q(slot__gt=F("baseline_slot")), name="target_after_baseline"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}, {self.area}: {self.value} ({self.slot})"

    @property
    def is_decided(self) -> bool:
        """Whether a decision stands behind the target; else it is a proposal without pace verdict."""
        return self.decided_on is not None
