"""Earlier editions: what was once shown, and so must be taken as known by everybody."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from areas.models import Area
from indicators.models.definitions import Category, Definition
from indicators.models.runs import Run


class PublishedCell(models.Model):
    """A figure that an earlier run showed and a later one changed or hid. Never rewritten."""

    definition = models.ForeignKey(
        Definition, on_delete=models.CASCADE, related_name="published_cells"
    )
    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="+")
    category = models.ForeignKey(Category, on_delete=models.CASCADE, related_name="+")
    statement = models.CharField(max_length=10)
    comparator = models.CharField(max_length=13, blank=True)
    slot = models.CharField(max_length=8)
    numerator = models.FloatField(null=True)
    denominator = models.FloatField(null=True)
    estimate = models.FloatField(null=True)
    run = models.ForeignKey(
        Run, on_delete=models.SET_NULL, null=True, related_name="+", help_text="Last run to show it"
    )
    replaced_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["definition", "area", "slot", "id"]
        indexes = [models.Index(fields=["definition", "slot"], name="published_cell_place")]

    def __str__(self) -> str:
        return f"{self.definition} {self.area} {self.slot}"
