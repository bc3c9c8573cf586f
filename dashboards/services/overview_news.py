"""What is new since a person last looked: figures, verdicts, decisions, reviews and briefs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from django.db.models import Q
from django.urls import Resolver404, resolve
from django.utils import timezone

from accounts.models import Notice
from areas.models import Area
from effects.models import Review
from effects.services import review_lists
from indicators.models import Result
from indicators.services import cards, figure_moves, results, verdict_words
from indicators.services import figure_move_words as words
from indicators.services.figure_moves import Series, Since
from indicators.services.results import Entry, Figures
from indicators.services.wording import Verdict
from partnership.models import Decision, Meeting
from partnership.rules import decisions as decision_rules
from partnership.rules import meetings as meeting_rules
from partnership.rules.access import Standing, may_see_partnership
from partnership.services import agenda_notices, decision_pages

FIRST_TIME = dt.timedelta(days=30)  # who comes for the first time is told of so long
MOST = 6
EARLIEST, LATEST = 2000, 9000  # a year outside of them is no visit
BRIEF = "brief"  # how kinds of notices about briefs begin
BRIEF_ISSUED = "brief_issued"
BRIEF_PAGE = "reports:edition-detail"
S = Result.Statement
Place = tuple[Area, Figures]
Row = TypeVar("Row")


@dataclass(frozen=True)
class NewFigure:
    """An indicator with newer figures: what they are, what they were before, and where they come from."""

    name: str
    url: str
    told: tuple[tuple[str, str], ...]  # sentences, each with its passport


@dataclass(frozen=True)
class NewVerdict:
    """An indicator in an area whose verdict is another one, as it is now."""

    name: str
    url: str
    area: str
    verdict: Verdict


class Part(NamedTuple, Generic[Row]):
    """What is shown of one kind of news, and how many more there are."""

    rows: Sequence[Row]
    more: int = 0


@dataclass(frozen=True)
class News:
    """What is new; `since` is the day it is counted from."""

    since: dt.datetime
    is_first: bool
    figures: Part[NewFigure]
    verdicts: Part[NewVerdict]
    decisions: Part[Decision]
    reviews: Part[Review]
    briefs: Part[Notice]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is new."""
        parts = (self.figures, self.verdicts, self.decisions, self.reviews, self.briefs)
        return not any(part.rows for part in parts)


def news_since(
    standing: Standing,
    *,
    since: dt.datetime | None,
    now: dt.datetime | None = None,
    most: int | None = MOST,
) -> News:
    """What is new to a person, in a fixed number of queries: the first of each kind, or all (None)."""
    now = now or timezone.now()
    moment = since or now - FIRST_TIME
    figures, verdicts = _figures(moment, restricted=standing.sees_restricted, most=most)
    sees = may_see_partnership(standing)
    decisions = _decisions(standing, moment, is_first=since is None) if sees else []
    return News(
        since=moment,
        is_first=since is None,
        figures=figures,
        verdicts=_first(verdicts, most),
        decisions=_first(decisions, most),
        reviews=_first(_reviews(standing, moment) if sees else [], most),
        briefs=_first(_briefs(standing, moment), most),
    )


def moment_of(text: str) -> dt.datetime | None:
    """The moment that an address names; None where it names none."""
    try:
        found = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    if not EARLIEST <= found.year < LATEST:
        return None
    return found if found.tzinfo else timezone.make_aware(found)


def _first(rows: Sequence[Row], most: int | None) -> Part[Row]:
    shown = rows[:most]
    return Part(shown, len(rows) - len(shown))


