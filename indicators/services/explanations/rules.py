"""The rule that chose the words: which limits were held against which thresholds."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from indicators.models import Definition, Result
from indicators.rules import paces, verdicts
from indicators.services import wording
from indicators.services.comparators import name_of
from indicators.services.control_figures import words_of
from indicators.services.definition_cards import direction_in_words
from indicators.services.explanations import inputs as parts
from indicators.services.explanations.addresses import COUNCIL
from indicators.services.explanations.cases import LEVELS, Case, plain
from indicators.services.explanations.courses import points_of
from indicators.services.explanations.distances import beside
from indicators.services.explanations.efforts import contribution_rules
from indicators.services.explanations.inputs import basis, between
from indicators.services.explanations.paces import foreseen_in_words, speeds_in_words
from indicators.services.explanations.rows import Row
from indicators.services.explanations.targets import target_rules
from indicators.services.explanations.words import certainty_in_words, verdict_in_words
from indicators.services.periods_in_words import slot_in_words
from indicators.services.verdict_words import why_of

S = Result.Statement
_WITHOUT_WORD = (S.LEVEL, S.COMPARATOR, S.POOLED, S.DIFFERENCE, S.PROJECTION, S.SPLIT)
_COMPARED = (S.CHANGE, S.GAP, S.GAP_CHANGE, S.TREND, S.GAP_TREND)

# Verdicts whose words say themselves that they are about the distance.
_NAMES_ITSELF = frozenset({
    verdicts.NARROWED, verdicts.WIDENED, verdicts.NEARER, verdicts.FARTHER, verdicts.LEAD_GROWN,
    verdicts.LEAD_SHRUNK,
})  # fmt: skip


class Scale(NamedTuple):
    """How the limits of a row are written, and the point they are held against."""

    unit: str
    zero: str
    more: int


def rules_of(case: Case) -> list[str]:
    """Sentences from the limits to the word, in the order in which the rules are asked."""
    return [*_rules(case), *beside(case)]


def _rules(case: Case) -> list[str]:
    row = case.row
    if row.statement == COUNCIL:
        return _council(case)
    if row.statement == S.PACE and row.verdict in paces.STANDINGS:
        return target_rules(case)  # a word that may have no ratio
    if not row.has_value:
        return []
    if row.statement in _WITHOUT_WORD:
        return _without_word(case)
    if row.statement == S.PACE:
        return _pace(case)
    if row.statement in _COMPARED:
        return _against_zero(case)
    if row.statement == S.CONTRIBUTION:
        return contribution_rules(row)
    if row.statement == S.CONTROL_CHART:
        return [words_of(case.entry, row.reading())]
    return [_("Svaret er: %(word)s.") % {"word": verdict_in_words(row)}] if row.verdict else []


def _without_word(case: Case) -> list[str]:
    if case.row.statement == S.PROJECTION:
        return [_("Linjen er en illustration, ikke en forudsigelse, og vurderes derfor ikke.")]
    return [
        _(
            "Et niveau eller en forskel i niveau er et tal uden vurdering: farver og ord følger udviklingen."
        )
    ]


def _scale(case: Case) -> Scale:
    unit = wording.gap_unit(case.entry)
    if case.row.statement in (S.TREND, S.GAP_TREND):
        return Scale(_("%(unit)s om året") % {"unit": unit}, "0", 2)
    return Scale(unit, "0", 1)


def _against_zero(case: Case) -> list[str]:
    row, scale = case.row, _scale(case)
    wide = case.limits(row, LEVELS[0], scale.more)
    if not wide:
        return [_no_limits(case)]
    smallest = case.definition.smallest_relevant_change
    if row.statement in (S.TREND, S.GAP_TREND):
        smallest = row.number("smallest")  # per year: over the whole stretch it comes to the same
    uses_smallest = smallest is not None
    sentences = []
    if row.verdict in (verdicts.UNCHANGED, verdicts.EQUAL):
        sentences.append(_inside(case, wide, smallest if uses_smallest else 0.0, scale))
    elif row.verdict == verdicts.CANNOT_TELL:
        sentences.append(_open(case, wide, scale))
    else:
        sentences += _outside(case, wide, scale)
    if uses_smallest and row.verdict not in (verdicts.UNCHANGED, verdicts.EQUAL):
        sentences.append(
            _("Den mindste ændring, der betyder noget, er sat til %(size)s %(unit)s.")
            % {"size": case.write(smallest, scale.more - 1), "unit": scale.unit}
        )
    if row.statement == S.TREND and case.definition.kind == Definition.Kind.COUNT:
        sentences.append(
            _("Tallet er selv et antal, så der er ikke noget antal bag det at oplyse.")
        )
    return sentences + _periods(case)


def _no_limits(case: Case) -> str:
    why = _why(case) or _("usikkerheden kendes ikke")
    return _(
        "Der er intet interval at holde op mod 0 (%(why)s). Derfor er svaret: kan ikke afgøres endnu."
    ) % {"why": why}


def _why(case: Case) -> str:
    now = case.known(parts.NOW)
    return why_of(case.entry, case.row.reason, now.n if now is not None else None)


def _inside(case: Case, wide: str, size: float | None, scale: Scale) -> str:
    return _(
        "Hele 95 %%-intervallet (%(limits)s %(unit)s) ligger inden for ± %(size)s, "
        "den mindste ændring, der betyder noget. Derfor er svaret: stort set uændret."
    ) % {"limits": wide, "unit": scale.unit, "size": case.write(size or 0.0, scale.more - 1)}


def _open(case: Case, wide: str, scale: Scale) -> str:
    if case.row.reason != verdicts.SMALLER_THAN_UNCERTAINTY:
        why = _why(case)
        return _("Kan ikke afgøres endnu: %(why)s.") % {"why": why or _("usikkerheden kendes ikke")}
    return _(
        "Usikkerheden (%(limits)s %(unit)s) ligger på begge sider af 0: tallene passer både med en "
        "stigning og et fald. Derfor er svaret: kan ikke afgøres endnu."
    ) % {"limits": wide, "unit": scale.unit}


def _outside(case: Case, wide: str, scale: Scale) -> list[str]:
    row = case.row
    is_above = (row.lower or 0.0) > 0
    values = {
        "limits": wide,
        "unit": scale.unit,
        "wider": case.limits(row, LEVELS[1], scale.more),
        "what": _("en forskel") if row.statement == S.GAP else _("en ændring"),
    }
    if is_above:
        first = _("Hele usikkerheden (%(limits)s %(unit)s) ligger over 0. Det er tegn på %(what)s.")
    else:
        first = _(
            "Hele usikkerheden (%(limits)s %(unit)s) ligger under 0. Det er tegn på %(what)s."
        )
    if not values["wider"]:
        second = _(
            "Den strenge prøve kan ikke laves på så få målinger, så svaret kan kun blive tegn på."
        )
    elif row.certainty == verdicts.CLEAR_SIGNS:
        second = _("Det holder også ved den strenge prøve (%(wider)s). Derfor: klare tegn på.")
    else:
        second = _(
            "Ved den strenge prøve (%(wider)s) er 0 med. Derfor: tegn på, men ikke klare tegn på."
        )
    return [first % values, second % values, _meaning(case)]


def _meaning(case: Case) -> str:
    """How the direction turns the sign into a word."""
    row, word = case.row, verdict_in_words(case.row)
    direction = direction_in_words(case.entry)
    if row.statement == S.GAP_CHANGE:
        return _gap_meaning(case, direction, word)
    if row.statement == S.GAP_TREND:
        return _closing_meaning(case, direction, word)
    return _("Retningen er: %(direction)s. Derfor er svaret: %(word)s.") % {
        "direction": direction,
        "word": word,
    }


def _gap_meaning(case: Case, direction: str, word: str) -> str:
    now, before = case.known(parts.NOW), case.known(parts.BEFORE)
    if now is None or before is None:
        return ""
    return _moved(case, (before.estimate, now.estimate), direction, word)


def _closing_meaning(case: Case, direction: str, word: str) -> str:
    points = points_of(case)
    if not points:
        return ""
    return _moved(case, (points[0].value, points[-1].value), direction, word)


def _moved(case: Case, gaps: tuple[float | None, float | None], direction: str, word: str) -> str:
    return _(
        "Afstanden var %(before)s i %(since)s og %(now)s i %(period)s (%(direction)s). "
        "Derfor er svaret: %(word)s."
    ) % {
        "before": case.signed(gaps[0]),
        "since": slot_in_words(case.row.baseline_slot),
        "now": case.signed(gaps[1]),
        "period": slot_in_words(case.row.slot),
        "direction": direction,
        "word": word,
    }


def _periods(case: Case) -> list[str]:
    """How many figures the answer rests on, where that is said on the screen."""
    row = case.row
    if row.statement not in (S.CHANGE, S.GAP_CHANGE):
        return []
    series = (
        case.book.series(row, S.GAP) if row.statement == S.GAP_CHANGE else basis(row, case.book)
    )
    number = sum(one.has_value for one in between(series, row))
    if row.reason != verdicts.FEW_PERIODS:
        return []
    return [
        _(
            "Der er %(n)s målinger fra udgangspunktet til nu. Ved færre end 5 siges det, at "
            "svaret bygger på få målinger."
        )
        % {"n": number}
    ]


def _pace(case: Case) -> list[str]:
    row, target = case.row, case.target
    words = verdict_in_words(row)
    limits = (
        wording.number_style().interval(row.lower, row.upper, 2)
        if row.lower is not None and row.upper is not None
        else ""
    )
    if not limits or target is None:
        return [_no_limits(case)]
    if row.verdict == paces.WRONG_WAY or (
        row.verdict != verdicts.CANNOT_TELL and (row.upper or 0) < paces.ENOUGH
    ):
        side = _(
            "Hele usikkerheden om tempoet (%(limits)s) ligger under 0,95: der er tegn på, at "
            "kursen ikke holder."
        )
    elif row.verdict == verdicts.CANNOT_TELL:
        side = _(
            "Usikkerheden om tempoet (%(limits)s) ligger på begge sider af 0,95, grænsen for at "
            "være på rette kurs: det kan være nok, og det kan være for lidt. Derfor: kan ikke "
            "afgøres endnu."
        )
        return [*speeds_in_words(case), side % {"limits": limits}, *foreseen_in_words(case)]
    else:
        side = _(
            "Hele usikkerheden om tempoet (%(limits)s) ligger på 0,95 eller derover: der er tegn "
            "på, at kursen holder."
        )
    grades = _(
        "Tempoet er %(ratio)s. Ordet siger ikke mere end hele usikkerheden: på 0,95 eller derover "
        "på rette kurs; mellem 0 og 0,95 går frem, men for langsomt; mellem 0 og 0,60 går langt fra "
        "hurtigt nok frem; under 0 går tilbage; under 0,95 og på begge sider af 0 ikke på rette "
        "kurs, og om tallet går frem eller tilbage, kan ikke afgøres. Derfor: %(word)s."
    )
    return [
        side % {"limits": limits},
        grades % {"ratio": plain(row.estimate), "word": words},
        *([certainty_in_words(row.certainty)] if row.certainty else []),
    ]


def _council(case: Case) -> list[str]:
    """The three answers and what they make together."""
    names = (
        (parts.AREA, _("Området")),
        (parts.REST, capfirst(name_of(case.row.comparator, case.row.other_name or ""))),
        (parts.GAP, _("Afstanden")),
    )
    sentences = []
    for role, name in names:
        found: Row | None = case.known(role)
        word = verdict_in_words(found) if found else _("kan ikke afgøres endnu")
        if found is not None and found.verdict in _NAMES_ITSELF:
            sentences.append(capfirst(f"{word}."))
            continue
        sentences.append(_("%(name)s: %(word)s.") % {"name": name, "word": word})
    if case.entry.is_context:
        return sentences
    sentences.append(
        _(
            "Målet om en mindre afstand er kun opfyldt, når alle tre går den rigtige vej: området "
            "frem, kommunen frem, afstanden mindre. Det er noget andet end et måltal for området."
        )
    )
    return sentences
