"""Spots (indicator, period, category) and which figures may stand there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from indicators.importers.blocks import Labels
from indicators.models import Category, Definition
from indicators.rules.periods import Slot
from indicators.services.figures import measure_of
from indicators.services.import_files.lines import end_of_counts, end_of_value

MOST_FIGURES = 20_000  # texts remembered of one kind of figure
_VALUE = re.compile(r"-?\d{1,11}(?:\.\d{1,6})?", re.ASCII).fullmatch
_COUNT = re.compile(r"\d{1,11}(?:\.\d{1,4})?", re.ASCII).fullmatch
_COUNTS = "\t"  # between the two counts of a figure's text


class Figures:
    """The figures of one kind: what those met so far become in staging, and which are plain.

    Definitions with the same measure share one: a text means the same in all of them.
    """

    __slots__ = (
        "_column",
        "_known",
        "_least",
        "_most",
        "_takes_counts",
        "_texts",
        "_whole",
        "_whole_counts",
        "others",
    )  # fmt: skip

    def __init__(self, definition: Definition) -> None:
        self._known: dict[str, str] = {}  # the ends of plain figures
        self._texts: Sequence[str] = ()
        self._column: list[str | None] = []  # the ends of `_texts`
        self.others: dict[str, str] = {}  # of marks and the like
        kind = definition.kind
        least = 0.0 if kind in {"share", "rate", "count"} else -1e11
        most = 100.0 if kind == "share" else 1e11
        self._least = least if definition.least is None else max(least, definition.least)
        self._most = most if definition.most is None else min(most, definition.most)
        self._whole = kind == "count"
        limits = (definition.least, definition.most)
        self._takes_counts = kind == "share" and limits == (None, None)
        self._whole_counts = measure_of(definition).is_counted

    def ends(self, column: Labels) -> Iterator[str | None]:
        """How the lines of a column of figures end; None: to be judged by all rules."""
        if column.texts is not self._texts:
            self._texts, self._column = column.texts, []
        self._column += map(self.end, column.texts[len(self._column) :])
        return map(self._column.__getitem__, column.codes)

    def end(self, text: str) -> str | None:
        """The end of the line of a plain and possible figure; None: to be judged by all rules."""
        return self._known.get(text) or self._worked_out(text)

    def _worked_out(self, text: str) -> str | None:
        part, is_counts, whole = text.partition(_COUNTS)
        if is_counts:
            end = end_of_counts(part, whole) if self._are_counts(part, whole) else None
        else:
            end = end_of_value(text) if self._is_value(text) else None
        if end and len(self._known) < MOST_FIGURES:
            self._known[text] = end
        return end

    def keep_other(self, text: str, end: str) -> None:
        """Remember what a text becomes that is no plain figure."""
        if len(self.others) < MOST_FIGURES:
            self.others[text] = end

    def _is_value(self, text: str) -> bool:
        if not (_VALUE(text) and self._least <= float(text) <= self._most):
            return False
        return not (self._whole and "." in text)

    def _are_counts(self, part: str, whole: str) -> bool:
        if not (self._takes_counts and _COUNT(part) and _COUNT(whole)):
            return False
        if not 0 < float(whole) >= float(part):
            return False
        return not (self._whole_counts and ("." in part or "." in whole))


class Spot:
    """Definition, slot and category: what a row's texts but the area's say, worked out once."""

    __slots__ = ("definition", "figures", "first_cell", "head")

    def __init__(
        self, definition: Definition, slot: Slot, category: Category, figures: Figures, first: int
    ) -> None:
        self.definition = definition
        self.head = f"{definition.pk}\t{category.pk}\t{slot.code}\t"
        self.figures = figures
        self.first_cell = first  # its cells are numbered from here, one for each area


def figure_text(*texts: str) -> str:
    """A figure's one or two texts in one, as `Figures` knows it."""
    return _COUNTS.join(texts)
