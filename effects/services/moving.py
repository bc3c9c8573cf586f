"""What moves (Hvad flytter sig?): what is due, what is unsaid, what moved unexplained, what is not seen.

Areas stand in their own order and interventions by name: nothing here is ranked.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
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
from indicators.services.gap_lists import GapLists, gap_lists
from indicators.services.indicator_curves import area_style
from indicators.services.results import Entry, Figures, Reading
from indicators.services.wording import Verdict
from partnership.models import Intervention
from partnership.rules import interventions as steps
from partnership.rules.access import Standing

MOVED = frozenset({verdicts.FORWARD, verdicts.BACK, verdicts.RISES, verdicts.FALLS})
GAP_MOVED = frozenset({
    verdicts.NARROWED, verdicts.WIDENED, verdicts.NEARER, verdicts.FARTHER, verdicts.CROSSED,
    verdicts.CROSSED_BACK, verdicts.LEAD_GROWN, verdicts.LEAD_SHRUNK,
})  # fmt: skip
SEEN = frozenset(rules.SURE)
# An indicator and an area; where one is missing, all of them are meant.
Place = tuple[int | None, int | None]


@dataclass(frozen=True)
class Riddle:
    """An indicator that moved in an area, and nobody has written what lies behind.

    `also` names those that tell of the same move: counted the other way round, or made of the same.
    """

    area: Area
    card: Card
    verdict: Verdict | None
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class AreaGaps:
    """An area with its distances to what it is compared with."""

    area: Area
    gaps: GapLists


@dataclass(frozen=True)
class Moving:
    """What the page shows."""

    due: list[ReviewRow]
    without: list[Intervention]
    riddles: list[Riddle]
    unseen: list[Line]
    gaps: list[AreaGaps]

    @property
    def unknown_gaps(self) -> int:
        """How many distances cannot be told of, in all areas."""
        return sum(each.gaps.unknown_count for each in self.gaps)

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
        gaps=gaps_of_areas(entries, readings),
    )


def gaps_of_areas(entries: Sequence[Entry], readings: Sequence[Reading]) -> list[AreaGaps]:
    """Each area's distances to what was agreed on; one query."""
    return [
        AreaGaps(
            area,
            gap_lists(
                cards.choose_definitions(entries, readings, area.pk),
                cards.newest_figures(readings, area.pk),
                slug=area.slug,
            ),
        )
        for area in _areas()
    ]


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
    """Clear signs of a change in an area where no event and no note says what may lie behind it.

    Indicators of one group are made of the same counts: they move together, so they are one riddle,
    and what is written of one of them explains the others.
    """
    told = _Told.read()
    found = []
    for area in _areas():
        figures = cards.newest_figures(readings, area.pk)
        families: dict[int, list[Entry]] = {}
        for entry in cards.choose_definitions(entries, readings, area.pk):
            # A run computes one group; what was never computed has not moved either.
            families.setdefault(entry.run_id or 0, []).append(entry)
        for family in families.values():
            moved = [one for one in family if has_moved(one, _known(figures, one))]
            ends = [_known(figures, one).moved for one in moved]
            if moved and not told.explains(family, area.pk, max(map(_began, ends))):
                first, known = moved[0], _known(figures, moved[0])
                also = tuple(one.name for one in moved[1:])
                change = verdict_words.of_change(first, known)
                found.append(Riddle(area, _card(first, known, area), change, also))
    return found


def _areas() -> QuerySet[Area]:
    """The areas the partnership follows, in their own order."""
    return Area.objects.filter(kind=Area.Kind.AREA).order_by("position", "name")


def has_moved(entry: Entry, figures: Figures) -> bool:
    """Whether there are clear signs of a change of the area's own, the trend of all periods first.

    So many figures are looked through that mere signs (95 %) would stand here by chance alone. What
    goes the same way in the place compared with asks no question about this area, unless the
    distance has clearly changed as well.
    """
    if entry.is_context or not _is_clear(figures.moved):
        return False
    return not _is_shared(figures) or any(
        _is_clear(one, GAP_MOVED) for one in (figures.gap_trend, figures.gap_change)
    )


def _is_clear(reading: Reading | None, words: frozenset[str] = MOVED) -> bool:
    return (
        reading is not None
        and reading.has_value
        and reading.verdict in words
        and reading.certainty == verdicts.CLEAR_SIGNS
    )


def _is_shared(figures: Figures) -> bool:
    """Whether there are signs that what the area is compared with went the same way."""
    own, other = figures.moved, figures.comparator_moved
    return (
        own is not None
        and other is not None
        and other.has_value
        and bool(other.certainty and other.verdict == own.verdict)
    )


def _known(figures: dict[int, Figures], entry: Entry) -> Figures:
    return figures.get(entry.definition_id, Figures())


def _began(moved: Reading | None) -> dt.date:
    """The first day of the newest period that a change is told of."""
    return (moved.starts_on if moved else None) or dt.date.max


@dataclass(frozen=True)
class _Told:
    """What is written beside the curves: the first event of each place, and where a note stands."""

    happened: dict[Place, dt.date]
    notes: set[Place]

    @classmethod
    def read(cls) -> _Told:
        """Two queries."""
        events = EventMarker.objects.filter(is_withdrawn=False).order_by("happened_on", "pk")
        happened: dict[Place, dt.date] = {}
        for indicator, place, day in events.values_list("indicator_id", "area_id", "happened_on"):
            happened.setdefault((indicator, place), day)
        notes = StoryNote.objects.filter(is_withdrawn=False).order_by("pk")
        return cls(happened, set(notes.values_list("indicator_id", "area_id")))

    def explains(self, family: Sequence[Entry], area: int, began: dt.date) -> bool:
        """Whether a note stands at one of the family, or something happened before `began`.

        What happened in the midst of the newest period came too late for a change through all of
        them. What concerns all indicators in all areas explains none of them in particular.
        """
        own = {(one.indicator_id, place) for one in family for place in (area, None)}
        return bool(own & self.notes) or any(
            self.happened[place] < began for place in {*own, (None, area)} & self.happened.keys()
        )


def _card(entry: Entry, figures: Figures, area: Area) -> Card:
    return cards.card_of(entry, figures, [], area=area.name, style=area_style(area), slug=area.slug)
