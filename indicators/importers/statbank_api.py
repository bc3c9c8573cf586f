"""Statistics Denmark's StatBank API, version 1: subjects, tables, what a table holds, its figures.

Every question is a POST with JSON. The limit of ordinary answers is counted in cells: combinations
times columns, the period and the figure among them. Streamed answers (BULK) have no limit, but
every variable must be picked in them.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import prod
from typing import Any

from indicators.importers.statbank_answers import Answer, read_json_of, read_lines_of
from indicators.importers.statbank_transport import StatbankProblem, Transport

MOST_CELLS = 1_000_000  # of one ordinary answer
MOST_PARTS = 200  # a selection that needs more questions than this is refused
CSV, BULK, JSONSTAT = "CSV", "BULK", "JSONSTAT"
Asked = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Subject:
    """A subject in the tree that tables stand under."""

    id: str
    text: str
    has_subjects: bool = False


@dataclass(frozen=True)
class Table:
    """A table in the catalogue."""

    id: str
    text: str
    unit: str
    updated: dt.date | None
    first_period: str
    latest_period: str
    variables: tuple[str, ...]


@dataclass(frozen=True)
class Variable:
    """A variable of a table with its values, code and text; without a pick it is summed away."""

    id: str
    text: str
    may_be_left_out: bool
    is_time: bool
    values: tuple[tuple[str, str], ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of its values, in the table's order."""
        return tuple(code for code, _text in self.values)

    def text_of(self, code: str) -> str:
        """What a code stands for; the code itself where the table no longer has it."""
        return dict(self.values).get(code, code)


@dataclass(frozen=True)
class TableInfo:
    """What a table holds. `suppressed` is what stands where it hides or stores nothing."""

    id: str
    text: str
    description: str
    unit: str
    suppressed: str
    updated: dt.date | None
    is_active: bool
    footnote: str
    documentation: str
    variables: tuple[Variable, ...]

    @property
    def time(self) -> Variable | None:
        """The variable of periods."""
        return next((each for each in self.variables if each.is_time), None)

    def variable(self, code: str) -> Variable | None:
        """A variable by its code."""
        return next((each for each in self.variables if each.id == code), None)


Progress = Callable[[int, int], None]


def _silent(_done: int, _total: int) -> None:
    pass


class Statbank:
    """Asks the StatBank, and gives what it answers as plain values."""

    def __init__(self, transport: Transport) -> None:
        self.transport = transport

    def subjects(self, *, under: Sequence[str] = ()) -> list[Subject]:
        """The top of the tree of subjects, or what stands right below some of them."""
        body: dict[str, Any] = {"lang": "da", "format": "JSON"}
        if under:
            body["subjects"] = list(under)
        found = self._list("subjects", body)
        if under:  # the answer names the subjects asked for, with theirs inside
            found = [inner for each in found for inner in _inner(each)]
        return [_subject(each) for each in found]

    def tables(self, *, subjects: Sequence[str] = ()) -> list[Table]:
        """The tables that are still kept up, of some subjects or of all."""
        body: dict[str, Any] = {"lang": "da", "format": "JSON"}
        if subjects:
            body["subjects"] = list(subjects)
        return [_table(each) for each in self._list("tables", body)]

    def table_info(self, table: str) -> TableInfo:
        """What a table holds."""
        body = {"table": table, "lang": "da", "format": "JSON"}
        said = _json(self.transport.ask("tableinfo", body))
        try:
            return _table_info(said)
        except (KeyError, TypeError, ValueError, AttributeError):
            raise StatbankProblem("other_answer") from None

    def data(
        self, table: str, asked: Asked, *, form: str = JSONSTAT, progress: Progress = _silent
    ) -> Answer:
        """The figures of a selection: values by variable, each variable with at least one.

        A selection that is too large is split by its largest variable and joined again.
        `progress` is told how many questions are answered, and how many there are so far.
        """
        waiting = _parts(dict(asked), form)
        cells: dict[tuple[str, ...], str] = {}
        absent: list[tuple[str, ...]] = []
        done = 0
        while waiting:
            if done + len(waiting) > MOST_PARTS:
                raise StatbankProblem("too_big")
            progress(done, done + len(waiting))
            part = waiting.pop(0)
            try:
                answer = self._part(table, part, form)
            except StatbankProblem as problem:
                if problem.code != "too_big" or prod(len(each) for each in part.values()) < 2:
                    raise
                waiting[:0] = _halves(part)
                continue
            done += 1
            cells |= answer.cells
            absent += answer.absent
        progress(done, done)
        return Answer(tuple(asked), cells, absent)

    def _part(self, table: str, asked: Asked, form: str) -> Answer:
        body = {
            "table": table,
            "format": form,
            "lang": "da",
            "valuePresentation": "Code",
            "variables": [{"code": name, "values": list(each)} for name, each in asked.items()],
        }
        content = self.transport.ask("data", body)
        if form == JSONSTAT:
            return read_json_of(content, asked)
        return read_lines_of(content, asked, streamed=form == BULK)

    def _list(self, function: str, body: Mapping[str, Any]) -> list[Any]:
        said = _json(self.transport.ask(function, body))
        if not isinstance(said, list) or not all(isinstance(each, dict) for each in said):
            raise StatbankProblem("other_answer")
        return said


