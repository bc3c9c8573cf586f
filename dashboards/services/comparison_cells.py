"""One row of the comparison: an indicator, a cell per area, and what the areas are held against."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from areas.models import Area
from dashboards.services.areas import AreaFacts
from indicators.models import Result
from indicators.rules import paces, verdicts
from indicators.services import cards, verdict_words, wording
from indicators.services.aims import aimed
from indicators.services.comparators import Switch, name_of
from indicators.services.explanations.addresses import explanation_address
from indicators.services.periods_in_words import day_in_words, slot_in_words
from indicators.services.results import Entry, Figures, Reading
from indicators.services.wording import Verdict

Kind = Result.Comparator
COMMON = (Kind.REST, Kind.WITHOUT_AREAS)  # beside several areas the rest is one common line


@dataclass(frozen=True)
class Gap:
    """The distance as an uncoloured number, its period where that is another, or why there is none."""

    number: str = ""
    period: str = ""
    reason: str = ""
    figure: float | None = None
    against: float | None = None
    decimals: int = 1

    @property
    def measured_from(self) -> str:
        """The comparator's figure in words."""
        return (
            ""
            if self.against is None
            else wording.number_style().plain(self.against, self.decimals)
        )


@dataclass(frozen=True)
class Cell:
    """One area's figure in a row: value, what has moved, how far from the comparator, what it rests on.

    `verdict` answers whether the figure has changed since the baseline, `course` whether it is on its
    way to the target; `waiting` names a newer period that is not released.
    """

    value: dict[str, str]
    verdict: Verdict | None
    sure: str
    gap: Gap | None
    n: str
    period: str
    figure: float | None = None
    explained: str = ""
    instead: str = ""
    course: Verdict | None = None
    waiting: str = ""

    @property
    def mark(self) -> str:
        """What makes a reader look again when it is another."""
        gap = self.gap.number if self.gap else ""
        parts = (self.value.get("number", self.value["state"]), gap, self.waiting)
        return " ".join(part for part in parts if part)


@dataclass(frozen=True)
class Row:
    """One indicator."""

    entry: Entry
    url: str
    gap_url: str
    source: str
    period: str
    published: str
    against: str
    cells: list[Cell]
    is_worst: bool

    @property
    def mark(self) -> str:
        """What its cells say, to be told apart from what they said before."""
        return "|".join(cell.mark for cell in self.cells)


def is_behind_and_back(figures: Figures) -> bool:
    """Behind what it is compared with, and the area's own figure goes back."""
    gap, moved = figures.gap, figures.moved
    return (
        gap is not None
        and gap.verdict == verdicts.LAG
        and moved is not None
        and moved.verdict == verdicts.BACK
    )


def row_of(
    entry: Entry,
    areas: Sequence[AreaFacts],
    own: Sequence[Figures],
    comparators: Sequence[Reading | None],
    *,
    switch: Switch,
    gap_url: str,
) -> Row:
    """Put a row together: the areas' cells, then what they are held against."""
    levels = [figures.level for figures in own if figures.level is not None]
    newest = max((level.slot for level in levels), default="")
    days = [level.published_on for level in levels if level.published_on]
    cells = [
        _cell(aimed(entry, facts.aims.get(entry.indicator_id)), facts.area, figures, newest)
        for facts, figures in zip(areas, own, strict=True)
    ]
    cells += [_comparator_cell(entry, level, newest, switch) for level in comparators]
    return Row(
        entry=entry,
        url=cards.indicator_url(entry.code),
        gap_url=gap_url if any(figures.gap for figures in own) else "",
        source=next((level.source for level in levels if level.source), entry.source),
        period=slot_in_words(newest) if newest else "",
        published=day_in_words(max(days)) if days else "",
        against=_against(own, switch),
        cells=cells,
        is_worst=any(is_behind_and_back(figures) for figures in own),
    )


def _against(own: Sequence[Figures], switch: Switch) -> str:
    """What the row is held against, where it is another thing than the page says."""
    gaps = [figures.gap for figures in own if figures.gap is not None]
    names = {name_of(gap.comparator, gap.other) for gap in gaps}
    return ", ".join(sorted(names - {switch.chosen.name}))


