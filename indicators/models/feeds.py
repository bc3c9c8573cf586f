"""Feeds from a statistics office: what is fetched, how often, and how each fetch went."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from indicators.models.imports import ImportBatch
from indicators.models.sources import Source


@pghistory.track()
class Feed(models.Model):
    """A table, what is picked from it, and what each pick is here. Fetched again by the clock."""

    class Every(models.TextChoices):
        NEVER = "never", _("kun når nogen beder om det")
        WEEK = "week", _("hver uge")
        MONTH = "month", _("hver måned")

    name = models.CharField(max_length=120, unique=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="feeds")
    table = models.CharField(max_length=20)
    selection = models.JSONField(help_text="Values picked of each variable")
    mapping = models.JSONField(help_text="What each variable and value is: indicator, area, period")
    every = models.CharField(max_length=5, choices=Every, default=Every.MONTH)
    is_active = models.BooleanField(default=True)
    next_fetch_at = models.DateTimeField(null=True, blank=True)
    failed_attempts = models.PositiveSmallIntegerField(default=0)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def newest(self) -> int:
        """How many periods a fetch asks for, the newest of them; 0 is all."""
        return int(self.selection.get("newest", 0))


class FeedFetch(models.Model):
    """One fetch: when, what came of it, and in which file and import it ended."""

    class State(models.TextChoices):
        WAITING = "waiting", _("venter")
        RUNNING = "running", _("i gang")
        DONE = "done", _("hentet")
        UNCHANGED = "unchanged", _("uændret")
        FAILED = "failed", _("fejlet")

    feed = models.ForeignKey(Feed, on_delete=models.CASCADE, related_name="fetches")
    state = models.CharField(max_length=9, choices=State, default=State.WAITING)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    requested_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=1, help_text="Requests to send")
    code = models.CharField(max_length=40, blank=True, help_text="Why it failed")
    details = models.JSONField(null=True)
    batch = models.ForeignKey(
        ImportBatch, on_delete=models.SET_NULL, null=True, blank=True, related_name="fetches"
    )

    class Meta:
        ordering = ["-requested_at"]
        verbose_name_plural = "feed fetches"
        constraints = [
            models.UniqueConstraint(
                fields=["feed"],
                condition=Q(state__in=["waiting", "running"]),
                name="one_fetch_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.feed} {self.requested_at:%Y-%m-%d %H:%M}"
