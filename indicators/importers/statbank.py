"""A CSV file from Statistics Denmark's StatBank: OMRÅDE, other dimensions, TID and INDHOLD.

Every other dimension must stand at its total ("I alt", "Alder i alt"), or at a value that was
chosen; rows of other values are left out. StatBank's marks are its own: "-" is zero, "." cannot
occur, ".." and "..." are not known.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from indicators.importers.table import (
    FileRow,
    FileRows,
    decode,
    first_private,
    is_english,
    read_lines,
)
from indicators.rules.values import Refused

AREA, TIME, CONTENT = "OMRÅDE", "TID", "INDHOLD"
_TOTAL = re.compile(r"(^|\s)(i alt|total)$|^tot$", re.IGNORECASE)
_MARKS = {"-": "0", ".": "X", "..": "M", "...": "M"}


def is_statbank(content: bytes) -> bool:
    """Whether the heading is StatBank's. Raises `Refused` for what is no text."""
    names = {name.strip(' "\r').upper() for name in re.split("[;,\t]", _heading(content))}
    return {AREA, TIME, CONTENT} <= names


def _heading(content: bytes) -> str:
    return decode(content).lstrip("\ufeff\r\n").split("\n", 1)[0]


def read_statbank(content: bytes, *, chosen: Mapping[str, str] | None = None) -> FileRows:
    """Rows with area, period and value. `chosen` names a value per dimension that has no total.

    Raises `Refused` when a column is missing, or when a dimension has neither total nor choice.
    """
    heading, lines, delimiter = read_lines(decode(content))
    names = [name.upper() for name in heading]
    missing = [name for name in (AREA, TIME, CONTENT) if name not in names]
    if missing:
        raise Refused("missing_columns", columns=", ".join(missing))
    wanted = {name.upper(): value for name, value in (chosen or {}).items()}
    unknown = [name for name in wanted if name not in names]
    if unknown:
        raise Refused("missing_columns", columns=", ".join(unknown))
    others = [i for i, name in enumerate(names) if name not in (AREA, TIME, CONTENT)]
    whole = [(number, line) for number, line in lines if len(line) == len(names)]
    if len(whole) < len(lines):
        raise Refused("ragged_rows", row=next(n for n, line in lines if len(line) != len(names)))
    for place in others:
        _check_dimension(names[place], {line[place] for _n, line in whole}, wanted)
    kept = [
        (number, line)
        for number, line in whole
        if all(_is_wanted(names[i], line[i], wanted) for i in others)
    ]
    rows = [_row(number, line, names) for number, line in kept]
    return FileRows(rows, is_english(rows, delimiter), left_out=len(lines) - len(kept))


def _check_dimension(name: str, values: set[str], wanted: Mapping[str, str]) -> None:
    if name in wanted:
        if wanted[name].lower() not in {value.lower() for value in values}:
            raise Refused("unknown_choice", column=name, value=wanted[name])
    elif not any(_TOTAL.search(value) for value in values):
        raise Refused("no_total", column=name)


def _is_wanted(name: str, value: str, wanted: Mapping[str, str]) -> bool:
    if name in wanted:
        return value.lower() == wanted[name].lower()
    return bool(_TOTAL.search(value))


def _row(number: int, line: Sequence[str], names: Sequence[str]) -> FileRow:
    private = first_private(line, names)
    if private:
        return FileRow(number, {}, private)
    value = line[names.index(CONTENT)]
    texts = {
        "area": line[names.index(AREA)],
        "period": line[names.index(TIME)],
        "value": _MARKS.get(value, value),
    }
    return FileRow(number, texts)
