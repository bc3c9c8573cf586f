"""Frozen copies: one way to write content down, its fingerprint, and what became of a figure since.

The same content gives the same text, letter by letter, wherever and whenever it is written: keys
sorted, nothing between the signs, figures as Python writes them, days as 2026-11-23.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from indicators.rules.figures import DANISH

# What became of a figure since it was frozen.
SAME, REVISED, VERDICT = "same", "revised", "verdict"
HIDDEN, NOT_RELEASED, SILENT = "hidden", "not_released", "silent"
APPEARED, GONE, PENDING, WITHDRAWN = "appeared", "gone", "pending", "withdrawn"

VALUE = "value"
_HIDDEN = ("suppressed", "suppressed_by_source")
_NOT_RELEASED = "not_released"


class NotWritable(ValueError):
    """Content that has no one canonical form: a figure that is none, a key that is no word."""


def canonical(content: Mapping[str, object]) -> str:
    """The content as canonical JSON. Raises `NotWritable`."""
    try:
        text = json.dumps(
            _plain(content), sort_keys=True, separators=(",", ":"), ensure_ascii=False,
            allow_nan=False,
        )  # fmt: skip
        text.encode()
    except ValueError as error:  # NaN, infinity, or half a sign
        raise NotWritable(str(error)) from error
    return text


def _plain(value: object) -> object:
    """The value in the six kinds JSON knows."""
    if value is None or isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, str):
        return str(value)  # a subclass may write itself otherwise
    if isinstance(value, dt.datetime):
        if value.tzinfo is None:
            raise NotWritable(f"a moment without its time zone: {value}")
        return value.astimezone(dt.UTC).isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Mapping):
        if not all(isinstance(key, str) for key in value):
            raise NotWritable("a key is not a word")
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    raise NotWritable(f"cannot be written: {type(value).__name__}")


def fingerprint(content: str | bytes) -> str:
    """SHA-256 of bytes, or of a text in UTF-8."""
    return hashlib.sha256(content.encode() if isinstance(content, str) else content).hexdigest()


@dataclass(frozen=True)
class Integrity:
    """Whether what is stored still has the fingerprints it was stored with."""

    json_fits: bool
    pdf_fits: bool

    @property
    def is_intact(self) -> bool:
        """Both fit."""
        return self.json_fits and self.pdf_fits


def integrity(*, text: str, sha256: str, pdf: bytes, pdf_sha256: str) -> Integrity:
    """Hold stored content against its fingerprints."""
    return Integrity(fingerprint(text) == sha256, fingerprint(pdf) == pdf_sha256)


@dataclass(frozen=True)
class Shown:
    """A statement as a page shows it, or the state that stands in its place."""

    state: str
    estimate: float | None = None
    lower: float | None = None
    upper: float | None = None
    n: float | None = None
    verdict: str = ""
    certainty: str = ""


def since(before: Shown, now: Shown | None, *, decimals: int, is_pending: bool = False) -> str:
    """What became of a frozen figure: one of the codes above.

    Figures are held against each other as they are written, with `decimals`: a new version of a
    library that moves the twelfth one has revised nothing. A figure that is gone while its
    indicator waits to be computed anew is pending, not gone.
    """
    if now is None:
        return PENDING if is_pending else GONE
    if now.state != VALUE:
        if now.state in _HIDDEN:
            return SAME if before.state in _HIDDEN else HIDDEN
        if now.state == before.state:
            return SAME
        return NOT_RELEASED if now.state == _NOT_RELEASED else SILENT
    if before.state != VALUE:
        return APPEARED
    if (before.verdict, before.certainty) != (now.verdict, now.certainty):
        return VERDICT
    return REVISED if written(before, decimals) != written(now, decimals) else SAME


def written(shown: Shown, decimals: int) -> tuple[str, str, str, str]:
    """Estimate, limits and n as they are written; empty where there is none."""
    return (
        _written(shown.estimate, decimals),
        _written(shown.lower, decimals),
        _written(shown.upper, decimals),
        _written(shown.n, 0),
    )


def _written(value: float | None, decimals: int) -> str:
    return "" if value is None else DANISH.plain(value, decimals)
