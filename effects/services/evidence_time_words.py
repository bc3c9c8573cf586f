"""Whether the time has come, in words: of what was expected, and of the newest figure itself."""

from __future__ import annotations

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
        rules.PAST: _("Det skulle kunne ses senest %(latest)s; den dag er gået."),
    }.get(found.when, "") % {"latest": day_in_words(found.expected.version.latest_on)}


def _first_day_past(found: Findings) -> str:
    """That the day that was written first is over, where it was put off since."""
    first = found.original
    if first is None or first.when != rules.PAST or found.when == rules.PAST:
        return ""
    return _(
        "Efter den oprindelige forventning skulle det ses senest %(latest)s; den dag er gået."
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
    return _sentence(found) % values


def _sentence(found: Findings) -> str:
    if found.unseen == rules.TOO_SOON:
        return _(
            "Det nyeste tal er målt %(measured)s, men det ventes tidligst at kunne ses %(since)s, "
            "så tallet kan ikke vise det endnu."
        )
    if found.unseen == rules.BEFORE_ADJUSTED:
        return _(
            "Indsatsen blev justeret %(adjusted)s. Det nyeste tal er målt %(measured)s, helt eller "
            "delvist før justeringen, og kan ikke vise den endnu."
        )
    if found.seen_from == found.expected.version.earliest_on:
        return _(
            "Indsatsen blev justeret %(adjusted)s, og det ventes tidligst at kunne ses %(since)s. "
            "Det nyeste tal er målt %(measured)s og kan ikke vise justeringen endnu."
        )
    return _(
        "Indsatsen blev justeret %(adjusted)s; tager det lige så længe som efter starten, kan "
        "justeringen tidligst ses %(since)s. Det nyeste tal er målt %(measured)s og kan ikke vise "
        "den endnu."
    )


def measured_in_words(reading: Reading) -> str:
    """When a figure was measured: the day it is of, or the period it is of."""
    ended, began = days_of(reading)
    if ended == began:
        return day_in_words(ended)
    return _("i %(period)s") % {"period": slot_in_words(reading.slot)}
