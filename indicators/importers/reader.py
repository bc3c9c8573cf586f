"""The child process: looks at one file or reads it, within limits, and says what it found.

Called as `python -m indicators.importers.reader PATH` with an order as JSON on its input. Each
line of output is JSON: what was found, a block of rows, a refusal, or "end".
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from indicators.importers.columns import in_lists, read_blocks
from indicators.importers.files import open_file
from indicators.importers.reading import lines_of_cells, read_lines
from indicators.importers.recognition import look_at
from indicators.importers.shapes import Shape, shape_from_json
from indicators.rules.values import Refused

MOST_MEMORY = 130_000_000
_MOST_ADDRESSES = 600_000_000  # mapped libraries count here, but take no memory of their own


def main(path: Path) -> None:
    """Do what the order says."""
    order = json.load(sys.stdin.buffer)
    limit(int(order["seconds"]))
    try:
        if order["do"] == "look":
            kind, sheets = open_file(path)
            _say(look_at(kind, sheets, order["known_areas"]).to_json())
        else:
            _read(path, shape_from_json(order["shape"]))
    except Refused as refusal:
        _say({"refused": refusal.code, "field": refusal.field, "facts": refusal.facts})
    except (MemoryError, RecursionError):
        _say({"refused": "file_takes_too_much"})
    else:
        _say("end")


def limit(seconds: int) -> None:
    """Memory, time and files that this process may use; what a system does not know is left."""
    limits = {
        resource.RLIMIT_DATA: MOST_MEMORY,
        resource.RLIMIT_AS: _MOST_ADDRESSES,
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: 10_000_000,
        resource.RLIMIT_NOFILE: 32,
    }
    for name, most in limits.items():
        with suppress(ValueError, OSError):
            resource.setrlimit(name, (most, most))


def _read(path: Path, shape: Shape) -> None:
    write = sys.stdout.write
    for block in blocks_by_shape(path, shape):
        write(json.dumps(block, ensure_ascii=False, separators=(",", ":")))
        write("\n")
    sys.stdout.flush()


def blocks_by_shape(path: Path, shape: Shape) -> Iterator[dict[str, Any] | list[list[Any]]]:
    """The rows of the sheet that a shape is of, some together. Raises `Refused`."""
    if shape.delimiter:
        return read_blocks(path, shape)
    _kind, sheets = open_file(path)
    sheet = next((sheet for sheet in sheets if sheet.name == shape.sheet), None)
    if sheet is None:
        raise Refused("no_such_sheet", sheet=shape.sheet)
    return in_lists(read_lines(lines_of_cells(sheet.rows(), shape), shape))


def _say(said: Mapping[str, Any] | str) -> None:
    sys.stdout.write(json.dumps(said, ensure_ascii=False, default=str))
    sys.stdout.write("\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
