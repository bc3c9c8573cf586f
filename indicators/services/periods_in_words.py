"""Periods as a reader says them."""

from __future__ import annotations

import datetime as dt

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from indicators.rules.periods import UnknownPeriod, parse_slot
from indicators.services.names import in_english


def slot_in_words(code: str) -> str:
    """Such as "2024", "1. halvår 2024", "3. kvartal 2024", "maj 2024"; else the code as it stands."""
    try:
        slot = parse_slot(code)
    except UnknownPeriod:
        return code
    year = slot.starts_on.year
    if slot.frequency == "year":
        return str(year)
    if slot.frequency == "month":
        return date_format(slot.starts_on, "F Y")
    number = int(code[-1])
    if slot.frequency == "half":
        return _("%(number)s. halvår %(year)s") % {"number": number, "year": year}
    return _("%(number)s. kvartal %(year)s") % {"number": number, "year": year}


def measured_in_words(code: str, starts_on: dt.date | None, ends_on: dt.date | None) -> str:
    """The slot, and the measuring period behind it where that is another one."""
    words = slot_in_words(code)
    if starts_on is None or ends_on is None:
        return words
    try:
        slot = parse_slot(code)
    except UnknownPeriod:
        return words
    if (starts_on, ends_on) == (slot.starts_on, slot.ends_on):
        return words
    if starts_on == ends_on:
        return _("%(period)s (målt %(day)s)") % {"period": words, "day": day_in_words(ends_on)}
    return _("%(period)s (målt %(first)s–%(last)s)") % {
        "period": words,
        "first": day_in_words(starts_on),
        "last": day_in_words(ends_on),
    }


def day_in_words(day: dt.date) -> str:
    """22.11.2026, in English 22 Nov 2026."""
    return date_format(day, "SHORT_DATE_FORMAT")


def written_out(day: dt.date) -> str:
    """1. marts 2027, in English 1 March 2027."""
    return date_format(day, "j F Y" if in_english() else "j. F Y")
