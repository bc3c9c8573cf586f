"""Calendar feeds: a secret address at which a person's calendar program reads their meetings."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


@pghistory.track(exclude=["token_hash", "last_read_at"])
class CalendarFeed(models.Model):
    """One person's feed. Only the address's hash is kept; a revoked one opens nothing."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_feeds"
    )
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(revoked_at__isnull=True), name="one_open_feed"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}"