def _parts(asked: dict[str, Sequence[str]], form: str) -> list[dict[str, Sequence[str]]]:
    """The selection, or parts of it that each keep within the limit."""
    cells = prod(len(each) for each in asked.values()) * (len(asked) + 1)
    if form == BULK or cells <= MOST_CELLS:
        return [asked]
    if cells > MOST_CELLS * MOST_PARTS:
        raise StatbankProblem("too_big")
    return [part for half in _halves(asked) for part in _parts(half, form)]


def _halves(asked: Asked) -> list[dict[str, Sequence[str]]]:
    largest = max(asked, key=lambda name: len(asked[name]))
    values = asked[largest]
    middle = len(values) // 2
    return [{**asked, largest: values[:middle]}, {**asked, largest: values[middle:]}]


def _json(content: bytes) -> Any:
    try:
        return json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise StatbankProblem("half_answer") from None


def _inner(found: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [each for each in found.get("subjects") or [] if isinstance(each, dict)]


def _subject(found: Mapping[str, Any]) -> Subject:
    return Subject(
        str(found.get("id", "")), str(found.get("description", "")), bool(found.get("hasSubjects"))
    )


def _table(found: Mapping[str, Any]) -> Table:
    return Table(
        id=str(found.get("id", "")),
        text=str(found.get("text", "")),
        unit=str(found.get("unit", "")),
        updated=_day(found.get("updated")),
        first_period=str(found.get("firstPeriod", "")),
        latest_period=str(found.get("latestPeriod", "")),
        variables=tuple(str(each) for each in found.get("variables") or ()),
    )


def _table_info(said: Mapping[str, Any]) -> TableInfo:
    return TableInfo(
        id=str(said["id"]),
        text=str(said.get("text", "")),
        description=str(said.get("description", "")),
        unit=str(said.get("unit", "")),
        suppressed=str(said.get("suppressedDataValue") or "").strip(),
        updated=_day(said.get("updated")),
        is_active=bool(said.get("active", True)),
        footnote=" ".join(str((said.get("footnote") or {}).get("text", "")).split()),
        documentation=_https((said.get("documentation") or {}).get("url")),
        variables=tuple(_variable(each) for each in said["variables"]),
    )


def _variable(found: Mapping[str, Any]) -> Variable:
    return Variable(
        id=str(found["id"]),
        text=str(found.get("text", "")),
        may_be_left_out=bool(found.get("elimination")),
        is_time=bool(found.get("time")),
        values=tuple((str(each["id"]), str(each.get("text", ""))) for each in found["values"]),
    )


def _day(text: object) -> dt.date | None:
    try:
        return dt.date.fromisoformat(str(text)[:10])
    except ValueError:
        return None


def _https(address: object) -> str:
    """An address that may stand as a link; anything else is left out."""
    return str(address) if str(address).startswith("https://") else ""
