"""Meetings: a body's yearly wheel, its standing items, the meeting itself, and who came."""

from __future__ import annotations

import uuid

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from partnership.models.bodies import Body, Seat
from partnership.models.locks import stands_with_minutes
from partnership.models.organisations import Organisation
from partnership.models.people import Person


class Form(models.TextChoices):
    """How people meet."""

    IN_PERSON = "in_person", _("fysisk møde")
    ONLINE = "online", _("onlinemøde")
    BOTH = "both", _("fysisk og online")


@pghistory.track()
class PlannedMeeting(models.Model):
    """A mark on a body's yearly wheel (årshjul): in which month it meets, every year."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="planned_meetings")
    name = models.CharField(max_length=120)
    month = models.PositiveSmallIntegerField()
    day = models.PositiveSmallIntegerField(default=1, help_text="Proposed day of the month, 1-28")
    starts_at = models.TimeField()
    ends_at = models.TimeField()
    form = models.CharField(max_length=9, choices=Form, default=Form.IN_PERSON)
    place = models.CharField(max_length=200, blank=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["body", "month", "day"]
        constraints = [
            models.CheckConstraint(
                condition=Q(month__gte=1, month__lte=12, day__gte=1, day__lte=28),
                name="planned_meeting_day_in_year",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="planned_meeting_ends_after_start"
            ),
            models.UniqueConstraint(fields=["body", "name"], name="planned_meeting_once"),
        ]

    def __str__(self) -> str:
        return f"{self.body}: {self.name}"


@pghistory.track()
class StandingItem(models.Model):
    """An item that stands on a body's agenda every time, or in the months named."""

    class Kind(models.TextChoices):
        INFORMATION = "information", _("orientering")
        DISCUSSION = "discussion", _("drøftelse")
        DECISION = "decision", _("beslutning")
        REVIEW = "review", _("opfølgning på effekt")

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="standing_items")
    title = models.CharField(max_length=160)
    kind = models.CharField(max_length=11, choices=Kind, default=Kind.INFORMATION)
    text = models.TextField(blank=True)
    minutes = models.PositiveSmallIntegerField(default=10, help_text="Minutes set aside")
    position = models.PositiveSmallIntegerField(default=0)
    is_last = models.BooleanField(default=False, help_text="Stands after all other items")
    months = ArrayField(
        models.PositiveSmallIntegerField(), default=list, blank=True,
        help_text="Only in these months, 1-12; none: every meeting",
    )  # fmt: skip
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["body", "is_last", "position", "id"]

    def __str__(self) -> str:
        return self.title


class MeetingQuerySet(models.QuerySet["Meeting"]):
    """Reads of meetings."""

    def ahead(self) -> MeetingQuerySet:
        """Meetings that have not been held, cancelled or merged, the next first."""
        return self.filter(state__in=("planned", "called")).order_by("starts_at")


@pghistory.track()
class Meeting(models.Model):
    """A body meets: planned, called with an agenda, held, and written down in minutes."""

    class State(models.TextChoices):
        PLANNED = "planned", _("Planlagt")
        CALLED = "called", _("Indkaldt")
        HELD = "held", _("Afholdt")
        CANCELLED = "cancelled", _("Aflyst")
        MERGED = "merged", _("Lagt sammen med et andet møde")

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="meetings")
    planned = models.ForeignKey(
        PlannedMeeting, on_delete=models.SET_NULL, null=True, blank=True, related_name="meetings"
    )
    title = models.CharField(max_length=160)
    state = models.CharField(max_length=9, choices=State, default=State.PLANNED)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    form = models.CharField(max_length=9, choices=Form, default=Form.IN_PERSON)
    place = models.CharField(max_length=200, blank=True)
    link = models.URLField(max_length=500, blank=True, help_text="Where one joins online")
    note = models.CharField(max_length=300, blank=True)
    guests = models.CharField(
        max_length=500,
        blank=True,
        help_text="Who came without a seat in the body, as it is written",
    )
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged"
    )
    cancelled_because = models.CharField(max_length=300, blank=True)
    called_at = models.DateTimeField(null=True, blank=True)
    held_at = models.DateTimeField(null=True, blank=True)
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(
        default=0, help_text="Grows whenever time, place or state changes: calendars ask for it"
    )
    case_number = models.CharField(max_length=60, blank=True, help_text="In the archive")
    archived_on = models.DateField(null=True, blank=True, help_text="When it was sent there")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at"]
        indexes = [models.Index(fields=["body", "starts_at"], name="meeting_of_body")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="meeting_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(state="merged", merged_into__isnull=False)
                | (~Q(state="merged") & Q(merged_into__isnull=True)),
                name="merged_meeting_names_the_other",
            ),
            models.CheckConstraint(
                condition=~Q(state="cancelled") | ~Q(cancelled_because=""),
                name="cancelled_meeting_says_why",
            ),
        ]
        triggers = [
            stands_with_minutes(
                "locked_meeting_stands",
                meeting="ROW.id",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(
                    "body",
                    "title",
                    "state",
                    "starts_at",
                    "ends_at",
                    "form",
                    "place",
                    "merged_into",
                    "guests",
                ),
            ),
            stands_with_minutes(
                "locked_meeting_stays", meeting="ROW.id", operation=pgtrigger.Delete
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_ahead(self) -> bool:
        """Whether it is still to be held."""
        return self.state in (self.State.PLANNED, self.State.CALLED)


@pghistory.track()
class Attendance(models.Model):
    """Who was called to a meeting, as what, and whether they came."""

    class Status(models.TextChoices):
        INVITED = "invited", _("indkaldt")
        COMING = "coming", _("kommer")
        PRESENT = "present", _("til stede")
        EXCUSED = "excused", _("afbud")
        ABSENT = "absent", _("fraværende")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="attendances")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="attendances", null=True, blank=True
    )
    role = models.CharField(max_length=13, blank=True, help_text="The seat's role on the day")
    has_vote = models.BooleanField(default=False)
    status = models.CharField(max_length=8, choices=Status, default=Status.INVITED)
    stands_in_for = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["meeting", "person"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="attendance_once")
        ]
        triggers = [stands_with_minutes("locked_attendance_stands")]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_status_display()}"

    @property
    def status_in_words(self) -> str:
        """The status; nobody was called to a meeting that was entered when it was over."""
        meeting = self.meeting
        was_entered = meeting.state == Meeting.State.HELD and meeting.called_at is None
        if was_entered and self.status == self.Status.INVITED:
            return gettext("ikke noteret")
        return str(self.get_status_display())

    @property
    def role_in_words(self) -> str:
        """The seat's role on the day."""
        return str(Seat.Role(self.role).label) if self.role else "–"
