"""Rows on their way from the child process, some thousand together, as columns of texts.

A long file is hardly ever odd, so its rows travel as columns; the few rows that leave a doubt go
beside them as they are. A column of labels says each of its texts once.
"""

from __future__ import annotations

from array import array
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

TEXTS = 3  # where the texts of a row begin
_BETWEEN = "\n"  # no text of a column holds one
_CODE = "H"  # two bytes; a block has fewer rows than that


@dataclass(frozen=True)
class Labels:
    """A column whose texts repeat: the texts, and which of them each row has."""

    texts: Sequence[str]
    codes: Sequence[int]

    def __getitem__(self, index: int) -> str:
        return self.texts[self.codes[index]]

    def __iter__(self) -> Iterator[str]:
        return map(self.texts.__getitem__, self.codes)


Texts = Labels | Sequence[str]


@dataclass(frozen=True)
class Block:
    """Rows of one table: their numbers, the place of each one's figure, and their texts by column.

    Columns stand in the order of `shapes.fields(shape)`. `odd` has the rows with a problem by
    index, whole: [row, place, problem, *texts].
    """

    numbers: Sequence[int]
    places: Sequence[int]
    columns: Sequence[Texts]
    odd: Mapping[int, list[Any]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.numbers)

    def __iter__(self) -> Iterator[list[Any]]:
        return map(self.row, range(len(self)))

    def row(self, index: int) -> list[Any]:
        """One row as [row, place, problem, *texts]."""
        if index in self.odd:
            return self.odd[index]
        texts = [column[index] for column in self.columns]
        return [self.numbers[index], self.places[index], None, *texts]


def labels_of(column: Sequence[str]) -> Labels:
    """A column of labels by its distinct texts."""
    texts = list(dict.fromkeys(column))
    codes = {text: code for code, text in enumerate(texts)}
    return Labels(texts, list(map(codes.__getitem__, column)))


def block_of(rows: Sequence[list[Any]]) -> Block:
    """Rows that were read one by one, as columns."""
    numbers, places, problems, *columns = zip(*rows, strict=True)
    odd = {index: rows[index] for index, problem in enumerate(problems) if problem}
    return Block(numbers, places, columns, odd)


def packed(
    numbers: Sequence[int], place: int, columns: Sequence[Texts], odd: Mapping[int, list[Any]]
) -> dict[str, Any]:
    """Columns as the child says them: rows in sequence by the first of them, texts in one."""
    first, last = numbers[0], numbers[-1]
    in_sequence = last - first + 1 == len(numbers)
    return {
        "rows": [first, last] if in_sequence else [],
        "numbers": [] if in_sequence else list(numbers),
        "place": place,
        "columns": list(map(_packed, columns)),
        "odd": odd,
    }


def unpacked(said: Mapping[str, Any] | Sequence[list[Any]]) -> Block:
    """What the child said, either way."""
    if not isinstance(said, Mapping):
        return block_of(said)
    numbers = range(said["rows"][0], said["rows"][1] + 1) if said["rows"] else said["numbers"]
    odd = {int(index): row for index, row in said["odd"].items()}
    columns = list(map(_unpacked, said["columns"]))
    return Block(numbers, [said["place"]] * len(numbers), columns, odd)


def _packed(column: Texts) -> str | list[Any]:
    if isinstance(column, Labels):
        codes = b64encode(array(_CODE, column.codes).tobytes()).decode()
        return [list(column.texts), codes]
    return _BETWEEN.join(column)


def _unpacked(said: str | list[Any]) -> Texts:
    if isinstance(said, str):
        return said.split(_BETWEEN)
    return Labels(said[0], array(_CODE, b64decode(said[1])))
