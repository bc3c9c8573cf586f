"""Earlier editions: what was once shown and is known to everybody, and what each new one brought."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

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


class ResultNews(models.Model):
    """What an edition brought: a newer figure, or another verdict. It says that, never what."""

    class Kind(models.TextChoices):
        FIGURE = "figure", _("et nyt tal")
        VERDICT = "verdict", _("en ændret vurdering")

    kind = models.CharField(max_length=7, choices=Kind)
    definition = models.ForeignKey(Definition, on_delete=models.CASCADE, related_name="news")
    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="+")
    statement = models.CharField(max_length=10)
    slot = models.CharField(max_length=8)
    noticed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-noticed_at", "id"]
        indexes = [models.Index(fields=["-noticed_at"], name="result_news_newest")]

    def __str__(self) -> str:
        return f"{self.kind} {self.definition_id} {self.area_id} {self.slot}"
