"""What the partnership compares its areas with: the choices offered, and the agreed one."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from areas.models import Area


@pghistory.track()
class ComparatorChoice(models.Model):
    """One thing that areas may be compared with. With no rows at all, all that exist are offered.

    Exactly one row is the agreed one. `other` names the place where the kind alone does not: a
    reference area.
    """

    class Kind(models.TextChoices):
        REST = "rest", _("resten af kommunen")
        MUNICIPALITY = "municipality", _("kommunen")
        WITHOUT_AREAS = "without_areas", _("kommunen uden boligområderne")
        REGION = "region", _("regionen")
        COUNTRY = "country", _("hele landet")
        REFERENCE = "reference", _("et referenceområde")

    kind = models.CharField(max_length=13, choices=Kind)
    other = models.ForeignKey(
        Area, on_delete=models.CASCADE, null=True, blank=True, related_name="chosen_as_comparator"
    )
    position = models.PositiveSmallIntegerField(default=0)
    is_default = models.BooleanField(default=False)
    reason = models.CharField(max_length=200, blank=True, help_text="Where it was agreed")

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "other"], nulls_distinct=False, name="comparator_choice_once"
            ),
            models.UniqueConstraint(
                fields=["is_default"], condition=Q(is_default=True), name="one_agreed_comparator"
            ),
            models.CheckConstraint(
                condition=Q(kind="reference", other__isnull=False)
                | (~Q(kind="reference") & Q(other__isnull=True)),
                name="reference_comparator_names_area",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.other or ''}".strip()
