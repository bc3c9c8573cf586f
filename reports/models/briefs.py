"""Briefs (mødeoplæg): two pages before a meeting, and who was given them."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.utils import timezone

from areas.models import Area
from indicators.models import FrozenCopy, Indicator
from partnership.models import Meeting


@pghistory.track()
class Brief(models.Model):
    """The brief of one meeting: drafted from the figures, with blocks of text people may edit."""

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="brief")
    revision = models.PositiveIntegerField(default=0, help_text="Grows when its blocks change")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-meeting__starts_at"]

    def __str__(self) -> str:
        return f"{self.meeting}"


@pghistory.track()
class BriefBlock(models.Model):
    """A text that people put beside the figures of a section, or before all; the figures are never in it."""

    brief = models.ForeignKey(Brief, on_delete=models.CASCADE, related_name="blocks")
    key = models.CharField(max_length=60, help_text="Where it stands: opening, decide, gaps …")
    text = models.TextField(max_length=2000, blank=True)
    is_left_out = models.BooleanField(default=False, help_text="The part is not in this brief")

    class Meta:
        ordering = ["brief", "key"]
        constraints = [models.UniqueConstraint(fields=["brief", "key"], name="brief_block_once")]

    def __str__(self) -> str:
        return self.key


@pghistory.track()
class BriefEdition(models.Model):
    """The brief as it was sent out on a day: a frozen copy, never changed."""

    brief = models.ForeignKey(Brief, on_delete=models.CASCADE, related_name="editions")
    number = models.PositiveSmallIntegerField()
    frozen = models.OneToOneField(FrozenCopy, on_delete=models.PROTECT, related_name="edition")
    issued_at = models.DateTimeField(default=timezone.now)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["brief", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["brief", "number"], name="brief_edition_once")
        ]
        triggers = [
            pgtrigger.Protect(
                name="brief_edition_stands",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(exclude=["issued_by"]),
            ),
            pgtrigger.Protect(name="brief_edition_stays", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.brief} {self.number}"


@pghistory.track()
class BriefReader(models.Model):
    """Somebody who was given an edition, or opened it later: whoever is told of a correction."""

    edition = models.ForeignKey(BriefEdition, on_delete=models.CASCADE, related_name="readers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["edition", "id"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "user"], name="brief_reader_once")
        ]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.user_id}"


@pghistory.track()
class BriefCorrection(models.Model):
    """What an edition's readers were told last of an indicator in an area; `mark` names the state.

    It holds no figure: which it was and which it is stands on the edition's page, as far as it may
    be seen that day.
    """

    edition = models.ForeignKey(BriefEdition, on_delete=models.CASCADE, related_name="corrections")
    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="+")
    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="+")
    mark = models.CharField(max_length=24, blank=True, help_text="Empty: as it was shown")
    changes_verdict = models.BooleanField(default=False)
    noticed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["edition", "id"]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.indicator_id} {self.area_id}"
