"""Papers (bilag): files with versions that belong to an item, a meeting, a plan or a procedure."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils import timezone

from partnership.models.agendas import AgendaItem
from partnership.models.decisions import WrittenProcedure
from partnership.models.files import StoredFile
from partnership.models.interventions import Intervention
from partnership.models.locks import stands_with_minutes
from partnership.models.meetings import Meeting
from partnership.models.people import Person
from partnership.models.plans import Plan

OWNERS = ("item", "meeting", "plan", "procedure", "intervention")


def _one_owner() -> Q:
    """Exactly one of the owners is named."""
    return Q(
        *(Q(**{f"{name}__isnull": name != chosen for name in OWNERS}) for chosen in OWNERS),
        _connector=Q.OR,
    )


@pghistory.track()
class Paper(models.Model):
    """A paper with its versions. A body's members see it once it is released to them."""

    item = models.ForeignKey(
        AgendaItem, on_delete=models.CASCADE, null=True, blank=True, related_name="papers"
    )
    meeting = models.ForeignKey(
        Meeting, on_delete=models.CASCADE, null=True, blank=True, related_name="papers"
    )
    plan = models.ForeignKey(
        Plan, on_delete=models.CASCADE, null=True, blank=True, related_name="papers"
    )
    procedure = models.ForeignKey(
        WrittenProcedure, on_delete=models.CASCADE, null=True, blank=True, related_name="papers"
    )
    intervention = models.ForeignKey(
        Intervention, on_delete=models.CASCADE, null=True, blank=True, related_name="papers"
    )
    name = models.CharField(max_length=160)
    position = models.PositiveSmallIntegerField(default=0)
    released_at = models.DateTimeField(null=True, blank=True)
    is_withdrawn = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(condition=_one_owner(), name="paper_has_one_home"),
        ]
        triggers = [
            stands_with_minutes(
                "locked_paper_stands",
                meeting=(
                    "SELECT COALESCE(ROW.meeting_id, (SELECT i.meeting_id FROM"
                    " partnership_agendaitem i WHERE i.id = ROW.item_id))"
                ),
            )
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class PaperVersion(models.Model):
    """One version of a paper as it was handed in."""

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    is_tagged = models.BooleanField(
        null=True, help_text="Whether a PDF can be read aloud; unknown for other kinds"
    )
    note = models.CharField(max_length=200, blank=True, help_text="What is new in it")
    created_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["paper", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["paper", "number"], name="paper_version_once")
        ]
        triggers = [
            pgtrigger.Protect(name="paper_versions_stand", operation=pgtrigger.Update),
            stands_with_minutes(
                "locked_paper_version_stands",
                meeting=(
                    "SELECT COALESCE(p.meeting_id, i.meeting_id) FROM partnership_paper p LEFT JOIN"
                    " partnership_agendaitem i ON i.id = p.item_id WHERE p.id = ROW.paper_id"
                ),
                operation=pgtrigger.Insert | pgtrigger.Delete,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.paper} v{self.number}"
