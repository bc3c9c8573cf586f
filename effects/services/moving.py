"""What moves (Hvad flytter sig?): what is due, what is unsaid, what moved unexplained, what is not seen.

Areas stand in their own order and interventions by name: nothing here is ranked.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from areas.models import Area
from effects.rules import evidence as rules
from effects.services import intervention_lists, review_lists
from effects.services.intervention_lists import Line
from effects.services.review_lists import ReviewRow
from indicators.models import EventMarker, StoryNote
from indicators.rules import verdicts
from indicators.services import cards, results, verdict_words
from indicators.services.cards import Card
from indicators.services.indicator_curves import area_style
from indicators.services.results import Entry, Figures, Reading
from indicators.services.wording import Verdict
from partnership.models import Intervention
from partnership.rules import interventions as steps
from partnership.rules.access import Standing

MOVED = frozenset({verdicts.FORWARD, verdicts.BACK, verdicts.RISES, verdicts.FALLS})
SEEN = frozenset({rules.MET, rules.PARTLY, rules.OPPOSITE})
# An indicator and an area; where one is missing, all of them are meant.
Place = tuple[int | None, int | None]


@dataclass(frozen=True)
class Riddle:
    """An indicator that moved in an area, and nobody has written what lies behind."""

    area: Area
    card: Card
    verdict: Verdict | None


@dataclass(frozen=True)
class Moving:
    """What the page shows."""

    due: list[ReviewRow]
    without: list[Intervention]
    riddles: list[Riddle]
    unseen: list[Line]

    @property
    def is_quiet(self) -> bool:
        """Whether there is nothing to do or to wonder about."""
        return not (self.due or self.without or self.riddles or self.unseen)


def moving(standing: Standing, *, today: dt.date | None = None) -> Moving:
    """Put it together; a fixed number of queries, whatever is followed."""
    today = today or timezone.localdate()
    restricted = standing.sees_restricted
    found = Intervention.objects.filter(state__in=intervention_lists.AT_WORK)
    rows = list(found.select_related("body").prefetch_related("areas").order_by("name"))
    lines = intervention_lists.lines_of(rows, standing, today=today)
    entries = results.catalogue(restricted=restricted)
    readings = results.newest(restricted=restricted)
    return Moving(
        due=[row for row in review_lists.open_for(standing, today=today) if row.is_due],
        without=[line.intervention for line in lines if line.lacks_effects],
        riddles=riddles(entries, readings),
        unseen=unseen(lines, today=today),
    )


def unseen(lines: Sequence[Line], *, today: dt.date) -> list[Line]:
    """Running interventions past the day something could first be seen, of which nothing is."""
    return [
        line
        for line in lines
        if line.intervention.state == steps.RUNNING
        and line.earliest_on is not None
        and line.earliest_on <= today
        and not SEEN & set(line.outcomes)
    ]


def riddles(entries: Sequence[Entry], readings: Sequence[Reading]) -> list[Riddle]:
    """Signs of a change in an area where no event and no note says what may lie behind it."""
    events = EventMarker.objects.filter(is_withdrawn=False).order_by("happened_on", "pk")
    happened: dict[Place, dt.date] = {}
    for indicator, place, day in events.values_list("indicator_id", "area_id", "happened_on"):
        happened.setdefault((indicator, place), day)
    notes = StoryNote.objects.filter(is_withdrawn=False).order_by("pk")
    told: set[Place] = set(notes.values_list("indicator_id", "area_id"))
    found = []
    for area in Area.objects.filter(kind=Area.Kind.AREA).order_by("position", "name"):
        figures = cards.newest_figures(readings, area.pk)
        for entry in cards.choose_definitions(entries, readings, area.pk):
            known = figures.get(entry.definition_id, Figures())
            if has_moved(entry, known) and not _explained(
                entry.indicator_id, area.pk, known, happened, told
            ):
                change = verdict_words.of_change(entry, known)
                found.append(Riddle(area, _card(entry, known, area), change))
    return found


def has_moved(entry: Entry, figures: Figures) -> bool:
    """Whether there are signs of a change, the trend through all periods first."""
    moved = figures.moved
    if entry.is_context or moved is None or not moved.has_value:
        return False
    return moved.verdict in MOVED and bool(moved.certainty)


def _explained(
    indicator: int, area: int, figures: Figures, happened: dict[Place, dt.date], told: set[Place]
) -> bool:
    """Whether a note is written, or something happened before the newest figure ended.

    What concerns all indicators in all areas explains none of them in particular.
    """
    if {(indicator, area), (indicator, None)} & told:
        return True
    end = (figures.level.ends_on if figures.level else None) or dt.date.max
    places: tuple[Place, ...] = ((indicator, area), (indicator, None), (None, area))
    return any(place in happened and happened[place] <= end for place in places)


def _card(entry: Entry, figures: Figures, area: Area) -> Card:
    return cards.card_of(entry, figures, [], area=area.name, style=area_style(area), slug=area.slug)
