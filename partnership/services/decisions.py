"""Decisions: proposed, adopted with the follow-ups they bring, and what becomes of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from partnership.models import (
    AgendaItem,
    Body,
    Decision,
    Goal,
    Intervention,
    Minutes,
    Organisation,
    Person,
    WrittenProcedure,
)
from partnership.rules import decisions as rules
from partnership.rules.access import NotAllowed, Standing
from partnership.rules.bodies import check_run_body
from partnership.services import decision_notices, edits, follow_ups
from partnership.services.decision_numbers import next_serial
from partnership.services.follow_ups import Assignment

WORDS = ("kind", "title", "text", "reason", "votes_for", "votes_against", "votes_blank")
FOLLOWED = ("responsible", "responsible_organisation", "due_on", "review_on")
SETS = ("goals", "interventions")


@dataclass(frozen=True)
class Wording:
    """What is written of a decision: its words, who follows it, and what it is about."""

    kind: str
    title: str
    text: str
    reason: str = ""
    responsible: Person | None = None
    responsible_organisation: Organisation | None = None
    due_on: dt.date | None = None
    review_on: dt.date | None = None
    goals: Iterable[Goal] = field(default=())
    interventions: Iterable[Intervention] = field(default=())
    votes_for: int | None = None
    votes_against: int | None = None
    votes_blank: int | None = None

    def values(self, names: Sequence[str]) -> dict[str, Any]:
        """Some of the fields, as they are stored."""
        return {name: getattr(self, name) for name in names}


def place_of(decision: Decision) -> rules.Place:
    """A decision as the rules see it."""
    return rules.Place(
        state=decision.state,
        body_id=decision.held_by_id or decision.body_id,
        responsible_id=decision.responsible_id,
    )


@transaction.atomic
def propose(
    *, by: Standing, body: Body, wording: Wording, item: AgendaItem | None = None
) -> Decision:
    """Put a decision forward; it has its number from now on."""
    check_run_body(by, body.pk)
    today = timezone.localdate()
    _check_days(None, wording)
    with pghistory.context(reason="decision proposed"):
        return _write(body, wording, year=today.year, item=item)


@transaction.atomic
def adopt(
    *,
    by: Standing,
    wording: Wording,
    item: AgendaItem | None = None,
    procedure: WrittenProcedure | None = None,
    body: Body | None = None,
    decided_on: dt.date | None = None,
    replaces: Decision | None = None,
    tasks: Sequence[Assignment] = (),
) -> Decision:
    """Register what a body decided: on an item, in writing, or without a meeting.

    An item's decision was taken on the day of its meeting; one in writing stands locked at once.
    """
    body = body or (item.meeting.body if item else procedure.body if procedure else None)
    if body is None:
        raise ValueError("a decision is taken by a body")
    check_run_body(by, body.pk)
    day = _day_of(item) if item else decided_on or timezone.localdate()
    _check_days(day, wording)
    with pghistory.context(reason="decision adopted"):
        decision = _write(
            body, wording, year=day.year, item=item, procedure=procedure, state=rules.ADOPTED,
            decided_on=day, locked_at=timezone.now() if procedure else None, replaces=replaces,
        )  # fmt: skip
        if replaces is not None:
            _replace(replaces, decision, by)
        follow_ups.give_all(by=by, decision=decision, tasks=tasks)
    decision_notices.tell_responsible(decision, by=by)
    return decision


@transaction.atomic
def adopt_proposal(
    *,
    by: Standing,
    decision_id: int,
    seen: int,
    wording: Wording,
    decided_on: dt.date | None = None,
    tasks: Sequence[Assignment] = (),
) -> Decision:
    """Adopt what was proposed, in the words the body ended with."""
    decision = _moved(decision_id, rules.ADOPT, by)
    item = _where_it_stands(decision.item)
    day = _day_of(item) if item else decided_on or timezone.localdate()
    _check_days(day, wording)
    values = {
        **wording.values((*WORDS, *FOLLOWED)),
        "item": item,
        "state": rules.ADOPTED,
        "decided_on": day,
    }
    with pghistory.context(reason="decision adopted"):
        edits.change(decision, seen=seen, values=values, sets=wording.values(SETS))
        follow_ups.give_all(by=by, decision=decision, tasks=tasks)
    decision_notices.tell_responsible(decision, by=by)
    return decision


@transaction.atomic
def change(*, by: Standing, decision_id: int, seen: int, wording: Wording) -> Decision:
    """Change words, days, responsible and links; the words of locked minutes stand."""
    decision = edits.locked(Decision, decision_id)
    if not rules.may_keep(by, place_of(decision)):
        raise NotAllowed("may_keep_decision")
    if not rules.STEPS[decision.state]:
        raise ValidationError(_("Beslutningen er afsluttet og kan ikke rettes."))
    names = FOLLOWED if decision.locked_at else (*WORDS, *FOLLOWED)
    _check_days(decision.decided_on, wording)
    with pghistory.context(reason="decision changed"):
        edits.change(
            decision, seen=seen, values=wording.values(names), sets=wording.values(SETS)
        )  # fmt: skip
    return decision


@transaction.atomic
def close(
    *, by: Standing, decision_id: int, verb: str, word: str, on: dt.date | None = None
) -> Decision:
    """Take a decision's last step: refused, carried out, or dropped; always with a word."""
    decision = _moved(decision_id, verb, by)
    day = on or timezone.localdate()
    _check_closing(decision, day)
    decision.state = rules.STEPS[decision.state][verb]
    decision.closed_on, decision.closing_word = day, word
    if verb == rules.REJECT:
        decision.decided_on = day
    with pghistory.context(reason=f"decision {decision.state}"):
        decision.full_clean()
        decision.save()
    return decision


