"""What a brief lists that is not decided at its meeting any more: why, and what became of it.

The edition stays as it was sent out; this is said beside it, as it is today.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from effects.models import Review
from effects.services import review_lists
from partnership.models import AgendaItem, Meeting, WaitingItem
from partnership.rules import meetings as rules
from partnership.rules.access import Standing
from partnership.services import agenda_notices, agendas
from partnership.services.agendas import Place
from partnership.services.body_rights import seen_by
from reports.rules.blocks import DECIDE
from reports.services.compositions import Content
from reports.services.decide_lines import REVIEW

_ITEM = re.compile(r"#punkt-([1-9]\d{0,17})$")
_OVER = (rules.CANCELLED, rules.MERGED)


@dataclass(frozen=True)
class Departure:
    """A matter that left its agenda: what happened in words, and the page of what became of it.

    `why` is what its readers are told (`agenda_notices`), `by` the user who did it, where known.
    """

    number: int  # its line under what must be decided
    item_id: int
    title: str
    why: str
    words: str
    url: str = ""
    label: str = ""
    by: int | None = None


@dataclass(frozen=True)
class _Known:
    """What stands about the matters of an edition, and what the reader may follow a link to."""

    meeting: Meeting
    items: dict[int, AgendaItem]
    reviews: dict[int, Review]
    open_reviews: frozenset[int]
    bodies: Collection[int]


def of_content(
    content: Content, meeting: Meeting, standing: Standing | None
) -> tuple[Departure, ...]:
    """The matters of an edition's content that have left its meeting, as this person may read it.

    For nobody (None) as anybody may: without what came of a review.
    """
    lines = _lines(content)
    known = _known(lines, meeting, standing)
    found = (_departure(number, line, known) for number, line in enumerate(lines))
    return tuple(each for each in found if each is not None)


def _lines(content: Content) -> list[Content]:
    decide = (each for each in content["sections"] if each["key"] == DECIDE)
    return [line for section in decide for line in section.get("lines", ())]


def marked(content: Content, departures: Collection[Departure]) -> Content:
    """The content for its page, with a mark at each matter that has left the meeting."""
    words = {each.number: each for each in departures}
    for number, line in enumerate(_lines(content)):
        line["departure"] = words.get(number)
    return content


def meeting_words(meeting: Meeting) -> str:
    """That the meeting is not held as it was called, if so."""
    if meeting.state == rules.CANCELLED:
        return _("Mødet er aflyst: %(reason)s") % {"reason": meeting.cancelled_because}
    if meeting.state == rules.MERGED and meeting.merged_into is not None:
        day = _day(meeting.merged_into)
        return _("Mødet holdes sammen med mødet den %(day)s.") % {"day": day}
    return ""


def _known(lines: list[Content], meeting: Meeting, standing: Standing | None) -> _Known:
    items = [pk for line in lines if (pk := _item_of(line))]
    reviews = [pk for line in lines if (pk := _review_of(line))]
    rows = Review.objects.filter(pk__in=reviews).select_related("settled_by", "item__meeting")
    readable: set[int] = set()
    if standing is not None and reviews:
        found = review_lists.visible_to(standing).filter(pk__in=reviews)
        readable = set(found.values_list("pk", flat=True))
    return _Known(
        meeting=meeting,
        items=AgendaItem.objects.select_related("meeting__body").in_bulk(items),
        reviews={each.pk: each for each in rows},
        open_reviews=frozenset(readable),
        bodies=seen_by(standing) if standing is not None else (),
    )


def _item_of(line: Content) -> int:
    found = _ITEM.search(str(line.get("url", "")))
    return int(found[1]) if found else 0


def _review_of(line: Content) -> int:
    kind, number = str(line.get("place", "")).partition(REVIEW)[1:]
    return int(number) if kind and number.isdecimal() else 0


def _departure(number: int, line: Content, known: _Known) -> Departure | None:
    pk = _item_of(line)
    item = known.items.get(pk)
    if not pk or (item is not None and _is_here(item, known.meeting)):
        return None
    review = known.reviews.get(_review_of(line))
    title = str(line["title"])
    if review is not None and review.closed_at is not None:
        if review.item is not None and review.item.meeting_id == known.meeting.pk:
            return None
        return _of_review(number, pk, title, review, known)
    now = _now(item)
    body = now.meeting.body_id if isinstance(now, AgendaItem) else now and now.body_id
    if body is not None and body not in known.bodies:  # neither its day nor whose meeting it is
        words = _("Er flyttet til et andet organ.")
        return Departure(number, pk, title, agenda_notices.MOVED, words)
    if isinstance(now, AgendaItem):
        values = {"day": _day(now.meeting), "body": now.meeting.body.name}
        if now.outcome == rules.OPEN:
            words = _("Står nu på dagsordenen den %(day)s (%(body)s).") % values
        else:
            words = _("Behandlet på mødet den %(day)s (%(body)s).") % values
        url = f"{_address(now.meeting)}#punkt-{now.pk}"
        return Departure(number, pk, title, agenda_notices.MOVED, words, url, _("Se punktet"))
    url, label = f"{_address(known.meeting)}#dagsorden", _("Se dagsordenen")
    if isinstance(now, WaitingItem):
        words = _("Venter på, at %(body)s planlægger et møde.") % {"body": now.body.name}
        return Departure(number, pk, title, agenda_notices.MOVED, words, url, label)
    words = _("Taget af dagsordenen.")
    by = _taken_off_by(item)
    return Departure(number, pk, title, agenda_notices.TAKEN, words, url, label, by)


def _is_here(item: AgendaItem, meeting: Meeting) -> bool:
    """Whether the item is treated at the meeting, or was."""
    is_over = meeting.state in _OVER
    return item.meeting_id == meeting.pk and (
        item.outcome == rules.TREATED or (item.outcome == rules.OPEN and not is_over)
    )


def _of_review(
    number: int, pk: int, title: str, review: Review, known: _Known
) -> Departure:  # fmt: skip
    """A review that was closed elsewhere: when, and what came of it where that may be read."""
    settled = review.decided_on
    assert settled is not None  # noqa: S101 - only closed ones come here
    url = reverse("effects:review-detail", args=[review.pk])
    is_open = review.pk in known.open_reviews
    link = (url, _("Se opfølgningen")) if is_open else ("", "")
    if review.withdrawn_because:
        words = _("Opfølgningen er trukket tilbage.")
        if is_open:
            words = f"{words} {review.withdrawn_because}"
        return Departure(number, pk, title, agenda_notices.WITHDRAWN, words, *link)
    if review.item is not None and not is_open:
        words = _("Afgjort på et andet møde.")
    elif review.item is not None:
        words = _("Afgjort på mødet den %(day)s.") % {"day": _day(review.item.meeting)}
    else:
        day = date_format(settled, "j. F Y")
        words = _("Afgjort uden for mødet den %(day)s.") % {"day": day}
    if is_open:
        words = f"{words} {_came_of(review)}"
    return Departure(
        number, pk, title, agenda_notices.SETTLED, words, *link, by=review.closed_by_id
    )


def _came_of(review: Review) -> str:
    values = {
        "finding": review.get_finding_display(), "outcome": review.get_outcome_display(),
    }  # fmt: skip
    words = _("Vurdering: %(finding)s. Beslutning: %(outcome)s") % values
    return f"{words} ({review.settled_by.number})." if review.settled_by else f"{words}."


def _now(item: AgendaItem | None) -> Place | None:
    """Where the matter is now, another meeting having taken it over; None: it ended unheard."""
    if item is None:
        return None
    if item.origin:
        return agendas.where(item.origin)
    seen = {item.pk}
    while item.outcome:
        waiting = WaitingItem.objects.filter(carried_from=item).select_related("body").first()
        following = item.carried_to.select_related("meeting__body").first()
        if waiting is not None or following is None or following.pk in seen:
            return waiting or (item if item.outcome == rules.TREATED else None)
        item = following
        seen.add(item.pk)
    return item


def _taken_off_by(item: AgendaItem | None) -> int | None:
    """The user who took it off by hand, from its trace."""
    if item is None:
        return None
    trace = item.events.filter(outcome=rules.WITHDRAWN).select_related("pgh_context")  # type: ignore[attr-defined]
    first = trace.order_by("pgh_id").first()
    context = first.pgh_context if first is not None else None
    return context.metadata.get("user") if context else None


def _address(meeting: Meeting) -> str:
    return reverse("partnership:meeting-detail", args=[meeting.pk])


def _day(meeting: Meeting) -> str:
    return date_format(timezone.localdate(meeting.starts_at), "j. F Y")
