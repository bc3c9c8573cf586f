"""The passport of figures in a document: source, period, n and publication in one line of words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from indicators.services import figure_move_words
from indicators.services.cards import passport_of
from indicators.services.explanations.addresses import explanation_address
from indicators.services.figure_move_words import published_words
from indicators.services.figure_moves import Move
from indicators.services.gap_wording import comparator_name
from indicators.services.periods_in_words import slot_in_words
from indicators.services.readings import Entry, Figures, Reading
from indicators.services.wording import number_style
from reports.services.material import Passport

Place = tuple[str, str]  # an area's name and slug


def of_area(entry: Entry, figures: Figures, place: Place) -> Passport:
    """Of what is said about one indicator in one area, and against what it was held."""
    level = figures.level
    assert level is not None  # noqa: S101 - only what has a figure has a passport
    name, slug = place
    told = figures.gap_change or figures.gap or level
    parts = [f"{entry.name}, {name}: {in_words(passport_of(entry, level))}"]
    gap = figures.gap if figures.gap is not None and figures.gap.has_value else None
    if gap is not None and figures.year is not None and gap.slot == figures.year.slot:
        parts.append(_whole_year(entry, figures.year))
    if gap is not None:
        parts.append(_against(gap, figures.comparator_basis))
    used = (level, gap, figures.gap_change, figures.year, figures.comparator_basis)
    return Passport(
        text="; ".join(parts),
        url=explanation_address(told, entry=entry, area=slug),
        readings=tuple(each for each in used if each is not None and each.has_value),
    )


def of_moves(entry: Entry, moves: Sequence[Move], url: str) -> Passport:
    """Of one period's figures in several areas and those before them: one line, each with its n."""
    words = figure_move_words.passport_words(entry, moves)
    readings = tuple(reading for each in moves for reading in each.readings)
    return Passport(f"{entry.name}: {words}", url, readings)


def _whole_year(entry: Entry, year: Reading) -> str:
    """A distance of figures of shorter periods is told of whole years."""
    words = _("afstanden for hele %(year)s") % {"year": slot_in_words(year.slot)}
    n = passport_of(entry, year)["n"]
    return f"{words}, n = {n}" if n is not None else words


def in_words(found: Mapping[str, Any]) -> str:
    """A page's passport (`cards.passport_of`) in one line."""
    parts = [found["source"], found.get("period", ""), published_words(found.get("published_on"))]
    if found.get("n") is not None:
        parts.append(f"n = {found['n']}" + (f" {found['n_label']}" if found["n_label"] else ""))
    elif not found.get("n_not_needed"):
        parts.append(found["n_missing"])
    words = ", ".join(part for part in parts if part)
    if not found.get("comparator"):
        return words
    against = _("sammenlignet med %(comparator)s") % {"comparator": found["comparator"]}
    return f"{words}; {against}"


def _against(gap: Reading, comparator: Reading | None) -> str:
    words = _("sammenlignet med %(comparator)s") % {
        "comparator": comparator_name(gap.comparator, gap.other)
    }
    n = comparator.n if comparator is not None and comparator.has_value else None
    return f"{words} (n = {number_style().plain(n, 0)})" if n is not None else words
