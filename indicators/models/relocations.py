"""Announced relocations: households that are to move because homes are torn down or rebuilt."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q

from areas.models import Area


@pghistory.track()
class Relocation(models.Model):
    """Households that move from an area, to another or away, within a stated time."""

    from_area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="relocations_out")
    to_area = models.ForeignKey(
        Area, on_delete=models.CASCADE, null=True, blank=True, related_name="relocations_in"
    )
    households = models.PositiveIntegerField()
    residents = models.PositiveIntegerField(
        null=True, blank=True, help_text="Where it is known; else it is not guessed"
    )
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    announced_on = models.DateField()
    source = models.CharField(max_length=200)
    note = models.CharField(max_length=300, blank=True)
    is_withdrawn = models.BooleanField(default=False)

    class Meta:
        ordering = ["starts_on", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(households__gt=0), name="relocation_has_households"),
            models.CheckConstraint(
                condition=Q(to_area__isnull=True) | ~Q(to_area=F("from_area")),
                name="relocation_between_two",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="relocation_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_area} → {self.to_area or '…'}: {self.households}"
