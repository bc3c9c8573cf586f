"""The comparison: areas × indicators, grouped by vision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from areas.models import Area
from dashboards.services.areas import AreaFacts, all_with_facts
from indicators.models import Result
from indicators.rules.verdicts import SMALLER_THAN_UNCERTAINTY
from indicators.services import cards, results, verdict_words, wording
from indicators.services.periods_in_words import slot_in_words
from indicators.services.results import Entry, Figures, Reading
from indicators.services.wording import Verdict

CHANCE = 0.05  # share of looks at 95 % that show a change where there is none


@dataclass(frozen=True)
class Cell:
    """One area's figure in a row: value, what has moved, what it rests on."""

    value: dict[str, str]
    verdict: Verdict | None
    n: str
    period: str


@dataclass(frozen=True)
class Row:
    """One indicator."""

    code: str
    name: str
    url: str
    unit: str
    source: str
    period: str
    cells: list[Cell]
    mark: str


@dataclass(frozen=True)
class VisionRows:
    """The rows of one vision."""

    key: str
    title: str
    rows: list[Row]


@dataclass(frozen=True)
class ComparisonPage:
    """What the comparison shows."""

    areas: list[AreaFacts]
    comparators: list[str]
    groups: list[VisionRows]
    visions: list[tuple[str, str]]
    chosen: str
    chance: str
    version: str
    is_pending: bool

    @property
    def heads(self) -> list[str]:
        """The names over the columns of figures."""
        return [each.area.label for each in self.areas] + self.comparators

    @property
    def width(self) -> int:
        """Columns of the table."""
        return 1 + len(self.areas) + len(self.comparators)


def comparison_page(*, restricted: bool, vision: str = "") -> ComparisonPage:
    """Put the matrix together; three queries, whatever the number of areas and indicators."""
    entries = results.catalogue(restricted=restricted)
    readings = results.newest(restricted=restricted)
    places = all_with_facts()
    areas = [each for each in places if each.is_housing_area]
    towns = [each.area for each in places if each.area.kind == Area.Kind.MUNICIPALITY]
    by_area = {each.area.pk: cards.newest_figures(readings, each.area.pk) for each in areas}
    common = _common_lines(readings, towns)
    groups: dict[str, VisionRows] = {}
    looks = 0
    for entry in choose(entries, readings):
        key = entry.vision_slug or "oevrige"
        group = groups.setdefault(key, VisionRows(key, entry.vision or _("Øvrige indikatorer"), []))
        own = [by_area[each.area.pk].get(entry.definition_id, Figures()) for each in areas]
        if not vision or vision == key:
            looks += sum(_is_look(entry, figures) for figures in own)
        town_levels = [common.get((entry.definition_id, town.pk)) for town in towns]
        group.rows.append(_row(entry, own, town_levels))
    shown = [group for group in groups.values() if not vision or group.key == vision]
    return ComparisonPage(
        areas=areas,
        comparators=[_("%(town)s uden boligområderne") % {"town": town.label} for town in towns],
        groups=shown,
        visions=[(group.key, group.title) for group in groups.values()],
        chosen=vision,
        chance=chance_in_words(looks),
        version=results.page_version(entries),
        is_pending=any(entry.is_pending for entry in entries),
    )


def choose(entries: Sequence[Entry], readings: Sequence[Reading]) -> list[Entry]:
    """One definition version per indicator: the newest that has a figure anywhere."""
    used = {reading.definition_id for reading in readings}
    chosen: dict[int, Entry] = {}
    for entry in entries:
        known = chosen.get(entry.indicator_id)
        if known is None or entry.definition_id in used or known.definition_id not in used:
            chosen[entry.indicator_id] = entry
    return list(chosen.values())


def _common_lines(
    readings: Sequence[Reading], towns: Sequence[Area]
) -> dict[tuple[int, int], Reading]:
    """The municipality without its housing areas; the municipality itself where that is unknown."""
    ids = {town.pk for town in towns}
    found: dict[tuple[int, int], Reading] = {}
    for reading in readings:
        if reading.area_id not in ids:
            continue
        key = reading.definition_id, reading.area_id
        is_level = reading.statement == Result.Statement.LEVEL
        is_common = reading.comparator == Result.Comparator.WITHOUT_AREAS
        if reading.statement == Result.Statement.CHANGE:
            continue
        if (is_common and reading.has_value) or (is_level and key not in found):
            found[key] = reading
    return found


def _is_look(entry: Entry, figures: Figures) -> bool:
    change = figures.change
    return (
        not entry.is_context
        and change is not None
        and change.has_value
        and change.lower is not None
    )


def _row(entry: Entry, own: Sequence[Figures], towns: Sequence[Reading | None]) -> Row:
    levels = [figures.level for figures in own if figures.level is not None]
    newest = max((level.slot for level in levels), default="")
    cells = [_cell(entry, figures, newest) for figures in own]
    cells += [_town_cell(entry, level, newest) for level in towns]
    return Row(
        code=entry.code,
        name=entry.name,
        url=cards.indicator_url(entry.code),
        unit=entry.unit,
        source=next((level.source for level in levels if level.source), entry.source),
        period=slot_in_words(newest) if newest else "",
        cells=cells,
        mark="|".join(cell.value.get("number", cell.value["state"]) for cell in cells),
    )


def _cell(entry: Entry, figures: Figures, newest: str) -> Cell:
    level = figures.level
    value = cards.value_of(entry, level)
    has_value = level is not None and level.has_value
    return Cell(
        value=value,
        verdict=_verdict(entry, figures) if has_value else None,
        n=_base(entry, level),
        period=_other_period(level, newest),
    )


def _verdict(entry: Entry, figures: Figures) -> Verdict | None:
    """The verdict on the change; the commonest reason stands once, under the table."""
    verdict = verdict_words.of_change(entry, figures)
    change = figures.change
    if verdict is None or change is None or change.reason != SMALLER_THAN_UNCERTAINTY:
        return verdict
    return replace(verdict, reason="")


def _town_cell(entry: Entry, level: Reading | None, newest: str) -> Cell:
    note = _other_period(level, newest)
    is_whole = level is not None and level.statement == Result.Statement.LEVEL
    if level is not None and is_whole and level.has_value:
        whole = _("hele kommunen")
        note = f"{whole}, {note}" if note else whole
    return Cell(cards.value_of(entry, level), None, _base(entry, level), note)


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


def chance_in_words(looks: int) -> str:
    """How many of so many looks can be expected to show a change by chance alone."""
    if not looks:
        return ""
    expected = round(looks * CHANCE)
    values = {"looks": wording.number_style().plain(looks), "expected": expected}
    if not expected:
        return (
            _("Af %(looks)s sammenligninger kan højst en enkelt ventes at være tilfældig (95 %%).")
            % values
        )
    return (
        ngettext(
            "Af %(looks)s sammenligninger kan omkring %(expected)s være tilfældig (95 %%).",
            "Af %(looks)s sammenligninger kan omkring %(expected)s være tilfældige (95 %%).",
            expected,
        )
        % values
    )
