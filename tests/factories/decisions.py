"""Decisions, written procedures and tasks for tests, each by one short call."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from accounts.models import User
from partnership.models import (
    Body,
    Decision,
    FollowUp,
    Person,
    WrittenAnswer,
    WrittenProcedure,
)
from partnership.rules.access import Standing
from partnership.services.decision_numbers import next_serial
from partnership.services.decisions import Wording
from partnership.services.standing import standing_of
from tests.factories import people

WEEK = dt.timedelta(days=7)


def secretary() -> Standing:
    """Somebody in the secretariat, as the services know them."""
    return standing_of(people.seated_user("secretariat"))


def member(role: str = "group", **seat: Any) -> tuple[User, Person]:
    """A member with a login: of the coordination group unless told otherwise."""
    user = people.seated_user(role, **seat)
    return user, user.person


def wording(**changes: Any) -> Wording:
    """What is written of a decision."""
    return Wording(
        **{
            "kind": "other",
            "title": "Belysning langs stien",
            "text": "Vi sætter lys op.",
            **changes,
        }
    )


def decision(body: Body | None = None, **fields: Any) -> Decision:
    """A decision that stands, of the coordination group, with the next number of its year."""
    fields.setdefault("state", Decision.State.ADOPTED)
    fields.setdefault("decided_on", timezone.localdate())
    fields.setdefault("year", timezone.localdate().year)
    fields.setdefault("serial", next_serial(fields["year"]))
    fields.setdefault("title", f"Beslutning {fields['serial']}")
    fields.setdefault("text", "Det blev besluttet.")
    return Decision.objects.create(body=body or people.body("coordination"), **fields)


def proposal(body: Body | None = None, **fields: Any) -> Decision:
    """A decision that was put forward."""
    return decision(body, **{"state": "proposed", "decided_on": None, **fields})


def follow_up(body: Body | None = None, **fields: Any) -> FollowUp:
    """A task of the coordination group, due in a week."""
    fields.setdefault("due_on", timezone.localdate() + WEEK)
    fields.setdefault("title", "Indhent tilbud på lamper")
    return FollowUp.objects.create(body=body or people.body("coordination"), **fields)


def procedure(body: Body | None = None, **fields: Any) -> WrittenProcedure:
    """Something the coordination group is asked in writing, with a week to answer."""
    fields.setdefault("deadline", timezone.localdate() + WEEK)
    fields.setdefault("title", "Tilskud til legeplads")
    fields.setdefault("recommendation", "Vi giver 50.000 kr.")
    return WrittenProcedure.objects.create(body=body or people.body("coordination"), **fields)


def answer(procedure: WrittenProcedure, person: Person, answer: str = "approve") -> WrittenAnswer:
    """A member's answer."""
    return WrittenAnswer.objects.create(procedure=procedure, person=person, answer=answer)
