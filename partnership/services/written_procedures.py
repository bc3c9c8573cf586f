"""Decisions in writing (skriftlig godkendelse): opened, answered, reminded of, and closed."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import Counter
from collections.abc import Sequence

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.services.notices import Sentence, tell
from partnership.models import (
    Body,
    Decision,
    Person,
    Seat,
    StandingItem,
    WrittenAnswer,
    WrittenProcedure,
)
from partnership.rules import written_procedures as rules
from partnership.rules.access import NotAllowed, Standing
from partnership.rules.bodies import VOTING_ROLES, check_run_body
from partnership.services import agendas, body_rights, decisions, edits
from partnership.services.decisions import Wording
from partnership.services.follow_ups import Assignment

ASKED = gettext_lazy("Du er bedt om at godkende skriftligt: “%(title)s”. Frist %(day)s.")
REMINDED = gettext_lazy("Du mangler at svare på “%(title)s”. Fristen er %(day)s.")
READY = gettext_lazy("Fristen for “%(title)s” er ovre. Tæl svarene op, og luk den.")


def seen_by(standing: Standing) -> QuerySet[WrittenProcedure]:
    """The procedures a person may read."""
    return WrittenProcedure.objects.filter(body__in=body_rights.seen_by(standing))


def voters_of(body_id: int, *, on: dt.date | None = None) -> QuerySet[Person]:
    """Those with a vote in a body on a day, today by default."""
    day = on or timezone.localdate()
    held = Seat.objects.on(day).filter(body=body_id, role__in=VOTING_ROLES)
    return Person.objects.filter(pk__in=held.values("person")).order_by("name")


def voters_in(procedure: WrittenProcedure) -> QuerySet[Person]:
    """Those whose answers count: with a vote today, or on the day it was closed."""
    closed_at = procedure.closed_at
    return voters_of(procedure.body_id, on=timezone.localdate(closed_at) if closed_at else None)


def count_of(procedure: WrittenProcedure) -> rules.Count:
    """The answers that count, by the body's rules."""
    voters = set(voters_in(procedure).values_list("pk", flat=True))
    given = Counter(
        procedure.answers.filter(person__in=voters).values_list("answer", flat=True)
    )  # fmt: skip
    return rules.Count(
        voters=len(voters), approve=given["approve"], reject=given["reject"],
        meeting=given["meeting"], votes=procedure.body.votes, quorum=procedure.body.quorum,
    )  # fmt: skip


@transaction.atomic
def open_for_answers(
    *, by: Standing, body: Body, title: str, text: str, recommendation: str, deadline: dt.date
) -> WrittenProcedure:
    """Ask a body's members to decide in writing; each of them is told."""
    check_run_body(by, body.pk)
    today = timezone.localdate()
    _check_deadline(today, deadline)
    if not voters_of(body.pk).exists():
        raise ValidationError(
            {
                "body": _("Ingen i %(body)s har stemmeret i dag, så ingen kan svare.")
                % {"body": body}
            }
        )
    made = WrittenProcedure(
        body=body, title=title, text=text, recommendation=recommendation, opens_on=today,
        deadline=deadline, created_by_id=by.person_id,
    )  # fmt: skip
    with pghistory.context(reason="written procedure opened"):
        made.full_clean()
        made.save()
    tell(
        users=_logins(voters_of(body.pk)), kind="written_procedure", message=ASKED,
        values={"title": title, "day": deadline}, path=path_of(made),
        key=f"procedure-{made.pk}-asked",
    )  # fmt: skip
    return made


@transaction.atomic
def change(
    *, by: Standing, procedure_id: int, seen: int, title: str, text: str, recommendation: str,
    deadline: dt.date,
) -> WrittenProcedure:  # fmt: skip
    """Move the deadline; the words stand once somebody has answered them."""
    found = _held(procedure_id, by)
    words = {"title": title, "text": text, "recommendation": recommendation}
    if found.answers.exists() and any(getattr(found, k) != v for k, v in words.items()):
        raise ValidationError(
            _(
                "Nogen har svaret, så teksten står fast. Træk sagen, og send en ny, hvis den er forkert."
            )
        )
    if deadline != found.deadline:
        _check_deadline(found.opens_on, deadline)
    with pghistory.context(reason="written procedure changed"):
        edits.change(found, seen=seen, values={**words, "deadline": deadline})
    return found


@transaction.atomic
def answer(*, by: Standing, procedure_id: int, answer: str, comment: str) -> WrittenAnswer:
    """A member's answer; it may be changed until the procedure is closed."""
    found = edits.locked(WrittenProcedure, procedure_id)
    if found.state != rules.OPEN:
        raise ValidationError(_("Der kan ikke svares mere: sagen er lukket."))
    if by.person_id is None or not rules.may_answer(by, state=found.state, body_id=found.body_id):
        raise NotAllowed("may_answer")
    if timezone.localdate() > found.deadline:
        raise ValidationError(_("Fristen er passeret. Bed sekretariatet om at flytte den."))
    if answer != WrittenAnswer.Answer.APPROVE and not comment:
        raise ValidationError({"comment": _("Skriv hvorfor, så de andre kan følge dig.")})
    with pghistory.context(reason="answered in writing"):
        given, _is_new = WrittenAnswer.objects.update_or_create(
            procedure=found, person_id=by.person_id,
            defaults={"answer": answer, "comment": comment, "answered_at": timezone.now()},
        )  # fmt: skip
    return given


