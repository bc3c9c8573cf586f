"""What happened in an example's bodies goes with them, whoever did it, approved minutes included."""

from __future__ import annotations

from collections.abc import Collection

import pgtrigger
from django.db.models import Q, QuerySet

from partnership.models import (
    AgendaItem,
    Booking,
    BudgetLine,
    Comment,
    Decision,
    FollowUp,
    Handover,
    Intervention,
    InterventionStep,
    Meeting,
    Minutes,
    MinutesCorrection,
    MinutesText,
    Paper,
    PaperVersion,
    WaitingItem,
    WrittenAnswer,
    WrittenProcedure,
)
from partnership.models.papers import OWNERS

# What keeps minutes and steps as they were; nothing else may pass it by.
GUARDS = (
    "partnership.AgendaItem:locked_item_stands",
    "partnership.Attendance:locked_attendance_stands",
    "partnership.Decision:locked_decision_stands",
    "partnership.Decision:locked_decision_stays",
    "partnership.Handover:handovers_stand",
    "partnership.InterventionStep:steps_stand",
    "partnership.Meeting:locked_meeting_stands",
    "partnership.Meeting:locked_meeting_stays",
    "partnership.Minutes:locked_minutes_stand",
    "partnership.MinutesCorrection:corrections_stand",
    "partnership.MinutesText:locked_minutes_text_stands",
    "partnership.Paper:locked_paper_stands",
    "partnership.PaperVersion:paper_versions_stand",
    "partnership.PaperVersion:locked_paper_version_stands",
)


def remove_work(bodies: Collection[int]) -> None:
    """Delete all that some bodies met about, decided, did and set going."""
    meetings = Meeting.objects.filter(body__in=bodies)
    items = AgendaItem.objects.filter(meeting__in=meetings)
    decisions = Decision.objects.filter(body__in=bodies)
    procedures = WrittenProcedure.objects.filter(body__in=bodies)
    interventions = Intervention.objects.filter(body__in=bodies)
    tasks = FollowUp.objects.filter(body__in=bodies)
    with pgtrigger.ignore(*GUARDS):
        Handover.objects.filter(
            Q(follow_up__in=tasks) | Q(decision__in=decisions) | Q(item__in=items)
            | Q(procedure__in=procedures) | Q(intervention__in=interventions)
        ).delete()  # fmt: skip
        homes = {
            "item": items, "meeting": meetings, "procedure": procedures,
            "intervention": interventions,
        }  # fmt: skip
        at_home = Q(*((f"{name}__in", homes[name]) for name in OWNERS if name in homes),
                    _connector=Q.OR)  # fmt: skip
        papers = Paper.objects.filter(at_home)
        PaperVersion.objects.filter(paper__in=papers).delete()
        papers.delete()
        tasks.delete()
        steps = Q(decision__in=decisions) | Q(intervention__in=interventions)
        InterventionStep.objects.filter(steps).delete()
        Comment.objects.filter(Q(item__in=items) | Q(about_minutes__meeting__in=meetings)).delete()
        MinutesCorrection.objects.filter(minutes__meeting__in=meetings).delete()
        MinutesText.objects.filter(minutes__meeting__in=meetings).delete()
        Minutes.objects.filter(meeting__in=meetings).delete()
        _let_go(decisions)
        decisions.delete()
        WrittenAnswer.objects.filter(procedure__in=procedures).delete()
        procedures.delete()
        WaitingItem.objects.filter(body__in=bodies).delete()
        items.update(carried_from=None)
        items.delete()
        meetings.update(merged_into=None, state=Meeting.State.HELD)
        meetings.delete()
        BudgetLine.objects.filter(intervention__in=interventions).delete()
        Booking.objects.filter(intervention__in=interventions).delete()
        interventions.delete()


def _let_go(decisions: QuerySet[Decision]) -> None:
    """What a decision stands behind elsewhere goes on without it."""
    for relation in Decision._meta.related_objects:
        child = relation.related_model
        if relation.one_to_many and relation.field.null and not isinstance(child, str):
            name = relation.field.name
            child._default_manager.filter(**{f"{name}__in": decisions}).update(**{name: None})
