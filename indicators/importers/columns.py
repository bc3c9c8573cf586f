"""Long text files: read a piece at a time, as columns, with the odd rows read one by one.

A piece without quotation marks needs no parser of lines: its fields are split at once, and one look
at where the line ends fall tells whether every line has all its fields. Each column is then
understood by its distinct texts. Whatever is not as it should be goes through `Reading.rows`.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any, TextIO

from indicators.importers.blocks import DOUBT, Telling, packed
from indicators.importers.delimited import lines_of
from indicators.importers.reading import Line, Part, Reading, read_lines, within
from indicators.importers.shapes import Shape
from indicators.rules.values import Refused

_PIECE = 1 << 16  # letters read at a time
_LONGEST_FIELD = csv.field_size_limit()
_FEW = 500  # rows told together where they are read one by one


@dataclass(frozen=True)
class _Piece:
    """Some lines of a file: the number of each, and their fields one after the other as UTF-8."""

    numbers: Sequence[int]
    fields: Sequence[bytes]
    step: int  # from a field to the one below it

    def column(self, place: int) -> Sequence[bytes]:
        return self.fields[place :: self.step]

    def line(self, index: int, width: int) -> Sequence[str]:
        first = index * self.step
        return [field.decode() for field in self.fields[first : first + width]]


def read_blocks(path: Path, shape: Shape) -> Iterator[dict[str, Any] | list[list[Any]]]:
    """The rows of a text file, packed as columns where they can be. Raises `Refused`."""
    reading = Reading(shape)
    columns = reading.columns()
    if columns is None or len(shape.delimiter) != 1 or shape.delimiter in '"\r\n':
        yield from in_lists(read_lines(lines_of(path, shape.encoding, shape.delimiter), shape))
        return
    tellings = [Telling(_understanding(column)) for column in columns]
    with path.open(encoding=shape.encoding, newline="") as stream:
        try:
            for lines in _pieces(stream, shape, reading.width):
                if isinstance(lines, _Piece):
                    yield from _as_columns(lines, reading, columns, tellings)
                else:
                    rows = (row for number, line in lines for row in reading.rows(number, line))
                    yield from in_lists(rows)
        except (csv.Error, UnicodeError):
            raise Refused("not_text") from None


def in_lists(rows: Iterator[list[Any]]) -> Iterator[list[list[Any]]]:
    """Rows that were read one by one, some hundred together."""
    several: list[list[Any]] = []
    for row in rows:
        several.append(row)
        if len(several) == _FEW:
            yield several
            several = []
    if several:
        yield several


def _pieces(stream: TextIO, shape: Shape, width: int) -> Iterator[_Piece | Iterator[Line]]:
    """The lines of the table: in pieces where all lines are whole, one by one where not."""
    done = 0
    if shape.first_row > 1:
        head = _Lines("", stream, shape.delimiter)
        above = list(head.until(shape.first_row - 1))
        done = head.line_num
        yield within(above, shape)  # a quoted field may go on past the first row, and past the last
    while text := stream.read(_PIECE):
        text += stream.readline()
        whole = None
        if '"' not in text and "\0" not in text and len(text) <= _LONGEST_FIELD:
            whole = _split(text, done, shape.delimiter, width)
            done += len(whole.numbers) if whole else 0
        if whole is None:
            lines = _Lines(text, stream, shape.delimiter)
            found = [(done + number, line) for number, line in lines.until(_height(text))]
            whole = _gathered(found, done, lines.line_num, width)
            done += lines.line_num
        if shape.last_row is not None and done > shape.last_row:
            kept = whole.numbers if whole else ()
            again = ((n, whole.line(i, width)) for i, n in enumerate(kept)) if whole else found
            yield within(again, shape)
            return
        yield whole or iter(found)


class _Lines:
    """The lines of a text and, where a quoted field goes on, of the file below it."""

    def __init__(self, text: str, stream: TextIO, delimiter: str) -> None:
        self._text, self._stream = text, stream
        self._reader = csv.reader(self._source(), delimiter=delimiter)

    def _source(self) -> Iterator[str]:
        yield from StringIO(self._text, newline="")
        yield from iter(self._stream.readline, "")

    @property
    def line_num(self) -> int:
        """How many lines were read."""
        return self._reader.line_num

    def until(self, last: int) -> Iterator[Line]:
        """Number and fields of each row, as long as some lines are left."""
        while self._reader.line_num < last:
            fields = next(self._reader, None)
            if fields is None:
                return
            yield self._reader.line_num, fields


def _height(text: str) -> int:
    return sum(1 for _ in StringIO(text, newline=""))


def _split(text: str, done: int, delimiter: str, width: int) -> _Piece | None:
    """The fields of lines without quotation marks; None where some line has fewer or more."""
    raw, sign = text.encode(), delimiter.encode()
    if b"\r" in raw:
        raw = raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    raw = raw.removesuffix(b"\n")
    fields = raw.replace(b"\n", b"%b\n%b" % (sign, sign)).split(sign)
    height, step = raw.count(b"\n") + 1, width + 1
    if len(fields) != height * step - 1 or fields[width::step].count(b"\n") != height - 1:
        return None
    return _Piece(range(done + 1, done + height + 1), fields, step)


def _gathered(lines: Sequence[Line], done: int, height: int, width: int) -> _Piece | None:
    """Lines that a parser read; None where one is not whole, or goes over several lines."""
    if len(lines) != height or any(len(line) != width for _number, line in lines):
        return None
    return _Piece(
        range(done + 1, done + height + 1),
        [field.encode() for _number, line in lines for field in line],
        width,
    )


def _understanding(column: Part | str) -> Callable[[str], str | None]:
    """What a text of a column is told as; None where it leaves a doubt, or a figure is blank."""
    if isinstance(column, str):
        return lambda _raw: column
    understand, is_figure = column.understand, column.is_figure

    def plain(raw: str) -> str | None:
        text, doubt = understand(raw)
        return None if doubt or (is_figure and not text) else text

    return plain


def _as_columns(
    piece: _Piece,
    reading: Reading,
    columns: Sequence[Part | str],
    tellings: Sequence[Telling],
) -> Iterator[dict[str, Any]]:
    """The rows of a piece: each column by its texts, and what leaves a doubt row by row."""
    height = len(piece.numbers)
    codes = [
        telling.codes([b""]) * height
        if isinstance(column, str)
        else telling.codes(piece.column(column.place))
        for column, telling in zip(columns, tellings, strict=True)
    ]
    numbers: Sequence[int] = piece.numbers
    odd: list[list[Any]] = []
    doubtful = {index for column in codes if DOUBT in column for index in _doubts(column)}
    if doubtful:
        kept, odd = _by_row(piece, reading, doubtful)
        numbers = [piece.numbers[index] for index in kept]
        codes = [[column[index] for index in kept] for column in codes]
    if numbers or odd:
        told = [telling.packed(column) for telling, column in zip(tellings, codes, strict=True)]
        yield packed(numbers, reading.place, told, odd)


def _doubts(codes: Sequence[int]) -> Iterator[int]:
    return (index for index, code in enumerate(codes) if code == DOUBT)


def _by_row(
    piece: _Piece, reading: Reading, doubtful: Container[int]
) -> tuple[list[int], list[list[Any]]]:
    """The indexes of the rows that are as their columns say, and the rows with a problem."""
    kept: list[int] = []
    odd: list[list[Any]] = []
    for index, number in enumerate(piece.numbers):
        rows = reading.rows(number, piece.line(index, reading.width)) if index in doubtful else ()
        if index not in doubtful or (rows and not rows[0][2]):
            kept.append(index)  # a blank figure beside another is told as what it is
        else:
            odd += rows
    return kept, odd
