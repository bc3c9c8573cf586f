"""Sådan regner vi: the methods in plain words, and what can be seen at all with so few people."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from indicators.rules import detectable
from indicators.services.methods import texts_figures as method_texts_figures
from indicators.services.methods import texts_series as method_texts_series
from indicators.services.methods.sections import Section, write

BASES = (50, 100, 200, 300, 500, 700, 1000, 2000, 5000)
SHARES = (5, 10, 25, 50)


@dataclass(frozen=True)
class MethodPage:
    """What the page shows: the sections, and a table of smallest detectable changes."""

    sections: list[Section]
    columns: list[str]
    rows: list[tuple[str, list[str]]]


def method_page() -> MethodPage:
    """The page; it reads nothing, since the methods are the same for every installation."""
    return MethodPage(
        sections=method_texts_figures.sections() + method_texts_series.sections(),
        columns=[_("omkring %(share)s pct.") % {"share": share} for share in SHARES],
        rows=[(write(base, 0), [_seen(share, base) for share in SHARES]) for base in BASES],
    )


def _seen(share: float, base: int) -> str:
    """The smallest change found four times out of five, in percentage points, whichever way it goes."""
    found = detectable.smallest(share, base)
    if found.either is None:
        return write(found.rise, 1) + " ↑" if found.rise is not None else "–"
    return write(found.either, 1)
