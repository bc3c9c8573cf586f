"""Results: the only figures a page, export or interface can read."""

from __future__ import annotations

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from areas.models import Area
from indicators.models.definitions import Category, Definition
from indicators.models.events import EventMarker
from indicators.models.runs import Run
from indicators.models.sources import Source


class ResultQuerySet(models.QuerySet["Result"]):
    """Reads of results. One statement reads one snapshot, so it never mixes two runs of a group."""

    def published(self) -> ResultQuerySet:
        """Results of the run that each group's pointer names."""
        return self.filter(run_id=F("run__group__current_run_id"))

    def seen_by(self, *, restricted: bool) -> ResultQuerySet:
        """Results of active indicators; of restricted ones only with the right to see them."""
        active = self.filter(definition__indicator__is_active=True)
        return active if restricted else active.filter(definition__indicator__is_restricted=False)


class Result(models.Model):
    """One statistical statement (aflæsning), hidden before it was stored where it must be.

    `estimate` and the limits are in the definition's unit (a share of 0.123 is stored as 12.3).
    """

    class Statement(models.TextChoices):
        LEVEL = "level", _("niveau")
        CHANGE = "change", _("ændring siden udgangspunktet")
        COMPARATOR = "comparator", _("sammenligningsgrundlagets niveau")
        GAP = "gap", _("afstand til sammenligningsgrundlaget")
        GAP_CHANGE = "gap_change", _("afstandens ændring siden udgangspunktet")
        DIFFERENCE = "difference", _("forskel mellem to områder")
        PACE = "pace", _("tempo mod måltallet")
        TREND = "trend", _("udvikling over fem perioder eller flere")
        GAP_TREND = "gap_trend", _("afstandens udvikling")
        PROJECTION = "projection", _("forlænget linje")
        CONTRIBUTION = "did", _("forskel i udvikling efter en indsats")
        CONTROL_CHART = "xmr", _("udsving i måneder og kvartaler")
        EXPECTED = "expected", _("det ventelige")
        POOLED = "pooled", _("flere år lagt sammen")
        SPLIT = "split", _("beboere og flytninger hver for sig")

    class State(models.TextChoices):
        VALUE = "value", _("tal")
        MISSING = "missing", _("mangler")
        SUPPRESSED = "suppressed", _("skjult (få personer)")
        SUPPRESSED_BY_SOURCE = "suppressed_by_source", _("skjult af kilden")
        NOT_RELEASED = "not_released", _("findes, ikke frigivet")
        NOT_RELEVANT = "not_relevant", _("ikke relevant")
        NOT_COMPUTED = "not_computed", _("kan ikke beregnes")

    class Comparator(models.TextChoices):
        NONE = "", _("intet")
        REST = "rest", _("resten af kommunen")
        MUNICIPALITY = "municipality", _("kommunen")
        WITHOUT_AREAS = "without_areas", _("kommunen uden boligområderne")
        REGION = "region", _("regionen")
        COUNTRY = "country", _("hele landet")
        REFERENCE = "reference", _("et referenceområde")

    # No key is checked or indexed row by row: a run writes thousands at once, with ids it has just
    # read in the same transaction. Django still removes results along with what they are about.
    run = models.ForeignKey(
        Run,
        on_delete=models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="result_set",
    )
    statement = models.CharField(max_length=10, choices=Statement)
    definition = models.ForeignKey(
        Definition,
        on_delete=models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="results",
    )
    area = models.ForeignKey(
        Area, on_delete=models.CASCADE, db_constraint=False, db_index=False, related_name="results"
    )
    comparator = models.CharField(max_length=13, choices=Comparator, blank=True)
    other = models.ForeignKey(
        Area,
        on_delete=models.CASCADE,
        null=True,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    is_default = models.BooleanField(
        default=False, help_text="Measured against what the partnership has agreed on"
    )
    event = models.ForeignKey(
        EventMarker,
        on_delete=models.CASCADE,
        null=True,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    slot = models.CharField(max_length=8)
    baseline_slot = models.CharField(max_length=8, blank=True)
    category = models.ForeignKey(
        Category, on_delete=models.CASCADE, db_constraint=False, db_index=False, related_name="+"
    )
    is_latest = models.BooleanField(
        default=False, help_text="Newest slot with a figure for this area, or the last one known"
    )
    state = models.CharField(max_length=20, choices=State)
    reason = models.CharField(max_length=40, blank=True)
    estimate = models.FloatField(null=True)
    lower = models.FloatField(null=True, help_text="95 % limit")
    upper = models.FloatField(null=True)
    lower_998 = models.FloatField(null=True, help_text="99.8 % limit")
    upper_998 = models.FloatField(null=True)
    ratio = models.FloatField(null=True, help_text="A gap's relative size: figure ÷ comparator")
    ratio_lower = models.FloatField(null=True, help_text="95 % limit")
    ratio_upper = models.FloatField(null=True)
    numerator = models.FloatField(null=True)
    denominator = models.FloatField(null=True)
    n = models.FloatField(null=True, help_text="People, homes or answers the figure rests on")
    verdict = models.CharField(max_length=40, blank=True)
    certainty = models.CharField(max_length=12, blank=True)
    method = models.CharField(max_length=20, blank=True, help_text="How the limits were found")
    version = models.PositiveIntegerField(null=True, help_text="The measurement's version")
    details = models.JSONField(null=True, help_text="Further numbers that belong to the method")
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    published_on = models.DateField(null=True)
    source = models.ForeignKey(
        Source,
        on_delete=models.PROTECT,
        null=True,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )

    objects = ResultQuerySet.as_manager()

    class Meta:
        ordering = ["definition", "area", "slot", "id"]
        indexes = [
            # Whole series are found by the unique constraint's index, which begins with the run.
            models.Index(fields=["run"], condition=models.Q(is_latest=True), name="result_latest"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=[
                    "run",
                    "statement",
                    "definition",
                    "area",
                    "comparator",
                    "other",
                    "slot",
                    "category",
                    "event",
                ],
                nulls_distinct=False,
                name="result_once_per_run",
            ),
            models.CheckConstraint(
                condition=models.Q(state="value")
                | models.Q(
                    estimate__isnull=True,
                    lower__isnull=True,
                    upper__isnull=True,
                    lower_998__isnull=True,
                    upper_998__isnull=True,
                    ratio__isnull=True,
                    ratio_lower__isnull=True,
                    ratio_upper__isnull=True,
                    details__isnull=True,
                    numerator__isnull=True,
                    denominator__isnull=True,
                    n__isnull=True,
                    verdict="",
                    certainty="",
                ),
                name="no_figure_behind_a_state",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.statement} {self.definition_id} {self.area_id} {self.slot}"
