"""Bodies and the seats in them: rights hang on the seat, and end with it."""

from __future__ import annotations

import datetime as dt

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from areas.models import period
from partnership.models.organisations import Organisation
from partnership.models.people import Person

# Rights over the whole site, one organisation, or one supplier's figures; no body stands behind them.
BODILESS = ["supplier", "administrator", "local_admin"]


@pghistory.track()
class Body(models.Model):
    """A level of the partnership that meets and decides, or the secretariat that serves it."""

    class Kind(models.TextChoices):
        BOARD = "board", _("bystrategisk partnerskab")
        COORDINATION = "coordination", _("koordinationsgruppe")
        AD_HOC = "ad_hoc", _("ad hoc-gruppe")
        SECRETARIAT = "secretariat", _("fælles sekretariat")

    kind = models.CharField(max_length=12, choices=Kind)
    name = models.CharField(max_length=120, unique=True)
    slug = models.SlugField(unique=True)
    mandate = models.TextField(blank=True)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    quorum = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Members with a vote who must be present; none: no rule"
    )
    votes = models.BooleanField(
        default=False, help_text="Its rules take votes; else it decides by agreement"
    )
    closing_report = models.TextField(blank=True, help_text="What came of it, when it was closed")
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "bodies"
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True)
                | Q(starts_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="body_ends_after_start",
            ),
            models.CheckConstraint(
                condition=~Q(kind="ad_hoc") | (Q(ends_on__isnull=False) & ~Q(mandate="")),
                name="ad_hoc_body_has_mandate_and_end",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SeatQuerySet(models.QuerySet["Seat"]):
    """Reads of seats."""

    def on(self, day: dt.date) -> SeatQuerySet:
        """Seats that hold on a day; the last day counts."""
        return self.filter(Q(starts_on__lte=day), Q(ends_on__isnull=True) | Q(ends_on__gte=day))


@pghistory.track()
class Seat(models.Model):
    """A person's place: for an organisation, in a body, in a role, for a period."""

    class Role(models.TextChoices):
        CHAIR = "chair", _("formand")
        MEMBER = "member", _("medlem")
        SUBSTITUTE = "substitute", _("suppleant")
        OBSERVER = "observer", _("observatør")
        CASE_OFFICER = "case_officer", _("sagsforbereder")
        SECRETARIAT = "secretariat", _("sekretariat")
        SUPPLIER = "supplier", _("leverandør")
        ADMINISTRATOR = "administrator", _("administrator")
        LOCAL_ADMIN = "local_admin", _("administrator for egen organisation")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="seats")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="seats")
    body = models.ForeignKey(
        Body, on_delete=models.CASCADE, related_name="seats", null=True, blank=True
    )
    role = models.CharField(max_length=13, choices=Role)
    serves = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="served_by",
        help_text="The member a case officer or a substitute stands behind",
    )  # fmt: skip
    sees_restricted = models.BooleanField(
        default=False, help_text="May see indicators on origin and other restricted subjects"
    )
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = SeatQuerySet.as_manager()

    class Meta:
        ordering = ["body", "person", "starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="seat_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(role__in=BODILESS, body__isnull=True)
                | (~Q(role__in=BODILESS) & Q(body__isnull=False)),
                name="seat_body_follows_role",
            ),
            models.CheckConstraint(
                condition=Q(serves__isnull=True) | Q(role__in=["substitute", "case_officer"]),
                name="only_helpers_serve_a_member",
            ),
            ExclusionConstraint(
                name="seat_not_twice",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("organisation", RangeOperators.EQUAL),
                    (Coalesce("body", Value(0)), RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    (period("starts_on", "ends_on"), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_role_display()}"
