"""A withdrawn figure in a frozen copy: which of its figures rest on it, and what is taken out.

Taken out is rather too much than too little: a figure that might be made with the withdrawn one,
every sentence that tells such a figure, and every other text that names its number.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from indicators.rules.figures import DANISH, ENGLISH
from indicators.rules.periods import UnknownPeriod, parse_slot

# Statements about one period; all others look back over many.
_POINTS = frozenset({"level", "comparator", "gap", "difference"})
_HOUSING = frozenset({"division", "area", "reference"})
# Comparators worked out from a municipality's own counts.
_OF_TOWN = frozenset({"rest", "municipality", "without_areas"})

WITHDRAWN = "withdrawn"
_EMPTIED = ("estimate", "lower", "upper", "n")
_SILENCED = ("verdict", "certainty", "reason")
_YEARS = range(1900, 2101)
_NUMBER = re.compile(r"\d+(?:[.,\u00a0\u2009 ]\d{3})*(?:[.,]\d+)?")
# Where a node names the figures that its words tell.
_TELLING = ("tells", "figures")
# Fields that hold no words: keys, days, periods, versions of the code.
_NO_WORDS = frozenset({"key", *_TELLING, "slot", "baseline_slot", "code_version", "kind", "url"})


@dataclass(frozen=True)
class WithdrawnCell:
    """Where the withdrawn figure stood: the areas whose own figures rest on it, and its period."""

    areas: frozenset[int]
    kind: str
    slot: str


@dataclass(frozen=True)
class Place:
    """Where a frozen figure stands."""

    statement: str
    area_id: int
    area_kind: str
    comparator: str
    other_id: int | None
    slot: str


def rests_on(figure: Place, cell: WithdrawnCell) -> bool:
    """Whether a figure of the same indicator may be made with what was withdrawn."""
    return _is_about(figure, cell) and _is_of_the_time(figure, cell.slot)


def _is_about(figure: Place, cell: WithdrawnCell) -> bool:
    if figure.area_id in cell.areas or figure.other_id in cell.areas:
        return True
    if cell.kind == "municipality":
        return figure.comparator in _OF_TOWN
    if cell.kind not in _HOUSING:
        return False
    # All housing areas are taken from their municipality there; or they are what is compared with.
    return figure.comparator == "without_areas" or figure.statement == "did"


def _is_of_the_time(figure: Place, slot: str) -> bool:
    try:
        own, withdrawn = parse_slot(figure.slot), parse_slot(slot)
    except UnknownPeriod:
        return True  # several years together
    if withdrawn.starts_on > own.ends_on:
        return False
    return figure.statement not in _POINTS or withdrawn.ends_on >= own.starts_on


@dataclass(frozen=True)
class Taken:
    """What is taken out: keys of figures, their numbers, the counts behind them, and the words."""

    keys: frozenset[str]
    numbers: frozenset[float]
    counts: frozenset[float]
    words: str


def without(content: Mapping[str, Any], taken: Taken) -> dict[str, Any]:
    """The content without the figures and without the words that tell them.

    A node that names a taken key under "tells" or "figures" loses its text, or its cells but the
    first; one that has it as "key" loses its figures. Any other text that names a number of theirs
    goes whole.
    """
    return {name: _walk(name, each, taken, typed=False) for name, each in content.items()}


def _walk(name: str, value: Any, taken: Taken, *, typed: bool) -> Any:
    if isinstance(value, Mapping):
        return _node(value, taken, typed=typed)
    if isinstance(value, list):
        return [_walk(name, each, taken, typed=typed) for each in value]
    if isinstance(value, str) and name not in _NO_WORDS and names(value, taken, typed=typed):
        return taken.words
    return value


def _node(node: Mapping[str, Any], taken: Taken, *, typed: bool) -> dict[str, Any]:
    typed = typed or bool(node.get("typed"))
    found = dict(node)
    if any(_named(node.get(name)) & taken.keys for name in _TELLING):
        found |= _silenced(node, taken.words)
    if node.get("key") in taken.keys:
        found |= {name: None for name in _EMPTIED if name in node}
        found |= {name: "" for name in _SILENCED if name in node}
        found |= {name: WITHDRAWN for name in ("state",) if name in node}
    return {name: _walk(name, each, taken, typed=typed) for name, each in found.items()}


def _named(value: Any) -> set[str]:
    """The keys in a list of keys; elsewhere figures themselves stand under that name."""
    if not isinstance(value, list):
        return set()
    return {each for each in value if isinstance(each, str)}


def _silenced(node: Mapping[str, Any], words: str) -> dict[str, Any]:
    """The parts of a telling node that hold words, with the words that stand there instead.

    A heading names what it is about, and only what stands below it tells something of that.
    """
    said: dict[str, Any] = {"aside": ""} if "aside" in node else {}
    if "text" in node and node.get("kind") != "heading":
        said["text"] = words
    if "lines" in node:
        said["lines"] = []
    cells = node.get("cells")
    if cells:
        said["cells"] = [cells[0], words, *[""] * (len(cells) - 2)] if cells[1:] else [words]
    return said


def names(text: str, taken: Taken, *, typed: bool = False) -> bool:
    """Whether a text names one of the numbers, rounded as it may be.

    Whole numbers below 100 and years stand everywhere: they count only in what people typed, and
    only where they are the withdrawn count itself.
    """
    return any(_is_one(found, taken, typed=typed) for found in _NUMBER.findall(text))


def _is_one(found: str, taken: Taken, *, typed: bool) -> bool:
    readings = {reading for style in (",", ".") if (reading := _read(found, style)) is not None}
    for number, decimals in readings:
        if typed and not decimals and float(number) in taken.counts:
            return True
        if not decimals and (number < 100 or int(number) in _YEARS):
            continue
        wanted = ENGLISH.plain(float(number), decimals)
        known = taken.numbers | taken.counts
        if any(ENGLISH.size(each, decimals) == wanted for each in known):
            return True
    return False


def _read(text: str, decimal: str) -> tuple[Decimal, int] | None:
    """A number as one language writes it, and its decimals; None where it is none there."""
    thousands = DANISH.thousands if decimal == "," else ENGLISH.thousands
    plain = re.sub(r"[\u00a0\u2009 ]", "", text)
    whole, _mark, part = plain.partition(decimal)
    groups = whole.split(thousands)
    if any(len(group) != 3 for group in groups[1:]) or (not part.isdigit() and part):
        return None
    digits = "".join(groups)
    return Decimal(f"{digits}.{part}" if part else digits), len(part)
