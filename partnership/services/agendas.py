"""How matters come on a body's agendas, go on to the next one, and leave them: once, and never lost.

Whoever moves a matter holds the body's row until the transaction ends. A matter is then open on one
agenda of a meeting ahead, or waits for one to be planned (`WaitingItem`), never both.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import pghistory
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from partnership.models import (
    AgendaItem,
    Body,
    Comment,
    Meeting,
    Paper,
    Person,
    StandingItem,
    WaitingItem,
)
from partnership.rules import meetings as rules
from partnership.services import agenda_notices

Place = AgendaItem | WaitingItem
# What an item takes along from one agenda to another.
FIELDS = (
    "title", "kind", "text", "recommendation", "minutes", "presenter_id", "standing_item_id",
    "origin", "carries_over",
)  # fmt: skip


def hold(body_ids: Iterable[int]) -> None:
    """Let nobody else move matters of these bodies until the transaction ends."""
    ids = sorted(set(body_ids))
    list(Body.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk"))


def next_meeting(body_id: int, *, after: Meeting | None = None) -> Meeting | None:
    """The body's next meeting: the first one after another, else the first one that is ahead."""
    found = Meeting.objects.ahead().filter(body_id=body_id, ends_at__gt=timezone.now())
    if after is None:
        return found.first()
    later = found.exclude(pk=after.pk)
    return later.filter(starts_at__gte=after.starts_at).first() or later.first()


@transaction.atomic
def place(
    *, body: Body, origin: str, title: str, kind: str = StandingItem.Kind.DISCUSSION,
    text: str = "", recommendation: str = "", minutes: int = 10, presenter: Person | None = None,
    carries_over: bool = False,
) -> Place:  # fmt: skip
    """Put a matter on the body's next agenda; with no meeting ahead it waits for one.

    `origin` is its key ("follow_up:12"). A matter that is open on an agenda, or waits, stays where
    it is: asked again, the same place comes back. With `carries_over` it stands on every agenda
    until `close`; otherwise until a meeting has treated it.
    """
    hold([body.pk])
    standing = where(origin)
    if standing is not None:
        return standing
    fresh = AgendaItem(
        title=title[:160], kind=kind, text=text, recommendation=recommendation, minutes=minutes,
        presenter=presenter, origin=origin, carries_over=carries_over,
    )  # fmt: skip
    with pghistory.context(reason="matter placed"):
        return put(fresh, body_id=body.pk, into=next_meeting(body.pk))


def where(origin: str) -> Place | None:
    """Where a matter is open now: on an agenda, or waiting for a meeting; nowhere: None."""
    return (
        AgendaItem.objects.filter(origin=origin, outcome="").first()
        or WaitingItem.objects.filter(origin=origin).first()
    )


@transaction.atomic
def close(*, origin: str, outcome: str, because: str = "") -> int:
    """A matter is over: it leaves the agenda, or the queue, and goes on nowhere. Says how many left.

    `outcome` is "treated" or "withdrawn". What meetings held before said of it stands.
    `because` is added to the title of an item that is taken off, so that its readers know why.
    """
    if outcome not in (rules.TREATED, rules.WITHDRAWN):
        raise ValueError(outcome)
    items = AgendaItem.objects.filter(
        Q(outcome="") | Q(carries_over=True), origin=origin, meeting__state__in=rules.AHEAD
    )
    waiting = WaitingItem.objects.filter(origin=origin)
    hold([*items.values_list("meeting__body", flat=True), *waiting.values_list("body", flat=True)])
    left = 0
    with pghistory.context(reason="matter closed"):
        for item in items.select_for_update(of=("self",)):
            if because and not item.outcome and outcome == rules.WITHDRAWN:
                item.title = f"{item.title[: 157 - len(because)]} ({because})"
            item.outcome, item.carries_over = item.outcome or outcome, False
            item.save(update_fields=["title", "outcome", "carries_over"])
            left += 1
        return left + waiting.delete()[0]


def fill(meeting: Meeting) -> None:
    """Give a new meeting its standing items and all that waits for its body. The body is held."""
    month = timezone.localtime(meeting.starts_at).month
    queue = WaitingItem.objects.filter(body=meeting.body_id)
    waiting = list(queue.select_related("standing_item", "carried_from__meeting"))
    brought = {each.standing_item_id for each in waiting}
    standing = [
        each
        for each in StandingItem.objects.filter(body=meeting.body_id, is_active=True)
        if (not each.months or month in each.months) and each.pk not in brought
    ]
    queue.filter(pk__in=[each.pk for each in waiting]).delete()
    items = [
        *(_from_standing(each) for each in standing if not each.is_last),
        *(copy_of(each, each.carried_from) for each in waiting),
        *(_from_standing(each) for each in standing if each.is_last),
    ]
    items.sort(key=lambda item: bool(item.standing_item and item.standing_item.is_last))
    for position, item in enumerate(items, start=1):
        item.meeting, item.position = meeting, position
    for item in AgendaItem.objects.bulk_create(items):
        _bring_along(item.carried_from, item)


