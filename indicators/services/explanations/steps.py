"""The formula with the numbers put in, step by step.

Inputs and results are those that are stored; nothing is computed here but what stands on the way
between them, so that a reader can follow with a pocket calculator.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from django.utils.translation import gettext as _

from indicators.models import Definition, Result
from indicators.services import wording
from indicators.services.explanations import inputs as parts
from indicators.services.explanations.addresses import COUNCIL
from indicators.services.explanations.cases import (
    LEVELS,
    Case,
    bracketed,
    count,
    limits_at,
    percent,
    plain,
    quantile,
    uncertainty,
)
from indicators.services.explanations.kinds import level_method, subtracts_exactly
from indicators.services.explanations.paces import pace_steps
from indicators.services.explanations.rows import Row
from indicators.services.explanations.series import (
    chart_steps,
    contribution_steps,
    pooled_steps,
    projection_steps,
    split_steps,
    trend_steps,
)

S = Result.Statement
Kind = Definition.Kind


class Step(NamedTuple):
    """One line of the account: what is worked out, and the sum itself."""

    label: str
    formula: str


def steps_of(case: Case) -> list[Step]:
    """All steps from the inputs to the stored answer; none where there is no figure."""
    if not case.row.has_value and case.row.statement != COUNCIL:
        return []
    makers: dict[str, Callable[[Case], list[tuple[str, str]]]] = {
        S.LEVEL: _level,
        S.COMPARATOR: _comparator,
        S.CHANGE: _subtraction,
        S.GAP: _gap,
        S.GAP_CHANGE: _subtraction,
        S.DIFFERENCE: _gap,
        S.PACE: pace_steps,
        S.TREND: trend_steps,
        S.GAP_TREND: trend_steps,
        S.PROJECTION: projection_steps,
        S.CONTROL_CHART: chart_steps,
        S.POOLED: pooled_steps,
        S.CONTRIBUTION: contribution_steps,
        S.SPLIT: split_steps,
    }
    maker = makers.get(case.row.statement)
    return [Step(*step) for step in maker(case)] if maker else []


def _level(case: Case) -> list[tuple[str, str]]:
    row, definition = case.row, case.definition
    divisions = row.number("divisions")
    value = f"{case.write(row.estimate)} {case.entry.unit}"
    if row.numerator is not None and row.denominator and definition.kind != Kind.COUNT:
        per = "" if definition.per == 1 else f" × {count(definition.per)}"
        formula = f"{count(row.numerator)} / {count(row.denominator)}{per}"
        words = f"{formula} = {value}"
    elif divisions:
        words = value
    else:
        words = _("oplyst af kilden: %(value)s %(unit)s") % {
            "value": case.write(row.estimate),
            "unit": case.entry.unit,
        }
    if divisions:
        added = _("lagt sammen fra %(count)s afdelinger") % {"count": count(divisions)}
        words = f"{words}, {added}"
    return [(_("Tallet"), words), *interval_steps(case, row)]


def interval_steps(case: Case, row: Row) -> list[tuple[str, str]]:
    """How a figure's own limits were found, at both levels."""
    makers = {
        "wilson": _wilson,
        "wilson_survey": _survey,
        "poisson_exact": _poisson,
        "mean_t": _student,
    }
    maker = makers.get(level_method(row, case.definition))
    return maker(case, row) if maker and row.has_limits else []


def _wilson(case: Case, row: Row) -> list[tuple[str, str]]:
    return [_score(case, row, row.numerator, row.denominator, level) for level in LEVELS]


def _score(case: Case, row: Row, x: float | None, n: float | None, level: float) -> tuple[str, str]:
    """Wilson's formula with its numbers."""
    z = plain(quantile(level))
    formula = (
        f"({count(x)} + {z}² / 2 ± {z} × √({count(x)} × ({count(n)} − {count(x)}) / {count(n)}"
        f" + {z}² / 4)) / ({count(n)} + {z}²) × 100 = {case.limits(row, level)}"
    )
    return uncertainty(level), formula


def _survey(case: Case, row: Row) -> list[tuple[str, str]]:
    answers = row.denominator if row.denominator is not None else row.n
    if answers is None or row.estimate is None:
        return []
    deff, population = (
        row.number("design_effect") or row.number("deff") or 1.0,
        row.number("population"),
    )
    worth = answers / deff
    formula = f"{count(answers)} / {plain(deff)}"
    if population is not None and population == answers:
        return [(_("Svar, der tæller"), _("alle har svaret, så der er ingen usikkerhed"))]
    if population is not None:
        worth *= (population - 1) / (population - answers)
        formula += f" × ({count(population)} − 1) / ({count(population)} − {count(answers)})"
    x = row.estimate / 100 * worth
    return [
        (_("Svar, der tæller"), f"{formula} = {plain(worth, 1)}"),
        (_("Heraf"), f"{case.write(row.estimate)} % × {plain(worth, 1)} = {plain(x, 1)}"),
        *(_score(case, row, round(x, 1), round(worth, 1), level) for level in LEVELS),
    ]


