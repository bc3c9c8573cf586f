"""Who is called to a meeting, what they answer, who stands in for whom, and who came."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pghistory
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from partnership.models import Attendance, Meeting, Person, Seat
from partnership.rules import meetings as rules
from partnership.rules.access import NotAllowed, Standing
from partnership.rules.bodies import VOTING_ROLES, check_run_body
from partnership.services import edits, minutes_locks
from partnership.services.agendas import day_of
from partnership.services.plain_texts import refuse_civil_numbers

Status = Attendance.Status
# A person with several seats in one body is called on the first of these.
RANK = ("chair", "member", "substitute", "case_officer", "observer", "secretariat")
COMES = (Status.PRESENT, Status.COMING, Status.INVITED)


@dataclass(frozen=True)
class Answer:
    """What is noted of one person."""

    status: str
    stands_in_for_id: int | None = None


def seats_on_the_day(meeting: Meeting) -> list[Seat]:
    """The seats in the body on the day it meets, one for each person, in the order of the roles."""
    held = Seat.objects.on(day_of(meeting)).filter(body=meeting.body_id)
    rows = held.select_related("person", "organisation")
    found: dict[int, Seat] = {}
    for seat in sorted(rows, key=lambda each: (RANK.index(each.role), each.person.name)):
        found.setdefault(seat.person_id, seat)
    return list(found.values())


def invite(meeting: Meeting) -> None:
    """Call all with a seat on the day; whose seat no longer holds and who has not answered is left out."""
    seats = seats_on_the_day(meeting)
    Attendance.objects.bulk_create(
        [
            Attendance(
                meeting=meeting, person=seat.person, organisation=seat.organisation, role=seat.role,
                has_vote=seat.role in VOTING_ROLES,
            )
            for seat in seats
        ],
        ignore_conflicts=True,
    )  # fmt: skip
    gone = meeting.attendances.exclude(person__in=[seat.person_id for seat in seats])
    gone.filter(status=Status.INVITED).delete()


def settle(meeting: Meeting, *, all_came: bool) -> None:
    """The meeting is over: whoever has not sent apologies came, if the one who held it says so."""
    invite(meeting)
    if all_came:
        waiting = meeting.attendances.filter(status__in=[Status.INVITED, Status.COMING])
        waiting.exclude(role__in=["substitute", "case_officer"]).update(status=Status.PRESENT)
        waiting.filter(stands_in_for__isnull=False).update(status=Status.PRESENT)


@transaction.atomic
def answer(
    *, by: Standing, meeting_id: int, comes: bool, substitute: Person | None = None
) -> Attendance:
    """One's own answer before the meeting: coming, or apologies (afbud) and perhaps a substitute."""
    meeting = _held(meeting_id)
    if not (meeting.is_ahead and meeting.called_at):
        raise ValidationError(
            _("Du kan ikke svare på indkaldelsen til dette møde. Kontakt sekretariatet.")
        )
    own = meeting.attendances.filter(person=by.person_id).first()
    if own is None:
        raise NotAllowed("called to the meeting")
    with pghistory.context(reason="answer to a call"):
        meeting.attendances.filter(stands_in_for=own.person_id).update(
            stands_in_for=None, has_vote=False
        )
        own.status = Status.COMING if comes else Status.EXCUSED
        own.save(update_fields=["status"])
        if substitute is not None and not comes:
            _stand_in(meeting, substitute, own)
    return own


