"""Which rows are example data, so that these, and nothing else, can be removed again."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class ExampleSet(models.Model):
    """An example that was loaded. While a fictitious one is present every page says so."""

    code = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    is_fictitious = models.BooleanField(default=True)
    loaded_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.name


class ExampleRow(models.Model):
    """One row that the example brought along."""

    example_set = models.ForeignKey(ExampleSet, on_delete=models.CASCADE, related_name="rows")
    model = models.CharField(max_length=80, help_text="app_label.model_name")
    row_id = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["model", "row_id"], name="example_row_once")]

    def __str__(self) -> str:
        return f"{self.model} {self.row_id}"
