"""Sentences about figures: the headline that stands before every curve (past tense, dated).

The verdict codes come from `indicators.rules.verdicts`; nothing is judged here.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from indicators.models import Definition, Result
from indicators.rules import verdicts
from indicators.rules.figures import NumberStyle, style_of
from indicators.services.comparators import place_of
from indicators.services.council_wording import cause_sentence
from indicators.services.gap_wording import gap_sentence
from indicators.services.periods_in_words import slot_in_words
from indicators.services.results import Entry, Figures, Reading
from indicators.services.silences import reason_words as reason_words
from indicators.services.silences import silence as silence

Kind = Definition.Kind
State = Result.State


def number_style() -> NumberStyle:
    """The number style of the reader's language."""
    return style_of(get_language() or "da")


@dataclass(frozen=True)
class Verdict:
    """What components/verdict.html shows."""

    kind: str
    direction: str = ""
    word: str = ""
    reason: str = ""
    tone: str = ""


def subject(entry: Entry, area: str = "") -> str:
    """What a sentence is about: "Andelen" or "Andelen i Stjernehøj"."""
    words = {
        Kind.SHARE: _("Andelen"),
        Kind.RATE: _("Antallet"),
        Kind.MEAN: _("Gennemsnittet"),
        Kind.INDEX: _("Indekset"),
        Kind.AMOUNT: _("Beløbet"),
        Kind.COUNT: _("Antallet"),
    }
    word = words[Kind(entry.kind)]
    return _("%(subject)s i %(area)s") % {"subject": word, "area": area} if area else word


def gap_unit(entry: Entry) -> str:
    """The unit of a difference: percentage points for shares, index points for indices."""
    if entry.kind == Kind.INDEX:
        return _("indekspoint")
    return _("procentpoint") if entry.kind == Kind.SHARE else entry.unit


def no_base_words(entry: Entry) -> str:
    """That the number behind a figure was not stated; only a survey has answers."""
    if entry.data_kind == Definition.DataKind.SURVEY:
        return _("antal svar ikke oplyst")
    return _("antallet bag tallet er ikke oplyst")


def headline(entry: Entry, figures: Figures, *, area: str = "", is_brief: bool = False) -> str:
    """The sentences that stand before a curve: level or gap first, then what has moved.

    `is_brief` leaves out that the area is part of the municipality: the page says so once.
    """
    level = figures.level
    if level is None or not level.has_value:
        return silence(level)
    parts = [_standing(entry, figures, area, is_brief=is_brief)]
    moved = _gap_moved(entry, figures) or _level_moved(entry, figures)
    if moved and not entry.is_context:
        parts.append(moved)
        if figures.year is not None:  # the level is of a month or quarter, what has moved is not
            year = {"year": slot_in_words(figures.year.slot)}
            parts.append(_("Der er regnet med hele år til og med %(year)s.") % year)
    return " ".join(parts)


def _standing(entry: Entry, figures: Figures, area: str, *, is_brief: bool) -> str:
    """Where the area stood: against its comparator, or alone where nothing can be subtracted."""
    level, gap = figures.level, figures.gap
    assert level is not None  # noqa: S101 - the caller has asked
    if gap is not None and gap.has_value and gap.slot == level.slot:
        return _gap_sentence(entry, gap, area, is_brief=is_brief)
    style = number_style()
    sentence = _("%(subject)s var %(value)s %(unit)s i %(period)s.") % {
        "subject": subject(entry, area),
        "value": style.plain(level.estimate or 0.0, entry.decimals),
        "unit": entry.unit,
        "period": slot_in_words(level.slot),
    }
    if gap is None:
        return sentence
    if gap.has_value:
        told = _gap_sentence(entry, gap, area, is_brief=is_brief, period=gap_period(figures))
        return f"{sentence} {told}"
    if gap.reason == "different_sources":
        return f"{sentence} {_('Forskellige kilder eller perioder – afstanden beregnes ikke.')}"
    if gap.reason == "no_whole_year":
        return f"{sentence} {_('Afstanden beregnes, når der er tal for et helt år.')}"
    return sentence


def gap_period(figures: Figures) -> str:
    """The period a distance is of; a whole year is called one beside a month or a quarter."""
    slot = figures.gap.slot if figures.gap else ""
    period = slot_in_words(slot)
    is_year = figures.year is not None and figures.year.slot == slot
    return _("hele %(year)s") % {"year": period} if is_year else period


def _gap_sentence(
    entry: Entry, gap: Reading, area: str, *, is_brief: bool, period: str = ""
) -> str:
    style = number_style()
    estimate = gap.estimate or 0.0
    size = style.size(estimate, entry.decimals)
    values = {
        "subject": subject(entry, area),
        "size": size,
        "unit": gap_unit(entry),
        "comparator": place_of(gap.comparator, gap.other, is_brief=is_brief),
        "period": period or slot_in_words(gap.slot),
    }
    if not any(digit in "123456789" for digit in size):
        return _("%(subject)s var på niveau med tallet %(comparator)s i %(period)s.") % values
    if gap.verdict == verdicts.LEAD:
        return _("%(subject)s lå %(size)s %(unit)s bedre end %(comparator)s i %(period)s.") % values
    if gap.verdict == verdicts.CANNOT_TELL and gap.lower is not None:
        return _unsure_gap(values, is_lower=estimate < 0)
    if estimate < 0:
        return (
            _("%(subject)s var %(size)s %(unit)s lavere end %(comparator)s i %(period)s.") % values
        )
    return _("%(subject)s var %(size)s %(unit)s højere end %(comparator)s i %(period)s.") % values


