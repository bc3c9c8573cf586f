"""What can be seen and what cannot, in plain words: beside the form and on the effect's own page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from effects.rules import detectability as rules
from effects.rules.detectability_judgement import Judgement
from effects.services import detectability as service
from effects.services.detectability import Assessment, Other, Place
from effects.services.detectability_way_words import often, size_of, ways
from indicators.models import Definition
from indicators.rules.detectable import HARDLY, POWER
from indicators.services import cards, wording
from indicators.services.lists_in_words import listed
from indicators.services.names import in_english
from indicators.services.periods_in_words import slot_in_words

_UNKNOWN = "–"


@dataclass(frozen=True)
class Seen:
    """What templates/effects/expected_effect/_seen.html shows. `tone` as in components/notice.html."""

    verdict: str
    tone: str
    table: dict[str, Any] | None
    reasons: list[str]
    ways: list[str]
    others: list[tuple[str, str, str]]  # name, address, what can be seen there
    source: str
    is_past: bool = False  # figures since the start are in the grounds


def told(assessment: Assessment) -> Seen:
    """An assessment in words."""
    known = [place for place in assessment.places if place.figure is not None]
    judged = assessment.judgement
    verdict, tone = _verdict(assessment, known)
    shows_ways = judged is not None and not judged.suffices
    return Seen(
        verdict=verdict,
        tone=tone,
        table=_table(assessment) if known else None,
        reasons=[_why(assessment, place) for place in assessment.places if place.figure is None],
        ways=ways(assessment) if shows_ways else [],
        others=[_other(assessment, other) for other in assessment.others] if shows_ways else [],
        source=assessment.entry.source,
        is_past=assessment.is_past,
    )


def size_in_words(size: float, unit: str) -> str:
    """A size as somebody wrote it: "2,5 procentpoint"."""
    text = f"{size:.6f}".rstrip("0").rstrip(".")
    return f"{text if in_english() else text.replace('.', ',')} {unit}".strip()


def _change(assessment: Assessment) -> str:
    """The change that is expected: "en stigning på 5 procentpoint"."""
    asked = assessment.question
    unit = wording.gap_unit(assessment.entry)
    words = {
        (False, True): _("en stigning på %(size)s"),
        (False, False): _("et fald på %(size)s"),
        (True, True): _("en forøgelse af afstanden på %(size)s"),
        (True, False): _("en indsnævring af afstanden på %(size)s"),
    }[asked.measure == service.GAP, asked.direction == rules.RISE]
    return words % {"size": size_in_words(asked.size or 0.0, unit)}


def _verdict(assessment: Assessment, known: list[Place]) -> tuple[str, str]:
    judged, year = assessment.judgement, assessment.ends_on.year
    if not known:
        return _("Det kan ikke siges, om ændringen kan ses."), "warn"
    if assessment.comes_too_late:
        return _(
            "Der kommer ingen måling, fra ændringen tidligst kan ses, til udgangen af %(year)s: "
            "den kan næppe afgøres inden %(year)s."
        ) % {"year": year}, "warn"
    if judged is None:
        return _("Skriv, hvor meget tallet skal flytte sig: så står det her, om det kan ses."), ""
    if assessment.is_past:
        return _beforehand(assessment, judged, known), ""
    values = {"change": _change(assessment), "year": year, "odds": _odds(assessment, known)}
    if judged.suffices:
        return _("Ja: med så mange bag tallet kan %(change)s opdages.") % values, ""
    if judged.hardly_ever:
        return _("Ændringen kan næppe afgøres inden %(year)s: %(odds)s.") % values, "warn"
    if any(judged.is_seen):
        return _in_some(assessment, known), "warn"
    if max(judged.powers) >= HARDLY:
        return _("Det er ikke sikkert, at det kan ses: %(odds)s.") % values, "warn"
    return _("Næppe fra den ene måling til den anden: %(odds)s.") % values, "warn"


def _beforehand(assessment: Assessment, judged: Judgement, known: list[Place]) -> str:
    """The same when figures since the start are there: what could be known before them."""
    values = {"change": _change(assessment), "odds": _odds(assessment, known)}
    if judged.suffices:
        return _("På forhånd var der nok bag tallet til, at %(change)s kunne opdages.") % values
    if any(judged.is_seen):
        values["seen"] = _areas(known, seen=True)
        return (
            _("På forhånd var der kun nok bag tallet til, at %(change)s kunne opdages i %(seen)s.")
            % values
        )
    if max(judged.powers) >= HARDLY:
        return _("På forhånd var det ikke sikkert, at det kunne ses: %(odds)s.") % values
    return (
        _("På forhånd kunne man næppe regne med at se det fra én måling til en anden: %(odds)s.")
        % values
    )


def _in_some(assessment: Assessment, known: list[Place]) -> str:
    """It can be seen in some areas; in the others hardly, or not for sure."""
    values = {
        "change": capfirst(_change(assessment)), "seen": _areas(known, seen=True),
        "areas": _areas(known, seen=False),
    }  # fmt: skip
    if max(place.power or 0.0 for place in known if not place.is_seen) >= HARDLY:
        return _(
            "%(change)s kan opdages i %(seen)s. Det er ikke sikkert i %(areas)s: dér er der færre "
            "bag tallet."
        ) % values  # fmt: skip
    return _(
        "%(change)s kan opdages i %(seen)s, men næppe i %(areas)s: dér er der for få bag tallet."
    ) % values  # fmt: skip


def _odds(assessment: Assessment, known: list[Place]) -> str:
    """How often the change would be found where that is likeliest, and what we ask for."""
    best = max(known, key=lambda place: place.power or 0.0)
    values = {
        "change": _change(assessment), "often": often(best.power or 0.0),
        "asked": round(10 * POWER), "area": best.area.label,
    }  # fmt: skip
    words = _("%(change)s opdages i %(often)s tilfælde, og vi regner med %(asked)s af 10")
    if len(known) > 1:
        words = _(
            "%(change)s opdages i %(often)s tilfælde i %(area)s, hvor det er lettest, og vi regner "
            "med %(asked)s af 10"
        )
    if best.smallest is None:
        return words % values
    size = {"size": size_of(assessment, best.smallest)}
    return f"{words % values} ({_('fra %(size)s') % size})"


def _areas(places: list[Place], *, seen: bool) -> str:
    return listed([place.area.label for place in places if place.is_seen is seen])


def _table(assessment: Assessment) -> dict[str, Any]:
    """The smallest change by area, with the figure, its period and its n beside it."""
    is_survey = assessment.entry.data_kind == Definition.DataKind.SURVEY
    labels = [
        (_("Område"), False),
        (_("Seneste tal før start") if assessment.is_past else _("Seneste tal"), True),
        (_("Antal svar") if is_survey else _("Antal bag tallet"), True),
        (_("Mindste ændring, der kan ses"), True),
    ]
    if _compares_odds(assessment):
        labels.append((_("Så ofte opdages den ventede ændring"), True))
    return {
        "caption": _("Den mindste ændring, der kan ses fra en måling til en anden"),
        "columns": [{"label": label, "is_number": number} for label, number in labels],
        "rows": [_row(assessment, place) for place in assessment.places],
    }


def _row(assessment: Assessment, place: Place) -> list[str]:
    entry, style, reading = assessment.entry, wording.number_style(), place.reading
    odds = [_row_odds(place)] if _compares_odds(assessment) else []
    if reading is None or not reading.has_value or reading.estimate is None:
        return [place.area.label, _UNKNOWN, _UNKNOWN, _("kan ikke siges"), *odds]
    base = reading.n or reading.denominator
    value = f"{style.plain(reading.estimate, entry.decimals)} {entry.unit}"
    if place.figure is None:
        least = _("kan ikke siges")
    elif place.smallest is None:
        least = _("ingen")
    else:
        least = size_of(assessment, place.smallest)
    return [
        place.area.label,
        _("%(value)s i %(period)s") % {"value": value, "period": slot_in_words(reading.slot)},
        style.plain(base) if base else _UNKNOWN,
        least,
        *odds,
    ]


def _compares_odds(assessment: Assessment) -> bool:
    """Whether the areas differ in how often it is found; of one alone the sentence above says it."""
    return assessment.judgement is not None and len(assessment.places) > 1


def _row_odds(place: Place) -> str:
    if place.power is None:
        return _("kan ikke siges")
    at_least = _("mindst %(n)s af 10") % {"n": round(10 * POWER)}
    return at_least if place.is_seen else often(place.power)


def _why(assessment: Assessment, place: Place) -> str:
    """Why nothing can be told of an area."""
    because = {
        service.NO_FIGURE: wording.silence(place.reading),
        service.NO_BASE: _("Antal ikke oplyst."),
        service.NO_SPREAD: _("Spredningen er ikke oplyst."),
        service.NO_COMPARATOR: _("Afstanden kan ikke beregnes."),
        service.NO_LIMITS: _("Tallets usikkerhed kendes ikke."),
    }[place.reason]
    return _("%(area)s: %(because)s Det kan ikke siges, om ændringen kan ses.") % {
        "area": place.area.label, "because": because,
    }  # fmt: skip


def _other(assessment: Assessment, other: Other) -> tuple[str, str, str]:
    style, entry = wording.number_style(), other.entry
    size = style.plain(other.smallest, max(entry.decimals, 1))
    words = _("fra %(size)s %(unit)s") % {"size": size, "unit": wording.gap_unit(entry)}
    return entry.name, cards.indicator_url(entry.code), words