def carry(meeting: Meeting, *, into: Meeting | None = None) -> list[Place]:
    """Take all that goes on from a meeting that is over to the next one, or let it wait.

    Of a meeting that was held, what was postponed or carries over; of one that was cancelled or
    merged, every open item. The body is held, and the meeting's state is the new one.
    """
    target = into or next_meeting(meeting.body_id, after=meeting)
    carried = []
    for item in meeting.items.select_related("standing_item").order_by("position", "pk"):
        if not rules.goes_on(item.outcome, carries_over=item.carries_over):
            continue
        if item.outcome == rules.OPEN:
            item.outcome = rules.MOVED
            item.save(update_fields=["outcome"])
        if not _stands_there(item, target):
            carried.append(put(copy_of(item, item), body_id=meeting.body_id, into=target))
    return carried


@transaction.atomic
def hand_over(*, from_body: Body, to_body: Body) -> list[Place]:
    """Let another body take over all a body has on its agendas ahead and in its queue."""
    hold([from_body.pk, to_body.pk])
    target, moved = next_meeting(to_body.pk), []
    with pghistory.context(reason="matters handed over"):
        for item in _open_items(from_body).order_by("meeting__starts_at", "position"):
            item.outcome = rules.MOVED
            item.save(update_fields=["outcome"])
            agenda_notices.left(item, why=agenda_notices.MOVED)
            moved.append(put(copy_of(item, item, standing=False), body_id=to_body.pk, into=target))
        for each in WaitingItem.objects.filter(body=from_body).select_related("carried_from"):
            each.delete()
            copy = copy_of(each, each.carried_from, standing=False)
            moved.append(put(copy, body_id=to_body.pk, into=target))
    return moved


def _open_items(body: Body) -> QuerySet[AgendaItem]:
    """Open items of a body's meetings ahead; a standing item that adds nothing is no matter."""
    return AgendaItem.objects.filter(
        meeting__body=body, meeting__state__in=rules.AHEAD, outcome=""
    ).exclude(standing_item__isnull=False, text="", recommendation="")


def open_with(body: Body) -> int:
    """How many matters a body has on its agendas ahead and in its queue."""
    return _open_items(body).count() + WaitingItem.objects.filter(body=body).count()


def insert(item: AgendaItem, meeting: Meeting) -> AgendaItem:
    """Save a new item on a meeting's agenda, before those that always stand last."""
    items = list(meeting.items.select_related("standing_item").order_by("position", "pk"))
    last = [one for one in items if one.standing_item is not None and one.standing_item.is_last]
    standing = item.standing_item
    is_last = standing is not None and standing.is_last
    order = rules.in_order(items, item, last, is_last=is_last)
    item.meeting = meeting
    for position, one in enumerate(order, start=1):
        one.position = position
    item.full_clean()
    item.save()
    AgendaItem.objects.bulk_update(items, ["position"])
    return item


def put(item: AgendaItem, *, body_id: int, into: Meeting | None) -> Place:
    """Save an item on an agenda; where there is none, in the body's queue."""
    source = item.carried_from
    if into is None:
        waiting = WaitingItem(
            body_id=body_id, carried_from=source, **{name: getattr(item, name) for name in FIELDS}
        )
        waiting.full_clean()
        waiting.save()
        return waiting
    made = insert(item, into)
    _bring_along(source, made)
    return made


def copy_of(source: Place, carried_from: AgendaItem | None, *, standing: bool = True) -> AgendaItem:
    """A new item that says the same; `standing` lets it be the body's standing item still."""
    item = AgendaItem(carried_from=carried_from, **{name: getattr(source, name) for name in FIELDS})
    if not standing:
        item.standing_item = None
    return item


def _from_standing(standing: StandingItem) -> AgendaItem:
    return AgendaItem(
        title=standing.title, kind=standing.kind, text=standing.text, minutes=standing.minutes,
        standing_item=standing,
    )  # fmt: skip


def _bring_along(source: AgendaItem | None, item: AgendaItem) -> None:
    """Papers and comments of an item follow it from a meeting that was never held."""
    if source is not None and source.meeting.state != rules.HELD:
        Paper.objects.filter(item=source).update(item=item)
        Comment.objects.filter(item=source).update(item=item)


def _stands_there(item: AgendaItem, target: Meeting | None) -> bool:
    """Whether the next agenda has the same standing item, and this one adds nothing of its own."""
    standing = item.standing_item
    if standing is None or target is None:
        return False
    if item.text != standing.text or item.recommendation or item.origin or item.carries_over:
        return False
    if item.papers.exists() or item.comments.exists():
        return False
    return target.items.filter(standing_item=standing, outcome="").exists()


def day_of(meeting: Meeting) -> dt.date:
    """The day a meeting begins, as the calendar on the wall has it."""
    return timezone.localtime(meeting.starts_at).date()