def _poisson(case: Case, row: Row) -> list[tuple[str, str]]:
    is_count = case.definition.kind == Kind.COUNT
    events = row.estimate if is_count else row.numerator
    base = "" if is_count else f" / {count(row.denominator)} × {count(case.definition.per)}"
    steps = []
    for level in LEVELS:
        tail = plain((1 - level) / 2 * 100, 1)
        formula = _(
            "χ²(%(low)s %%; 2 × %(events)s) / 2%(base)s til χ²(%(high)s %%; 2 × %(events)s + 2) "
            "/ 2%(base)s = %(limits)s"
        ) % {
            "low": tail,
            "high": plain(100 - (1 - level) / 2 * 100, 1),
            "events": count(events),
            "base": base,
            "limits": case.limits(row, level),
        }
        steps.append((uncertainty(level), formula))
    return steps


def _student(case: Case, row: Row) -> list[tuple[str, str]]:
    sd, mean, freedom = row.number("sd"), case.write(row.estimate), count((row.n or 1) - 1)
    n = count(row.n)
    return [
        (
            uncertainty(level),
            f"{mean} ± t({freedom}; {percent(level)}) × {plain(sd)} / √{n} = {case.limits(row, level)}",
        )
        for level in LEVELS
    ]


def _comparator(case: Case) -> list[tuple[str, str]]:
    row, whole = case.row, case.known(parts.WHOLE)
    pieces = case.series(parts.PART)
    if not pieces or whole is None or whole.numerator is None or row.numerator is None:
        return _level(case)
    return [
        (
            _("Hvad der tælles"),
            _left(whole.numerator, [p.numerator for p in pieces], row.numerator),
        ),
        (_("Ud af"), _left(whole.denominator, [p.denominator for p in pieces], row.denominator)),
        *_level(case),
    ]


def _left(whole: float | None, pieces: list[float | None], rest: float | None) -> str:
    taken = " − ".join(count(piece) for piece in pieces)
    return f"{count(whole)} − {taken} = {count(rest)}"


def _gap(case: Case) -> list[tuple[str, str]]:
    now, other = case.known(parts.NOW), case.known(parts.OTHER)
    if now is None or other is None:
        return []
    steps = _minus(case, now, other, exact=subtracts_exactly(case.row, case.definition, other))
    if case.row.ratio is not None:
        ratio = (
            f"{case.write(now.estimate)} / {case.write(other.estimate)} = {plain(case.row.ratio)}"
        )
        if case.row.ratio_lower is not None and case.row.ratio_upper is not None:
            ends = wording.number_style().interval(case.row.ratio_lower, case.row.ratio_upper, 2)
            ratio += f" ({ends})"
        steps.append((_("Forholdet"), ratio))
    return steps


def _subtraction(case: Case) -> list[tuple[str, str]]:
    now, before = case.known(parts.NOW), case.known(parts.BEFORE)
    return _minus(case, now, before) if now and before else []


def _minus(case: Case, first: Row, second: Row, *, exact: bool = False) -> list[tuple[str, str]]:
    """First minus second, and the limits by square-and-add."""
    row = case.row
    a, b = case.write(first.estimate, 1), case.write(second.estimate, 1)
    difference = case.signed(row.estimate, 1)
    steps = [(_("Forskellen"), f"{bracketed(a)} − {bracketed(b)} = {difference}")]
    for level in LEVELS:
        lower, upper = limits_at(row, level)
        l1, u1 = limits_at(first, level)
        l2, u2 = (second.estimate,) * 2 if exact else limits_at(second, level)
        if None in (lower, upper, l1, u1, l2, u2):
            continue
        ends = {name: bracketed(case.write(v, 1)) for name, v in
                (("l1", l1), ("u1", u1), ("l2", l2), ("u2", u2))}  # fmt: skip
        a, b = bracketed(a), bracketed(b)
        steps += [
            (
                _("Nedre grænse (%(level)s)") % {"level": percent(level)},
                f"{difference} − √(({a} − {ends['l1']})² + ({ends['u2']} − {b})²) = {case.signed(lower, 1)}",
            ),
            (
                _("Øvre grænse (%(level)s)") % {"level": percent(level)},
                f"{difference} + √(({ends['u1']} − {a})² + ({b} − {ends['l2']})²) = {case.signed(upper, 1)}",
            ),
        ]
    return steps
