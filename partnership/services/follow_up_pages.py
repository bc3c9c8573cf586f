"""Lists of tasks (opgaver): one's own first, then the bodies'; and one task's own page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from partnership.models import Body, FollowUp, Handover, WaitingItem
from partnership.rules import follow_ups as rules
from partnership.rules.access import Standing
from partnership.rules.bodies import may_run_body, sits_in
from partnership.services import agendas, body_rights, follow_up_agendas, follow_ups

STATES = (
    ("", _("Åbne")),
    ("overdue", _("Over fristen")),
    ("done", _("Udførte")),
    ("dropped", _("Bortfaldne")),
    ("all", _("Alle")),
)
WAITS = _("venter på organets næste møde")
COLUMNS = ("body", "owner", "decision")


def bodies_for(standing: Standing) -> QuerySet[Body]:
    """The bodies whose tasks the person may read."""
    return Body.objects.filter(pk__in=body_rights.seen_by(standing))


def bodies_given_to(standing: Standing) -> QuerySet[Body]:
    """The bodies the person may set up tasks for."""
    seen = body_rights.seen_by(standing)
    mine = {pk for pk in seen if may_run_body(standing, pk)} | sits_in(standing)
    return Body.objects.filter(pk__in=mine, closed_at__isnull=True)


def listed(
    standing: Standing, wanted: Mapping[str, str], *, today: dt.date | None = None
) -> QuerySet[FollowUp]:
    """The tasks that were asked for: one's own first, then by deadline."""
    today = today or timezone.localdate()
    found = follow_ups.seen_by(standing).select_related(*COLUMNS)
    whose, state = wanted.get("whose", ""), wanted.get("state", "")
    if not whose:
        found = found.filter(owner=standing.person_id or 0)
    elif whose != "all":
        found = found.filter(body=int(whose))
    if state == "overdue":
        found = found.filter(state=rules.OPEN, due_on__lt=today)
    elif state != "all":
        found = found.filter(state=state or rules.OPEN)
    others = Case(
        When(owner=standing.person_id or 0, then=Value(0)), default=Value(1),
        output_field=IntegerField(),
    )  # fmt: skip
    order = ("due_on", "pk") if state in ("", "overdue") else ("-due_on", "-pk")
    return found.order_by(others, *order)


@dataclass(frozen=True)
class TaskPage:
    """One task, where it came from, who had it, and what this person may do with it."""

    task: FollowUp
    handovers: list[Handover]
    sees_decision: bool
    sees_matters: bool
    may_finish: bool
    may_drop: bool
    may_change: bool
    may_pass_on: bool
    on_agenda: str
    today: dt.date


def page_of(found: FollowUp, standing: Standing, visible: QuerySet[Any]) -> TaskPage:
    """The page of a task; `visible` are the decisions that the reader may open."""
    facts = follow_ups.task_of(found)
    sees = found.body_id in body_rights.seen_by(standing)
    return TaskPage(
        task=found,
        handovers=list(found.handovers.select_related("from_person", "to_person", "from_body", "to_body")),
        sees_decision=bool(found.decision_id) and visible.filter(pk=found.decision_id).exists(),
        sees_matters=sees,
        may_finish=rules.may_close(rules.FINISH, standing, facts),
        may_drop=rules.may_close(rules.DROP, standing, facts),
        may_change=rules.may_write_task(standing, facts),
        may_pass_on=rules.may_hand_on(standing, facts),
        on_agenda=_where(found) if sees else "",
        today=timezone.localdate(),
    )  # fmt: skip


def _where(found: FollowUp) -> str:
    """The meeting that has it on its agenda because it is late; "" where none has."""
    place = agendas.where(follow_up_agendas.origin_of(found))
    if place is None:
        return ""
    if isinstance(place, WaitingItem):
        return str(WAITS)
    day = date_format(timezone.localtime(place.meeting.starts_at), "j. F Y")
    return f"{place.meeting.title}, {day}"
