"""The passport of figures in a document: source, period, n and publication in one line of words."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from indicators.services.cards import base_label, passport_of
from indicators.services.explanations.addresses import explanation_address
from indicators.services.gap_wording import comparator_name
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
    parts = [f"{entry.name}, {name}: {_of_reading(entry, level)}"]
    if figures.gap is not None and figures.gap.has_value:
        parts.append(_against(figures.gap, figures.comparator))
    used = (level, figures.gap, figures.gap_change, figures.comparator)
    return Passport(
        text="; ".join(parts),
        url=explanation_address(told, entry=entry, area=slug),
        readings=tuple(each for each in used if each is not None and each.has_value),
    )


def of_levels(entry: Entry, levels: Sequence[tuple[str, Reading]], url: str) -> Passport:
    """Of one period's figures in several areas: one line, with the n of each."""
    first = levels[0][1]
    found = passport_of(entry, first)
    parts = [found["source"], found["period"], _published(first)]
    based = [(name, each.n) for name, each in levels if each.n is not None]
    style, label = number_style(), base_label(entry)
    if based:
        numbers = ", ".join(f"{style.plain(n, 0)} ({name})" for name, n in based)
        parts.append(f"n = {numbers}" + (f" {label}" if label else ""))
    elif not found["n_not_needed"]:
        parts.append(found["n_missing"])
    words = ", ".join(part for part in parts if part)
    return Passport(f"{entry.name}: {words}", url, tuple(each for _name, each in levels))


def _of_reading(entry: Entry, reading: Reading) -> str:
    found = passport_of(entry, reading)
    parts = [found["source"], found["period"], _published(reading)]
    if found["n"] is not None:
        label = f" {found['n_label']}" if found["n_label"] else ""
        parts.append(f"n = {found['n']}{label}")
    elif not found["n_not_needed"]:
        parts.append(found["n_missing"])
    return ", ".join(part for part in parts if part)


def _published(reading: Reading) -> str:
    if reading.published_on is None:
        return ""
    return _("offentliggjort %(day)s") % {
        "day": date_format(reading.published_on, "SHORT_DATE_FORMAT")
    }


def _against(gap: Reading, comparator: Reading | None) -> str:
    words = _("sammenlignet med %(comparator)s") % {
        "comparator": comparator_name(gap.comparator, gap.other)
    }
    n = comparator.n if comparator is not None and comparator.has_value else None
    return f"{words} (n = {number_style().plain(n, 0)})" if n is not None else words
