"""Limits of a control chart, fixed anew by a person at a known change, never by the machine."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from areas.models import Area
from indicators.models.definitions import Definition


@pghistory.track()
class ControlLimit(models.Model):
    """From this slot on the chart's mean and limits are those of the figures since, for a reason."""

    definition = models.ForeignKey(
        Definition, on_delete=models.CASCADE, related_name="control_limits"
    )
    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="control_limits")
    from_slot = models.CharField(max_length=8)
    reason = models.CharField(max_length=300)
    fixed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    fixed_on = models.DateField(default=timezone.localdate)

    class Meta:
        ordering = ["definition", "area", "from_slot"]
        constraints = [
            models.UniqueConstraint(
                fields=["definition", "area", "from_slot"], name="control_limit_once"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="control_limit_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.definition} {self.area} {self.from_slot}"
