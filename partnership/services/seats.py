"""Seats: given, and ended. Whoever holds one today may what its role may; nothing else counts."""

from __future__ import annotations

import datetime as dt

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.services import invitations
from partnership.models import Body, Organisation, Person, Seat
from partnership.rules.access import Standing, check, may_administer
from partnership.rules.seats import body_problem, overlaps
from partnership.services import edits, people
from partnership.services.administrators import check_one_remains, one_at_a_time


@transaction.atomic
def give(
    *,
    by: Standing,
    person: Person,
    organisation: Organisation,
    body: Body | None,
    role: str,
    starts_on: dt.date,
    ends_on: dt.date | None = None,
    sees_restricted: bool = False,
) -> Seat:
    """Give a person a seat from the first to the last day, both included."""
    check(may_administer, by)
    if ends_on and ends_on < starts_on:
        raise ValidationError({"ends_on": _("Sidste dag kan ikke ligge før første dag.")})
    _check_body(role, body)
    _check_open(organisation, body, starts_on, ends_on)
    edits.locked(Person, person.pk)
    mine = Seat.objects.filter(person=person, organisation=organisation, body=body, role=role)
    if any(overlaps((seat.starts_on, seat.ends_on), (starts_on, ends_on)) for seat in mine):
        raise ValidationError(
            {"starts_on": _("%(name)s har allerede den plads i perioden.") % {"name": person.name}}
        )
    seat = Seat(
        person=person,
        organisation=organisation,
        body=body,
        role=role,
        starts_on=starts_on,
        ends_on=ends_on,
        sees_restricted=sees_restricted,
    )
    with pghistory.context(reason="seat given"):
        seat.save()
    return seat


@transaction.atomic
def invite(
    *,
    by: Standing,
    name: str,
    email: str,
    organisation: Organisation,
    body: Body | None,
    role: str,
    starts_on: dt.date,
    ends_on: dt.date | None = None,
    sees_restricted: bool = False,
) -> tuple[Seat, bool]:
    """Give a seat to whoever has the address; says whether a link was mailed.

    A person who already can sign in gets no link: the seat is enough. Raises `MailNotSent`
    from the commit when seat and invitation stand but the letter could not be sent.
    """
    check(may_administer, by)
    person = people.with_login(name=name, email=email)
    seat = give(
        by=by,
        person=person,
        organisation=organisation,
        body=body,
        role=role,
        starts_on=starts_on,
        ends_on=ends_on,
        sees_restricted=sees_restricted,
    )
    user = person.user
    if user is None or user.has_usable_password():
        return seat, False
    invitations.issue(
        user=user,
        issued_by=people.login_of(by),
        inviter=people.name_of(by),
        seats=[body.name if body else organisation.name],
    )
    return seat, True


@transaction.atomic
def end(*, by: Standing, seat_id: int, on: dt.date) -> Seat:
    """Let a seat end with this last day; the day after it opens nothing."""
    check(may_administer, by)
    one_at_a_time()
    seat = edits.locked(Seat, seat_id)
    if on < seat.starts_on:
        raise ValidationError({"on": _("Sidste dag kan ikke ligge før første dag.")})
    _check_open(seat.organisation, seat.body, seat.starts_on, on)
    with pghistory.context(reason="seat ended"):
        seat.ends_on = on
        seat.save(update_fields=["ends_on"])
    if seat.role == Seat.Role.ADMINISTRATOR:
        check_one_remains()
    return seat


def _check_body(role: str, body: Body | None) -> None:
    problem = body_problem(role, body.kind if body else "")
    sentences = {
        "no_body_wanted": _("Rollen hører ikke til i et organ. Lad feltet stå tomt."),
        "body_wanted": _("Vælg det organ, pladsen er i."),
        "secretariat_alone": _("Rollen sekretariat hører til i sekretariatet og kun der."),
    }
    if problem:
        raise ValidationError({"body": sentences[problem]})


def _check_open(
    organisation: Organisation, body: Body | None, starts_on: dt.date, ends_on: dt.date | None
) -> None:
    if organisation.ends_on and (ends_on or dt.date.max) > organisation.ends_on:
        raise ValidationError(
            {
                "organisation": _("%(name)s er lukket. Pladsen kan ikke vare længere.")
                % {"name": organisation.name}
            }
        )
    if body and body.ends_on and starts_on > body.ends_on:
        raise ValidationError({"body": _("%(name)s er afsluttet.") % {"name": body.name}})