def _write(body: Body, wording: Wording, *, year: int, **values: Any) -> Decision:
    item: AgendaItem | None = values["item"]
    if item is not None:
        _check_minutes_open(item)
    words = wording.values((*WORDS, *FOLLOWED))
    if not body.votes:
        words |= dict.fromkeys(("votes_for", "votes_against", "votes_blank"))
    decision = Decision(body=body, year=year, serial=next_serial(year), **words, **values)
    decision.full_clean()
    decision.save()
    for name in SETS:
        getattr(decision, name).set(getattr(wording, name))
    return decision


def _moved(decision_id: int, verb: str, by: Standing) -> Decision:
    """The decision, held, where this person may take the step."""
    decision = edits.locked(Decision, decision_id)
    try:
        rules.check_move(verb, by, place_of(decision))
    except rules.NotMoved as refusal:
        if refusal.code == "not_allowed":
            raise NotAllowed(verb) from refusal
        raise ValidationError(
            _("Det kan ikke lade sig gøre mere: beslutningen står nu som “%(state)s”.")
            % {"state": decision.get_state_display()}
        ) from refusal
    return decision


def _replace(old: Decision, new: Decision, by: Standing) -> None:
    found = _moved(old.pk, rules.REPLACE, by)
    found.state = rules.REPLACED
    found.closed_on = new.decided_on
    found.closing_word = _("Afløst af beslutning %(number)s.") % {"number": new.number}
    found.save()


def _where_it_stands(item: AgendaItem | None) -> AgendaItem | None:
    """The item itself, or the one it was carried over to."""
    while item is not None:
        later = item.carried_to.select_related("meeting__body").order_by("-pk").first()
        if later is None:
            break
        item = later
    return item


def check_held(item: AgendaItem) -> None:
    """Refuse a decision on a meeting that lies ahead."""
    _day_of(item)


def _day_of(item: AgendaItem) -> dt.date:
    day = timezone.localdate(item.meeting.starts_at)
    if day > timezone.localdate():
        raise ValidationError(
            _("Mødet er ikke holdt endnu. Skriv et forslag, og registrér beslutningen på mødet.")
        )
    return day


def _check_minutes_open(item: AgendaItem) -> None:
    """Hold the minutes, so that they are not locked meanwhile, and refuse where they are."""
    minutes = Minutes.objects.select_for_update().filter(meeting=item.meeting_id).first()
    if minutes is not None and minutes.is_locked:
        raise ValidationError(
            _("Referatet er godkendt og låst. Tag sagen op på et nyt møde, og beslut den dér.")
        )


def _check_closing(decision: Decision, day: dt.date) -> None:
    if day > timezone.localdate():
        raise ValidationError(
            {"on": _("Dagen ligger i fremtiden. Vælg i dag eller en tidligere dag.")}
        )
    if decision.decided_on is not None and day < decision.decided_on:
        raise ValidationError({"on": _("Dagen ligger før beslutningen.")})


def _check_days(decided_on: dt.date | None, wording: Wording) -> None:
    """Say in words what is wrong with the days."""
    words = {
        ("decided_on", "ahead"): _(
            "Dagen ligger i fremtiden. En beslutning er taget i dag eller før."
        ),
        ("due_on", "before"): _("Fristen ligger før beslutningen. Vælg en senere dag."),
        ("review_on", "before"): _("Opfølgningen ligger før beslutningen. Vælg en senere dag."),
        ("due_on", "far"): _("Fristen ligger mere end 20 år ude i fremtiden."),
        ("review_on", "far"): _("Opfølgningen ligger mere end 20 år ude i fremtiden."),
    }
    faults = rules.day_faults(
        today=timezone.localdate(), decided_on=decided_on, due_on=wording.due_on,
        review_on=wording.review_on,
    )  # fmt: skip
    if faults:
        raise ValidationError({name: words[name, code] for name, code in faults.items()})
