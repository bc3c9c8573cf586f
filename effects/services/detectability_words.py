"""What can be seen and what cannot, in plain words: beside the form and on the effect's own page."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from effects.rules import detectability as rules
from effects.services import detectability as service
from effects.services.detectability import Assessment, Other, Place
from indicators.models import Definition
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
        ways=_ways(assessment) if shows_ways else [],
        others=[_other(assessment, other) for other in assessment.others] if shows_ways else [],
        source=assessment.entry.source,
    )


def size_in_words(size: float, unit: str) -> str:
    """A size as somebody wrote it: "2,5 procentpoint"."""
    text = f"{size:.6f}".rstrip("0").rstrip(".")
    return f"{text if in_english() else text.replace('.', ',')} {unit}".strip()


def _size(assessment: Assessment, size: float) -> str:
    """A size that was worked out, with its unit.

    One that is just above what is expected is never rounded down to it: "6,0 is not enough" of 6
    would be a riddle.
    """
    decimals = max(assessment.entry.decimals, 1)
    step, asked = 10.0**-decimals, assessment.question.size
    if asked is not None and size > asked >= round(size, decimals):
        size = math.ceil(size / step) * step
    shown = wording.number_style().plain(size, decimals)
    return f"{shown} {wording.gap_unit(assessment.entry)}"


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
    change = _change(assessment)
    values = {"change": change, "year": year, "areas": _areas(known, seen=False)}
    if judged.suffices:
        return _("Ja: med så mange bag tallet kan %(change)s opdages.") % values, ""
    if judged.hardly_ever:
        return _(
            "Ændringen kan næppe afgøres inden %(year)s: med så få bag tallet er %(change)s for "
            "lidt til at blive opdaget."
        ) % values, "warn"
    if any(judged.is_seen):
        values["seen"] = _areas(known, seen=True)
        return _(
            "%(change)s kan opdages i %(seen)s, men ikke i %(areas)s: dér er der for få bag tallet."
        ) % {**values, "change": capfirst(change)}, "warn"
    return _(
        "Nej, ikke fra den ene måling til den anden: %(change)s i %(areas)s er mindre end det, der "
        "kan skelnes fra tilfældige udsving."
    ) % values, "warn"


def _areas(places: list[Place], *, seen: bool) -> str:
    return listed([place.area.label for place in places if place.is_seen is seen])


def _table(assessment: Assessment) -> dict[str, Any]:
    """The smallest change by area, with the figure, its period and its n beside it."""
    is_survey = assessment.entry.data_kind == Definition.DataKind.SURVEY
    labels = [
        (_("Område"), False),
        (_("Seneste tal"), True),
        (_("Antal svar") if is_survey else _("Antal bag tallet"), True),
        (_("Mindste ændring, der kan ses"), True),
    ]
    return {
        "caption": _("Den mindste ændring, der kan ses fra en måling til en anden"),
        "columns": [{"label": label, "is_number": number} for label, number in labels],
        "rows": [_row(assessment, place) for place in assessment.places],
    }


def _row(assessment: Assessment, place: Place) -> list[str]:
    entry, style, reading = assessment.entry, wording.number_style(), place.reading
    if reading is None or not reading.has_value or reading.estimate is None:
        return [place.area.label, _UNKNOWN, _UNKNOWN, _("kan ikke siges")]
    base = reading.n or reading.denominator
    value = f"{style.plain(reading.estimate, entry.decimals)} {entry.unit}"
    if place.figure is None:
        least = _("kan ikke siges")
    elif place.smallest is None:
        least = _("ingen")
    else:
        least = _size(assessment, place.smallest)
    return [
        place.area.label,
        _("%(value)s i %(period)s") % {"value": value, "period": slot_in_words(reading.slot)},
        style.plain(base) if base else _UNKNOWN,
        least,
    ]


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


def _ways(assessment: Assessment) -> list[str]:
    """What would show more, and whether it suffices."""
    judged = assessment.judgement
    found = [_way(assessment, way) for way in judged.ways] if judged is not None else []
    if not assessment.times.adds:
        found.append(
            _(
                "At lægge flere år sammen hjælper ikke: det er de samme beboere, der tælles hver "
                "gang."
            )
        )
    return found


def _way(assessment: Assessment, way: rules.Way) -> str:
    if (way.before, way.after) == (1, 1):
        how = _("Områderne lagt sammen")
    elif way.before == way.after and way.before in rules.POOLED:
        how = ngettext(
            "%(n)s måling lagt sammen før og efter", "%(n)s målinger lagt sammen før og efter",
            way.before,
        ) % {"n": way.before}  # fmt: skip
    else:
        how = _("Alle målinger til og med %(year)s lagt sammen (%(before)s før og %(after)s efter)") % {
            "year": assessment.ends_on.year, "before": way.before, "after": way.after,
        }  # fmt: skip
    if way.is_together and (way.before, way.after) != (1, 1):
        how = _("%(how)s, og områderne lagt sammen") % {"how": how}
    if way.smallest is None:
        return _("%(how)s: intet kan ses.") % {"how": how}
    values = {"how": how, "size": _size(assessment, way.smallest)}
    if way.suffices:
        return _("%(how)s: fra %(size)s. Det er nok.") % values
    return _("%(how)s: fra %(size)s. Det er ikke nok.") % values


def _other(assessment: Assessment, other: Other) -> tuple[str, str, str]:
    style, entry = wording.number_style(), other.entry
    size = style.plain(other.smallest, max(entry.decimals, 1))
    words = _("fra %(size)s %(unit)s, %(part)s pct. af tallet") % {
        "size": size, "unit": wording.gap_unit(entry), "part": style.plain(100 * other.part),
    }  # fmt: skip
    return entry.name, cards.indicator_url(entry.code), words
