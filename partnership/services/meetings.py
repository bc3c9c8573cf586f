"""Meetings: planned, called, changed, held, cancelled, merged. Everyone with a seat is told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from partnership.models import AgendaItem, Body, Meeting, Paper, PlannedMeeting
from partnership.rules import meetings as rules
from partnership.rules.access import Standing
from partnership.rules.bodies import check_run_body
from partnership.services import agendas, attendances, edits, meeting_notices
from partnership.services.body_rights import seen_by


def seen(standing: Standing) -> Any:
    """Meetings of the bodies whose matters the person may read."""
    return Meeting.objects.filter(body__in=seen_by(standing)).select_related("body")


@transaction.atomic
def plan(
    *, by: Standing, body: Body, planned: PlannedMeeting | None = None, is_over: bool = False,
    **values: Any,
) -> Meeting:  # fmt: skip
    """Plan a meeting; its agenda begins with the standing items and all that waits for the body.

    A meeting that is over (`is_over`) is entered afterwards: it gets no agenda, and nothing moves.
    """
    check_run_body(by, body.pk)
    agendas.hold([body.pk])
    _check_body(body, values["starts_at"])
    _check_time(
        values["starts_at"], values["ends_at"], is_over=is_over, is_from_mark=planned is not None
    )
    if planned is not None:
        _check_mark_is_free(planned, values["starts_at"])
    meeting = Meeting(body=body, planned=planned, created_by=_user(by), **values)
    with pghistory.context(reason="meeting planned"):
        meeting.full_clean()
        if is_over:
            meeting.state, meeting.held_at = rules.HELD, timezone.now()
        meeting.save()
        if is_over:
            attendances.invite(meeting)
        else:
            agendas.fill(meeting)
    return meeting


@transaction.atomic
def change(*, by: Standing, meeting_id: int, seen: int, **values: Any) -> Meeting:
    """Change time, place or form; once called, everybody is told what is new.

    Raises `StaleEdit` when somebody else changed it after `seen`.
    """
    meeting = _held(by, meeting_id, rules.CHANGE)
    before = {name: getattr(meeting, name) for name in meeting_notices.TOLD}
    _check_time(values["starts_at"], values["ends_at"], stood_at=meeting.starts_at)
    _check_body(meeting.body, values["starts_at"])
    news = [name for name, stood in before.items() if values[name] != stood]
    grown = {"sequence": meeting.sequence + 1} if news or values["title"] != meeting.title else {}
    with pghistory.context(reason="meeting changed"):
        edits.change(meeting, seen=seen, values={**values, **grown})
        if meeting.state == rules.CALLED:
            attendances.invite(meeting)
            if news:
                meeting_notices.changed(meeting, news)
    return meeting


@transaction.atomic
def call(*, by: Standing, meeting_id: int) -> Meeting:
    """Send the agenda: papers are released, and all with a seat on the day are called and told."""
    meeting = _held(by, meeting_id, rules.CALL)
    now = timezone.now()
    if meeting.starts_at <= now:
        raise ValidationError(
            _("Mødets tidspunkt er passeret. Giv det et nyt tidspunkt, før du indkalder.")
        )
    if not meeting.items.filter(outcome="").exists():
        raise ValidationError(_("Dagsordenen er tom. Sæt mindst ét punkt på, før du indkalder."))
    with pghistory.context(reason="meeting called"):
        meeting.called_at = now
        _move(meeting, rules.CALL, "called_at")
        papers = Paper.objects.filter(Q(meeting=meeting) | Q(item__meeting=meeting))
        papers.filter(released_at__isnull=True, is_withdrawn=False).update(released_at=now)
        attendances.invite(meeting)
        meeting_notices.called(meeting)
    return meeting


@transaction.atomic
def hold(
    *, by: Standing, meeting_id: int, outcomes: Mapping[int, str], all_came: bool = False
) -> Meeting:
    """The meeting is over: each open item gets its outcome, and what goes on goes on.

    `outcomes` names every open item ("treated", "postponed" or "withdrawn"), so that none is settled
    unseen. With `all_came` those who had not sent their apologies count as present.
    """
    meeting = _held(by, meeting_id, rules.HOLD)
    if meeting.starts_at > timezone.now():
        raise ValidationError(_("Mødet er ikke begyndt endnu. Du kan aflyse det eller flytte det."))
    items = {item.pk: item for item in meeting.items.filter(outcome="")}
    if set(items) != set(outcomes) or not set(outcomes.values()) <= set(rules.AT_THE_END):
        raise ValidationError(
            _("Dagsordenen er ændret, mens du skrev. Se punkterne efter, og gem igen.")
        )
    with pghistory.context(reason="meeting held"):
        meeting.held_at = timezone.now()
        _move(meeting, rules.HOLD, "held_at")
        for pk, item in items.items():
            item.outcome = outcomes[pk]
        AgendaItem.objects.bulk_update(items.values(), ["outcome"])
        attendances.settle(meeting, all_came=all_came)
        agendas.carry(meeting)
    return meeting


@transaction.atomic
def cancel(*, by: Standing, meeting_id: int, reason: str) -> Meeting:
    """Call a meeting off, with a reason; its items go to the body's next meeting."""
    meeting = _held(by, meeting_id, rules.CANCEL)
    if not reason.strip():
        raise ValidationError({"reason": _("Skriv, hvorfor mødet er aflyst.")})
    with pghistory.context(reason="meeting cancelled"):
        meeting.cancelled_because = reason.strip()
        _move(meeting, rules.CANCEL, "cancelled_because")
        agendas.carry(meeting)
        if meeting.called_at:
            meeting_notices.cancelled(meeting)
    return meeting


