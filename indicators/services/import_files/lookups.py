"""What the texts of some columns name, worked out once for each set of texts.

A file tells its texts by number from block to block, so what they name is kept by those numbers, and
a block of some thousand rows is looked up without touching its texts again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from indicators.importers.blocks import Block, Labels

MOST_KEPT = 100_000
T = TypeVar("T")
V = TypeVar("V")
Key = tuple[str, ...]


class Lookup(Generic[T]):
    """Some columns of a file and what they name; `is_sound` tells whether that is of use."""

    def __init__(
        self, at: Iterable[int], look: Callable[[Key], T], is_sound: Callable[[T], bool]
    ) -> None:
        self._at, self._look, self._is_sound = tuple(at), look, is_sound
        self._columns: list[Labels] = []
        self._forget()

    def _forget(self) -> None:
        self.found: dict[Any, T] = {}
        self.unsound: set[Any] = set()
        self._said: dict[Callable[[T], Any], dict[Any, Any]] = {}

    def rows(self, block: Block) -> Named[T]:
        """What each row without a problem names."""
        columns = [block.columns[place] for place in self._at]
        if len(self.found) > MOST_KEPT or not _are_alike(columns, self._columns):
            self._forget()
        self._columns = columns
        varied = [column for column in columns if not column.is_one]
        keys: Sequence[Any] = [0] * len(block.numbers)
        if len(varied) == 1:
            keys = varied[0].codes
        elif varied:
            keys = list(zip(*(column.codes for column in varied), strict=True))
        for key in set(keys if varied else keys[:1]).difference(self.found):
            self._learn(key, columns, key if len(varied) > 1 else (key,))
        return Named(self, keys, is_one=not varied)

    def _learn(self, key: Any, columns: Sequence[Labels], codes: Iterable[int]) -> None:
        code = iter(codes)
        texts = (column[0] if column.is_one else column.texts[next(code)] for column in columns)
        found = self.found[key] = self._look(tuple(texts))
        if not self._is_sound(found):
            self.unsound.add(key)

    def said(self, say: Callable[[T], V]) -> dict[Any, V]:
        """Something of all that is named and of use, said once of each."""
        said = self._said.setdefault(say, {})
        if len(said) + len(self.unsound) < len(self.found):
            new = self.found.keys() - said.keys() - self.unsound
            said.update((key, say(self.found[key])) for key in new)
        return said


@dataclass(frozen=True)
class Named(Generic[T]):
    """What the rows of a block name, by the key of each row."""

    lookup: Lookup[T]
    keys: Sequence[Any]
    is_one: bool  # all rows name the same

    @property
    def lost(self) -> set[Any]:
        """The keys of what is of no use, where a row has one."""
        lost = self.lookup.unsound
        return set() if lost.isdisjoint(self.keys) else lost

    def each(self, say: Callable[[T], V]) -> list[V]:
        """Something of what each row names; all of them must be of use."""
        said = self.lookup.said(say)
        if self.is_one:
            return list(said.values()) * len(self.keys)
        return list(map(said.__getitem__, self.keys))


def _are_alike(columns: Sequence[Labels], before: Sequence[Labels]) -> bool:
    """Whether the numbers of the columns still say the same as in the block before."""
    return len(columns) == len(before) and all(
        now.texts is then.texts
        and now.is_one == then.is_one
        and (not now.is_one or now.codes[:1] == then.codes[:1])
        for now, then in zip(columns, before, strict=True)
    )
