"""Decisions in writing as they are read: what waits for one's answer, all of them, and one of them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from partnership.models import Body, Decision, Person, WrittenAnswer, WrittenProcedure
from partnership.rules import written_procedures as rules
from partnership.rules.access import Standing
from partnership.rules.bodies import may_run_body
from partnership.services import body_rights, written_procedures


def bodies_asked_by(standing: Standing) -> QuerySet[Body]:
    """The bodies this person may ask to decide in writing."""
    seen = body_rights.seen_by(standing)
    runs = [pk for pk in seen if may_run_body(standing, pk)]
    return Body.objects.filter(pk__in=runs, closed_at__isnull=True).exclude(kind="secretariat")


def listed(standing: Standing) -> QuerySet[WrittenProcedure]:
    """All procedures the person may read, the newest first."""
    return written_procedures.seen_by(standing).select_related("body", "decision")


def waiting_for(standing: Standing) -> list[WrittenProcedure]:
    """What the person has a vote on and has not answered."""
    open_now = (
        written_procedures.seen_by(standing)
        .filter(state=rules.OPEN, deadline__gte=timezone.localdate())
        .exclude(answers__person=standing.person_id or 0)
        .select_related("body")
    )
    return [
        each
        for each in open_now
        if rules.may_answer(standing, state=each.state, body_id=each.body_id)
    ]


@dataclass(frozen=True)
class AnswerRow:
    """An answer, and whether it counts: it does while the seat it was given from holds."""

    answer: WrittenAnswer
    counts: bool


@dataclass(frozen=True)
class ProcedurePage:
    """One procedure: answers, those still silent, what the answers lead to, and what one may do."""

    answers: list[AnswerRow]
    silent: list[Person]
    count: rules.Count
    outcome: str
    mine: WrittenAnswer | None
    decision: Decision | None
    may_answer: bool
    may_run: bool
    can_close: bool
    is_over: bool


def page_of(procedure: WrittenProcedure, standing: Standing) -> ProcedurePage:
    """All that stands on a procedure's page."""
    today = timezone.localdate()
    answers = list(procedure.answers.select_related("person"))
    answered = {each.person_id for each in answers}
    voters = list(written_procedures.voters_in(procedure))
    counted = {each.pk for each in voters}
    count = written_procedures.count_of(procedure)
    runs = rules.may_close(standing, state=procedure.state, body_id=procedure.body_id)
    answering = rules.may_answer(standing, state=procedure.state, body_id=procedure.body_id)
    return ProcedurePage(
        answers=[AnswerRow(each, counts=each.person_id in counted) for each in answers],
        silent=[each for each in voters if each.pk not in answered],
        count=count,
        outcome=rules.outcome(count),
        mine=next((each for each in answers if each.person_id == standing.person_id), None),
        decision=Decision.objects.filter(procedure=procedure).first(),
        may_answer=answering and today <= procedure.deadline,
        may_run=runs,
        can_close=runs and rules.may_be_closed(count, deadline=procedure.deadline, today=today),
        is_over=today > procedure.deadline,
    )
