"""Whether the time has come, in words: of what was expected, and of the newest figure itself."""

from __future__ import annotations

import datetime as dt

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from effects.rules import evidence as rules
from effects.services.evidence_findings import Findings
from effects.services.evidence_series import days_of
from indicators.services.periods_in_words import day_in_words, slot_in_words
from indicators.services.results import Reading


def time_sentences(found: Findings) -> list[str]:
    """Where today lies in what was expected, and what the newest figure cannot show yet."""
    return [_today(found), _first_day_past(found), unseen_sentence(found)]


def _today(found: Findings) -> str:
    return {
        rules.BEFORE: _("Den tidligste dag er ikke kommet, så det er for tidligt at vurdere."),
        rules.WITHIN: _("Fristen for at kunne se det er den %(latest)s og er ikke nået endnu."),
        rules.PAST: _("Det skulle kunne ses senest den %(latest)s; den dag er gået."),
    }.get(found.when, "") % {"latest": day_in_words(found.expected.version.latest_on)}


def _first_day_past(found: Findings) -> str:
    """That the day that was written first is over, where it was put off since."""
    first = found.original
    if first is None or first.when != rules.PAST or found.when == rules.PAST:
        return ""
    return _(
        "Efter den oprindelige forventning skulle det ses senest den %(latest)s; den dag er gået."
    ) % {"latest": day_in_words(first.expected.version.latest_on)}


def unseen_sentence(found: Findings) -> str:
    """What the newest figure cannot show, since it was measured before or too soon; else nothing."""
    last, adjusted, since = found.last, found.others.adjusted_on, found.seen_from
    if last is None or since is None or not found.unseen:
        return ""
    if found.unseen == rules.TOO_SOON and found.when == rules.BEFORE:
        return ""  # said already: nothing can be seen today
    values = {
        "measured": measured_in_words(last),
        "adjusted": day_in_words(adjusted) if adjusted else "",
        "since": day_in_words(since),
    }
    return " ".join([_sentence(found) % values, coming_sentence(found)])


def _sentence(found: Findings) -> str:
    if found.unseen == rules.TOO_SOON:
        return _(
            "Det nyeste tal er målt %(measured)s, men det ventes tidligst at kunne ses den %(since)s, "
            "så tallet kan ikke vise det endnu."
        )
    if found.unseen == rules.BEFORE_ADJUSTED:
        return _(
            "Indsatsen blev justeret den %(adjusted)s. Det nyeste tal er målt %(measured)s, helt eller "
            "delvist før justeringen, og kan ikke vise den endnu."
        )
    if found.seen_from == found.expected.version.earliest_on:
        return _(
            "Indsatsen blev justeret den %(adjusted)s, og det ventes tidligst at kunne ses den %(since)s. "
            "Det nyeste tal er målt %(measured)s og kan ikke vise justeringen endnu."
        )
    return _(
        "Indsatsen blev justeret den %(adjusted)s; tager det lige så længe som efter starten, kan "
        "justeringen tidligst ses den %(since)s. Det nyeste tal er målt %(measured)s og kan ikke vise "
        "den endnu."
    )


def coming_sentence(found: Findings) -> str:
    """When the first figure that can show it was or is measured, and when it is expected."""
    coming = found.coming
    if coming is None:
        return _("Hvornår det første tal, der kan, kommer, vides ikke.")
    today, values = found.others.today, {"measured": _span(coming.first, coming.last), "month": ""}
    is_ahead = coming.last > today
    if coming.expected_in is None:
        return (
            _("Det første tal, der kan, måles %(measured)s; hvornår det kommer, vides ikke.")
            if is_ahead
            else _("Det første tal, der kan, er målt %(measured)s; hvornår det kommer, vides ikke.")
        ) % values
    values["month"] = date_format(coming.expected_in, "F Y")
    if coming.is_overdue(today):
        return (
            _("Det første tal, der kan, er målt %(measured)s og skulle være kommet i %(month)s.")
            % values
        )
    return (
        _("Det første tal, der kan, måles %(measured)s og ventes i %(month)s.")
        if is_ahead
        else _("Det første tal, der kan, er målt %(measured)s og ventes i %(month)s.")
    ) % values


def _span(first: dt.date, last: dt.date) -> str:
    """The day, the calendar year, or from day to day."""
    if first == last:
        return _("den %(day)s") % {"day": day_in_words(first)}
    if (first, last) == (dt.date(first.year, 1, 1), dt.date(first.year, 12, 31)):
        return _("i %(period)s") % {"period": first.year}
    return _("fra den %(first)s til den %(last)s") % {
        "first": day_in_words(first), "last": day_in_words(last)
    }  # fmt: skip


def measured_in_words(reading: Reading) -> str:
    """When a figure was measured: the day it is of, or the period it is of."""
    ended, began = days_of(reading)
    if ended == began:
        return _("den %(day)s") % {"day": day_in_words(ended)}
    return _("i %(period)s") % {"period": slot_in_words(reading.slot)}
