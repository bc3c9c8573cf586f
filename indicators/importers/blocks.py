"""Rows on their way from the child process, some thousand together, as columns of texts.

A long file is hardly ever odd, so its rows travel as columns; the few rows that leave a doubt go
beside them as they are. The texts of a column repeat, so each is told once and then by its number.
"""

from __future__ import annotations

from array import array
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

TEXTS = 3  # where the texts of a row begin
MOST_TEXTS = 1 << 15  # told of one column before all are forgotten and told anew
DOUBT = 0  # the number of what is no label or figure as it stands; its text is blank
_CODE = "H"  # two bytes: MOST_TEXTS and the texts of one more block


@dataclass(frozen=True)
class Labels:
    """A column: the texts told so far, and which of them each row has; `is_one`: all the same."""

    texts: Sequence[str]
    codes: Sequence[int]
    is_one: bool = False

    def __getitem__(self, index: int) -> str:
        return self.texts[self.codes[index]]

    def __iter__(self) -> Iterator[str]:
        return map(self.texts.__getitem__, self.codes)

    def only(self, indexes: Sequence[int]) -> Labels:
        """The same of some rows."""
        return Labels(self.texts, [self.codes[index] for index in indexes], self.is_one)


@dataclass(frozen=True)
class Block:
    """Rows of one table: their numbers, the place of each one's figure, and their texts by column.

    Columns stand in the order of `shapes.fields(shape)`. The rows with a problem stand beside them
    in `odd`, whole: [row, place, problem, *texts].
    """

    numbers: Sequence[int]
    places: Sequence[int]
    columns: Sequence[Labels]
    odd: Sequence[list[Any]] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.numbers) + len(self.odd)

    def __iter__(self) -> Iterator[list[Any]]:
        sound = map(self.row, range(len(self.numbers)))
        if not self.odd:
            return sound
        return iter(sorted([*sound, *self.odd], key=itemgetter(0, 1)))

    def row(self, index: int) -> list[Any]:
        """One row without a problem as [row, place, None, *texts]."""
        texts = [column[index] for column in self.columns]
        return [self.numbers[index], self.places[index], None, *texts]

    def only(self, indexes: Sequence[int]) -> Block:
        """Some of the rows without a problem."""
        numbers = [self.numbers[index] for index in indexes]
        places = [self.places[index] for index in indexes]
        return Block(numbers, places, [column.only(indexes) for column in self.columns])


class Telling:
    """A column on its way out: what its texts are understood as, and which of them were told.

    `understand` gives the text that is told, None where one leaves a doubt.
    """

    def __init__(self, understand: Callable[[str], str | None]) -> None:
        self._understand = understand
        self._forget()

    def _forget(self) -> None:
        self._texts, self._told = [""], 0
        self._codes: dict[bytes, int] = {}

    def codes(self, column: Sequence[bytes]) -> list[int]:
        """The number of each text of some rows; `DOUBT` where it leaves one."""
        try:
            return list(map(self._codes.__getitem__, column))
        except KeyError:
            new = [raw for raw in dict.fromkeys(column) if raw not in self._codes]
        if len(self._codes) + len(new) > MOST_TEXTS:
            self._forget()
            new = list(dict.fromkeys(column))
        for raw in new:
            text = self._understand(raw.decode())
            self._codes[raw] = DOUBT if text is None else len(self._texts)
            if text is not None:
                self._texts.append(text)
        return list(map(self._codes.__getitem__, column))

    def packed(self, codes: Sequence[int]) -> list[Any]:
        """[texts not told before, the number of the first of them, the numbers of some rows]."""
        first, self._told = self._told, len(self._texts)
        told = codes[0] if codes and codes.count(codes[0]) == len(codes) else _packed(codes)
        return [self._texts[first:], first, told]


def labels_of(column: Sequence[str]) -> Labels:
    """A column by its distinct texts."""
    texts = list(dict.fromkeys(column))
    codes = {text: code for code, text in enumerate(texts)}
    return Labels(texts, list(map(codes.__getitem__, column)), len(texts) == 1)


def block_of(rows: Sequence[list[Any]]) -> Block:
    """Rows that were read one by one, as columns."""
    sound, odd = [row for row in rows if not row[2]], [row for row in rows if row[2]]
    if not sound:
        return Block([], [], [Labels([""], [])] * (len(rows[0]) - TEXTS), odd)
    numbers, places, _problems, *columns = zip(*sound, strict=True)
    return Block(numbers, places, list(map(labels_of, columns)), odd)


def packed(
    numbers: Sequence[int], place: int, columns: Sequence[list[Any]], odd: Sequence[list[Any]]
) -> dict[str, Any]:
    """Columns as the child says them; rows in sequence are said by the first and the last."""
    in_sequence = bool(numbers) and numbers[-1] - numbers[0] + 1 == len(numbers)
    return {
        "rows": [numbers[0], numbers[-1]] if in_sequence else [],
        "numbers": [] if in_sequence else list(numbers),
        "place": place,
        "columns": columns,
        "odd": odd,
    }


def unpacked(said: Iterable[Mapping[str, Any] | Sequence[list[Any]]]) -> Iterator[Block]:
    """What the child said of one table, either way."""
    told: list[list[str]] = []
    for one in said:
        if not isinstance(one, Mapping):
            yield block_of(one)
            continue
        rows = one["rows"]
        numbers = range(rows[0], rows[1] + 1) if rows else one["numbers"]
        told += [[] for _column in one["columns"][len(told) :]]
        columns = []
        for at, (texts, first, codes) in enumerate(one["columns"]):
            told[at] = told[at] if first else []
            told[at] += texts
            is_one = isinstance(codes, int)
            whole = [codes] * len(numbers) if is_one else _unpacked(codes)
            columns.append(Labels(told[at], whole, is_one))
        yield Block(numbers, [one["place"]] * len(numbers), columns, one["odd"])


def _packed(codes: Sequence[int]) -> str:
    return b64encode(array(_CODE, codes).tobytes()).decode()


def _unpacked(said: str) -> list[int]:
    return array(_CODE, b64decode(said)).tolist()
