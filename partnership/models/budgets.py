"""Budgets and what came of them: lines, commitments, bookings, forecasts, positions."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partnership.models.decisions import Decision
from partnership.models.files import StoredFile
from partnership.models.funding import Fund
from partnership.models.interventions import Intervention
from partnership.models.organisations import Organisation


@pghistory.track()
class BudgetLine(models.Model):
    """What a fund sets aside in a year for an intervention, or for the joint work as a whole."""

    fund = models.ForeignKey(Fund, on_delete=models.CASCADE, related_name="budget_lines")
    intervention = models.ForeignKey(
        Intervention, on_delete=models.PROTECT, null=True, blank=True, related_name="budget_lines"
    )
    year = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    amount = models.DecimalField(
        max_digits=14, decimal_places=2, validators=[MinValueValidator(0)], help_text="Kroner"
    )
    forecast = models.DecimalField(
        max_digits=14, decimal_places=2, null=True, blank=True,
        help_text="Expected for the whole year, where it is not the budget",
    )  # fmt: skip
    forecast_on = models.DateField(null=True, blank=True)
    forecast_note = models.CharField(max_length=200, blank=True)
    ends_on = models.DateField(
        null=True, blank=True, help_text="The money stops on this day, by a decision"
    )
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="budget_lines"
    )

    class Meta:
        ordering = ["fund", "-year", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["fund", "year", "intervention", "name"],
                nulls_distinct=False,
                name="budget_line_once",
            ),
            models.CheckConstraint(condition=Q(amount__gte=0), name="budget_not_negative"),
            models.CheckConstraint(
                condition=Q(forecast__isnull=True, forecast_on__isnull=True)
                | Q(forecast__isnull=False, forecast_on__isnull=False),
                name="forecast_is_dated",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.year}"


@pghistory.track()
class Commitment(models.Model):
    """Money promised to a fund for a period (tilsagn): by an organisation, or from outside."""

    fund = models.ForeignKey(Fund, on_delete=models.CASCADE, related_name="commitments")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="commitments"
    )
    funder = models.CharField(
        max_length=120, blank=True, help_text="Where it is no organisation here"
    )
    amount = models.DecimalField(
        max_digits=14, decimal_places=2, validators=[MinValueValidator(0)], help_text="Kroner"
    )
    starts_on = models.DateField()
    ends_on = models.DateField()
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="commitments"
    )
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["fund", "starts_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="commitment_ends_after_start"
            ),
            models.CheckConstraint(
                condition=(Q(organisation__isnull=False) & Q(funder=""))
                | (Q(organisation__isnull=True) & ~Q(funder="")),
                name="commitment_has_one_giver",
            ),
            models.CheckConstraint(condition=Q(amount__gte=0), name="commitment_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation or self.funder} {self.amount}"


@pghistory.track()
class BookingFile(models.Model):
    """A file of bookings that was taken in, so that the same one changes nothing twice."""

    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    rows = models.PositiveIntegerField(default=0)
    taken_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    taken_in_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-taken_in_at"]

    def __str__(self) -> str:
        return f"{self.file}"


@pghistory.track()
class Booking(models.Model):
    """What was paid in or spent in a quarter, as the accounts say; never anybody's pay."""

    class Kind(models.TextChoices):
        CONTRIBUTION = "contribution", _("indbetalt bidrag")
        GRANT = "grant", _("tilskud udefra")
        EXPENSE = "expense", _("udgift")

    fund = models.ForeignKey(Fund, on_delete=models.CASCADE, related_name="bookings")
    kind = models.CharField(max_length=12, choices=Kind)
    year = models.PositiveSmallIntegerField()
    quarter = models.PositiveSmallIntegerField()
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="bookings",
        help_text="Who paid in; for an expense who held it",
    )  # fmt: skip
    intervention = models.ForeignKey(
        Intervention, on_delete=models.PROTECT, null=True, blank=True, related_name="bookings"
    )
    text = models.CharField(max_length=160, blank=True)
    amount = models.DecimalField(max_digits=14, decimal_places=2, help_text="Kroner")
    from_file = models.ForeignKey(
        BookingFile, on_delete=models.SET_NULL, null=True, blank=True, related_name="bookings"
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["fund", "-year", "-quarter", "id"]
        indexes = [models.Index(fields=["fund", "year"], name="booking_of_year")]
        constraints = [
            models.CheckConstraint(
                condition=Q(quarter__gte=1, quarter__lte=4), name="booking_quarter_known"
            ),
            models.UniqueConstraint(
                fields=[
                    "fund", "kind", "year", "quarter", "organisation", "intervention", "text"
                ],
                nulls_distinct=False,
                name="booking_once",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.year}K{self.quarter} {self.amount}"


@pghistory.track()
class Position(models.Model):
    """Working time in full-time years (årsværk): who employs, who pays. Pay is never kept."""

    fund = models.ForeignKey(Fund, on_delete=models.CASCADE, related_name="positions")
    intervention = models.ForeignKey(
        Intervention, on_delete=models.SET_NULL, null=True, blank=True, related_name="positions"
    )
    title = models.CharField(max_length=120)
    full_time_years = models.DecimalField(max_digits=5, decimal_places=2)
    employer = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="employs")
    payer = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="pays_for")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["fund", "title", "starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="position_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(full_time_years__gt=0), name="position_takes_some_time"
            ),
        ]

    def __str__(self) -> str:
        return self.title
