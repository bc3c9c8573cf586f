"""Other ways to see an expected change, and how often it is found, in words."""

from __future__ import annotations

import math

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from effects.rules.detectability_judgement import POOLED, Way
from effects.services import detectability as service
from effects.services.detectability import Assessment
from indicators.rules.detectable import HARDLY, POWER
from indicators.services import wording


def size_of(assessment: Assessment, size: float) -> str:
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


def often(power: float) -> str:
    """A power in words: "omtrent 7 af 10"; never rounded up to what is asked for."""
    tenths = round(10 * power)
    for least in (POWER, HARDLY):
        if power < least <= tenths / 10:
            return _("lidt færre end %(n)s af 10") % {"n": round(10 * least)}
    if tenths < 1:
        return _("færre end 1 af 10")
    return _("mindst 9 af 10") if tenths > 9 else _("omtrent %(n)s af 10") % {"n": tenths}


def ways(assessment: Assessment) -> list[str]:
    """What would show more, and whether it suffices."""
    judged = assessment.judgement
    found = [_way(assessment, way) for way in judged.ways] if judged is not None else []
    if not assessment.times.adds:
        found.append(
            _(
                "At lægge flere år sammen hjælper ikke her: det er de samme beboere, der tælles "
                "hver gang."
            )
        )
    return found


def _way(assessment: Assessment, way: Way) -> str:
    if (way.before, way.after) == (1, 1):
        how = _("Områderne lagt sammen")
    elif way.before == way.after and way.before in POOLED:
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
    return _found_by(assessment, way, how)


def _found_by(assessment: Assessment, way: Way, how: str) -> str:
    """From which size a way finds a change, and whether that is enough."""
    asked = assessment.question.size or 0.0
    values = {
        "how": how, "size": size_of(assessment, way.smallest or 0.0), "often": often(way.power),
    }  # fmt: skip
    is_enough = way.smallest is not None and asked >= way.smallest
    if is_enough and way.is_upset:
        return _upset(assessment, way, values)
    if is_enough and way.before > 1:
        return _("%(how)s: fra %(size)s. Det er nok, hvis tallet ellers ligger stille.") % values
    if is_enough:
        return _("%(how)s: fra %(size)s. Det er nok.") % values
    if way.power >= HARDLY and not way.is_upset:
        return _(
            "%(how)s: fra %(size)s. Det er ikke helt nok: ændringen opdages i %(often)s tilfælde."
        ) % values  # fmt: skip
    return _("%(how)s: fra %(size)s. Det er ikke nok.") % values


def _upset(assessment: Assessment, way: Way, values: dict[str, str]) -> str:
    """What it would find of a figure that stands still; the widest way says that this one does not."""
    judged = assessment.judgement
    if judged is not None and way == judged.ways[-1]:
        values = {**values, "drift": _drift(assessment)}
        return _("%(how)s: fra %(size)s, hvis tallet ellers lå stille; %(drift)s.") % values
    return _("%(how)s: fra %(size)s, hvis tallet ellers lå stille.") % values


def _drift(assessment: Assessment) -> str:
    """How the figure moved by itself before the start: "det er faldet 0,7 procentpoint om året"."""
    drift = assessment.drift
    if drift is None:
        return ""
    is_gap, rises = assessment.question.measure == service.GAP, drift.slope > 0
    words = {
        (False, True): _("det er steget %(size)s om året"),
        (False, False): _("det er faldet %(size)s om året"),
        (True, True): _("afstanden er blevet %(size)s større om året"),
        (True, False): _("afstanden er blevet %(size)s mindre om året"),
    }[is_gap, rises] % {"size": size_of(assessment, abs(drift.slope))}
    if len(assessment.places) == 1:
        return words
    area = next(p.area.label for p in assessment.places if p.area.pk == drift.area_id)
    return _("i %(area)s gælder: %(words)s") % {"area": area, "words": words}
