"""Steps of the clock that fail, told where the state of the system is shown."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class ClockStep(models.Model):
    """A step of the clock that failed when it was last taken; the row goes when it succeeds again."""

    name = models.CharField(max_length=120, unique=True)
    words = models.CharField(
        max_length=160
    )  # what it does, in Danish; shown in the reader's language
    failing_since = models.DateTimeField(default=timezone.now)
    failed_at = models.DateTimeField(default=timezone.now)
    failures = models.PositiveIntegerField(default=1)
    error = models.TextField()

    class Meta:
        ordering = ["failing_since", "name"]

    def __str__(self) -> str:
        return self.name