def _unsure_gap(values: dict[str, str], *, is_lower: bool) -> str:
    if is_lower:
        sentence = _(
            "%(subject)s var %(size)s %(unit)s lavere end %(comparator)s i %(period)s, "
            "men forskellen er mindre end usikkerheden."
        )
    else:
        sentence = _(
            "%(subject)s var %(size)s %(unit)s højere end %(comparator)s i %(period)s, "
            "men forskellen er mindre end usikkerheden."
        )
    return sentence % values


def _gap_moved(entry: Entry, figures: Figures) -> str:
    """How the distance has changed since the baseline."""
    change, gap = figures.gap_change, figures.gap
    if change is None or gap is None or not gap.has_value:
        return ""
    style, decimals = number_style(), entry.decimals
    since = slot_in_words(change.baseline_slot)
    if not change.has_value or change.lower is None or change.upper is None:
        is_base = change.reason == verdicts.NO_N
        why = no_base_words(entry) if is_base else reason_words(change.reason)
        return (
            _("Udviklingen i afstanden kan endnu ikke vurderes: %(why)s.") % {"why": why}
            if why
            else ""
        )
    before = (gap.estimate or 0.0) - (change.estimate or 0.0)
    values = {
        "since": since,
        "period": slot_in_words(change.slot),
        "before": style.size(before, decimals),
        "change": style.signed(change.estimate or 0.0, decimals),
        "interval": style.interval(change.lower, change.upper, decimals),
        "unit": gap_unit(entry),
    }
    moved = gap_sentence(
        change.verdict,
        is_clear=change.certainty == verdicts.CLEAR_SIGNS,
        standing=gap.verdict,
        has_better_side=entry.direction in (verdicts.HIGHER, verdicts.LOWER),
    )
    cause = cause_sentence(figures)
    return " ".join(part for part in (moved % values if moved else "", cause) if part)


def _level_moved(entry: Entry, figures: Figures) -> str:
    """How the figure itself has changed, where no gap can be followed."""
    change, level = figures.moved, figures.basis
    if change is None or level is None or not change.has_value or change.lower is None:
        return ""
    if change.statement == Result.Statement.TREND:
        return _trend_moved(entry, change)
    style, decimals = number_style(), entry.decimals
    moved = change.estimate or 0.0
    values = {
        "subject": subject(entry).lower(),
        "since": slot_in_words(change.baseline_slot),
        "before": style.plain((level.estimate or 0.0) - moved, decimals),
        "change": style.signed(moved, decimals),
        "interval": style.interval(change.lower, change.upper or 0.0, decimals),
        "unit": gap_unit(entry),
    }
    if change.verdict == verdicts.UNCHANGED:
        return _("Tallet er stort set uændret siden %(since)s.") % values
    if change.verdict == verdicts.CANNOT_TELL:
        return (
            _(
                "Det kan endnu ikke afgøres, om %(subject)s har ændret sig siden %(since)s "
                "(ændring %(change)s; usikkerhed %(interval)s %(unit)s)."
            )
            % values
        )
    is_clear = change.certainty == verdicts.CLEAR_SIGNS
    if moved > 0:
        words = (
            _("Der er tegn på, at %(subject)s er steget siden %(since)s (fra %(before)s)."),
            _("Der er klare tegn på, at %(subject)s er steget siden %(since)s (fra %(before)s)."),
        )
    else:
        words = (
            _("Der er tegn på, at %(subject)s er faldet siden %(since)s (fra %(before)s)."),
            _("Der er klare tegn på, at %(subject)s er faldet siden %(since)s (fra %(before)s)."),
        )
    return words[is_clear] % values


def _trend_moved(entry: Entry, trend: Reading) -> str:
    """How the figure has moved through five periods or more: a slope per year."""
    style, slope = number_style(), trend.estimate or 0.0
    decimals = entry.decimals if abs(slope) >= 10**-entry.decimals else entry.decimals + 1
    values = {
        "subject": subject(entry).lower(),
        "since": slot_in_words(trend.baseline_slot),
        "slope": style.size(slope, decimals),
        "change": style.signed(slope, decimals),
        "interval": style.interval(trend.lower or 0.0, trend.upper or 0.0, decimals),
        "unit": gap_unit(entry),
    }
    if trend.verdict == verdicts.UNCHANGED:
        return _("Tallet er stort set uændret siden %(since)s.") % values
    if trend.verdict == verdicts.CANNOT_TELL:
        return (
            _(
                "Det kan endnu ikke afgøres, om %(subject)s har ændret sig siden %(since)s "
                "(%(change)s %(unit)s om året; usikkerhed %(interval)s)."
            )
            % values
        )
    is_clear = trend.certainty == verdicts.CLEAR_SIGNS
    if slope > 0:
        words = (
            _(
                "Der er tegn på, at %(subject)s er steget siden %(since)s, "
                "omkring %(slope)s %(unit)s om året."
            ),
            _(
                "Der er klare tegn på, at %(subject)s er steget siden %(since)s, "
                "omkring %(slope)s %(unit)s om året."
            ),
        )
    else:
        words = (
            _(
                "Der er tegn på, at %(subject)s er faldet siden %(since)s, "
                "omkring %(slope)s %(unit)s om året."
            ),
            _(
                "Der er klare tegn på, at %(subject)s er faldet siden %(since)s, "
                "omkring %(slope)s %(unit)s om året."
            ),
        )
    return words[is_clear] % values