def _cell(entry: Entry, area: Area, figures: Figures, newest: str) -> Cell:
    level = figures.level
    has_value = level is not None and level.has_value
    told = figures.moved if figures.moved is not None and not entry.is_context else level
    return Cell(
        value=cards.value_of(entry, level),
        verdict=_verdict(entry, figures) if has_value else None,
        sure=_sure(figures.moved) if has_value and not entry.is_context else "",
        gap=_gap(entry, figures) if has_value else None,
        n=_base(entry, level),
        period=_other_period(level, newest),
        figure=_shown(entry, level),
        explained=explanation_address(told, entry=entry, area=area.slug) if told else "",
        course=_course(entry, figures) if has_value else None,
        waiting=cards.awaiting(figures),
    )


def _course(entry: Entry, figures: Figures) -> Verdict | None:
    """The answer that the overview and the area's card give, where the area has a decided target."""
    pace = figures.pace
    if pace is None or pace.verdict == paces.NO_TARGET:
        return None
    return verdict_words.of_pace(entry, figures)


def _verdict(entry: Entry, figures: Figures) -> Verdict | None:
    """The verdict on the change; the commonest reason stands once, under the table."""
    verdict = verdict_words.of_change(entry, figures)
    moved = figures.moved
    if verdict is None or moved is None or moved.reason != verdicts.SMALLER_THAN_UNCERTAINTY:
        return verdict
    return replace(verdict, reason="")


def _sure(moved: Reading | None) -> str:
    """How sure a change is, in the words of the two levels."""
    words: Mapping[str, str] = {
        verdicts.SIGNS: _("tegn"),
        verdicts.CLEAR_SIGNS: _("klare tegn"),
    }
    return words.get(moved.certainty, "") if moved is not None and moved.has_value else ""


def _gap(entry: Entry, figures: Figures) -> Gap | None:
    """The newest distance, or in few words why it is not computed."""
    gap, level = figures.gap, figures.level
    if gap is None or level is None:
        return None
    if not gap.has_value:
        if gap.state in (Result.State.SUPPRESSED, Result.State.NOT_RELEASED):
            return Gap(reason=wording.silence(gap))
        return Gap(reason=wording.reason_words(gap.reason) or _("beregnes ikke"))
    return Gap(
        number=wording.number_style().signed(gap.estimate or 0.0, entry.decimals),
        period=slot_in_words(gap.slot) if gap.slot != level.slot else "",
        figure=_shown(entry, gap),
        against=_held_against(entry, gap, figures.comparator_basis),
        decimals=entry.decimals,
    )


def _held_against(entry: Entry, gap: Reading, comparator: Reading | None) -> float | None:
    """The figure the distance is measured from: each area has a rest of its own."""
    if comparator is None or comparator.slot != gap.slot:
        return None
    return _shown(entry, comparator)


def _shown(entry: Entry, reading: Reading | None) -> float | None:
    """The number with as many decimals as are shown."""
    if reading is None or not reading.has_value or reading.estimate is None:
        return None
    return round(reading.estimate, entry.decimals)


def _comparator_cell(entry: Entry, level: Reading | None, newest: str, switch: Switch) -> Cell:
    """The common line, or the place itself; the municipality with its areas in it is named so."""
    is_common = switch.chosen.kind in COMMON
    is_whole = level is not None and level.statement == Result.Statement.LEVEL
    is_instead = is_common and is_whole and level is not None and level.has_value
    return Cell(
        value=cards.value_of(entry, level),
        verdict=None,
        sure="",
        gap=None,
        n=_base(entry, level),
        period=_other_period(level, newest),
        figure=_shown(entry, level),
        instead=_("hele kommunen, med boligområderne") if is_instead else "",
    )


def _base(entry: Entry, level: Reading | None) -> str:
    """What the figure rests on, in words: "n = 412", or that it was not stated."""
    if level is None or not level.has_value:
        return ""
    passport: Mapping[str, object] = cards.passport_of(entry, level)
    if passport["n"]:
        return f"n = {passport['n']}"
    return "" if passport["n_not_needed"] else str(passport["n_missing"])


def _other_period(level: Reading | None, newest: str) -> str:
    return slot_in_words(level.slot) if level is not None and level.slot != newest else ""
