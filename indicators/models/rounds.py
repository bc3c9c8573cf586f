"""Collection rounds (indsamlinger): what is asked for, of whom, by when; and the yearly wheel."""

from __future__ import annotations

import datetime as dt

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from areas.models import Area
from indicators.models.data_sets import DataSet
from indicators.models.definitions import Definition, Indicator
from partnership.models import Person


@pghistory.track()
class WheelEntry(models.Model):
    """A mark on the yearly wheel (årshjul): which round opens when, every year."""

    class Period(models.TextChoices):
        THIS = "this", _("den periode, der er i gang")
        PREVIOUS = "previous", _("den seneste afsluttede periode")

    name = models.CharField(max_length=120, unique=True)
    indicators = models.ManyToManyField(Indicator, related_name="wheel_entries")
    areas = models.ManyToManyField(Area, related_name="wheel_entries")
    frequency = models.CharField(
        max_length=7, choices=Definition.Frequency, help_text="How often, and of how long periods"
    )
    period = models.CharField(max_length=8, choices=Period, default=Period.PREVIOUS)
    months = ArrayField(
        models.PositiveSmallIntegerField(), help_text="The months in which a round opens, 1-12"
    )
    day = models.PositiveSmallIntegerField(default=1)
    days_open = models.PositiveSmallIntegerField(default=30)
    is_active = models.BooleanField(default=True)
    since = models.DateField(
        default=timezone.localdate,
        help_text="Opens nothing of days before; set anew when it is moved or wakes",
    )
    revision = models.PositiveIntegerField(
        default=0, help_text="Grows with every change, also of the indicators and areas"
    )

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "wheel entries"
        constraints = [
            models.CheckConstraint(condition=Q(day__gte=1, day__lte=28), name="wheel_day_in_month"),
            models.CheckConstraint(condition=Q(days_open__gte=1), name="wheel_open_a_day"),
        ]

    def __str__(self) -> str:
        return self.name


class RoundQuerySet(models.QuerySet["Round"]):
    """Reads of rounds."""

    def open_on(self, day: dt.date) -> RoundQuerySet:
        """Rounds that have begun and were not closed."""
        return self.filter(opens_on__lte=day, closed_at__isnull=True)


@pghistory.track()
class Round(models.Model):
    """A collection round: indicators × areas × periods, with a deadline and persons who answer."""

    name = models.CharField(max_length=120)
    slug = models.SlugField(unique=True)
    indicators = models.ManyToManyField(Indicator, related_name="rounds")
    areas = models.ManyToManyField(Area, related_name="rounds")
    slots = ArrayField(models.CharField(max_length=8))
    opens_on = models.DateField()
    deadline = models.DateField()
    release_on = models.DateField(
        null=True, blank=True, help_text="Approved figures are held back until this day"
    )
    note = models.CharField(max_length=300, blank=True)
    wheel_entry = models.ForeignKey(
        WheelEntry, on_delete=models.SET_NULL, null=True, blank=True, related_name="rounds"
    )
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(
        default=0, help_text="Grows with every change, also of what is asked for and of whom"
    )

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ["-deadline", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(deadline__gte=F("opens_on")), name="round_deadline_after_opening"
            ),
            models.CheckConstraint(condition=Q(slots__len__gt=0), name="round_has_periods"),
            models.UniqueConstraint(
                fields=["wheel_entry", "opens_on"], name="wheel_opens_a_round_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class RoundDuty(models.Model):
    """Who answers for one data set in a round."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="duties")
    data_set = models.ForeignKey(DataSet, on_delete=models.CASCADE, related_name="duties")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="duties")

    class Meta:
        ordering = ["round", "data_set"]
        verbose_name_plural = "round duties"
        constraints = [
            models.UniqueConstraint(fields=["round", "data_set"], name="round_duty_once")
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.data_set}"
