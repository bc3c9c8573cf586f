"""A marked effort's graded answer in words: bidrag, never effekt."""

from __future__ import annotations

from django.utils.translation import gettext as _

from indicators.rules import contribution as rule
from indicators.rules.verdicts import NOTHING_TO_COMPARE, TOO_FEW
from indicators.services import wording
from indicators.services.effort_words import under_way_in_words
from indicators.services.results import Entry, Reading


def change_words(entry: Entry, reading: Reading) -> str:
    """The change of the gap with its interval: "+4,2 procentpoint (usikkerhed 1,0 til 7,4)"."""
    style, decimals = wording.number_style(), entry.decimals
    values = {
        "change": style.signed(reading.estimate or 0.0, decimals),
        "unit": wording.gap_unit(entry),
    }
    if reading.lower is None or reading.upper is None:
        return _("%(change)s %(unit)s") % values
    values["interval"] = style.interval(reading.lower, reading.upper, decimals)
    return _("%(change)s %(unit)s; usikkerhed %(interval)s") % values


def sentence(entry: Entry, reading: Reading, area: str) -> str:
    """The whole answer, grade by grade."""
    values = {"area": area, "change": change_words(entry, reading) if reading.has_value else ""}
    if reading.reason == TOO_FEW:
        return (
            _(
                "Det kan ikke afgøres, om %(area)s har udviklet sig anderledes: der skal være tal "
                "for mindst tre år før indsatsen og to år efter."
            )
            % values
        )
    if reading.reason == NOTHING_TO_COMPARE or not reading.has_value:
        return _("Der er ingen områder at sammenligne %(area)s med.") % values
    if reading.reason == rule.PRE_TREND:
        return under_way_in_words(entry, reading.details or {}) or (
            _(
                "Det kan ikke afgøres, om indsatsen har bidraget: %(area)s var allerede før "
                "indsatsen på vej væk fra de andre områder eller hen mod dem."
            )
            % values
        )
    if reading.verdict == rule.DESCRIBED:
        return (
            _(
                "Efter indsatsen er afstanden fra %(area)s til de andre områder i gennemsnit "
                "ændret (%(change)s). Det er en beskrivelse: det kan ikke siges, om indsatsen har "
                "bidraget."
            )
            % values
        )
    return _signs(reading.verdict) % values


def _signs(verdict: str) -> str:
    return {
        rule.BETTER: _(
            "Der er tegn på, at %(area)s har udviklet sig bedre end de andre områder efter "
            "indsatsen (%(change)s). Det passer med, at indsatsen har bidraget, men det beviser "
            "det ikke."
        ),
        rule.WORSE: _(
            "Der er tegn på, at %(area)s har udviklet sig dårligere end de andre områder efter "
            "indsatsen (%(change)s). Hvad det skyldes, kan tallene ikke sige."
        ),
        rule.ROSE: _(
            "Der er tegn på, at tallet for %(area)s er steget i forhold til de andre områder efter "
            "indsatsen (%(change)s). Hvad det skyldes, kan tallene ikke sige."
        ),
        rule.FELL: _(
            "Der er tegn på, at tallet for %(area)s er faldet i forhold til de andre områder efter "
            "indsatsen (%(change)s). Hvad det skyldes, kan tallene ikke sige."
        ),
    }[verdict]


def grade_words(reading: Reading) -> str:
    """The grade in few words, for lists."""
    if not reading.has_value or reading.reason == rule.PRE_TREND:
        return _("kan ikke afgøres")
    if reading.verdict == rule.DESCRIBED:
        return _("beskrevet; bidraget kan ikke afgøres")
    return _("tegn på en anden udvikling")
