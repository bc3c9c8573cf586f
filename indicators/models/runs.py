"""Accounts of computation: groups, the outbox that marks them stale, and runs."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

NIGHTLY = "natlig kontrol"  # the reason of the account of a nightly check
LOCK_CLASS = 4201  # first half of the advisory lock's key: groups being recomputed or emptied


class Group(models.Model):
    """A disclosure family of indicators, computed, hidden and published whole.

    `current_run` is the pointer that publishing moves: a page shows the results of that run only.
    """

    code = models.CharField(max_length=40, unique=True)
    current_run = models.ForeignKey(
        "Run", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    failed_attempts = models.PositiveSmallIntegerField(default=0)
    retry_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code


class RunQuerySet(models.QuerySet["Run"]):
    """Reads of runs."""

    def full(self) -> RunQuerySet:
        """Full recomputes, which gather one run per group."""
        return self.filter(group__isnull=True)


class Run(models.Model):
    """The account of one computation: of one group, or (without a group) of all of them."""

    class State(models.TextChoices):
        RUNNING = "running", _("i gang")
        DONE = "done", _("færdig")
        FAILED = "failed", _("fejlet")

    group = models.ForeignKey(Group, on_delete=models.CASCADE, null=True, related_name="runs")
    reason = models.CharField(max_length=80)
    state = models.CharField(max_length=7, choices=State, default=State.RUNNING)
    started_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)
    total = models.PositiveIntegerField(default=1, help_text="Groups to compute")
    high_water = models.BigIntegerField(default=0, help_text="Newest measurement that was read")
    results = models.PositiveIntegerField(default=0)
    code_version = models.CharField(max_length=60, blank=True)
    error = models.TextField(blank=True)
    audit = models.JSONField(null=True, help_text="What the check of hidden figures found")
    alarm = models.CharField(
        max_length=300, blank=True, help_text="Set where a check found stored results to be wrong"
    )
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = RunQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True) | ~Q(state="running"),
                name="finished_run_has_ended",
            )
        ]

    def __str__(self) -> str:
        return f"{self.group or 'alle'} {self.started_at:%Y-%m-%d %H:%M}"


class OutboxEntry(models.Model):
    """A note, written in the same transaction as a change, that a group must be computed anew."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="outbox")
    full_run = models.ForeignKey(Run, on_delete=models.CASCADE, null=True, related_name="outbox")
    reason = models.CharField(max_length=80)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "outbox entries"

    def __str__(self) -> str:
        return f"{self.group}: {self.reason}"