@transaction.atomic
def adopt(
    *, by: Standing, procedure_id: int, wording: Wording, tasks: Sequence[Assignment] = ()
) -> Decision:
    """Close it as adopted: the decision is registered with the votes, and stands locked."""
    found = _closing(procedure_id, by, rules.ADOPT)
    count = count_of(found)
    _close(found, rules.ADOPT)
    return decisions.adopt(
        by=by, procedure=found, tasks=tasks,
        wording=_with_votes(wording, count) if count.votes else wording,
    )  # fmt: skip


@transaction.atomic
def close(*, by: Standing, procedure_id: int, verb: str) -> WrittenProcedure:
    """Close it without a decision: refused, or taken to the body's next meeting, or withdrawn."""
    found = _held(procedure_id, by) if verb == rules.WITHDRAW else _closing(procedure_id, by, verb)
    _close(found, verb)
    if verb == rules.MOVE:
        agendas.place(
            body=found.body, origin=f"procedure:{found.pk}", title=found.title,
            kind=StandingItem.Kind.DECISION, text=found.text, recommendation=found.recommendation,
        )  # fmt: skip
    return found


def remind(*, today: dt.date | None = None) -> None:
    """Tell those who have not answered, and after the deadline those who are to close it; each once."""
    today = today or timezone.localdate()
    for found in WrittenProcedure.objects.filter(state=rules.OPEN).select_related("body"):
        if rules.is_reminded(opens_on=found.opens_on, deadline=found.deadline, today=today):
            silent = voters_of(found.body_id).exclude(written_answers__procedure=found)
            _tell(found, _logins(silent), REMINDED, "due", "reminded")
        elif today > found.deadline:
            _tell(found, _who_runs(found.body_id), READY, "late", "ready")


def path_of(found: WrittenProcedure) -> str:
    """The procedure's own page."""
    return reverse("partnership:procedure-detail", args=[found.pk])


def _tell(
    found: WrittenProcedure, users: list[User], message: Sentence, kind: str, key: str
) -> None:
    tell(
        users=users, kind=kind, message=message,
        values={"title": found.title, "day": found.deadline}, path=path_of(found),
        key=f"procedure-{found.pk}-{found.deadline:%Y%m%d}-{key}",
    )  # fmt: skip


def _logins(people: QuerySet[Person]) -> list[User]:
    return [person.user for person in people.select_related("user") if person.user is not None]


def _who_runs(body_id: int) -> list[User]:
    """The body's chairs and the secretariat."""
    held = Seat.objects.on(timezone.localdate())
    chairs = held.filter(body=body_id, role=Seat.Role.CHAIR).values("person")
    office = held.filter(role=Seat.Role.SECRETARIAT).values("person")
    return _logins(Person.objects.filter(pk__in=chairs.union(office)))


def _held(procedure_id: int, by: Standing) -> WrittenProcedure:
    """The procedure, held, where this person may change and close it."""
    found = edits.locked(WrittenProcedure, procedure_id)
    if found.state != rules.OPEN:
        raise ValidationError(
            _("Sagen er allerede lukket: %(state)s.") % {"state": found.get_state_display()}
        )
    if not rules.may_close(by, state=found.state, body_id=found.body_id):
        raise NotAllowed("may_close_procedure")
    return found


def _closing(procedure_id: int, by: Standing, verb: str) -> WrittenProcedure:
    """The procedure, where the time has come and the answers lead to this step."""
    found = _held(procedure_id, by)
    count = count_of(found)
    if not rules.may_be_closed(count, deadline=found.deadline, today=timezone.localdate()):
        raise ValidationError(_("Fristen løber endnu, og ikke alle har svaret."))
    if rules.outcome(count) != verb:
        raise ValidationError(
            _("Et svar er kommet til, så udfaldet er et andet nu. Se svarene igen.")
        )
    return found


def _close(found: WrittenProcedure, verb: str) -> None:
    found.state, found.closed_at = rules.STEPS[found.state][verb], timezone.now()
    with pghistory.context(reason=f"written procedure {found.state}"):
        found.save()


def _with_votes(wording: Wording, count: rules.Count) -> Wording:
    return dataclasses.replace(wording, votes_for=count.approve, votes_against=count.reject)


def _check_deadline(opens_on: dt.date, deadline: dt.date) -> None:
    words = {
        "before": _("Fristen ligger før den dag, sagen blev sendt ud."),
        "past": _("Fristen er allerede passeret. Vælg i dag eller senere."),
        "far": _("Fristen ligger mere end et år ude i fremtiden."),
    }
    fault = rules.deadline_fault(opens_on=opens_on, deadline=deadline, today=timezone.localdate())
    if fault:
        raise ValidationError({"deadline": words[fault]})
