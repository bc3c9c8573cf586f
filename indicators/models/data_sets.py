"""Data sets: whose an indicator's figures are, who may see them early, who answers for them."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q

from indicators.models.definitions import Indicator
from partnership.models import Organisation, Person


@pghistory.track()
class DataSet(models.Model):
    """An indicator's figures from one organisation: who owns them, and whether they need approval."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="data_sets")
    supplier = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="data_sets")
    approval_required = models.BooleanField(default=False)
    is_default = models.BooleanField(default=False, help_text="Used where the secretariat enters")
    is_supplier_owned = models.BooleanField(
        default=False,
        help_text="Raw to the supplier and those it names only; the supplier alone releases",
    )
    responsible = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="data_sets"
    )
    revision = models.PositiveIntegerField(
        default=0, help_text="Grows with every change of who may read, so that it leaves a trace"
    )

    class Meta:
        ordering = ["indicator", "supplier"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "supplier"], name="data_set_once"),
            models.UniqueConstraint(
                fields=["indicator"], condition=Q(is_default=True), name="one_default_data_set"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} – {self.supplier}"


@pghistory.track()
class DataSetReader(models.Model):
    """An organisation that a supplier lets see its figures before they are released."""

    data_set = models.ForeignKey(DataSet, on_delete=models.CASCADE, related_name="readers")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="readable_data_sets"
    )

    class Meta:
        ordering = ["data_set", "organisation"]
        constraints = [
            models.UniqueConstraint(
                fields=["data_set", "organisation"], name="data_set_reader_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.data_set}"
