"""The way from a draft to the reader: steps of a figure, locked periods, withdrawn values."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from indicators.models.definitions import Indicator
from indicators.models.measurements import Cell, Measurement


class WorkflowStep(models.Model):
    """One step of one version: who moved it from which state to which, when and why."""

    measurement = models.ForeignKey(Measurement, on_delete=models.PROTECT, related_name="steps")
    from_state = models.CharField(max_length=10, choices=Measurement.Workflow)
    to_state = models.CharField(max_length=10, choices=Measurement.Workflow)
    reason = models.CharField(max_length=300, blank=True)
    is_alone = models.BooleanField(
        default=False, help_text="Approved by the person who entered it, or by the source itself"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["measurement", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(to_state="returned") | ~Q(reason=""), name="return_has_reason"
            )
        ]
        triggers = [
            pgtrigger.Protect(name="never_rewritten", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.measurement}: {self.to_state}"


@pghistory.track()
class PeriodLock(models.Model):
    """A closed period: nothing within it can be written, for one indicator or for all."""

    slot = models.CharField(max_length=8, help_text="2024 closes its quarters and months too")
    indicator = models.ForeignKey(
        Indicator, on_delete=models.CASCADE, null=True, blank=True, related_name="locks"
    )
    reason = models.CharField(max_length=300)
    locked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    locked_at = models.DateTimeField(default=timezone.now)
    unlocked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    unlocked_at = models.DateTimeField(null=True, blank=True)
    unlock_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-locked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["slot", "indicator"],
                condition=Q(unlocked_at__isnull=True),
                nulls_distinct=False,
                name="period_locked_once",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="lock_has_reason"),
            models.CheckConstraint(
                condition=Q(unlocked_at__isnull=True) | ~Q(unlock_reason=""),
                name="unlock_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.slot} {self.indicator or ''}".strip()


@pghistory.track()
class Withdrawal(models.Model):
    """A value that should never have been shared: asked for by one person, carried out by another.

    What remains is this row, the day, and a fingerprint of what was taken away.
    """

    cell = models.ForeignKey(Cell, on_delete=models.PROTECT, related_name="withdrawals")
    versions = ArrayField(models.PositiveIntegerField(), help_text="Which versions are purged")
    reason = models.CharField(max_length=300)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    requested_at = models.DateTimeField(default=timezone.now)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    refused_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    refused_at = models.DateTimeField(null=True, blank=True)
    refusal = models.CharField(max_length=300, blank=True)
    digest = models.CharField(max_length=64, blank=True, help_text="Of what was purged")

    class Meta:
        ordering = ["-requested_at"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="withdrawal_has_reason"),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("requested_by")),
                name="withdrawal_takes_two",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | Q(refused_at__isnull=True),
                name="withdrawal_ends_one_way",
            ),
            models.UniqueConstraint(
                fields=["cell"],
                condition=Q(confirmed_at__isnull=True, refused_at__isnull=True),
                name="one_open_withdrawal",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cell} {self.requested_at:%Y-%m-%d}"


class RestrictedReading(models.Model):
    """Somebody opened a page with a restricted indicator's figures; people are told that it is kept."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="restricted_readings"
    )
    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="readings")
    path = models.CharField(max_length=300)
    read_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-read_at"]
        indexes = [models.Index(fields=["indicator", "-read_at"], name="restricted_reading_newest")]
        triggers = [pgtrigger.Protect(name="never_rewritten", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"{self.user} {self.path}"
