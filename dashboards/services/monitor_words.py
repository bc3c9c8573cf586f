"""The law's criteria in words: thresholds, answers, distances, and what would tip an answer."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indicators.rules import statutory
from indicators.rules.statutory import Answer, Criterion, Outcome
from indicators.services import wording
from indicators.services.lists_in_words import listed

_TURN = {statutory.OVER: 1, statutory.AT_LEAST: 1, statutory.UNDER: -1}


def criterion_name(key: str) -> str:
    """A criterion where no indicator lends it a name."""
    return {
        "outside_work": _("Uden tilknytning til arbejdsmarked eller uddannelse"),
        "convicted": _("Dømte"),
        "basic_school": _("Kun grundskole, 30-59 år"),
        "income": _("Bruttoindkomst"),
        "origin": _("Oprindelse"),
        "residents": _("Beboere i alt"),
    }.get(key, key)


def measure(against: str) -> str:
    """The unit of the law's own measure."""
    return {
        statutory.PERCENT: _("pct."),
        statutory.TIMES_COUNTRY: _("gange landets andel"),
        statutory.PERCENT_OF_REGION: _("pct. af regionens"),
    }[against]


def in_measure(value: float, against: str, decimals: int = 1) -> str:
    """A value with the law's unit, such as "2,4 gange landets andel"."""
    places = 2 if against == statutory.TIMES_COUNTRY else decimals
    number = wording.number_style().plain(value, places)
    return f"{number} {measure(against)}"


def threshold_words(criterion: Criterion) -> str:
    """Such as "over 40 pct."."""
    style = wording.number_style()
    places = 0 if float(criterion.threshold).is_integer() else 1
    value = f"{style.plain(criterion.threshold, places)} {measure(criterion.against)}"
    words = {
        statutory.OVER: _("over %(value)s"),
        statutory.AT_LEAST: _("mindst %(value)s"),
        statutory.UNDER: _("under %(value)s"),
    }
    return words[criterion.side] % {"value": value}


def outcome_words(outcome: Outcome) -> str:
    """Met or not, with the distance to the threshold."""
    if outcome.is_met is None:
        return _("kan ikke afgøres")
    word = _("opfyldt") if outcome.is_met else _("ikke opfyldt")
    if outcome.distance is None:
        return word
    return f"{word} ({distance_words(outcome)})"


def distance_words(outcome: Outcome) -> str:
    """How far the figure lies from the threshold, and on which side."""
    against, distance = outcome.criterion.against, outcome.distance or 0.0
    style = wording.number_style()
    number = style.size(distance, 2 if against == statutory.TIMES_COUNTRY else 1)
    if not any(digit in "123456789" for digit in number):
        return _("lige på grænsen")
    unit = _("gange") if against == statutory.TIMES_COUNTRY else _("procentpoint")
    is_above = distance * _TURN[outcome.criterion.side] > 0
    words = (
        _("%(size)s %(unit)s over grænsen") if is_above else _("%(size)s %(unit)s under grænsen")
    )
    return words % {"size": number, "unit": unit}


def answer_words(answer: Answer) -> str:
    """The answer about one category."""
    return {
        statutory.MET: _("betingelserne er opfyldt"),
        statutory.NOT_MET: _("betingelserne er ikke opfyldt"),
        statutory.CANNOT_TELL: _("kan ikke afgøres"),
        statutory.NEEDS_ORIGIN: _("kræver oprindelsestal"),
    }[answer.verdict]


def reason_words(answer: Answer, least: int) -> str:
    """Why the answer is as it is, where that needs saying."""
    return {
        statutory.FEW_RESIDENTS: _("området har under %(least)s beboere")
        % {"least": wording.number_style().plain(least)},
        statutory.NO_RESIDENTS: _("tallet for beboere mangler"),
        statutory.CRITERION_MISSING: _("et kriterium mangler"),
        statutory.ORIGIN_MISSING: _("den officielle liste er ikke indtastet"),
        statutory.YEARS_MISSING: _("et af årene mangler"),
        statutory.NO_RULE: _("kategorien fandtes ikke"),
    }.get(answer.reason, "")


def counted(answer: Answer) -> str:
    """How many criteria are met, of how many, and how many the law asks for."""
    total = len(answer.outcomes)
    return ngettext(
        "%(met)s af %(total)s kriterium er opfyldt; loven kræver %(needed)s.",
        "%(met)s af %(total)s kriterier er opfyldt; loven kræver %(needed)s.",
        total,
    ) % {"met": answer.met, "total": total, "needed": answer.needed}


def in_a_row(years: int) -> str:
    """What a category of several years asks for."""
    return _("Kræver, at området var parallelsamfund på hver af de seneste %(n)s lister.") % {
        "n": years
    }


def tipping_words(answer: Answer, names: dict[str, str]) -> str:
    """Which criteria would tip the number, and how far each of them is from it."""
    found = statutory.tipping(answer.outcomes, answer.needed)
    if not found:
        return ""
    told = listed(
        [
            _("%(name)s (%(distance)s)")
            % {"name": names[each.criterion.key], "distance": distance_words(each)}
            for each in found
        ]
    )
    if answer.met < answer.needed:
        return _("Antallet nås, hvis grænsen passeres for %(listed)s.") % {"listed": told}
    return _("Antallet nås ikke længere, hvis grænsen passeres for %(listed)s.") % {"listed": told}
