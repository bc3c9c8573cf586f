"""Words as small numbers: arrays of states, reasons and verdicts that cost two bytes a place."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from areas.models import Area
from indicators.models import Result

Codes = NDArray[np.int16]


class Vocabulary:
    """Words that stand in arrays as their numbers; number 0 is always the empty word.

    A word that was not known gets the next number, so two vocabularies never share numbers, and
    one that only ever grows never changes what a number means.
    """

    def __init__(self, words: Iterable[str] = ()) -> None:
        self.words = ["", *(word for word in words if word)]
        self._codes = {word: code for code, word in enumerate(self.words)}
        self._adding = threading.Lock()  # two groups may be at work, each in a thread

    def code(self, word: str) -> int:
        """The number of a word."""
        code = self._codes.get(word)
        if code is None:
            with self._adding:
                if word not in self._codes:
                    self.words.append(str(word))
                    self._codes[str(word)] = len(self.words) - 1
                code = self._codes[word]
        return code

    def codes(self, words: Iterable[str]) -> Codes:
        """The numbers of words, as an array."""
        return np.array([self.code(word) for word in words], dtype=np.int16)

    def decode(self, codes: Codes) -> NDArray[Any]:
        """The words of numbers, as an object array: for tests and messages, never in bulk."""
        return np.array(self.words, dtype=object)[codes]


STATES = Vocabulary(Result.State.values)
REASONS = Vocabulary()
VERDICTS = Vocabulary()
CERTAINTIES = Vocabulary()
METHODS = Vocabulary()
STATEMENTS = Vocabulary(Result.Statement.values)
COMPARATORS = Vocabulary(Result.Comparator.values)
KINDS = Vocabulary(Area.Kind.values)
SLOTS = Vocabulary()
