"""What is new since a person last looked: figures, verdicts, decisions, reviews and briefs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from accounts.models import Notice
from areas.models import Area
from effects.models import Review
from effects.services import review_lists
from indicators.models import Result
from indicators.services import cards, result_news, results, verdict_words
from indicators.services.periods_in_words import slot_in_words
from indicators.services.results import Entry, Figures
from indicators.services.wording import Verdict
from partnership.models import Decision
from partnership.rules import decisions as decision_rules
from partnership.rules.access import Standing, may_see_partnership
from partnership.services import decision_pages

FIRST_TIME = dt.timedelta(days=30)  # who comes for the first time is told of so long
MOST = 6
BRIEF = "brief"  # how kinds of notices about briefs begin
S = Result.Statement


@dataclass(frozen=True)
class NewFigure:
    """An indicator with newer figures, and where."""

    name: str
    url: str
    period: str
    areas: str


@dataclass(frozen=True)
class NewVerdict:
    """An indicator in an area whose verdict is another one, as it is now."""

    name: str
    url: str
    area: str
    verdict: Verdict


@dataclass(frozen=True)
class News:
    """What is new; `since` is the day it is counted from."""

    since: dt.datetime
    is_first: bool
    figures: list[NewFigure]
    figures_more: int
    verdicts: list[NewVerdict]
    verdicts_more: int
    decisions: list[Decision]
    reviews: list[Review]
    briefs: list[Notice]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is new."""
        return not (self.figures or self.verdicts or self.decisions or self.reviews or self.briefs)


def news_since(
    standing: Standing, *, since: dt.datetime | None, now: dt.datetime | None = None
) -> News:
    """All that is new to a person, in a fixed number of queries."""
    now = now or timezone.now()
    moment = since or now - FIRST_TIME
    figures, verdicts = _figures(moment, restricted=standing.sees_restricted)
    sees = may_see_partnership(standing)
    return News(
        since=moment,
        is_first=since is None,
        figures=figures[:MOST],
        figures_more=max(len(figures) - MOST, 0),
        verdicts=verdicts[:MOST],
        verdicts_more=max(len(verdicts) - MOST, 0),
        decisions=_decisions(standing, moment, is_first=since is None) if sees else [],
        reviews=_reviews(standing, moment) if sees else [],
        briefs=_briefs(standing, moment),
    )


def _figures(moment: dt.datetime, *, restricted: bool) -> tuple[list[NewFigure], list[NewVerdict]]:
    """Newer figures by indicator, and changed verdicts by indicator and area, as they stand now."""
    news = result_news.since(moment, restricted=restricted)
    if not news:
        return [], []
    entries = {e.definition_id: e for e in results.catalogue(restricted=restricted)}
    readings = results.newest(restricted=restricted)
    areas = list(Area.objects.filter(kind=Area.Kind.AREA).order_by("position", "name"))
    known = {area.pk: cards.newest_figures(readings, area.pk) for area in areas}
    fresh = {(n.definition_id, n.area_id, n.slot) for n in news if n.is_figure}
    turned = {(n.definition_id, n.area_id): n.statement for n in reversed(news) if not n.is_figure}
    figures, verdicts = [], []
    for definition, entry in entries.items():
        here = [
            (area, known[area.pk][definition]) for area in areas if definition in known[area.pk]
        ]
        figures += _figure(entry, here, fresh)
        for area, found in here:
            if (definition, area.pk) in turned:
                verdicts += _verdict(entry, area, found, turned[definition, area.pk])
    return figures, verdicts


def _figure(
    entry: Entry, here: Sequence[tuple[Area, Figures]], fresh: set[tuple[int, int, str]]
) -> list[NewFigure]:
    found = [
        (area, figures.level.slot)
        for area, figures in here
        if figures.level is not None
        and figures.level.has_value
        and (entry.definition_id, area.pk, figures.level.slot) in fresh
    ]
    if not found:
        return []
    names = ", ".join(area.label for area, _slot in found)
    period = slot_in_words(max(slot for _area, slot in found))
    return [NewFigure(entry.name, cards.indicator_url(entry.code), period, names)]


def _verdict(entry: Entry, area: Area, figures: Figures, statement: str) -> list[NewVerdict]:
    """The verdict as it is now: of the distance where that turned, else of the figure."""
    words: Callable[[Entry, Figures], Verdict | None] = (
        verdict_words.of_gap_change if statement == S.GAP_CHANGE else verdict_words.of_course
    )
    verdict = words(entry, figures)
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
    return list(taken.filter(lately).select_related("body").order_by("-decided_on", "-pk")[:MOST])


def _reviews(standing: Standing, moment: dt.datetime) -> list[Review]:
    """Reviews that were closed with a finding."""
    rows = review_lists.visible_to(standing).filter(closed_at__gte=moment, withdrawn_because="")
    return list(rows.select_related("intervention", "decision").order_by("-closed_at")[:MOST])


def _briefs(standing: Standing, moment: dt.datetime) -> list[Notice]:
    """Briefs the person was given; what they hold stands behind their own addresses."""
    rows = Notice.objects.filter(
        user_id=standing.user_id or 0, kind__startswith=BRIEF, created_at__gte=moment
    )
    return list(rows.order_by("-created_at")[:MOST])
