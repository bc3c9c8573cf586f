"""JSON files: lists of flat records, map features with properties, and JSON-stat."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import Any

from indicators.importers.jsonstat import NotJsonStat, read_jsonstat
from indicators.importers.sheets import NUMBER, TEXT, Row, Sheet, canonical
from indicators.rules.values import Refused

MOST_RECORDS = 250_000
MOST_FIELDS = 500
_METRICS = frozenset({"ContentsCode", "INDHOLD", "metric"})


def read_records(path: Path) -> tuple[str, Sheet]:
    """The kind ("json" or "jsonstat") and the one table. Raises `Refused`.

    The first row holds the names of the fields; record number n stands in row n + 1.
    """
    written = path.read_bytes()
    try:
        content = json.loads(written, parse_float=Decimal, parse_constant=str)
    except (UnicodeDecodeError, ValueError):
        raise Refused("damaged_file") from None
    except RecursionError:
        raise Refused("nested_json") from None
    kind, records = "json", _records(content)
    if records is None:
        data = _jsonstat(written) if isinstance(content, dict) else None
        if data is None:
            raise Refused("nested_json")
        kind, records = "jsonstat", data
    if not records:
        raise Refused("empty_file")
    if len(records) > MOST_RECORDS:
        raise Refused("sheet_too_large", sheet="", limit=MOST_RECORDS, rows=MOST_RECORDS)
    names = list(dict.fromkeys(name for record in records for name in record))
    if len(names) > MOST_FIELDS:
        raise Refused("nested_json")
    return kind, Sheet(name="", rows=lambda: _rows(names, records), is_text=True)


def _records(content: Any) -> Sequence[Mapping[str, Any]] | None:
    """Flat records, wherever the file keeps them; None when it holds none."""
    if isinstance(content, dict):
        features = content.get("features")
        if isinstance(features, list):
            content = [f.get("properties") for f in features if isinstance(f, dict)]
        else:
            lists = [part for part in content.values() if _is_list_of_records(part)]
            content = lists[0] if len(lists) == 1 else None
    if content == []:
        return []
    if not _is_list_of_records(content):
        return None
    flat = sum(1 for record in content if not any(_is_nested(v) for v in record.values()))
    return content if flat * 2 > len(content) else None


def _is_list_of_records(part: Any) -> bool:
    return isinstance(part, list) and bool(part) and all(isinstance(r, dict) for r in part)


def _is_nested(part: Any) -> bool:
    """A list or object that holds something; an empty one is a blank."""
    return isinstance(part, list | dict) and bool(part)


def _jsonstat(content: bytes) -> list[dict[str, Any]] | None:
    """Records of a JSON-stat cube, with the members' texts; None for anything else."""
    try:
        cube = read_jsonstat(content)
    except NotJsonStat as error:
        if error.is_half:
            raise Refused("damaged_file") from None
        return None
    size = math.prod(len(codes) for codes in cube.codes)
    if size > MOST_RECORDS:
        raise Refused("sheet_too_large", sheet="", limit=MOST_RECORDS, rows=MOST_RECORDS)
    # What is measured is no breakdown when there is only one of it.
    kept = [
        place
        for place, name in enumerate(cube.dimensions)
        if name not in _METRICS or len(cube.codes[place]) > 1
    ]
    texts = [
        [cube.texts[name].get(code, code) for code in codes]
        for name, codes in zip(cube.dimensions, cube.codes, strict=True)
    ]
    return [
        {**{cube.dimensions[place]: said[place] for place in kept}, "INDHOLD": value}
        for said, value in zip(product(*texts), cube.values, strict=True)
    ]


def _rows(names: Sequence[str], records: Sequence[Mapping[str, Any]]) -> Iterator[Row]:
    yield 1, [(place, TEXT, str(name).strip()) for place, name in enumerate(names)]
    for number, record in enumerate(records, 2):
        cells = [
            (place, kind, text)
            for place, name in enumerate(names)
            if (read := _read(record.get(name))) and (kind := read[0]) and (text := read[1])
        ]
        if cells:
            yield number, cells


def _read(part: Any) -> tuple[str, str] | None:
    if part is None or isinstance(part, list | dict):
        return None
    if isinstance(part, bool):
        return TEXT, str(part).lower()
    if isinstance(part, int):
        return NUMBER, str(part)
    if isinstance(part, Decimal):
        return NUMBER, canonical(str(part))
    return TEXT, " ".join(str(part).split())
