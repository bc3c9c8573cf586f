"""What the figure itself has done since the effort began, in words; never why."""

from __future__ import annotations

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from effects.rules import evidence as rules
from effects.services.evidence_course_words import before_sentence, has_clearly_moved, signs
from effects.services.evidence_findings import Findings
from indicators.services import wording
from indicators.services.comparators import name_of
from indicators.services.periods_in_words import day_in_words, slot_in_words
from indicators.services.results import Reading


def subject_of(found: Findings) -> str:
    """What the sentences are about, inside a sentence: "andelen i Stjernehøj"."""
    word = wording.subject(found.entry).lower()
    return _("%(subject)s i %(area)s") % {"subject": word, "area": found.area.label}


def comparator_of(found: Findings) -> str:
    """What the distance is measured to."""
    gap = (found.last or found.first) if found.is_gap else None
    gap = gap or found.figures.gap
    name = name_of(gap.comparator, gap.other) if gap and gap.comparator else ""
    return name or _("sammenligningsgrundlaget")


def figure_sentences(found: Findings) -> list[str]:
    """What the figure did before the start and since, and whether that is sure."""
    return [_levels(found), before_sentence(found), _outcome(found), _crossed(found)]


def _values(found: Findings) -> dict[str, str]:
    style, decimals = wording.number_style(), found.entry.decimals
    write = style.size if found.is_gap else style.plain
    first, last, start = found.first, found.last, found.expected.effect.intervention.starts_on
    return {
        "Subject": capfirst(subject_of(found)),
        "comparator": comparator_of(found),
        "unit": wording.gap_unit(found.entry) if found.is_gap else found.entry.unit,
        "first": write(first.estimate or 0.0, decimals) if first else "",
        "last": write(last.estimate or 0.0, decimals) if last else "",
        "before": slot_in_words(first.slot) if first else "",
        "now": slot_in_words(last.slot) if last else "",
        "start": day_in_words(start) if start else "",
        "change": _change(found),
    }


def _change(found: Findings) -> str:
    """How far it has moved between the two, with its sign; of a distance: how much its size has."""
    first, last = found.first, found.last
    if found.moved is None or first is None or last is None or _crosses(found):
        return ""
    style, decimals = wording.number_style(), found.entry.decimals
    before, now, moved = first.estimate or 0.0, last.estimate or 0.0, found.moved
    if found.is_gap:
        moved = moved if rules.side(before or now) > 0 else moved.negated()
        before, now = abs(before), abs(now)
    values = {
        "change": style.signed(now - before, decimals),
        "unit": wording.gap_unit(found.entry),
        "limits": style.interval(*moved.limits, decimals) if moved.limits else "",
    }
    told = rules.is_rounded_apart(before, now, decimals=decimals)
    return " " + _brackets(is_rounded_apart=told, has_limits=bool(values["limits"])) % values


def _brackets(*, is_rounded_apart: bool, has_limits: bool) -> str:
    """The change in brackets: with its limits, and why it is another than the figures differ by."""
    return {
        (False, True): _("(%(change)s %(unit)s, usikkerhed %(limits)s)"),
        (False, False): _("(%(change)s %(unit)s)"),
        (True, True): _(
            "(%(change)s %(unit)s, regnet på de uafrundede tal; usikkerhed %(limits)s)"
        ),
        (True, False): _("(%(change)s %(unit)s, regnet på de uafrundede tal)"),
    }[is_rounded_apart, has_limits]


def _levels(found: Findings) -> str:
    """The figures themselves: before, after, or the one there is."""
    values = _values(found)
    if found.first and found.last:
        return (
            _(
                "Afstanden til %(comparator)s var %(first)s %(unit)s i %(before)s, før indsatsen "
                "begyndte den %(start)s, og %(last)s %(unit)s i %(now)s%(change)s."
            )
            if found.is_gap
            else _(
                "%(Subject)s var %(first)s %(unit)s i %(before)s, før indsatsen begyndte den %(start)s, "
                "og %(last)s %(unit)s i %(now)s%(change)s."
            )
        ) % values
    if found.first:
        return (
            _(
                "Afstanden til %(comparator)s var %(first)s %(unit)s i %(before)s, før indsatsen begyndte."
            )
            if found.is_gap
            else _("%(Subject)s var %(first)s %(unit)s i %(before)s, før indsatsen begyndte.")
        ) % values
    if found.last:
        return (
            _("Afstanden til %(comparator)s var %(last)s %(unit)s i %(now)s.")
            if found.is_gap
            else _("%(Subject)s var %(last)s %(unit)s i %(now)s.")
        ) % values
    return ""


