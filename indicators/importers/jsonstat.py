"""JSON-stat: a cube of numbers with named dimensions, one long list of values in row-major order.

Both the first version of the format, whose cube is wrapped in "dataset" (the StatBank's), and the
second, without a wrapper, are read.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from math import prod
from typing import Any

MOST_CELLS = 1_000_000


class NotJsonStat(ValueError):
    """The text is no cube; `is_half` when it stops in the middle of one."""

    def __init__(self, *, is_half: bool = False) -> None:
        super().__init__("half" if is_half else "other")
        self.is_half = is_half


@dataclass(frozen=True)
class Cube:
    """Dimensions with their codes in order, and a value (None: not known) for each combination."""

    dimensions: tuple[str, ...]
    codes: tuple[tuple[str, ...], ...]
    values: list[Decimal | str | None]
    updated: str = ""
    texts: dict[str, dict[str, str]] = field(default_factory=dict)


def read_jsonstat(content: bytes) -> Cube:
    """The cube. Raises `NotJsonStat`, also when a value is missing at the end."""
    try:
        document = json.loads(content.decode("utf-8-sig"), parse_float=Decimal, parse_int=Decimal)
    except (ValueError, RecursionError):
        raise NotJsonStat(is_half=True) from None
    try:
        return _cube(document)
    except (KeyError, TypeError, AttributeError):
        raise NotJsonStat from None


def _cube(document: Any) -> Cube:
    cube = document.get("dataset", document)
    parts = cube["dimension"]
    # Version 1 keeps the order and the sizes among the dimensions, version 2 beside them.
    about = parts if "id" in parts else cube
    names = tuple(str(name) for name in about["id"])
    sizes = [int(size) for size in about["size"]]
    codes = tuple(_codes(parts[name]["category"]) for name in names)
    if [len(each) for each in codes] != sizes or not names:
        raise NotJsonStat
    if prod(sizes) > MOST_CELLS:
        raise NotJsonStat
    return Cube(
        names,
        codes,
        _values(cube["value"], prod(sizes)),
        str(cube.get("updated", "")),
        {name: _texts(parts[name]["category"]) for name in names},
    )


def _codes(category: Mapping[str, Any]) -> tuple[str, ...]:
    """Codes in order; the index is a list, or a place for each code; one code may go without."""
    index = category.get("index")
    if index is None:
        return tuple(str(code) for code in category["label"])
    if isinstance(index, list):
        return tuple(str(code) for code in index)
    return tuple(str(code) for code, _place in sorted(index.items(), key=lambda each: each[1]))


def _texts(category: Mapping[str, Any]) -> dict[str, str]:
    return {str(code): str(text) for code, text in (category.get("label") or {}).items()}


def _values(values: Any, size: int) -> list[Decimal | str | None]:
    """As many values as there are combinations; a sparse form names those that are known."""
    if isinstance(values, dict):
        found: list[Decimal | str | None] = [None] * size
        for place, value in values.items():
            if not 0 <= int(place) < size:
                raise NotJsonStat
            found[int(place)] = _value(value)
        return found
    if len(values) != size:
        raise NotJsonStat(is_half=len(values) < size)
    return [_value(value) for value in values]


def _value(value: Any) -> Decimal | str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool) or not isinstance(value, Decimal):
        raise NotJsonStat
    return value
