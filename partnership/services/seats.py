"""Seats: given, and ended. Whoever holds one today may what its role may; nothing else counts."""

from __future__ import annotations

import datetime as dt

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.services import invitations
from partnership.models import Body, Organisation, Person, Seat
from partnership.rules.access import (
    Standing,
    check,
    check_manage_seat,
    may_administer,
    may_manage_seats,
)
from partnership.rules.bodies import VOTING_ROLES
from partnership.rules.seats import body_problem, clash, overlaps
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
    serves: Person | None = None,
) -> Seat:
    """Give a person a seat from the first to the last day, both included."""
    check_manage_seat(by, organisation.pk, role)
    if sees_restricted:
        check(may_administer, by)
    if ends_on and ends_on < starts_on:
        raise ValidationError({"ends_on": _("Sidste dag kan ikke ligge før første dag.")})
    _check_body(role, body)
    _check_serves(role, body, serves, person)
    _check_own(by, body, serves)
    _check_open(organisation, body, starts_on, ends_on)
    edits.locked(Person, person.pk)
    seat = Seat(
        person=person,
        organisation=organisation,
        body=body,
        role=role,
        starts_on=starts_on,
        ends_on=ends_on,
        sees_restricted=sees_restricted,
        serves=serves,
    )
    _check_free(seat, "starts_on")
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
    serves: Person | None = None,
    known: Person | None = None,
) -> tuple[Seat, bool]:
    """Give a seat to whoever has the address, or is `known`; says whether a link was mailed.

    A person who already can sign in gets no link: the seat is enough. Raises `MailNotSent`
    from the commit when seat and invitation stand but the letter could not be sent.
    """
    check_manage_seat(by, organisation.pk, role)
    person = people.with_login(by=by, name=name, email=email, known=known)
    seat = give(
        by=by,
        person=person,
        organisation=organisation,
        body=body,
        role=role,
        starts_on=starts_on,
        ends_on=ends_on,
        sees_restricted=sees_restricted,
        serves=serves,
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
    check(may_manage_seats, by)
    one_at_a_time()
    seat = edits.locked(Seat, seat_id)
    check_manage_seat(by, seat.organisation_id, seat.role)
    if on < seat.starts_on:
        raise ValidationError({"on": _("Sidste dag kan ikke ligge før første dag.")})
    _check_open(seat.organisation, seat.body, seat.starts_on, on)
    is_longer = seat.ends_on is not None and on > seat.ends_on
    seat.ends_on = on
    if is_longer:
        _check_free(seat, "on")
    with pghistory.context(reason="seat ended"):
        seat.save(update_fields=["ends_on"])
    if seat.role == Seat.Role.ADMINISTRATOR:
        check_one_remains()
    return seat


def end_all(seats: QuerySet[Seat], *, on: dt.date) -> None:
    """Let many seats end with a last day at the latest; those that were to begin later are taken back.

    Refuses a day before a seat that somebody has sat in already: history is not unmade.
    """
    begun = seats.filter(starts_on__gt=on, starts_on__lte=timezone.localdate())
    if first := begun.order_by("-starts_on").select_related("person").first():
        raise ValidationError(
            {
                "on": _("%(name)s har haft sin plads siden %(day)s. Vælg en senere dag.")
                % {"name": first.person.name, "day": date_format(first.starts_on, "j. F Y")}
            }
        )
    seats.filter(starts_on__gt=on).delete()
    seats.filter(ends_on__isnull=True).update(ends_on=on)
    seats.filter(ends_on__gt=on).update(ends_on=on)


def _check_body(role: str, body: Body | None) -> None:
    problem = body_problem(role, body.kind if body else "")
    sentences = {
        "no_body_wanted": _("Rollen hører ikke til i et organ. Lad feltet stå tomt."),
        "body_wanted": _("Vælg det organ, pladsen er i."),
        "secretariat_alone": _("Rollen sekretariat hører til i sekretariatet og kun der."),
    }
    if problem:
        raise ValidationError({"body": sentences[problem]})


def _check_serves(role: str, body: Body | None, serves: Person | None, person: Person) -> None:
    """A case officer works for one member of the body; a substitute may stand behind one."""
    if serves is None:
        if role == Seat.Role.CASE_OFFICER:
            raise ValidationError({"serves": _("Vælg det medlem, sagsforberederen arbejder for.")})
        return
    if role not in (Seat.Role.CASE_OFFICER, Seat.Role.SUBSTITUTE):
        raise ValidationError(
            {
                "serves": _(
                    "Kun sagsforberedere og suppleanter hører til et medlem. Lad feltet være."
                )
            }
        )
    members = Seat.objects.on(timezone.localdate()).filter(body=body, role__in=VOTING_ROLES)
    if serves == person or not members.filter(person=serves).exists():
        raise ValidationError(
            {"serves": _("%(name)s er ikke medlem af organet i dag.") % {"name": serves.name}}
        )


def _check_own(by: Standing, body: Body | None, serves: Person | None) -> None:
    """An organisation's administrator lets people speak for its own members, and for no others."""
    if serves is None or by.is_administrator:
        return
    members = Seat.objects.on(timezone.localdate()).filter(body=body, role__in=VOTING_ROLES)
    if not members.filter(person=serves, organisation__in=by.administers).exists():
        raise ValidationError(
            {"serves": _("%(name)s er ikke medlem for din organisation.") % {"name": serves.name}}
        )


def _check_free(seat: Seat, field: str) -> None:
    """Refuse a seat beside one that the person has in the same days and that does not go with it."""
    days = (seat.starts_on, seat.ends_on)
    for other in Seat.objects.filter(person=seat.person, body=seat.body).exclude(pk=seat.pk):
        if not overlaps((other.starts_on, other.ends_on), days):
            continue
        if other.role == seat.role and other.organisation_id == seat.organisation_id:
            text = _("%(name)s har allerede den plads i perioden.")
        elif seat.body is not None and clash(other.role, seat.role):
            text = _("%(name)s har plads som %(role)s i organet i perioden. Lad den slutte først.")
        else:
            continue
        raise ValidationError(
            {field: text % {"name": seat.person.name, "role": other.get_role_display()}}
        )


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
