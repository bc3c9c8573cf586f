"""Bodies: set up with a mandate, changed, and ended with their seats."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partnership.models import Body, Meeting, Seat
from partnership.rules.access import NotAllowed, Standing, check, may_administer
from partnership.rules.bodies import may_close_body
from partnership.services import agendas, clock_steps, edits, handovers, meeting_notices, seats


@transaction.atomic
def create(
    *,
    by: Standing,
    kind: str,
    name: str,
    mandate: str = "",
    parent: Body | None = None,
    starts_on: dt.date | None = None,
    ends_on: dt.date | None = None,
    quorum: int | None = None,
    votes: bool = False,
) -> Body:
    """Set up a body. An ad hoc group needs a mandate and a last day."""
    check(may_administer, by)
    values = {
        "kind": kind, "name": name, "mandate": mandate, "parent": parent,
        "starts_on": starts_on, "ends_on": ends_on, "quorum": quorum, "votes": votes,
    }  # fmt: skip
    _check_values(values)
    edits.check_name_is_free(Body, name)
    body = Body(slug=edits.free_slug(Body, name), **values)
    with pghistory.context(reason="body created"):
        body.full_clean()
        body.save()
    return body


@transaction.atomic
def change(
    *,
    by: Standing,
    body_id: int,
    seen: int,
    kind: str,
    name: str,
    mandate: str,
    parent: Body | None,
    starts_on: dt.date | None,
    ends_on: dt.date | None,
    quorum: int | None = None,
    votes: bool = False,
) -> Body:
    """Change a body. Raises `StaleEdit` when it changed after `seen`."""
    check(may_administer, by)
    body = edits.locked(Body, body_id)
    values = {
        "kind": kind, "name": name, "mandate": mandate, "parent": parent,
        "starts_on": starts_on, "ends_on": ends_on, "quorum": quorum, "votes": votes,
    }  # fmt: skip
    _check_values(values)
    edits.check_name_is_free(Body, name, but=body_id)
    if kind != body.kind and body.seats.exists():
        raise ValidationError(
            {"kind": _("Arten kan ikke ændres, når der er pladser: rettighederne følger den.")}
        )
    if parent and body.pk in _line_up(parent):
        raise ValidationError({"parent": _("Et organ kan ikke høre under sig selv.")})
    with pghistory.context(reason="body changed"):
        edits.change(body, seen=seen, values=values)
    return body


@transaction.atomic
def close(*, by: Standing, body_id: int, on: dt.date, report: str = "") -> int:
    """End a body with this last day, and its seats with it; later seats are taken back.

    An ad hoc group says what came of it. What is open goes to the body it belongs under: at once
    when the last day has come, else by the clock when it has passed. Returns how many things went.
    """
    body = edits.locked(Body, body_id)
    if not may_close_body(by, body.kind):
        raise NotAllowed("may_close_body")
    if body.closed_at is not None:
        raise ValidationError(_("%(name)s er allerede afsluttet.") % {"name": body.name})
    if body.starts_on and on < body.starts_on:
        raise ValidationError({"on": _("Sidste dag kan ikke ligge før første dag.")})
    is_over = on <= timezone.localdate()
    if is_over and body.kind == Body.Kind.AD_HOC and not (report or body.closing_report):
        raise ValidationError({"report": _("Skriv kort, hvad gruppen nåede frem til.")})
    _check_meetings(body, on)
    with pghistory.context(reason="body closed"):
        body.ends_on = on
        body.closing_report = report or body.closing_report
        body.save(update_fields=["ends_on", "closing_report"])
        seats.end_all(Seat.objects.filter(body=body), on=on)
        return _settle(body, by=by.name) if is_over else 0


def close_ended(*, today: dt.date | None = None) -> int:
    """Pass on what is with bodies whose last day has passed; returns how many were settled.

    One that has open matters and belongs under no body is left, and stands on its own page as such;
    so is one with a meeting of which nobody has said whether it was held.
    """
    day = today or timezone.localdate()
    ended = Body.objects.filter(ends_on__lt=day, closed_at__isnull=True)
    return clock_steps.each(_close_ended, ended.values_list("pk", flat=True))


@transaction.atomic
def _close_ended(pk: int) -> bool:
    with pghistory.context(reason="body closed"):
        body = edits.locked(Body, pk)
        is_free = body.parent_id or not handovers.with_body(body)
        if body.closed_at is not None or not is_free or _past_unheld(body).exists():
            return False
        _settle(body, by="")
    return True


def _settle(body: Body, *, by: str) -> int:
    """Give all that is open with a body to the one it belongs under, and note when."""
    moved = 0
    if body.parent is not None:
        reason = _("%(name)s er afsluttet.") % {"name": body.name}
        moved = handovers.pass_on_body(body=body, to=body.parent, reason=reason, by=by)
        moved += len(agendas.hand_over(from_body=body, to_body=body.parent))
        _cancel_meetings(body, reason)
    elif count := len(handovers.with_body(body)):
        raise ValidationError(
            ngettext(
                "%(name)s har %(count)s åben sag og hører ikke under noget organ. Ret først, hvad "
                "det hører under, så sagen kan gives videre.",
                "%(name)s har %(count)s åbne sager og hører ikke under noget organ. Ret først, hvad "
                "det hører under, så sagerne kan gives videre.",
                count,
            )
            % {"name": body.name, "count": count}
        )
    body.closed_at = timezone.now()
    body.save(update_fields=["closed_at"])
    return moved


def _cancel_meetings(body: Body, reason: str) -> None:
    """A closed body meets no more: what was planned is cancelled, and those called are told."""
    for meeting in Meeting.objects.ahead().filter(body=body).select_related("body"):
        was_called = meeting.state == Meeting.State.CALLED
        meeting.state, meeting.cancelled_because = Meeting.State.CANCELLED, reason
        meeting.sequence += 1
        meeting.save(update_fields=["state", "cancelled_because", "sequence"])
        if was_called:
            meeting_notices.cancelled(meeting)


def _past_unheld(body: Body) -> QuerySet[Meeting]:
    """Meetings whose time has come, of which nobody has said whether they were held."""
    return Meeting.objects.ahead().filter(body=body, starts_at__lte=timezone.now())


def _check_meetings(body: Body, on: dt.date) -> None:
    """A body does not end before its last meeting, nor while one may have been held."""
    if unheld := _past_unheld(body).first():
        raise ValidationError(
            _("Markér først mødet “%(title)s” den %(day)s som afholdt eller aflyst.")
            % {"title": unheld.title, "day": date_format(unheld.starts_at, "j. F Y")}
        )
    held = (
        Meeting.objects.filter(body=body, state=Meeting.State.HELD).order_by("-starts_at").first()
    )
    if held and timezone.localtime(held.starts_at).date() > on:
        raise ValidationError(
            {
                "on": _("Organet holdt møde den %(day)s. Vælg den dag eller en senere.")
                % {"day": date_format(timezone.localtime(held.starts_at), "j. F Y")}
            }
        )


def _line_up(body: Body | None) -> set[int]:
    """The body and all it belongs under."""
    line: set[int] = set()
    while body is not None and body.pk not in line:
        line.add(body.pk)
        body = body.parent
    return line


def _check_values(values: dict[str, Any]) -> None:
    starts_on, ends_on = values["starts_on"], values["ends_on"]
    if starts_on and ends_on and ends_on < starts_on:
        raise ValidationError({"ends_on": _("Sidste dag kan ikke ligge før første dag.")})
    if values["kind"] == Body.Kind.AD_HOC:
        if not values["mandate"]:
            raise ValidationError({"mandate": _("En ad hoc-gruppe skal have et mandat.")})
        if not ends_on:
            raise ValidationError({"ends_on": _("En ad hoc-gruppe skal have en sidste dag.")})
