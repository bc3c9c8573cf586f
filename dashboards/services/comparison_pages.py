"""The comparison: areas × indicators, grouped by vision."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from areas.models import Area
from dashboards.services.areas import AreaFacts, all_with_choices
from dashboards.services.comparison_cells import COMMON, Row, row_of
from dashboards.services.comparison_chance import chance_in_words, count_looks
from dashboards.services.comparison_filters import Filters, vision_key, visions_of
from indicators.models import Result
from indicators.services import cards, comparators, results
from indicators.services.comparators import Switch
from indicators.services.results import Entry, Figures, Reading

Kind = Result.Comparator


@dataclass(frozen=True)
class RowGroup:
    """Rows under one heading: a vision, or what is behind and goes back."""

    key: str
    title: str
    rows: list[Row]


@dataclass(frozen=True)
class Ground:
    """All that a comparison is made from, but for the results of the runs it names."""

    places: tuple[AreaFacts, ...]
    entries: tuple[Entry, ...]
    switch: Switch
    filters: Filters

    @property
    def areas(self) -> list[AreaFacts]:
        """The housing areas, in their fixed order."""
        return [each for each in self.places if each.is_housing_area]

    @property
    def version(self) -> str:
        """The fingerprint of the runs, for an open page to ask with."""
        return results.page_version(self.entries)

    @property
    def visions(self) -> list[tuple[str, str]]:
        """The visions to choose among."""
        return visions_of(self.entries)

    @property
    def is_pending(self) -> bool:
        """Whether something is being computed."""
        return any(entry.is_pending for entry in self.entries)

    @property
    def computed_at(self) -> dt.datetime | None:
        """When the newest of the figures were computed."""
        return max((e.computed_at for e in self.entries if e.computed_at), default=None)

    @property
    def url(self) -> str:
        """The matrix with this comparator and these choices."""
        return self._address("comparison")

    @property
    def live_url(self) -> str:
        """Where an open page asks for news."""
        return self._address("comparison-live")

    @property
    def file_url(self) -> str:
        """The matrix as a file."""
        return self._address("comparison-file")

    @property
    def workbook_url(self) -> str:
        """The same as a workbook."""
        return self._address("comparison-workbook")

    @property
    def curves_url(self) -> str:
        """The same indicators as small curves."""
        return self._address("comparison-curves")

    @property
    def small_curves_url(self) -> str:
        """The curves to lie under the matrix: those of the front, where nothing else was chosen."""
        front = {} if self.filters.is_narrowed else {"forside": "1"}
        return self._address("comparison-curves", **front)

    def _address(self, name: str, **more: str) -> str:
        path = reverse(f"dashboards:{name}")
        return self.switch.address_of(path, **{**self.filters.parts, **more})


@dataclass(frozen=True)
class ComparisonPage:
    """What the comparison shows."""

    ground: Ground
    areas: list[AreaFacts]
    comparators: list[str]
    groups: list[RowGroup]
    chance: str
    has_worst: bool

    @property
    def heads(self) -> list[str]:
        """The names over the columns of figures."""
        return [each.area.label for each in self.areas] + self.comparators

    @property
    def has_instead(self) -> bool:
        """Whether a figure of the whole municipality stands where its rest should."""
        rows = [row for group in self.groups for row in group.rows]
        return any(cell.instead for row in rows for cell in row.cells)

    @property
    def width(self) -> int:
        """Columns of the table."""
        return 1 + len(self.areas) + len(self.comparators)

    @property
    def version(self) -> str:
        """The fingerprint of the runs shown."""
        return self.ground.version

    @property
    def is_pending(self) -> bool:
        """Whether something is being computed."""
        return self.ground.is_pending


def ground_of(*, restricted: bool, asked: str, filters: Filters) -> Ground:
    """Places, indicators, comparator and choices of a comparison; two queries."""
    places, choices = all_with_choices()
    switch = comparators.switch(asked, [each.area for each in places], choices)
    entries = tuple(results.catalogue(restricted=restricted))
    return Ground(tuple(places), entries, switch, filters)


def comparison_page(ground: Ground, *, restricted: bool) -> ComparisonPage:
    """Put the matrix together; one more query, whatever the number of areas and indicators."""
    against = ground.switch.against
    readings = results.newest(restricted=restricted, against=against, waiting=True)
    areas = ground.areas
    by_area = {each.area.pk: cards.newest_figures(readings, each.area.pk) for each in areas}
    held = places_held_against(ground)
    lines = _lines(readings, [place for place, _name in held], ground.switch.chosen.kind)
    kept = ground.filters.keep(choose(ground.entries, readings))
    rows, looked_at = [], []
    for entry in kept:
        own = [by_area[each.area.pk].get(entry.definition_id, Figures()) for each in areas]
        beside = [lines.get((entry.definition_id, place.pk)) for place, _name in held]
        gap_url = ground.switch.address_of(reverse("dashboards:comparison-gap", args=[entry.code]))
        rows.append(row_of(entry, areas, own, beside, switch=ground.switch, gap_url=gap_url))
        looked_at += [(entry, figures) for figures in own]
    return ComparisonPage(
        ground=ground,
        areas=areas,
        comparators=[name for _place, name in held],
        groups=_grouped(rows, ground),
        chance=chance_in_words(count_looks(looked_at)),
        has_worst=any(row.is_worst for row in rows),
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


def _grouped(rows: Sequence[Row], ground: Ground) -> list[RowGroup]:
    """Under their visions; what is behind and goes back first, where that is asked for."""
    groups: dict[str, RowGroup] = {}
    worst = [row for row in rows if row.is_worst and ground.filters.worst_first]
    if worst:
        title = _("Bag %(comparator)s og går tilbage") % {"comparator": ground.switch.chosen.name}
        groups["bag"] = RowGroup("bag", title, worst)
    titles = dict(ground.visions)
    for row in rows:
        if row not in worst:
            key = vision_key(row.entry)
            groups.setdefault(key, RowGroup(key, titles[key], [])).rows.append(row)
    return list(groups.values())


def places_held_against(ground: Ground) -> list[tuple[Area, str]]:
    """The places whose figures stand beside the areas', with the heads of their columns."""
    kind = ground.switch.chosen.kind
    other = ground.switch.chosen.other_id
    wanted = {
        Kind.REGION: Area.Kind.REGION,
        Kind.COUNTRY: Area.Kind.COUNTRY,
        Kind.REFERENCE: Area.Kind.REFERENCE,
    }.get(Kind(kind), Area.Kind.MUNICIPALITY)
    places = [each.area for each in ground.places if each.area.kind == wanted]
    if kind == Kind.REFERENCE:
        places = [place for place in places if place.pk == other]
    if kind in COMMON:
        title = _("%(town)s uden boligområderne")
        return [(place, title % {"town": place.label}) for place in places]
    return [(place, capfirst(place.label)) for place in places]


def _lines(
    readings: Sequence[Reading], places: Sequence[Area], kind: str
) -> dict[tuple[int, int], Reading]:
    """Each place's newest figure; the municipality without its areas where that is the common line."""
    ids = {place.pk for place in places}
    is_common = kind in COMMON
    found: dict[tuple[int, int], Reading] = {}
    for reading in readings:
        if reading.area_id not in ids or not reading.is_latest:
            continue
        key = reading.definition_id, reading.area_id
        is_line = reading.statement == Result.Statement.COMPARATOR
        if is_line and is_common and reading.has_value:
            found[key] = reading
        elif reading.statement == Result.Statement.LEVEL:
            found.setdefault(key, reading)
    return found
