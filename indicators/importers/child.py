"""Uploaded files are looked at and read in a child process that may use little memory and time.

Whatever a file does to the reader, it does to the child: the web process and the worker only get
lines of JSON. `look` recognises, `tuples` reads by a shape; both raise `Refused`.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from indicators.importers.blocks import Block, unpacked
from indicators.importers.findings import Looked, looked_from_json
from indicators.importers.shapes import Shape
from indicators.rules.values import Refused

LOOK_SECONDS, READ_SECONDS = 60, 900
_ROOM = 1 << 19
ROOT = Path(__file__).resolve().parents[2]


def look(path: Path, *, known_areas: Iterable[str] = (), seconds: int = LOOK_SECONDS) -> Looked:
    """What the file holds and how each sheet seems to be made. Raises `Refused`.

    `known_areas` are names and codes of the areas the installation follows; they settle which
    column holds the areas. When no sheet can be used, the reason of the first one is raised.
    """
    order = {"do": "look", "known_areas": sorted(known_areas)}
    with _Child(path, order, seconds) as lines:
        found = next(lines, None)
    if found is None:
        raise Refused("file_unreadable")
    looked = looked_from_json(found)
    if looked.best is None:
        first = min(looked.sheets, key=lambda sheet: sheet.is_hidden)
        raise Refused(first.refusal or "no_figures", **first.facts)
    return looked


def tuples(path: Path, shape: Shape, *, seconds: int = READ_SECONDS) -> Iterator[list[Any]]:
    """The rows of a shape, in constant memory: [row, place, problem, *texts].

    Texts stand in the order of `shapes.fields(shape)`; `place` is the column of the figure and
    `problem` None or [code, role, text]. Raises `Refused` while reading.
    """
    for block in blocks(path, shape, seconds=seconds):
        yield from block


def blocks(path: Path, shape: Shape, *, seconds: int = READ_SECONDS) -> Iterator[Block]:
    """The same some thousand rows at a time: to count, to stop in between, and to copy in bulk."""
    with _Child(path, {"do": "read", "shape": shape.to_json()}, seconds) as found:
        yield from unpacked(found)


class _Child:
    """The running child: its lines as they come; it is ended whatever happens to the reader."""

    def __init__(self, path: Path, order: Mapping[str, Any], seconds: int) -> None:
        self._path, self._order, self._seconds = path, order, seconds
        self._is_late = False

    def __enter__(self) -> Iterator[Any]:
        module = ["-m", "indicators.importers.reader"]
        self._process = subprocess.Popen(  # noqa: S603 - our own module, no shell
            [sys.executable, "-P", "-X", "utf8", *module, str(self._path.resolve())],
            cwd="/",
            env=_environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        _widen(self._process.stdout)
        self._timer = threading.Timer(self._seconds, self._stop_late)
        self._timer.daemon = True
        self._timer.start()
        _tell(self._process.stdin, {**self._order, "seconds": self._seconds})
        return self._lines(self._process.stdout)

    def __exit__(self, *_raised: object) -> None:
        self._timer.cancel()
        self._process.kill()
        self._process.wait()
        if self._process.stdout:
            self._process.stdout.close()

    def _stop_late(self) -> None:
        self._is_late = True
        self._process.kill()

    def _lines(self, stream: IO[bytes] | None) -> Iterator[Any]:
        for line in stream or ():
            said = json.loads(line)
            if isinstance(said, dict) and "refused" in said:
                raise Refused(said["refused"], said.get("field", ""), **said.get("facts", {}))
            if said == "end":
                return
            yield said
        code = self._process.wait()
        late = self._is_late or code == -signal.SIGXCPU
        raise Refused("file_takes_too_long" if late else "file_unreadable")


def _tell(stream: IO[bytes] | None, order: Mapping[str, Any]) -> None:
    """Write the order; a child that has already ended has said why on its output."""
    if stream is None:
        return
    with contextlib.suppress(BrokenPipeError):
        stream.write(json.dumps(order).encode())
        stream.close()


def _widen(stream: IO[bytes] | None) -> None:
    """Let the child read on while we work: room for some blocks, where the system knows how."""
    if stream is not None and hasattr(fcntl, "F_SETPIPE_SZ"):
        with contextlib.suppress(OSError):
            fcntl.fcntl(stream, fcntl.F_SETPIPE_SZ, _ROOM)


def _environment() -> dict[str, str]:
    """No secrets for the child: only what Python needs to start."""
    kept = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "VIRTUAL_ENV", "COVERAGE_PROCESS_START")
    return {name: os.environ[name] for name in kept if name in os.environ} | {
        "PYTHONPATH": str(ROOT)
    }