def _outcome(found: Findings) -> str:
    """One sentence for each code; where there is no figure, why."""
    told = {
        rules.NOT_BEGUN: _("Indsatsen er ikke begyndt."),
        rules.NO_BEFORE: _(
            "Der er ingen tal fra før indsatsen begyndte, så det kan ikke siges, om tallet har "
            "flyttet sig."
        ),
        rules.NO_AFTER: _(
            "Der er endnu ingen tal for en periode helt efter, at indsatsen begyndte."
        ),
        rules.BREAK: _(
            "Tallene før og efter er ikke opgjort ens (databrud), så de kan ikke sammenlignes."
        ),
        rules.NO_LIMITS: _(
            "Usikkerheden kendes ikke, så det kan ikke afgøres, om tallet har flyttet sig."
        ),
        rules.OPEN: _(
            "Ændringen er mindre end usikkerheden, så det kan ikke afgøres, om tallet har flyttet "
            "sig."
        ),
    }
    why = [wording.silence(found.silent)] if found.silent else []
    if found.outcome in told:
        return " ".join([told[found.outcome], *why])
    if found.outcome in rules.JUDGED:
        version = found.expected.version
        if version.measure != rules.GAP:
            return _level_judged()[found.outcome, version.direction]
        judged = _gap_judged()[found.outcome, version.direction]
        return judged % {"signs": signs(is_clear=has_clearly_moved(found))}
    return why[0] if why else ""


def _level_judged() -> dict[tuple[str, str], str]:
    """The figure against what was expected of it."""
    return {
        (rules.MET, rules.RISE): _(
            "Der er tegn på, at tallet er steget, og stigningen er mindst så stor som forventet."
        ),
        (rules.MET, rules.FALL): _(
            "Der er tegn på, at tallet er faldet, og faldet er mindst så stort som forventet."
        ),
        (rules.SIZE_OPEN, rules.RISE): _(
            "Der er tegn på, at tallet er steget, men det kan ikke afgøres, om stigningen er så stor "
            "som forventet."
        ),
        (rules.SIZE_OPEN, rules.FALL): _(
            "Der er tegn på, at tallet er faldet, men det kan ikke afgøres, om faldet er så stort "
            "som forventet."
        ),
        (rules.PARTLY, rules.RISE): _(
            "Der er tegn på, at tallet er steget, men mindre end forventet."
        ),
        (rules.PARTLY, rules.FALL): _(
            "Der er tegn på, at tallet er faldet, men mindre end forventet."
        ),
        (rules.NOT_MET, rules.RISE): _(
            "Det kan ikke afgøres, om tallet har flyttet sig, men det er ikke steget så meget som "
            "forventet."
        ),
        (rules.NOT_MET, rules.FALL): _(
            "Det kan ikke afgøres, om tallet har flyttet sig, men det er ikke faldet så meget som "
            "forventet."
        ),
        (rules.OPPOSITE, rules.RISE): _(
            "Der er tegn på, at tallet er faldet, altså modsat det forventede."
        ),
        (rules.OPPOSITE, rules.FALL): _(
            "Der er tegn på, at tallet er steget, altså modsat det forventede."
        ),
    }


def _gap_judged() -> dict[tuple[str, str], str]:
    """The distance against what was expected of it."""
    return {
        (rules.MET, rules.RISE): _(
            "Der er %(signs)s på, at afstanden er blevet større, mindst så meget som forventet."
        ),
        (rules.MET, rules.FALL): _(
            "Der er %(signs)s på, at afstanden er blevet mindre, mindst så meget som forventet."
        ),
        (rules.SIZE_OPEN, rules.RISE): _(
            "Der er %(signs)s på, at afstanden er blevet større, men det kan ikke afgøres, om den er "
            "blevet så meget større som forventet."
        ),
        (rules.SIZE_OPEN, rules.FALL): _(
            "Der er %(signs)s på, at afstanden er blevet mindre, men det kan ikke afgøres, om den er "
            "blevet så meget mindre som forventet."
        ),
        (rules.PARTLY, rules.RISE): _(
            "Der er %(signs)s på, at afstanden er blevet større, men ikke så meget som forventet."
        ),
        (rules.PARTLY, rules.FALL): _(
            "Der er %(signs)s på, at afstanden er blevet mindre, men ikke så meget som forventet."
        ),
        (rules.NOT_MET, rules.RISE): _(
            "Det kan ikke afgøres, om afstanden har ændret sig, men den er ikke blevet så meget "
            "større som forventet."
        ),
        (rules.NOT_MET, rules.FALL): _(
            "Det kan ikke afgøres, om afstanden har ændret sig, men den er ikke blevet så meget "
            "mindre som forventet."
        ),
        (rules.OPPOSITE, rules.RISE): _(
            "Der er %(signs)s på, at afstanden er blevet mindre, altså modsat det forventede."
        ),
        (rules.OPPOSITE, rules.FALL): _(
            "Der er %(signs)s på, at afstanden er blevet større, altså modsat det forventede."
        ),
    }


def _crossed(found: Findings) -> str:
    """A distance that changed sides: sizes alone would hide it."""
    if not _crosses(found):
        return ""
    return _("Området er i mellemtiden kommet om på den anden side.")


def _crosses(found: Findings) -> bool:
    if not found.is_gap or found.first is None or found.last is None:
        return False
    return rules.side(found.first.estimate) * rules.side(found.last.estimate) < 0


def newer_in_words(reading: Reading) -> str:
    """A later period without a figure: "2025: Tallet findes, men er ikke frigivet."."""
    return f"{slot_in_words(reading.slot)}: {wording.silence(reading)}"
