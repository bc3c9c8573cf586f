"""The sentence an explanation explains, in the words of the pages it is opened from."""

from __future__ import annotations

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from indicators.models import Result
from indicators.rules import paces
from indicators.rules.partial import parts_of
from indicators.services import wording
from indicators.services.comparators import name_of
from indicators.services.council_wording import told_by
from indicators.services.explanations.addresses import COUNCIL
from indicators.services.explanations.cases import Case, plain
from indicators.services.explanations.inputs import figure, moved
from indicators.services.explanations.kinds import is_whole_year
from indicators.services.explanations.paces import is_hardly_seen
from indicators.services.explanations.rows import Row
from indicators.services.explanations.targets import target_words
from indicators.services.explanations.words import verdict_in_words
from indicators.services.periods_in_words import slot_in_words
from indicators.services.results import Figures, Reading

S = Result.Statement
_TOLD_BY_HEADLINE = (S.LEVEL, S.CHANGE, S.GAP, S.GAP_CHANGE)


def title_of(case: Case) -> str:
    """What is explained: "Afstandens ændring siden udgangspunktet, 2019–2024"."""
    row = case.row
    if row.statement == COUNCIL:
        name = str(_("Området, kommunen og afstanden"))
    else:
        name = capfirst(str(S(row.statement).label))
    period = slot_in_words(row.slot)
    if row.baseline_slot and not is_whole_year(row):
        period = f"{slot_in_words(row.baseline_slot)}–{period}"
    return f"{name}, {period}"


def sentence_of(case: Case) -> str:
    """The sentence itself; why there is no figure where there is none."""
    row = case.row
    if row.statement == COUNCIL:
        return told_by(_figures(case)) or _council(case)
    if row.statement == S.PACE and row.verdict in paces.STANDINGS:
        return capfirst(target_words(case)) + "."  # a word that may have no ratio
    if not row.has_value:
        return _silence(case)
    if row.statement in _TOLD_BY_HEADLINE and not (row.comparator and row.statement == S.CHANGE):
        return wording.headline(case.entry, _figures(case), area=row.area_name)
    return _plain_sentence(case)


def _silence(case: Case) -> str:
    row = case.row
    why = wording.reason_words(row.reason)
    sentence = wording.silence(row.reading())
    is_computed = row.state == Result.State.NOT_COMPUTED
    if is_computed and why and not parts_of(row.reason):
        return _("Tallet kan ikke beregnes: %(why)s.") % {"why": why}
    return sentence


def _figures(case: Case) -> Figures:
    row, book = case.row, case.book
    level = figure(row, book)

    def reading(found: Row | None) -> Reading | None:
        return found.reading() if found is not None else None

    if row.statement == S.LEVEL:
        return Figures(level=row.reading())
    if row.statement == S.CHANGE:
        return Figures(level=reading(level), change=row.reading())
    gap = row if row.statement == S.GAP else book.find(row, S.GAP)
    if row.statement == S.GAP:
        return Figures(level=reading(level), gap=row.reading())
    return Figures(
        level=reading(level),
        gap=reading(gap),
        gap_change=reading(book.find(row, S.GAP_CHANGE)),
        change=reading(moved(row, book, comparator="", other_id=None)),
        comparator_change=reading(moved(row, book)),
    )


def _plain_sentence(case: Case) -> str:
    row = case.row
    values = {
        "subject": wording.subject(case.entry, subject_place(row)),
        "value": case.write(row.estimate),
        "signed": case.signed(row.estimate),
        "slope": case.signed(row.estimate, 1),
        "unit": case.entry.unit,
        "points": wording.gap_unit(case.entry),
        "period": slot_in_words(row.slot),
        "since": slot_in_words(row.baseline_slot) if row.baseline_slot else "",
        "word": verdict_in_words(row),
        "area": row.area_name,
        "other": row.other_name or "",
        "ratio": plain(row.estimate),
        "limits": case.limits(row),
    }
    sentences = {
        S.COMPARATOR: _("%(subject)s var %(value)s %(unit)s i %(period)s."),
        S.CHANGE: _("%(subject)s har ændret sig %(signed)s %(points)s fra %(since)s til %(period)s."),
        S.DIFFERENCE: _("%(area)s minus %(other)s: %(signed)s %(points)s i %(period)s."),
        S.TREND: _(
            "%(subject)s har i gennemsnit ændret sig %(slope)s %(points)s om året fra %(since)s "
            "til %(period)s."
        ),
        S.GAP_TREND: _(
            "Afstanden har i gennemsnit ændret sig %(slope)s %(points)s om året fra %(since)s "
            "til %(period)s."
        ),
        S.PROJECTION: _(
            "Fortsætter linjen, som den har gået hidtil, er tallet %(value)s %(unit)s i "
            "%(period)s (%(limits)s)."
        ),
        S.SPLIT: _("%(subject)s har ændret sig %(signed)s %(points)s fra %(since)s til %(period)s."),
        S.POOLED: _("%(subject)s var %(value)s %(unit)s i hele %(period)s.")
        if is_whole_year(row)
        else _("%(subject)s var %(value)s %(unit)s, når årene %(since)s–%(period)s lægges sammen."),
        S.CONTRIBUTION: _(
            "Afstanden til de andre områder har ændret sig %(signed)s %(points)s efter indsatsen."
        ),
        S.CONTROL_CHART: _("Målingerne svinger om %(value)s %(unit)s."),
    }  # fmt: skip
    if row.statement == S.PACE:
        return _pace(case, values)
    text = sentences.get(S(row.statement), _("%(subject)s: %(value)s %(unit)s i %(period)s."))
    word = f" {capfirst(values['word'])}." if values["word"] else ""
    return text % values + word


def _pace(case: Case, values: dict[str, str]) -> str:
    if case.row.estimate is None:
        return capfirst(values["word"]) + "."
    text = _("Tempoet er %(ratio)s gange det, der kræves for at nå måltallet.") % values
    if is_hardly_seen(case) and case.target is not None:
        word = _("Kan ikke afgøres endnu, og næppe inden %(year)s.")
        return f"{text} {word % {'year': case.target.slot[:4]}}"
    return f"{text} {capfirst(values['word'])}." if values["word"] else text


def subject_place(row: Row) -> str:
    """Whose figure it is: the area's, or its comparator's."""
    if not row.comparator or row.statement not in (S.COMPARATOR, S.CHANGE, S.TREND, S.POOLED):
        return row.area_name
    return name_of(row.comparator, row.other_name or "")


def _council(case: Case) -> str:
    found = case.known("afstand")
    return capfirst(verdict_in_words(found)) + "." if found else _("Kan ikke afgøres endnu.")
