"""Follow-ups (opgaver): given with a decision, an item or alone; changed, passed on, closed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from partnership.models import (
    AgendaItem,
    Body,
    Decision,
    FollowUp,
    Handover,
    Intervention,
    Person,
    Seat,
)
from partnership.rules import follow_ups as rules
from partnership.rules.access import MEMBER_ROLES, NotAllowed, Standing
from partnership.services import body_rights, edits, follow_up_agendas, follow_up_notices


@dataclass(frozen=True)
class Assignment:
    """What somebody is asked to do, and by when."""

    title: str
    owner: Person | None
    due_on: dt.date
    text: str = ""


def seen_by(standing: Standing) -> QuerySet[FollowUp]:
    """The follow-ups a person may read: their own, and those of the bodies they read."""
    own = Q(owner=standing.person_id) if standing.person_id else Q(pk__in=())
    return FollowUp.objects.filter(Q(body__in=body_rights.seen_by(standing)) | own)


def task_of(found: FollowUp) -> rules.Task:
    """A follow-up as the rules see it."""
    return rules.Task(
        state=found.state, body_id=found.body_id, owner_id=found.owner_id,
        created_by_id=found.created_by_id,
    )  # fmt: skip


def possible_owners() -> QuerySet[Person]:
    """Who can be given something to do: everybody with a seat in a body today."""
    held = Seat.objects.on(timezone.localdate()).filter(role__in=[*MEMBER_ROLES, "secretariat"])
    return Person.objects.filter(pk__in=held.values("person")).order_by("name")


@transaction.atomic
def give(
    *,
    by: Standing,
    body: Body,
    assignment: Assignment,
    decision: Decision | None = None,
    item: AgendaItem | None = None,
    intervention: Intervention | None = None,
    since: dt.date | None = None,
) -> FollowUp:
    """Give somebody something to do; `since` is the day from which the deadline may lie."""
    if not rules.may_give_task(by, body.pk):
        raise NotAllowed("may_give_task")
    _check_day(assignment.due_on, since or timezone.localdate())
    found = FollowUp(
        body=body, decision=decision, item=item, intervention=intervention,
        title=assignment.title, text=assignment.text, owner=assignment.owner,
        due_on=assignment.due_on, created_by_id=by.person_id,
    )  # fmt: skip
    with pghistory.context(reason="follow-up given"):
        found.full_clean()
        found.save()
    follow_up_notices.tell_owner(found, by=by)
    return found


@transaction.atomic
def give_all(
    *, by: Standing, decision: Decision, tasks: Sequence[Assignment]
) -> list[FollowUp]:  # fmt: skip
    """The follow-ups that a decision brings; they belong to the body that follows it."""
    return [_give_with(decision, task, by) for task in tasks]


def _give_with(decision: Decision, task: Assignment, by: Standing) -> FollowUp:
    """One of several in the same form: a refusal says which of them it is about."""
    try:
        return give(
            by=by, body=decision.held_by or decision.body, assignment=task, decision=decision,
            item=decision.item, since=decision.decided_on,
        )  # fmt: skip
    except ValidationError as refusal:
        raise ValidationError(
            [
                _("Opgaven “%(title)s”: %(why)s") % {"title": task.title, "why": why}
                for why in refusal.messages
            ]
        ) from refusal


@transaction.atomic
def change(
    *, by: Standing, follow_up_id: int, seen: int, title: str, text: str, due_on: dt.date
) -> FollowUp:
    """Change what is to be done or by when. A new deadline begins its reminders anew."""
    found = edits.locked(FollowUp, follow_up_id)
    _check(rules.may_write_task(by, task_of(found)), found, "may_write_task")
    if due_on != found.due_on:
        _check_day(due_on, timezone.localdate())
    with pghistory.context(reason="follow-up changed"):
        edits.change(found, seen=seen, values={"title": title, "text": text, "due_on": due_on})
    if due_on >= timezone.localdate():
        follow_up_agendas.take_off(found)
    return found


@transaction.atomic
def pass_on(
    *, by: Standing, follow_up_id: int, seen: int, owner: Person, reason: str
) -> FollowUp:  # fmt: skip
    """Give it to another owner; the row of the handover keeps who had it before."""
    found = edits.locked(FollowUp, follow_up_id)
    _check(rules.may_hand_on(by, task_of(found)), found, "may_hand_on")
    if owner.pk == found.owner_id:
        raise ValidationError(
            {"owner": _("Opgaven ligger allerede hos %(name)s.") % {"name": owner}}
        )
    before = found.owner
    with pghistory.context(reason="follow-up passed on"):
        edits.change(found, seen=seen, values={"owner": owner})
        Handover.objects.create(
            follow_up=found, from_person=before, to_person=owner, reason=reason, by=by.name
        )
    follow_up_notices.tell_owner(found, by=by)
    return found


@transaction.atomic
def close(*, by: Standing, follow_up_id: int, verb: str, word: str) -> FollowUp:
    """Finish it or drop it, with a word; what stands on an agenda because of it is closed too."""
    found = edits.locked(FollowUp, follow_up_id)
    _check(rules.may_close(verb, by, task_of(found)), found, verb)
    found.state = rules.STEPS[found.state][verb]
    found.closed_on, found.closing_word = timezone.localdate(), word
    with pghistory.context(reason=f"follow-up {found.state}"):
        found.full_clean()
        found.save()
        follow_up_agendas.take_off(found)
    return found


def _check(allowed: bool, found: FollowUp, rule: str) -> None:
    """Refuse: what is closed with words, what is somebody else's as not allowed."""
    if allowed:
        return
    if found.state != rules.OPEN:
        raise ValidationError(
            _("Opgaven er allerede afsluttet: %(state)s.") % {"state": found.get_state_display()}
        )
    raise NotAllowed(rule)


def _check_day(due_on: dt.date, since: dt.date) -> None:
    fault = rules.day_fault(due_on=due_on, since=since)
    if fault == "before" and since == timezone.localdate():
        raise ValidationError(
            {"due_on": _("Fristen er allerede passeret. Vælg i dag eller senere.")}
        )
    if fault == "before":
        raise ValidationError({"due_on": _("Opgavens frist ligger før beslutningen.")})
    if fault == "far":
        raise ValidationError({"due_on": _("Fristen ligger mere end 10 år ude i fremtiden.")})