def _figures(
    moment: dt.datetime, *, restricted: bool, most: int | None
) -> tuple[Part[NewFigure], list[NewVerdict]]:
    """Newer figures by indicator, and verdicts that turned, as they stand now."""
    since = figure_moves.since(moment, restricted=restricted)
    if not since.figures and not since.turned:
        return Part([]), []
    entries = {e.definition_id: e for e in results.catalogue(restricted=restricted)}
    readings = results.newest(restricted=restricted)
    areas = list(Area.objects.filter(kind=Area.Kind.AREA).order_by("position", "name"))
    known = {area.pk: cards.newest_figures(readings, area.pk) for area in areas}
    fresh: list[tuple[Entry, list[Place]]] = []
    verdicts = []
    for definition, entry in entries.items():
        here = [
            (area, known[area.pk][definition]) for area in areas if definition in known[area.pk]
        ]
        if new := [place for place in here if _is_new(place[1], since)]:
            fresh.append((entry, new))
        for area, found in here:
            if (definition, area.pk) in since.turned:
                verdicts += _verdict(entry, area, found, since.turned[definition, area.pk])
    shown, more = _first(fresh, most)
    series = figure_moves.series_of((e for e, _new in shown), areas, restricted=restricted)
    figures = [_figure(entry, new, series, since) for entry, new in shown]
    return Part(figures, more), verdicts


def _is_new(figures: Figures, since: Since) -> bool:
    level = figures.level
    return level is not None and level.has_value and since.knows(level)


def _figure(entry: Entry, places: Sequence[Place], series: Series, since: Since) -> NewFigure:
    moves = [
        figure_moves.move_of(entry, area, figures, series=series, since=since)
        for area, figures in places
    ]
    told = tuple(
        (words.told(entry, rows), words.passport_words(entry, rows))
        for rows in words.grouped(moves)
    )
    return NewFigure(entry.name, cards.indicator_url(entry.code), told)


def _verdict(entry: Entry, area: Area, figures: Figures, statement: str) -> list[NewVerdict]:
    """The verdict as it is now: of the distance where that turned, else of the figure."""
    told: Callable[[Entry, Figures], Verdict | None] = (
        verdict_words.of_gap_change if statement == S.GAP_CHANGE else verdict_words.of_course
    )
    verdict = told(entry, figures)
    if verdict is None:
        return []
    url = f"{area.get_absolute_url()}#tal-{entry.code}"
    return [NewVerdict(entry.name, url, area.label, verdict)]


def _decisions(standing: Standing, moment: dt.datetime, *, is_first: bool) -> list[Decision]:
    """What was taken since then; for who was here before also older ones written in since."""
    taken = decision_pages.visible_to(standing).filter(state__in=decision_rules.TAKEN)
    lately = Q(decided_on__gte=timezone.localdate(moment))
    if not is_first:
        lately |= Q(created_at__gte=moment)
    return list(taken.filter(lately).select_related("body").order_by("-decided_on", "-pk"))


def _reviews(standing: Standing, moment: dt.datetime) -> list[Review]:
    """Reviews that were closed with a finding."""
    rows = review_lists.visible_to(standing).filter(closed_at__gte=moment, withdrawn_because="")
    return list(rows.select_related("intervention", "decision").order_by("-closed_at"))


def _briefs(standing: Standing, moment: dt.datetime) -> list[Notice]:
    """Briefs the person was given, and what left the agendas; no call to read for what is over."""
    told = Q(kind__startswith=BRIEF) | Q(kind=agenda_notices.KIND)
    rows = Notice.objects.filter(told, user_id=standing.user_id or 0, created_at__gte=moment)
    found = list(rows.order_by("-created_at", "-pk"))
    calls = {each.pk: _meeting_of(each) for each in found if each.kind == BRIEF_ISSUED}
    over = Meeting.objects.exclude(state__in=meeting_rules.AHEAD).filter(
        pk__in=[pk for pk in calls.values() if pk is not None]
    )
    closed = set(over.values_list("pk", flat=True)) if calls else set()
    return [each for each in found if calls.get(each.pk) not in closed]


def _meeting_of(notice: Notice) -> int | None:
    """The meeting whose brief a notice calls to read, from its address; None where that is gone."""
    try:
        found = resolve(notice.path)
    except Resolver404:
        return None
    return found.kwargs["pk"] if found.view_name == BRIEF_PAGE else None
