"""Where: housing areas, and the municipality, region, country and reference areas beside them."""

from __future__ import annotations

import datetime as dt

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class DateRange(Func):
    """`daterange(from, to, '[]')`: a period whose first and last day both count."""

    function = "DATERANGE"
    output_field = models.Field()


def period(starts: str, ends: str) -> DateRange:
    """The inclusive period between two date columns, for exclusion constraints."""
    return DateRange(F(starts), F(ends), RangeBoundary(inclusive_lower=True, inclusive_upper=True))


class AreaQuerySet(models.QuerySet["Area"]):
    """Reads of areas."""

    def compared(self) -> AreaQuerySet:
        """The housing areas that the partnership follows and compares, in their fixed order."""
        return self.filter(kind=Area.Kind.AREA).order_by("position", "name")


@pghistory.track()
class Area(models.Model):
    """A place figures are about: a housing area, one of its divisions, or a place to compare with."""

    class Kind(models.TextChoices):
        DIVISION = "division", _("boligafdeling")
        AREA = "area", _("boligområde")
        MUNICIPALITY = "municipality", _("kommune")
        REGION = "region", _("region")
        COUNTRY = "country", _("land")
        REFERENCE = "reference", _("referenceområde")

    kind = models.CharField(max_length=12, choices=Kind)
    code = models.CharField(
        max_length=40, unique=True, help_text="Official code, or the partnership's own"
    )
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=120, unique=True)
    short_name = models.CharField(max_length=40, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    style = models.PositiveSmallIntegerField(
        default=0, help_text="Fixed hue and line pattern in every chart, 1-8; 0 is grey"
    )

    objects = AreaQuerySet.as_manager()

    class Meta:
        ordering = ["position", "name"]
        constraints = [
            models.CheckConstraint(condition=Q(style__lte=8), name="area_style_known"),
            models.CheckConstraint(condition=~Q(code=""), name="area_code_present"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The address of the area's dashboard."""
        return reverse("dashboards:area-detail", args=[self.slug])

    @property
    def label(self) -> str:
        """The short name where there is one: for charts and table heads."""
        return self.short_name or self.name


class AreaExtentQuerySet(models.QuerySet["AreaExtent"]):
    """Reads of extents."""

    def on(self, day: dt.date) -> AreaExtentQuerySet:
        """Extents that hold on a day, first and last day included."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day),
            Q(valid_to__isnull=True) | Q(valid_to__gte=day),
        )


@pghistory.track()
class AreaExtent(models.Model):
    """How far an area reaches and what it is part of in a period; a changed extent breaks its series."""

    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="extents")
    parent = models.ForeignKey(
        Area, on_delete=models.PROTECT, null=True, blank=True, related_name="child_extents"
    )
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    dwellings = models.PositiveIntegerField(null=True, blank=True)
    breaks_series = models.BooleanField(default=False)
    note = models.CharField(max_length=200, blank=True)

    objects = AreaExtentQuerySet.as_manager()

    class Meta:
        ordering = ["area", F("valid_from").asc(nulls_first=True)]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
                name="extent_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("area")), name="extent_not_in_itself"
            ),
            ExclusionConstraint(
                name="extent_one_at_a_time",
                expressions=[
                    ("area", RangeOperators.EQUAL),
                    (period("valid_from", "valid_to"), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.valid_from or ''}–{self.valid_to or ''}"
