"""Sådan regner vi: the methods in plain words, with worked examples in the reader's numbers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class MethodPage:
    """What the page shows."""

    sections: list[str]


def method_page() -> MethodPage:
    """The page."""
    return MethodPage(sections=[])
