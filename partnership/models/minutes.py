"""Minutes (referat): written beside the agenda or handed in as a file, approved, and locked."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partnership.models.files import StoredFile
from partnership.models.locks import stands_with_minutes
from partnership.models.meetings import Meeting
from partnership.models.people import Person


@pghistory.track()
class Minutes(models.Model):
    """The minutes of one meeting. Once locked nothing in them changes: a correction is an addition."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Kladde")
        PROPOSED = "proposed", _("Sendt til kommentering")
        APPROVED = "approved", _("Godkendt og låst")

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="minutes")
    state = models.CharField(max_length=8, choices=State, default=State.DRAFT)
    opening = models.TextField(blank=True, help_text="What is said of the meeting as a whole")
    upload = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        help_text="Minutes written elsewhere; only the decisions are registered here",
    )  # fmt: skip
    comments_until = models.DateField(null=True, blank=True)
    proposed_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    approval_note = models.CharField(
        max_length=200,
        blank=True,
        help_text="Where it was approved: at which meeting, or in writing",
    )
    locked_at = models.DateTimeField(null=True, blank=True)
    sha256 = models.CharField(
        max_length=64, blank=True, help_text="Fingerprint of all that was locked"
    )
    followed = models.JSONField(
        default=dict, blank=True,
        help_text="Who follows each decision and when, as it stood when the minutes were locked",
    )  # fmt: skip

    class Meta:
        verbose_name_plural = "minutes"
        constraints = [
            models.CheckConstraint(
                condition=Q(state="approved", locked_at__isnull=False) & ~Q(sha256="")
                | (~Q(state="approved") & Q(locked_at__isnull=True)),
                name="approved_minutes_are_locked",
            )
        ]
        triggers = [
            pgtrigger.Protect(
                name="locked_minutes_stand",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__locked_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.meeting}"

    @property
    def is_locked(self) -> bool:
        """Whether they are approved: nothing changes any more."""
        return self.locked_at is not None


@pghistory.track()
class MinutesText(models.Model):
    """What the minutes say under one item of the agenda."""

    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="texts")
    item = models.OneToOneField(
        "partnership.AgendaItem", on_delete=models.CASCADE, related_name="minutes_text"
    )
    text = models.TextField(blank=True)

    class Meta:
        ordering = ["item__position"]
        triggers = [
            stands_with_minutes(
                "locked_minutes_text_stands",
                meeting="SELECT x.meeting_id FROM partnership_minutes x WHERE x.id = ROW.minutes_id",
            )
        ]

    def __str__(self) -> str:
        return f"{self.item}"


@pghistory.track()
class MinutesCorrection(models.Model):
    """An addition to locked minutes: what was wrong, and how it should read."""

    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="corrections")
    item = models.ForeignKey(
        "partnership.AgendaItem", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    text = models.TextField(max_length=4000)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["created_at", "id"]
        triggers = [
            pgtrigger.Protect(
                name="corrections_stand", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"{self.created_at:%Y-%m-%d}"
