"""Figures as they were logged: a cell is the place, a measurement one version of what stood there."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from areas.models import Area
from indicators.models.data_sets import DataSet
from indicators.models.definitions import Category, Definition
from indicators.models.imports import ImportBatch
from indicators.models.sources import Source

LARGEST = 10**12


class Cell(models.Model):
    """The one place for a figure: definition version, area, period slot and category."""

    definition = models.ForeignKey(Definition, on_delete=models.PROTECT, related_name="cells")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="cells")
    slot = models.CharField(max_length=8, help_text="2024, 2024H1, 2024K3 or 2024M05")
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="cells")
    version = models.PositiveIntegerField(default=0, help_text="Newest version; 0 before the first")

    class Meta:
        ordering = ["definition", "area", "slot"]
        constraints = [
            models.UniqueConstraint(
                fields=["definition", "area", "slot", "category"], name="cell_once"
            ),
            models.CheckConstraint(
                condition=Q(slot__regex=r"^[0-9]{4}(H[12]|K[1-4]|M(0[1-9]|1[0-2]))?$"),
                name="cell_slot_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.definition} {self.area} {self.slot}"


def _within(field: str) -> Q:
    """NaN and infinity sort above every number in PostgreSQL, so an upper bound keeps them out."""
    return Q(**{f"{field}__isnull": True}) | Q(
        **{f"{field}__gt": -LARGEST, f"{field}__lt": LARGEST}
    )


class Measurement(models.Model):
    """One version of a figure. What it says is never changed: a correction is the next version.

    `workflow` says how far it is on its way to its readers; each step is a `WorkflowStep`.
    """

    class State(models.TextChoices):
        VALUE = "value", _("tal")
        MISSING = "missing", _("mangler")
        SUPPRESSED = "suppressed_by_source", _("skjult af kilden")
        NOT_RELEVANT = "not_relevant", _("ikke relevant")

    class Workflow(models.TextChoices):
        DRAFT = "draft", _("Kladde")
        SUBMITTED = "submitted", _("Sendt til godkendelse")
        RETURNED = "returned", _("Sendt retur")
        APPROVED = "approved", _("Godkendt")
        RELEASED = "released", _("Frigivet til partnerskabet")
        PUBLISHED = "published", _("Offentliggjort som data")

    cell = models.ForeignKey(Cell, on_delete=models.PROTECT, related_name="measurements")
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=20, choices=State)
    workflow = models.CharField(max_length=10, choices=Workflow, default=Workflow.DRAFT)
    release_on = models.DateField(null=True, help_text="Approved, and held back until this day")
    numerator = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    denominator = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    value = models.DecimalField(max_digits=18, decimal_places=6, null=True)
    n = models.PositiveIntegerField(null=True, help_text="Answers behind a survey figure or a mean")
    invited = models.PositiveIntegerField(null=True)
    population = models.PositiveIntegerField(
        null=True, help_text="All whom a survey is about, so that a large part of them says more"
    )
    sd = models.DecimalField(max_digits=18, decimal_places=6, null=True)
    design_effect = models.DecimalField(max_digits=6, decimal_places=3, null=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    period_kind = models.CharField(max_length=5, choices=Definition.PeriodKind)
    published_on = models.DateField(null=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="measurements")
    data_set = models.ForeignKey(DataSet, on_delete=models.PROTECT, related_name="measurements")
    import_batch = models.ForeignKey(
        ImportBatch, on_delete=models.PROTECT, null=True, blank=True, related_name="measurements"
    )
    comment = models.CharField(max_length=500, blank=True)
    correction = models.CharField(
        max_length=300, blank=True, help_text="Why a figure that was out is corrected"
    )
    withdrawal = models.ForeignKey(
        "Withdrawal", on_delete=models.PROTECT, null=True, blank=True, related_name="measurements"
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    entered_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["cell", "version"]
        constraints = [
            models.UniqueConstraint(fields=["cell", "version"], name="measurement_version_once"),
            models.CheckConstraint(
                condition=Q(version__gte=1), name="measurement_version_from_one"
            ),
            models.CheckConstraint(
                condition=(
                    Q(state="value")
                    & (
                        Q(value__isnull=False)
                        | Q(numerator__isnull=False, denominator__isnull=False)
                    )
                )
                | (
                    ~Q(state="value")
                    & Q(value__isnull=True, numerator__isnull=True)
                    & Q(sd__isnull=True)
                ),
                name="measurement_figure_follows_state",
            ),
            models.CheckConstraint(
                condition=(Q(numerator__isnull=True) | Q(numerator__gte=0))
                & (Q(denominator__isnull=True) | Q(denominator__gte=0)),
                name="measurement_counts_not_negative",
            ),
            models.CheckConstraint(
                condition=_within("numerator")
                & _within("denominator")
                & _within("value")
                & _within("sd"),
                name="measurement_figures_finite",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="measurement_period_in_order"
            ),
            models.CheckConstraint(
                condition=Q(invited__isnull=True) | Q(n__isnull=True) | Q(n__lte=F("invited")),
                name="measurement_answers_within_invited",
            ),
        ]
        triggers = [
            # A version's way to its readers goes on; what it says stays. A withdrawal alone may empty it.
            pgtrigger.ReadOnly(name="never_rewritten", exclude=["workflow", "release_on"]),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.cell} v{self.version}"