@transaction.atomic
def merge(*, by: Standing, meeting_id: int, into: Meeting) -> Meeting:
    """Hold a meeting together with another one of the body, which takes over its items."""
    meeting = _held(by, meeting_id, rules.MERGE)
    other = Meeting.objects.select_for_update(no_key=True).get(pk=into.pk)
    if other.body_id != meeting.body_id or other.pk == meeting.pk or not other.is_ahead:
        raise ValidationError(
            {"into": _("Vælg et andet af organets møder, som ikke er holdt endnu.")}
        )
    with pghistory.context(reason="meeting merged"):
        meeting.merged_into = other
        _move(meeting, rules.MERGE, "merged_into")
        agendas.carry(meeting, into=other)
        if meeting.called_at:
            meeting_notices.merged(meeting, other)
    return meeting


def overlapping(meeting: Meeting) -> list[Meeting]:
    """The body's other meetings that are on at the same time: said in words, never a block."""
    found = Meeting.objects.filter(
        body=meeting.body_id, starts_at__lt=meeting.ends_at, ends_at__gt=meeting.starts_at
    )
    found = found.exclude(state__in=(rules.CANCELLED, rules.MERGED)).exclude(pk=meeting.pk)
    return list(found.order_by("starts_at", "pk"))


def made_from(planned: PlannedMeeting, year: int) -> Meeting | None:
    """The year's meeting from a mark of the wheel; a cancelled one may be made anew."""
    made = planned.meetings.filter(starts_at__year=year).exclude(state=rules.CANCELLED)
    return made.order_by("starts_at").first()


def _held(by: Standing, meeting_id: int, verb: str) -> Meeting:
    """The meeting, held until the transaction ends, if the person may take the step now."""
    body_id = Meeting.objects.values_list("body", flat=True).get(pk=meeting_id)
    check_run_body(by, body_id)
    agendas.hold([body_id])
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("body").get(
        pk=meeting_id
    )  # fmt: skip
    if not rules.may_move(verb, meeting.state):
        raise ValidationError(
            _("Det kan ikke lade sig gøre: mødet er %(state)s.")
            % {"state": str(meeting.get_state_display()).lower()}
        )
    return meeting


def _move(meeting: Meeting, verb: str, *fields: str) -> None:
    meeting.state = rules.check_move(verb, meeting.state)
    meeting.sequence += 1
    meeting.save(update_fields=["state", "sequence", *fields])


def _check_time(
    starts_at: dt.datetime, ends_at: dt.datetime, *, stood_at: dt.datetime | None = None,
    is_over: bool = False, is_from_mark: bool = False,
) -> None:  # fmt: skip
    problem = rules.time_problem(
        starts_at, ends_at, now=timezone.now(), stood_at=stood_at, is_over=is_over
    )
    if problem == "ends_before_start":
        raise ValidationError({"ends": _("Mødet kan ikke slutte, før det begynder.")})
    if problem == "not_over":
        raise ValidationError(
            {"day": _("Mødet er ikke slut endnu. Fjern krydset, og planlæg det.")}
        )
    if problem and stood_at is not None:
        raise ValidationError(
            {
                "day": _(
                    "Et møde kan ikke flyttes til et tidspunkt, der er passeret. Vælg et senere."
                )
            }
        )
    if problem and is_from_mark:
        raise ValidationError(
            {
                "day": _(
                    "Tidspunktet er passeret. Vælg et senere. Et møde, der er holdt, lægges ind "
                    "under Møder › Opret møde."
                )
            }
        )
    if problem:
        raise ValidationError(
            {
                "day": _(
                    "Tidspunktet er passeret. Vælg et senere, eller sæt kryds ved, at mødet er holdt."
                )
            }
        )


def _check_body(body: Body, starts_at: dt.datetime) -> None:
    """A body meets while it exists."""
    day = timezone.localtime(starts_at).date()
    if (body.ends_on and day > body.ends_on) or (body.starts_on and day < body.starts_on):
        raise ValidationError(
            {"day": _("%(body)s findes ikke den dag. Vælg en anden dag.") % {"body": body.name}}
        )


def _check_mark_is_free(planned: PlannedMeeting, starts_at: dt.datetime) -> None:
    """One meeting a year for each mark of the wheel."""
    year = timezone.localtime(starts_at).year
    if made_from(planned, year) is not None:
        raise ValidationError(
            _("Mødet er allerede oprettet for %(year)s. Find det under Møder.") % {"year": year}
        )


def _user(by: Standing) -> User | None:
    return User.objects.filter(pk=by.user_id).first() if by.user_id else None
