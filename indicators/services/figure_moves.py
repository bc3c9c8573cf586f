"""A new figure beside the one people knew before it, and whether its verdict became another.

Both figures are published today for this reader, so nothing is told of one that is hidden, not
released or restricted. The earlier one was published when people looked last, too: what was still
hidden or awaited then is passed over for the one before it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone

from areas.models import Area
from indicators.services import result_news, results, verdict_words
from indicators.services.readings import Entry, Figures, Reading

# What the verdict did: the same, another one, nothing to hold it against, or no verdict at all.
SAME, OTHER, UNKNOWN, NONE = "same", "other", "unknown", ""
Series = Mapping[tuple[int, int], Sequence[Reading]]  # definition and area → levels by time


@dataclass(frozen=True)
class Since:
    """What editions brought after a day: figures by place and period, and verdicts by place."""

    day: dt.date
    figures: frozenset[tuple[int, int, str]]
    turned: Mapping[tuple[int, int], str]

    def knows(self, level: Reading) -> bool:
        """Whether an edition after that day brought the figure."""
        return (level.definition_id, level.area_id, level.slot) in self.figures

    def is_new(self, level: Reading) -> bool:
        """The same, or it was published after that day."""
        is_later = level.published_on is not None and level.published_on > self.day
        return is_later or self.knows(level)


@dataclass(frozen=True)
class Move:
    """The newest figure of an area, the one before it where there is one, and what the verdict did."""

    area: Area
    now: Reading
    before: Reading | None
    judged: str

    @property
    def readings(self) -> tuple[Reading, ...]:
        """The figures it tells."""
        return (self.now,) if self.before is None else (self.now, self.before)


def since(moment: dt.datetime, *, restricted: bool) -> Since:
    """What is new to a reader after a moment; one query."""
    news = result_news.since(moment, restricted=restricted)
    return Since(
        day=timezone.localdate(moment),
        figures=frozenset((n.definition_id, n.area_id, n.slot) for n in news if n.is_figure),
        turned={
            (n.definition_id, n.area_id): n.statement for n in reversed(news) if not n.is_figure
        },
    )


def series_of(entries: Iterable[Entry], areas: Iterable[Area], *, restricted: bool) -> Series:
    """The levels of some indicators in some areas, as they are published now; one query."""
    places = [area.pk for area in areas]
    codes = sorted({entry.code for entry in entries})
    found: dict[tuple[int, int], list[Reading]] = {}
    if codes and places:
        for each in results.curves(restricted=restricted, codes=codes, places=places, towns=()):
            found.setdefault((each.definition_id, each.area_id), []).append(each)
    return found


def move_of(entry: Entry, area: Area, figures: Figures, *, series: Series, since: Since) -> Move:
    """The newest figure, which has a value, with the one before it."""
    now = figures.level
    assert now is not None  # noqa: S101 - the caller has asked
    before = _before(now, series.get((entry.definition_id, area.pk), ()), since)
    return Move(area, now, before, _judged(entry, figures, before, since))


def _before(now: Reading, series: Sequence[Reading], since: Since) -> Reading | None:
    """The figure of the latest earlier period that people knew, of the same source."""
    known = [
        each
        for each in series
        if each.has_value
        and each.slot != now.slot
        and len(each.slot) == len(now.slot)
        and each.source == now.source
        and not since.is_new(each)
        and each.ends_on is not None
        and now.ends_on is not None
        and each.ends_on < now.ends_on
    ]
    return known[-1] if known else None  # they come in the order of time


def _judged(entry: Entry, figures: Figures, before: Reading | None, since: Since) -> str:
    """Whether the verdict is another one; of a first figure nothing is said."""
    now = figures.level
    verdict = verdict_words.of_course(entry, figures)
    if now is None or before is None or verdict is None:
        return NONE
    if (entry.definition_id, now.area_id) in since.turned:
        return OTHER
    change = figures.change
    if not since.knows(now) or change is None or change.baseline_slot == before.slot:
        return UNKNOWN  # all was computed for the first time, or there was nothing to judge before
    return SAME
