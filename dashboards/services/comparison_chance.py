"""How many of so many looks can be expected to show a change where there is none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indicators.rules import verdicts
from indicators.services import wording
from indicators.services.results import Entry, Figures

# Shares of looks that show a change by chance alone: outside limits at 95 % and at 99.8 %.
SIGNS, CLEAR_SIGNS = 0.05, 0.002
SILENT = (verdicts.UNCHANGED, verdicts.CANNOT_TELL, "")


@dataclass(frozen=True)
class Looks:
    """The verdicts on change that a reader is shown, and how many of them say something."""

    looks: int = 0
    signs: int = 0
    clear: int = 0


def count_looks(shown: Iterable[tuple[Entry, Figures]]) -> Looks:
    """Count what was looked at: every figure whose change was held against its uncertainty."""
    looks = signs = clear = 0
    for entry, figures in shown:
        moved = figures.moved
        if entry.is_context or moved is None or not moved.has_value or moved.lower is None:
            continue
        looks += 1
        says_something = moved.verdict not in SILENT
        signs += says_something
        clear += says_something and moved.certainty == verdicts.CLEAR_SIGNS
    return Looks(looks, signs, clear)


def chance_in_words(found: Looks) -> str:
    """How many of the looks chance may account for, at both levels, beside how many there are."""
    if not found.looks:
        return ""
    parts = [_expected(found.looks), _clear(found)]
    return " ".join(part for part in parts if part)


def _expected(looks: int) -> str:
    expected = round(looks * SIGNS)
    values = {"looks": wording.number_style().plain(looks), "expected": expected}
    if not expected:
        return (
            _("Af %(looks)s sammenligninger kan højst en enkelt ventes at være tilfældig (95 %%).")
            % values
        )
    return (
        ngettext(
            "Af %(looks)s sammenligninger kan omkring %(expected)s være tilfældig (95 %%).",
            "Af %(looks)s sammenligninger kan omkring %(expected)s være tilfældige (95 %%).",
            expected,
        )
        % values
    )


def _clear(found: Looks) -> str:
    """The same at the stricter level, and what is seen."""
    if not found.signs:
        return ""
    style = wording.number_style()
    expected = round(found.looks * CLEAR_SIGNS)
    values = {
        "signs": style.plain(found.signs),
        "clear": style.plain(found.clear),
        "expected": style.plain(max(expected, 1)),
    }
    if expected > 1:
        return (
            _(
                "%(signs)s viser tegn på en ændring, %(clear)s af dem klare tegn; "
                "af de klare kan omkring %(expected)s være tilfældige."
            )
            % values
        )
    return (
        _(
            "%(signs)s viser tegn på en ændring, %(clear)s af dem klare tegn; "
            "af de klare kan højst en enkelt ventes at være tilfældig."
        )
        % values
    )
