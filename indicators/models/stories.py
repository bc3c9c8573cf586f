"""The story behind the curve: what people who know the place say of a figure."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from areas.models import Area
from indicators.models.definitions import Indicator


@pghistory.track()
class StoryNote(models.Model):
    """A dated note on an indicator, in one area or in all of them. Withdrawn, never deleted."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="stories")
    area = models.ForeignKey(
        Area, on_delete=models.CASCADE, null=True, blank=True, related_name="stories"
    )
    slot = models.CharField(max_length=8, blank=True, help_text="The period it is about, if one")
    text = models.TextField(max_length=2000)
    written_on = models.DateField(default=timezone.localdate)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    writer_role = models.CharField(max_length=120, blank=True, help_text="Seat held when written")
    is_withdrawn = models.BooleanField(default=False)

    class Meta:
        ordering = ["-written_on", "-id"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="story_has_text")]

    def __str__(self) -> str:
        return f"{self.indicator} {self.written_on}"
