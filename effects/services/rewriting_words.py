"""When an expectation was said, and how it was rewritten after the start, in words for every page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from areas.models import Area
from effects.models import EffectVersion
from effects.rules import expected_effects as rules
from effects.services.detectability_words import size_in_words
from effects.services.expectations import Expected
from indicators.services.periods_in_words import day_in_words


def when_described(expected: Expected, unit: str = "") -> str:
    """Whether it was said beforehand, and how it was rewritten: the words of its badge."""
    return "; ".join([_described(expected, unit), *added_in_words(expected)])


def added_in_words(expected: Expected) -> list[str]:
    """What came to it after the start: each area with its day, and the target group."""
    told = [
        _("%(area)s tilføjet efter start (%(day)s)")
        % {"area": area.label, "day": _day(expected.added[area.pk])}
        for area in expected.areas
        if area.pk in expected.added
    ]
    if expected.regrouped_on is not None:
        day = _day(expected.regrouped_on)
        told.append(_("målgruppen skrevet om efter start (%(day)s)") % {"day": day})
    return told


def area_added_in_words(expected: Expected, area: Area) -> str:
    """That one area was added after the start, on its day; nothing of one that stood at the start."""
    day = expected.added.get(area.pk)
    return _("tilføjet efter start (%(day)s)") % {"day": _day(day)} if day else ""


def _described(expected: Expected, unit: str) -> str:
    values = {"day": _day(expected.first.written_on)}
    if not expected.rewritten:
        return (
            _("beskrevet efter start (%(day)s)")
            if expected.is_late
            else _("beskrevet før start (%(day)s)")
        ) % values
    values |= {"later": _day(rewritten_on(expected)), "changes": changes_of(expected, unit)}
    return (
        _("først beskrevet efter start (%(day)s); ændret %(later)s: %(changes)s")
        if expected.is_late
        else _("først beskrevet før start (%(day)s); ændret efter start (%(later)s): %(changes)s")
    ) % values


def rewritten_on(expected: Expected) -> dt.date:
    """The last day on which what is foretold was written anew."""
    days = [
        now.written_on
        for before, now in pairwise(expected.versions)
        if rules.changed(foretold(before), foretold(now))
    ]
    return days[-1] if days else expected.version.written_on


def changes_of(expected: Expected, unit: str) -> str:
    """What the newest version says otherwise than the one that stood at the start."""
    return changes_in_words(foretold(expected.original), foretold(expected.version), unit)


def changes_in_words(before: Mapping[str, Any], now: Mapping[str, Any], unit: str) -> str:
    """Only what differs: "5 → 8 procentpoint, senest 1.10.2024 → 1.10.2027"."""
    ways = dict(EffectVersion.Direction.choices)
    measures = dict(EffectVersion.Measure.choices)
    write: dict[str, Callable[[Any], str]] = {
        "measure": lambda value: str(measures[value]),
        "direction": lambda value: str(ways[value]),
        "size": lambda value: size_in_words(value, ""),
        "earliest_on": day_in_words,
        "latest_on": day_in_words,
    }
    words = {"earliest_on": _("tidligst %(change)s"), "latest_on": _("senest %(change)s")}
    told = []
    for name in rules.changed(before, now):
        change = f"{write[name](before[name])} → {write[name](now[name])}"
        if name == "size":
            change = f"{change} {unit}".strip()
        told.append(words.get(name, "%(change)s") % {"change": change})
    return ", ".join(told)


def foretold(version: EffectVersion) -> dict[str, Any]:
    """What a version foretells, by name."""
    return {name: getattr(version, name) for name in rules.FORETOLD}


def _day(day: dt.date) -> str:
    return date_format(day, _("j. F Y"))
