"""Matters with a day of their own: each stands on the body's first meeting on that day or after it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pghistory
from django.db import transaction
from django.utils import timezone

from partnership.models import AgendaItem, Body, Meeting, WaitingItem
from partnership.rules import meetings as rules
from partnership.services import agenda_notices, agendas
from partnership.services.agendas import Place


def meeting_from(body_id: int, *, day: dt.date, origin: str) -> Meeting | None:
    """The body's first meeting ahead on a day or after it.

    A meeting whose agenda somebody took the matter off does not get it back.
    """
    begins = timezone.make_aware(dt.datetime.combine(day, dt.time.min))
    refused = AgendaItem.objects.filter(origin=origin, outcome=rules.WITHDRAWN)
    return (
        Meeting.objects.ahead()
        .filter(body_id=body_id, ends_at__gt=timezone.now(), starts_at__gte=begins)
        .exclude(pk__in=refused.values("meeting"))
        .first()
    )


@transaction.atomic
def settle(
    *, body: Body, origin: str, day: dt.date, today: dt.date, fresh: Callable[[], AgendaItem]
) -> Place | None:
    """Let the matter stand where it belongs now; asked again, nothing changes.

    `fresh` makes the item as it is to be where the matter has no place yet. With no such meeting it
    waits from its day on. It is moved when another meeting has become the right one, or another
    body: off an agenda that was sent, or a meeting that has begun, only with the body.
    """
    agendas.hold([body.pk, *_held_by(agendas.where(origin))])
    standing = agendas.where(origin)
    target = meeting_from(body.pk, day=day, origin=origin)
    if standing is None:
        if target is None and day > today:
            return None
        with pghistory.context(reason="matter placed"):
            return agendas.put(fresh(), body_id=body.pk, into=target)
    if not _is_to_move(standing, body, target):
        return standing
    with pghistory.context(reason="matter moved"):
        return _moved(standing, body_id=body.pk, into=target)


def _held_by(place: Place | None) -> list[int]:
    if place is None:
        return []
    return [place.body_id if isinstance(place, WaitingItem) else place.meeting.body_id]


def _is_to_move(standing: Place, body: Body, target: Meeting | None) -> bool:
    """Whether the matter is with another body, waits needlessly, or stands on the wrong agenda."""
    if _held_by(standing) != [body.pk]:
        return True
    if target is None:
        return False
    if isinstance(standing, WaitingItem):
        return True
    return _is_unsent(standing.meeting) and standing.meeting_id != target.pk


def _is_unsent(meeting: Meeting) -> bool:
    return meeting.state == rules.PLANNED and meeting.starts_at > timezone.now()


def _moved(standing: Place, *, body_id: int, into: Meeting | None) -> Place:
    """Take a matter from where it stands to an agenda, or to a body's queue; both are held."""
    if isinstance(standing, WaitingItem):
        standing.delete()
        copy = agendas.copy_of(standing, standing.carried_from, standing=False)
        return agendas.put(copy, body_id=body_id, into=into)
    if into is not None and _is_unsent(standing.meeting):
        return agendas.insert(standing, into)
    standing.outcome = rules.MOVED
    standing.save(update_fields=["outcome"])
    agenda_notices.left(standing, why=agenda_notices.MOVED)
    copy = agendas.copy_of(standing, standing, standing=False)
    return agendas.put(copy, body_id=body_id, into=into)
