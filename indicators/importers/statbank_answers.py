"""The StatBank's answers as cells: a code of each variable, and the text that stands there.

Three forms of one answer are read: CSV, BULK (the same lines, streamed and without a limit) and
JSON-stat. An answer that stops in the middle is refused, never used as far as it goes.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import product

from indicators.importers.jsonstat import NotJsonStat, read_jsonstat
from indicators.importers.statbank_transport import StatbankProblem
from indicators.rules.values import MISSING, NOT_RELEVANT, SUPPRESSED_BY_SOURCE, VALUE

CONTENT = "INDHOLD"
NOT_KNOWN = ".."
# The StatBank's own marks, as on its pages: "-" is zero, "." cannot occur, the others not known.
MARKS = {"-": "zero", ".": NOT_RELEVANT, "..": MISSING, "...": MISSING, "": MISSING}
_NUMBER = re.compile(r"^-?\d{1,15}(?:[.,]\d{1,10})?$")

Codes = tuple[str, ...]


@dataclass(frozen=True)
class Answer:
    """Cells by the codes of `variables`, in that order; `absent` were asked for and not given."""

    variables: tuple[str, ...]
    cells: dict[Codes, str]
    absent: list[Codes] = field(default_factory=list)


def read_lines_of(
    content: bytes, asked: Mapping[str, Sequence[str]], *, streamed: bool = False
) -> Answer:
    """A CSV or BULK answer to what was asked: values by variable. Raises `StatbankProblem`.

    The last line must be whole, and every combination must have one, for an answer can also stop
    between two lines. Only in a stream combinations may be absent: the StatBank streams no line for
    what it does not store, and there what the table calls `suppressed` stands for it.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise StatbankProblem("half_answer") from None
    if not text.endswith("\n"):
        raise StatbankProblem("half_answer")
    try:
        lines = [line for line in csv.reader(io.StringIO(text, newline=""), delimiter=";") if line]
    except csv.Error:
        raise StatbankProblem("other_answer") from None
    heading = [name.strip().upper() for name in lines[0]] if lines else []
    if CONTENT not in heading or not {name.upper() for name in asked} <= set(heading):
        raise StatbankProblem("other_answer")
    if any(len(line) != len(heading) for line in lines):
        raise StatbankProblem("half_answer")
    places = [heading.index(name.upper()) for name in asked]
    last = heading.index(CONTENT)
    cells: dict[Codes, str] = {}
    for line in lines[1:]:
        codes = tuple(line[place] for place in places)
        if codes in cells:
            raise StatbankProblem("other_answer")
        cells[codes] = line[last].strip()
    answer = _checked(tuple(asked), cells, asked)
    if answer.absent and not streamed:
        raise StatbankProblem("half_answer")
    return answer


def read_json_of(content: bytes, asked: Mapping[str, Sequence[str]]) -> Answer:
    """A JSON-stat answer to what was asked; null is not known. Raises `StatbankProblem`."""
    try:
        cube = read_jsonstat(content)
    except NotJsonStat as problem:
        raise StatbankProblem("half_answer" if problem.is_half else "other_answer") from None
    names = {name.upper(): place for place, name in enumerate(cube.dimensions)}
    if not {name.upper() for name in asked} <= set(names):
        raise StatbankProblem("other_answer")
    places = [names[name.upper()] for name in asked]
    # What was not asked for may be there with one value: the content, or an eliminated total.
    if any(len(c) != 1 for at, c in enumerate(cube.codes) if at not in places):
        raise StatbankProblem("other_answer")
    cells = {}
    for codes, number in zip(product(*cube.codes), cube.values, strict=True):
        cells[tuple(codes[place] for place in places)] = _text(number)
    return _checked(tuple(asked), cells, asked)


def _text(number: Decimal | str | None) -> str:
    return NOT_KNOWN if number is None else str(number)


def _checked(
    variables: tuple[str, ...], cells: dict[Codes, str], asked: Mapping[str, Sequence[str]]
) -> Answer:
    wanted = set(product(*asked.values()))
    if not set(cells) <= wanted:
        raise StatbankProblem("other_answer")
    return Answer(variables, cells, sorted(wanted - set(cells)))


@dataclass(frozen=True)
class Content:
    """What a cell's text means: a state, for the state "value" its number, and an unknown mark."""

    state: str
    number: Decimal | None = None
    mark: str = ""


def read_content(
    text: str, *, suppressed: str = "", marks: Mapping[str, str] | None = None
) -> Content:
    """What stands in a cell.

    `suppressed` is what the table writes where it hides or stores nothing (`suppressedDataValue`);
    where that is a number, such as 0, the number itself says nothing any more: the source hides it.
    `marks` are meanings that were agreed for the source and go before the usual ones.
    """
    text = text.strip()
    meaning = (marks or {}).get(text, MARKS.get(text))
    if meaning == "zero":
        return Content(VALUE, Decimal(0))
    if meaning is not None:
        return Content(meaning)
    if suppressed and text == suppressed:
        return Content(SUPPRESSED_BY_SOURCE)
    if not _NUMBER.match(text):
        return Content(MISSING, mark=text[:20])
    number = Decimal(text.replace(",", "."))
    if _NUMBER.match(suppressed) and number == Decimal(suppressed.replace(",", ".")):
        return Content(SUPPRESSED_BY_SOURCE)
    return Content(VALUE, number)