@transaction.atomic
def note(
    *, by: Standing, meeting_id: int, seen: int, answers: Mapping[int, Answer], guests: str
) -> None:
    """Note who came and who stood in for whom, by the id of the attendance; guests as a line of text.

    Raises `StaleEdit` when somebody else noted something, or answered, after `seen`.
    """
    meeting = _held(meeting_id)
    check_run_body(by, meeting.body_id)
    if meeting.state in (rules.CANCELLED, rules.MERGED):
        raise ValidationError(_("Mødet er ikke holdt, så der er ingen deltagere at notere."))
    if minutes_locks.is_locked(meeting_id):
        raise ValidationError(
            _("Referatet er godkendt og låst, så deltagerne kan ikke rettes. Skriv en rettelse.")
        )
    rows = {each.pk: each for each in meeting.attendances.select_for_update(of=("self",))}
    _refuse_stale(meeting, rows, seen, answers, guests)
    away = {
        row.person_id for pk, row in rows.items()
        if pk in answers and answers[pk].status in (Status.EXCUSED, Status.ABSENT)
    }  # fmt: skip
    voters = {row.person_id for row in rows.values() if row.role in VOTING_ROLES}
    replaced: set[int] = set()
    with pghistory.context(reason="attendance noted"):
        if guests != meeting.guests:
            refuse_civil_numbers(guests=guests)
            meeting.guests = guests
            meeting.save(update_fields=["guests"])
        for pk, said in answers.items():
            row, whom = rows[pk], said.stands_in_for_id
            if whom is not None and (whom not in away or whom in replaced or whom == row.person_id):
                raise ValidationError(
                    _("%(name)s kan kun træde ind for én, der ikke er til stede, og som ingen "
                      "anden træder ind for.") % {"name": row.person.name}
                )  # fmt: skip
            replaced |= {whom} if whom else set()
            row.status, row.stands_in_for_id = said.status, whom
            row.has_vote = row.role in VOTING_ROLES or whom in voters
            row.save(update_fields=["status", "stands_in_for", "has_vote"])


def stamp_of(meeting: Meeting) -> int:
    """The stamp of all that is noted of who came: it grows with every change of it."""
    traces: Any = apps.get_model("partnership", "AttendanceEvent")  # also of rows that are gone
    latest = traces.objects.filter(meeting=meeting).aggregate(last=models.Max("pgh_id"))["last"]
    return edits.stamp_of(meeting) + int(latest or 0)


def _refuse_stale(
    meeting: Meeting,
    rows: Mapping[int, Attendance],
    seen: int,
    answers: Mapping[int, Answer],
    guests: str,
) -> None:
    """What was noted by somebody else meanwhile is not written over by one who has not seen it."""
    differs = guests != meeting.guests or any(
        (rows[pk].status, rows[pk].stands_in_for_id) != (said.status, said.stands_in_for_id)
        for pk, said in answers.items()
    )
    if differs and seen != (stamp := stamp_of(meeting)):
        raise edits.StaleEdit(meeting, stamp)


def voters_there(rows: list[Attendance], *, is_over: bool) -> int:
    """How many with a vote came; before the meeting, how many have not sent their apologies."""
    here = (Status.PRESENT,) if is_over else COMES
    return sum(1 for row in rows if row.has_vote and row.status in here)


def is_unnoted(rows: Iterable[Attendance]) -> bool:
    """Whether it is still to be said of anybody with a vote whether they came."""
    return any(row.has_vote and row.status in (Status.INVITED, Status.COMING) for row in rows)


def substitutes_for(meeting: Meeting, person_id: int | None) -> list[Person]:
    """The body's substitutes on the day whom a member can send: their own first."""
    seats = [seat for seat in seats_on_the_day(meeting) if seat.role == Seat.Role.SUBSTITUTE]
    seats.sort(key=lambda seat: (seat.serves_id != person_id, seat.person.name))
    return [seat.person for seat in seats if seat.serves_id in (person_id, None)]


def _stand_in(meeting: Meeting, substitute: Person, own: Attendance) -> None:
    """Let a substitute take the place, with the member's vote."""
    if substitute not in substitutes_for(meeting, own.person_id):
        raise ValidationError({"substitute": _("Vælg en af organets suppleanter.")})
    invite(meeting)
    row = meeting.attendances.select_for_update(of=("self",)).get(person=substitute)
    if row.stands_in_for_id not in (None, own.person_id):
        raise ValidationError(
            {"substitute": _("Suppleanten træder allerede ind for en anden. Vælg en anden.")}
        )
    row.stands_in_for_id, row.status = own.person_id, Status.INVITED
    row.has_vote = own.role in VOTING_ROLES
    row.save(update_fields=["stands_in_for", "status", "has_vote"])


def _held(meeting_id: int) -> Meeting:
    return Meeting.objects.select_for_update(of=("self",)).select_related("body").get(pk=meeting_id)
