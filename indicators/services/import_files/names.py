"""What the texts of a file's rows name: the spot (indicator, period, category) and the area.

Rows share them, so each is worked out once and then looked up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from indicators.importers.blocks import TEXTS
from indicators.importers.shapes import (
    AREA,
    AREA_CODE,
    CATEGORY,
    INDICATOR,
    PERIOD,
    Shape,
    fields,
)
from indicators.models import Category, Source
from indicators.rules.periods import Slot, UnknownPeriod, parse_slot
from indicators.rules.values import Measure, Refused
from indicators.services.figures import measure_of
from indicators.services.import_files.books import Book
from indicators.services.import_files.lookups import Key, Lookup
from indicators.services.import_files.meanings import LEFT_OUT, Meaning
from indicators.services.import_files.spots import Figures, Spot

MOST_KEYS = 100_000  # texts remembered; a file whose every text is new is only slower
MOST_NAMES = 200  # names told of rows that are left out
Place = tuple[str, int]  # an area's id as text, and its number among all
Found = Spot | Refused | None  # None: left out


class Names:
    """Looks up what rows name; counts the rows that are left out by what they name."""

    def __init__(self, *, shape: Shape, meaning: Meaning, book: Book, source: Source | None):
        self._meaning, self._book, self._source = meaning, book, source
        at = {name: place for place, name in enumerate(fields(shape))}
        self._breakdown = f"{CATEGORY}:{meaning.breakdown}" if meaning.breakdown else ""
        self._names = [n for n in (INDICATOR, PERIOD, self._breakdown) if n in at]
        self._spot_at = [at[name] for name in self._names]
        self._area_at = [at[name] for name in (AREA, AREA_CODE) if name in at]
        self._numbers = {area.pk: number for number, area in enumerate(book.area_by_id.values())}
        self._spots: dict[Key, Found] = {}
        self._known: dict[tuple[int, str, int], Spot] = {}
        self._places: dict[Key, Place | None] = {}
        self._figures: dict[Measure, Figures] = {}
        self.spots = Lookup(self._spot_at, self._spot, lambda found: isinstance(found, Spot))
        self.places = Lookup(self._area_at, self._place, lambda found: found is not None)
        self.left_out = 0
        self.left_out_names: Counter[str] = Counter()

    @property
    def definitions(self) -> list[int]:
        """The definitions that the rows so far are figures of."""
        return list({definition for definition, _slot, _category in self._known})

    @property
    def slots(self) -> list[Slot]:
        """The periods that the rows so far are figures of."""
        return sorted({parse_slot(slot) for _definition, slot, _category in self._known})

    @property
    def cells(self) -> int:
        """How many cells the spots so far have: one for each area."""
        return len(self._known) * len(self._numbers)

    def spot_of(self, row: list[Any]) -> Spot | None:
        """The row's spot; None where it is left out. Raises `Refused`."""
        found = self._spot(_key(row, self._spot_at))
        if isinstance(found, Refused):
            raise found
        if found is None:
            self.left_out += 1
        return found

    def place_of(self, row: list[Any]) -> Place | None:
        """The row's area as text and number; None where it is left out. Raises `Refused`."""
        key = _key(row, self._area_at)
        if found := self._place(key):
            return found
        if not self._is_left_out(key):
            raise Refused("unknown_area", AREA)
        self._note(next(filter(None, key), ""))
        self.left_out += 1
        return None

    def _spot(self, key: Key) -> Found:
        if key not in self._spots:
            if len(self._spots) > MOST_KEYS:
                self._spots.clear()
            try:
                self._spots[key] = self._worked_out(dict(zip(self._names, key, strict=True)))
            except Refused as refusal:
                self._spots[key] = refusal
        return self._spots[key]

    def _worked_out(self, texts: dict[str, str]) -> Spot | None:
        indicator = self._indicator(texts.get(INDICATOR, ""))
        category = self._category(texts.get(self._breakdown, ""))
        if indicator is None or category is None:
            return None
        try:
            slot = parse_slot(texts.get(PERIOD, ""))
        except UnknownPeriod:
            raise Refused("unknown_period", PERIOD) from None
        definition = self._book.definition(indicator, slot)
        if slot.frequency != definition.frequency:
            raise Refused("other_frequency", PERIOD, frequency=definition.frequency)
        if lock := self._book.lock_over(indicator, slot):
            raise Refused("period_locked", PERIOD, slot=lock.slot, reason=lock.reason)
        settled(self._source or definition.source)
        key = definition.pk, slot.code, category.pk
        if key not in self._known:
            measure = measure_of(definition)
            if measure not in self._figures:
                self._figures[measure] = Figures(definition)
            figures, first = self._figures[measure], self.cells
            self._known[key] = Spot(definition, slot, category, figures, first)
        return self._known[key]

    def _indicator(self, text: str) -> int | None:
        """The indicator's id; None where it is left out."""
        plain = text.lower()
        found = self._meaning.indicators.get(plain) if text else self._meaning.indicator
        if found == LEFT_OUT:
            self._note(text)
            return None
        found = found or self._book.indicators.get(plain)
        if found is None or found not in self._book.data_sets:
            raise Refused("unknown_indicator", INDICATOR)
        return found

    def _category(self, text: str) -> Category | None:
        if not self._breakdown:
            return self._book.total
        found = self._meaning.members.get(text.lower(), LEFT_OUT)
        return self._book.categories.get(found)

    def _place(self, key: Key) -> Place | None:
        if key not in self._places:
            if len(self._places) > MOST_KEYS:
                self._places.clear()
            self._places[key] = self._area(key)
        return self._places[key]

    def _area(self, texts: Key) -> Place | None:
        for text in texts:
            plain = text.lower()
            said = self._meaning.areas.get(plain)
            area = self._book.area_by_id.get(said) if said else self._book.areas.get(plain)
            if area is not None and said != LEFT_OUT:
                return str(area.pk), self._numbers[area.pk]
            if said == LEFT_OUT:
                break
        return None

    def _is_left_out(self, texts: Key) -> bool:
        """Whether somebody said that rows of such an area are to be left out."""
        if any(self._meaning.areas.get(text.lower()) == LEFT_OUT for text in texts):
            return True
        return self._meaning.leaves_out and any(texts)

    def _note(self, name: str) -> None:
        if name in self.left_out_names or len(self.left_out_names) < MOST_NAMES:
            self.left_out_names[name] += 1


def settled(source: Source) -> Source:
    """The source, where it was said who may see its figures. Raises `Refused`."""
    if not source.shown_to:
        raise Refused("source_unsettled", "source", source=source.name, slug=source.code)
    return source


def _key(row: list[Any], at: Iterable[int]) -> Key:
    return tuple(row[place + TEXTS] or "" for place in at)
