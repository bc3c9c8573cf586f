"""Sentences about the distance to the comparator: how it has moved."""

from __future__ import annotations

from django.utils.translation import gettext as _

from indicators.rules import verdicts
from indicators.rules.verdicts import Verdict as RuleVerdict
from indicators.services.comparators import name_of
from indicators.services.results import Reading


def comparator_name(code: str, other: str = "") -> str:
    """The comparator as it is named beside a figure; `other` names its place."""
    return name_of(code, other)


def gap_sentence(
    verdict: str, *, is_clear: bool, standing: str = "", has_better_side: bool = True
) -> str:
    """How the distance has changed; placeholders since, before, change, interval, unit, period.

    `standing` is the newest gap's own verdict: a lead that has not moved is no distance. Where no
    side is the better one, a crossing says over and under.
    """
    sentences = {
        verdicts.NARROWED: (
            _("Der er tegn på, at afstanden er blevet mindre siden %(since)s (fra %(before)s)."),
            _(
                "Der er klare tegn på, at afstanden er blevet mindre siden %(since)s (fra %(before)s)."
            ),
        ),
        verdicts.WIDENED: (
            _("Der er tegn på, at afstanden er blevet større siden %(since)s (fra %(before)s)."),
            _(
                "Der er klare tegn på, at afstanden er blevet større siden %(since)s (fra %(before)s)."
            ),
        ),
        verdicts.LEAD_GROWN: (
            _("Der er tegn på, at forspringet er blevet større siden %(since)s (fra %(before)s)."),
            _(
                "Der er klare tegn på, at forspringet er blevet større siden %(since)s (fra %(before)s)."
            ),
        ),
        verdicts.LEAD_SHRUNK: (
            _("Der er tegn på, at forspringet er blevet mindre siden %(since)s (fra %(before)s)."),
            _(
                "Der er klare tegn på, at forspringet er blevet mindre siden %(since)s (fra %(before)s)."
            ),
        ),
        verdicts.CROSSED: (
            _("Der er tegn på et skifte: området lå bag i %(since)s, men foran i %(period)s."),
            _(
                "Der er klare tegn på et skifte: området lå bag i %(since)s, men foran i %(period)s."
            ),
        ),
        verdicts.CROSSED_BACK: (
            _("Der er tegn på et skifte: området lå foran i %(since)s, men bag i %(period)s."),
            _(
                "Der er klare tegn på et skifte: området lå foran i %(since)s, men bag i %(period)s."
            ),
        ),
    }
    sentences[verdicts.NEARER] = sentences[verdicts.NARROWED]
    sentences[verdicts.FARTHER] = sentences[verdicts.WIDENED]
    if verdict == verdicts.CROSSED and not has_better_side:
        return (
            _("Der er klare tegn på, at afstanden har skiftet side siden %(since)s.")
            if is_clear
            else _("Der er tegn på, at afstanden har skiftet side siden %(since)s.")
        )
    unsure = _unsure_side(verdict, standing)
    if unsure:
        return unsure[is_clear]
    if verdict in sentences:
        return sentences[verdict][is_clear]
    if standing == verdicts.LEAD:
        return {
            verdicts.UNCHANGED: _("Forspringet er stort set uændret siden %(since)s."),
            verdicts.CANNOT_TELL: _(
                "Det kan endnu ikke afgøres, om forspringet har ændret sig siden %(since)s "
                "(ændring %(change)s; usikkerhed %(interval)s %(unit)s)."
            ),
        }.get(verdict, "")
    return {
        verdicts.UNCHANGED: _("Afstanden er stort set uændret siden %(since)s."),
        verdicts.CANNOT_TELL: _(
            "Det kan endnu ikke afgøres, om afstanden er blevet mindre eller større siden %(since)s "
            "(ændring %(change)s; usikkerhed %(interval)s %(unit)s)."
        ),
    }.get(verdict, "")


def _unsure_side(verdict: str, standing: str) -> tuple[str, str] | None:
    """A crossing whose new side is not sure: that it has moved, and no more."""
    if verdict == verdicts.CROSSED and standing != verdicts.LEAD:
        return (
            _(
                "Der er tegn på et skifte til det bedre siden %(since)s, men det er ikke sikkert, "
                "at området nu er foran."
            ),
            _(
                "Der er klare tegn på et skifte til det bedre siden %(since)s, men det er ikke "
                "sikkert, at området nu er foran."
            ),
        )
    if verdict == verdicts.CROSSED_BACK and standing != verdicts.LAG:
        return (
            _(
                "Der er tegn på et skifte til det værre siden %(since)s, men det er ikke "
                "sikkert, at området nu er bagud."
            ),
            _(
                "Der er klare tegn på et skifte til det værre siden %(since)s, men det er "
                "ikke sikkert, at området nu er bagud."
            ),
        )
    return None


def verdict_of(reading: Reading | None) -> RuleVerdict:
    """A stored verdict as the rules know it; what is not there cannot be told."""
    if reading is None or not reading.has_value or not reading.verdict:
        return RuleVerdict(verdicts.CANNOT_TELL)
    return RuleVerdict(reading.verdict, reading.certainty)
