"""The rows of a file on their way to staging: each is tested and written as a line for COPY.

Files may be millions of rows long, so what rows share is worked out once: the spot (indicator,
period, category) and the area are looked up by their texts, plain figures are tested in place.
Whatever is not plain goes the slow way through the same rules as everywhere else.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from operator import itemgetter
from typing import Any

from indicators.importers.shapes import (
    AREA,
    AREA_CODE,
    CATEGORY,
    DENOMINATOR,
    INDICATOR,
    NUMERATOR,
    PERIOD,
    VALUE,
    Shape,
    address,
    fields,
    letters,
)
from indicators.models import Category, Definition, ImportRow, Source
from indicators.rules.periods import Slot, UnknownPeriod, parse_slot
from indicators.rules.values import Refused, check_figure
from indicators.services.figures import measure_of
from indicators.services.import_files.books import Book
from indicators.services.import_files.figures import read_comment, read_day, read_figure
from indicators.services.import_files.meanings import LEFT_OUT, Meaning

COLUMNS = (
    "batch_id", "row", "address", "definition_id", "category_id", "slot", "area_id",
    "numerator", "denominator", "value", "state", "outcome", "code", "field", "text", "comment",
    "details", "n", "published_on", "seen_version",
)  # fmt: skip
TOGETHER = 4000  # lines handed on at a time
MOST_KEYS = 100_000  # texts remembered; a file whose every text is new is only slower
MOST_NAMES = 200  # names told of rows that are left out
NULL = r"\N"
_PLAIN = re.compile(r"-?\d{1,11}(?:\.\d{1,6})?").fullmatch
_COUNT = re.compile(r"\d{1,11}(?:\.\d{1,4})?").fullmatch
_TAIL = f"\tvalue\t{ImportRow.Outcome.NEW}\t\t\t\t\t{NULL}\t{NULL}\t{NULL}\t0\n"
_EXTRAS = ("invited", "population", "sd", "design_effect")


class Spot:
    """Definition, slot and category: what a row's texts but the area's say, worked out once."""

    __slots__ = (
        "counted", "definition", "head", "known", "least", "most", "seen", "whole", "whole_parts",
    )  # fmt: skip

    def __init__(
        self, definition: Definition, slot: Slot, category: Category, areas: int, known: set[str]
    ) -> None:
        self.definition = definition
        self.known = known  # texts that were found to be plain figures of this definition
        self.head = f"{definition.pk}\t{category.pk}\t{slot.code}\t"
        self.seen = bytearray(areas)
        kind = definition.kind
        least = 0.0 if kind in {"share", "rate", "count"} else -1e11
        most = 100.0 if kind == "share" else 1e11
        self.least = least if definition.least is None else max(least, definition.least)
        self.most = most if definition.most is None else min(most, definition.most)
        self.whole = kind == "count"
        measure = measure_of(definition)
        self.counted = kind == "share" and definition.least is None and definition.most is None
        self.whole_parts = measure.is_counted


class Sieve:
    """Tests the rows of one file; counts what it leaves out."""

    def __init__(
        self, *, batch_id: int, shape: Shape, meaning: Meaning, book: Book, source: Source | None
    ) -> None:
        self._shape, self._meaning, self._book, self._source = shape, meaning, book, source
        self._batch = f"{batch_id}\t"
        self._at = {name: place + 3 for place, name in enumerate(fields(shape))}
        self._breakdown = f"{CATEGORY}:{meaning.breakdown}" if meaning.breakdown else ""
        spot = [self._at[n] for n in (INDICATOR, PERIOD, self._breakdown) if n in self._at]
        self._spot_key = itemgetter(*spot) if spot else None
        self._spot_names = [n for n in (INDICATOR, PERIOD, self._breakdown) if n in self._at]
        area = [self._at[n] for n in (AREA_CODE, AREA) if n in self._at]
        self._area_key = itemgetter(*area) if area else None
        self._areas = {area.pk: number for number, area in enumerate(book.area_by_id.values())}
        self._spots: dict[Any, Spot | Refused | None] = {}
        self._known: dict[tuple[int, str, int], Spot] = {}
        self._found: dict[Any, tuple[str, int] | None] = {}
        self._plain: dict[int, set[str]] = {}
        self._places = self._places_of_roles()
        self.left_out = 0
        self.left_out_names: Counter[str] = Counter()
        self.rows = 0
        self.refused = 0
        self.has_twice = False
        self.private = ""  # the first cell that looks like it holds a CPR number

    @property
    def definitions(self) -> list[int]:
        """The definitions that the rows so far are figures of."""
        return list({definition for definition, _slot, _category in self._known})

    def blocks(self, blocks: Iterable[list[list[Any]]]) -> Iterator[str]:
        """Lines for COPY, some thousands at a time."""
        test = self._fast() if self._is_plain() else self._slow
        lines: list[str] = []
        for block in blocks:
            lines += test(block)
            if len(lines) >= TOGETHER:
                self.rows += len(lines)
                yield "".join(lines)
                lines = []
        self.rows += len(lines)
        yield "".join(lines)

    def _is_plain(self) -> bool:
        """Whether the rows hold nothing beside one figure, so that most can be tested in place."""
        named = set(self._at) - {AREA, AREA_CODE, INDICATOR, PERIOD}
        plain = {name for name in named if not name.startswith(CATEGORY)}
        return plain in ({VALUE}, {NUMERATOR, DENOMINATOR})

    def _slow(self, block: list[list[Any]]) -> list[str]:
        return [line for row in block if (line := self._line(row))]

    def _fast(self) -> Callable[[list[list[Any]]], list[str]]:
        """A function that writes plain rows in place, and sends every other row the slow way."""
        spots, found, batch, slow = self._spots, self._found, self._batch, self._line
        spot_key, area_key = self._spot_key or _nothing, self._area_key or _nothing
        tail, is_figure = _TAIL, self._figure_test()
        letter = [letters(place) for place in range(len(self._shape.columns) + 1)]
        as_text = self._shape.is_text
        one, two = self._at.get(VALUE, 0), self._at.get(NUMERATOR, 0)
        base = self._at.get(DENOMINATOR, 0)

        def test(block: list[list[Any]]) -> list[str]:
            lines: list[str] = []
            for row in block:
                spot, area = spots.get(spot_key(row)), found.get(area_key(row))
                if row[2] is None and type(spot) is Spot and area and not spot.seen[area[1]]:
                    key = row[one] if one else f"{row[two]}\t{row[base]}"
                    if key in spot.known or is_figure(spot, row):
                        spot.seen[area[1]] = 1
                        figure = f"{NULL}\t{NULL}\t{key}" if one else f"{key}\t{NULL}"
                        number, place = row[0], letter[row[1]]
                        at = f"{number}:{place}" if as_text else f"{place}{number}"
                        lines.append(f"{batch}{row[0]}\t{at}\t{spot.head}{area[0]}\t{figure}{tail}")
                        continue
                line = slow(row)
                if line:
                    lines.append(line)
            return lines

        return test

    def _figure_test(self) -> Callable[[Spot, list[Any]], bool]:
        """Whether a row's figure is plain and possible; the text is remembered where it is."""
        one, two = self._at.get(VALUE), self._at.get(NUMERATOR, 0)
        base = self._at.get(DENOMINATOR, 0)

        def is_value(spot: Spot, row: list[Any]) -> bool:
            text = row[one or 0]
            if not (_PLAIN(text) and spot.least <= float(text) <= spot.most):
                return False
            return not (spot.whole and "." in text) and _kept(spot.known, text)

        def is_pair(spot: Spot, row: list[Any]) -> bool:
            part, whole = row[two], row[base]
            if not (spot.counted and _COUNT(part) and _COUNT(whole)):
                return False
            if not 0 < float(whole) >= float(part):
                return False
            is_broken = spot.whole_parts and ("." in part or "." in whole)
            return not is_broken and _kept(spot.known, f"{part}\t{whole}")

        return is_value if one else is_pair

    def _line(self, row: list[Any]) -> str:
        """One row by all the rules; empty where it is left out or holds no figure."""
        spot = area = None
        try:
            if row[2]:
                raise _problem(*row[2])
            spot, area = self._spot_of(row), self._area_of(row)
            if spot is None or area is None:
                return ""
            return self._told(row, spot, area)
        except Refused as refusal:
            return self._refused(row, refusal, spot, area)

    def _told(self, row: list[Any], spot: Spot, area: tuple[str, int]) -> str:
        texts = {name: row[at] or "" for name, at in self._at.items()}
        figure = read_figure(texts)
        if figure is None:
            return ""
        check_figure(figure, measure_of(spot.definition))
        figure = figure.stored()
        details = {
            name: str(getattr(figure, name))
            for name in _EXTRAS
            if getattr(figure, name) is not None
        }
        if texts.get("source"):
            details["source"] = str(self._settled(self._book.source(texts["source"])).pk)
        day = read_day(texts.get("published_on", ""))
        comment = read_comment(texts.get("comment", ""))
        if spot.seen[area[1]]:
            self.has_twice = True
            raise Refused("named_twice", AREA)
        spot.seen[area[1]] = 1
        numbers = [figure.numerator, figure.denominator, figure.value]
        return self._joined(
            row, row[1], spot.head, area[0],
            *(NULL if number is None else str(number) for number in numbers),
            figure.state, ImportRow.Outcome.NEW, "", "", "", _safe(comment),
            _safe(json.dumps(details)) if details else NULL,
            NULL if figure.n is None else str(figure.n), day.isoformat() if day else NULL, "0",
        )  # fmt: skip

    def _joined(self, row: list[Any], place: int, head: str, area: str, *rest: str) -> str:
        where = address(self._shape, row[0], place)
        return f"{self._batch}{row[0]}\t{where}\t{head}{area}\t" + "\t".join(rest) + "\n"

    def _refused(
        self, row: list[Any], refusal: Refused, spot: Spot | None, area: tuple[str, int] | None
    ) -> str:
        said = str(refusal.facts.get("text") or "")
        at = self._at.get(refusal.field)
        if not said and at is not None:
            said = str(row[at] or "")
        if refusal.code == "unknown_area" and not said and AREA_CODE in self._at:
            said = str(row[self._at[AREA_CODE]] or "")
        self.refused += 1
        facts = {name: _plain(fact) for name, fact in refusal.facts.items() if name != "text"}
        place = self._places.get(refusal.field, row[1])
        if refusal.code == "cpr":
            self.private, said = address(self._shape, row[0], place), ""
        return self._joined(
            row, place,
            spot.head if spot else f"{NULL}\t{NULL}\t\t", area[0] if area else NULL,
            NULL, NULL, NULL, "", ImportRow.Outcome.REFUSED, refusal.code, refusal.field[:60],
            _safe(said[:120]), "", _safe(json.dumps(facts)) if facts else NULL, NULL, NULL, NULL,
        )  # fmt: skip

    def _spot_of(self, row: list[Any]) -> Spot | None:
        """The row's spot; None where it is left out. Raises `Refused`."""
        key = self._spot_key(row) if self._spot_key else None
        if key not in self._spots:
            if len(self._spots) > MOST_KEYS:
                self._spots.clear()
            texts = {name: row[self._at[name]] or "" for name in self._spot_names}
            try:
                self._spots[key] = self._spot(texts)
            except Refused as refusal:
                self._spots[key] = refusal
        found = self._spots[key]
        if isinstance(found, Refused):
            raise found
        if found is None:
            self.left_out += 1
        return found

    def _spot(self, texts: dict[str, str]) -> Spot | None:
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
        self._settled(self._source or definition.source)
        key = definition.pk, slot.code, category.pk
        if key not in self._known:
            plain = self._plain.setdefault(definition.pk, set())
            self._known[key] = Spot(definition, slot, category, len(self._areas), plain)
        return self._known[key]

    def _settled(self, source: Source) -> Source:
        if not source.shown_to:
            raise Refused("source_unsettled", "source", source=source.name, slug=source.code)
        return source

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

    def _area_of(self, row: list[Any]) -> tuple[str, int] | None:
        """The row's area as text and number; None where it is left out. Raises `Refused`."""
        key = self._area_key(row) if self._area_key else None
        if found := self._found.get(key):
            return found
        texts = [str(row[self._at[name]] or "") for name in (AREA, AREA_CODE) if name in self._at]
        for text in texts:
            plain = text.lower()
            said = self._meaning.areas.get(plain)
            area = self._book.area_by_id.get(said) if said else self._book.areas.get(plain)
            if area is not None and said != LEFT_OUT:
                if len(self._found) > MOST_KEYS:
                    self._found.clear()
                found = str(area.pk), self._areas[area.pk]
                self._found[key] = found
                return found
            if said == LEFT_OUT:
                break
        else:
            if not self._meaning.leaves_out or not any(texts):
                raise Refused("unknown_area", AREA)
        self._note(next(filter(None, texts), ""))
        self.left_out += 1
        return None

    def _note(self, name: str) -> None:
        if name in self.left_out_names or len(self.left_out_names) < MOST_NAMES:
            self.left_out_names[name] += 1

    def _places_of_roles(self) -> dict[str, int]:
        """The column of each role that one column alone holds, to point at what is wrong there."""
        counted = Counter(column.role for column in self._shape.columns)
        return {c.role: c.place for c in self._shape.columns if counted[c.role] == 1}


def _nothing(_row: list[Any]) -> None:
    """The key of what a file's rows do not say."""


def _kept(known: set[str], text: str) -> bool:
    """Remember a text, as long as there are not too many."""
    if len(known) < MOST_KEYS:
        known.add(text)
    return True


def _problem(code: str, role: str, text: str) -> Refused:
    """What the reader could not read. A word is no mark: nobody needs to say what it means."""
    if code == "unclear_mark" and len(text) > 2 and any(sign.isalnum() for sign in text):
        code = "not_a_number"
    return Refused(code, role, text=text)


def _safe(text: str) -> str:
    """A text as COPY reads it."""
    plain = text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n")
    return plain.replace("\r", "\\r").replace("\0", "")


def _plain(fact: object) -> object:
    """A fact of a refusal as JSON keeps it; `sentences.refusal_of` reads it back."""
    if isinstance(fact, Decimal):
        return {"decimal": str(fact)}
    return list(fact) if isinstance(fact, tuple) else fact
