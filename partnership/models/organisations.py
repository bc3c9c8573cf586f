"""Organisations, and which of them owns homes in which area."""

from __future__ import annotations

import datetime as dt

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from areas.models import Area, period


@pghistory.track()
class Organisation(models.Model):
    """A party or a supplier of figures: the municipality, a housing organisation, the police."""

    class Kind(models.TextChoices):
        MUNICIPALITY = "municipality", _("kommune")
        HOUSING = "housing", _("boligorganisation")
        POLICE = "police", _("politi")
        AUTHORITY = "authority", _("statistikmyndighed")
        OTHER = "other", _("anden organisation")

    kind = models.CharField(max_length=12, choices=Kind)
    name = models.CharField(max_length=120, unique=True)
    short_name = models.CharField(max_length=40, blank=True)
    slug = models.SlugField(unique=True)
    is_party = models.BooleanField(default=True, help_text="Party to the partnership agreement")
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        """The short name where there is one."""
        return self.short_name or self.name


class OwnershipQuerySet(models.QuerySet["Ownership"]):
    """Reads of ownerships."""

    def on(self, day: dt.date) -> OwnershipQuerySet:
        """Ownerships that hold on a day, first and last day included."""
        return self.filter(
            Q(starts_on__isnull=True) | Q(starts_on__lte=day),
            Q(ends_on__isnull=True) | Q(ends_on__gte=day),
        )


@pghistory.track()
class Ownership(models.Model):
    """An organisation owns homes in an area in a period; an area may have several owners at once."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="ownerships"
    )
    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="ownerships")
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=200, blank=True)

    objects = OwnershipQuerySet.as_manager()

    class Meta:
        ordering = ["area", "organisation"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True)
                | Q(starts_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="ownership_ends_after_start",
            ),
            ExclusionConstraint(
                name="ownership_not_twice",
                expressions=[
                    ("organisation", RangeOperators.EQUAL),
                    ("area", RangeOperators.EQUAL),
                    (period("starts_on", "ends_on"), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.area}"
