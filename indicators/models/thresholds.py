"""How small a count may be shown: dated rows, for all sources or for one."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q

from indicators.models.sources import Source


@pghistory.track()
class DisclosureThreshold(models.Model):
    """The least count, base and number of answers that may be shown of a period that ends in its time.

    A row without a source holds for all; of a source's own row and that one the stricter wins.
    """

    source = models.ForeignKey(
        Source, on_delete=models.CASCADE, null=True, blank=True, related_name="thresholds"
    )
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    least_count = models.PositiveSmallIntegerField(default=5)
    least_base = models.PositiveSmallIntegerField(default=20)
    least_answers = models.PositiveSmallIntegerField(default=30)
    reason = models.CharField(max_length=200)

    class Meta:
        ordering = [F("source").asc(nulls_first=True), F("valid_from").asc(nulls_first=True), "id"]
        constraints = [
            # Below 3 a hidden count could be told from its neighbours: no row may go so low.
            models.CheckConstraint(condition=Q(least_count__gte=3), name="threshold_never_below_3"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
                name="threshold_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source or 'alle'} {self.valid_from or ''}–{self.valid_to or ''}"
