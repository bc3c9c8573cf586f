"""What search finds in minutes and among papers, by the rights of the pages they stand on."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from dashboards.services.search import Hit, Question, line
from partnership.models import Meeting, Minutes, MinutesCorrection, MinutesText, Paper
from partnership.rules import meetings as meeting_rules
from partnership.rules import minutes as minutes_rules
from partnership.rules.bodies import chairs

HOMES = ("item__meeting", "meeting", "procedure", "plan", "intervention")


def minutes(question: Question, limit: int) -> list[Hit]:
    """What minutes say, item by item, and corrections to them; drafts for those who write them."""
    texts = MinutesText.objects.filter(_open_minutes(question, "minutes__"))
    openings = Minutes.objects.filter(_open_minutes(question, ""))
    corrections = MinutesCorrection.objects.filter(_open_minutes(question, "minutes__"))
    order = ("-minutes__meeting__starts_at", "pk")
    found: list[Any] = [
        *_ask(question, texts.select_related("item", "minutes__meeting__body"), order, limit),
        *_ask(question, corrections.select_related("item", "minutes__meeting__body"), order, limit),
    ]
    hits = [_said(question, row.minutes.meeting, row.item, row.text) for row in found]
    opened = question.ask(
        openings.select_related("meeting__body"), "opening", order=("-meeting__starts_at", "pk"),
        limit=limit,
    )  # fmt: skip
    return [*hits, *(_said(question, row.meeting, None, row.opening) for row in opened)]


def _ask(question: Question, rows: Any, order: tuple[str, ...], limit: int) -> list[Any]:
    return question.ask(rows, "text", order=order, limit=limit)


def _open_minutes(question: Question, prefix: str) -> Q:
    """Minutes of bodies whose matters the reader sees; those not sent out only to their writers."""
    seen = Q(**{f"{prefix}meeting__body__in": question.reach[0]})
    if question.standing.is_secretariat:
        return seen
    sent = Q(**{f"{prefix}state__in": minutes_rules.SEEN})
    return seen & (sent | Q(**{f"{prefix}meeting__body__in": chairs(question.standing)}))


def _said(question: Question, meeting: Meeting, item: Any, text: str) -> Hit:
    address = reverse("partnership:minutes-detail", args=[meeting.pk])
    return Hit(
        _("Referat: %(meeting)s") % {"meeting": meeting.title},
        f"{address}#punkt-{item.pk}" if item else address,
        line(meeting.body.name, _day(meeting), item.title if item else ""),
        question.excerpt(text),
    )


def papers(question: Question, limit: int) -> list[Hit]:
    """Papers by name: those that were released, and all to those who hand them in."""
    rows = Paper.objects.filter(_open_papers(question)).select_related(*HOMES)
    found = question.ask(rows, "name", order=("-pk",), limit=limit)
    return [
        Hit(
            row.name,
            reverse("partnership:paper-detail", args=[row.pk]),
            line(_("Bilag til %(thing)s") % {"thing": _home(row)}, _state(row)),
        )
        for row in found
    ]


def _open_papers(question: Question) -> Q:
    """A meeting's papers go with its agenda; those of plans everybody in the partnership reads."""
    matters, standing = question.reach[0], question.standing
    of_plan = Q(plan__isnull=False)
    if standing.is_secretariat:
        return of_plan | _of_bodies(matters)
    sent = _of_meetings("called_at__isnull", value=False)
    sent |= _of_meetings("state__in", value=(meeting_rules.CALLED, meeting_rules.HELD))
    released = Q(released_at__isnull=False, is_withdrawn=False)
    beside = Q(procedure__isnull=False) | Q(intervention__isnull=False)
    readable = _of_bodies(matters) & (sent | beside)
    return _of_bodies(chairs(standing)) | (released & (of_plan | readable))


def _of_bodies(bodies: frozenset[int]) -> Q:
    of_meetings = _of_meetings("body__in", value=bodies)
    return of_meetings | Q(procedure__body__in=bodies) | Q(intervention__body__in=bodies)


def _of_meetings(field: str, *, value: Any) -> Q:
    return Q(**{f"item__meeting__{field}": value}) | Q(**{f"meeting__{field}": value})


def _home(paper: Paper) -> object:
    meeting = paper.item.meeting if paper.item else paper.meeting
    if meeting is not None:
        return f"{meeting.title}, {_day(meeting)}"
    return paper.procedure or paper.plan or paper.intervention


def _state(paper: Paper) -> str:
    if paper.is_withdrawn:
        return _("trukket")
    return "" if paper.released_at else _("ikke vist for læserne")


def _day(meeting: Meeting) -> str:
    return str(date_format(timezone.localtime(meeting.starts_at), "SHORT_DATE_FORMAT"))
