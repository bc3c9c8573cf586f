"""Formulas with numbers for statements about whole series: slopes, lines, charts, pooled years."""

from __future__ import annotations

import statistics
from itertools import combinations

from django.utils.translation import gettext as _

from indicators.models import Result
from indicators.services import explanation_inputs as parts
from indicators.services import wording
from indicators.services.explanation_cases import (
    LEVELS,
    Case,
    count,
    limits_at,
    percent,
    plain,
    years,
)
from indicators.services.explanation_rows import Row
from indicators.services.periods_in_words import slot_in_words

Steps = list[tuple[str, str]]
S = Result.Statement


def slopes(series: list[Row]) -> list[float]:
    """The yearly change between every two periods, smallest first."""
    points = [(years(row.slot), row.estimate) for row in series]
    known = [(t, y) for t, y in points if t is not None and y is not None]
    return sorted((y1 - y0) / (t1 - t0) for (t0, y0), (t1, y1) in combinations(known, 2))


def trend_steps(case: Case) -> Steps:
    """Mann-Kendall's score and Theil-Sen's slope with the numbers of the series."""
    series, row = case.series(parts.SERIES), case.row
    found = slopes(series)
    if not found:
        return []
    rising, falling = sum(s > 0 for s in found), sum(s < 0 for s in found)
    unit = _("%(unit)s om året") % {"unit": wording.gap_unit(case.entry)}
    steps = [
        (
            _("Rækken"),
            " · ".join(f"{slot_in_words(r.slot)}: {case.write(r.estimate)}" for r in series),
        ),
        (
            _("Par, der stiger, minus par, der falder (S)"),
            f"{rising} − {falling} = {wording.number_style().plain(rising - falling)}",
        ),
    ]
    p = row.number("p")
    if p is not None:
        steps.append((_("Sandsynlighed, hvis intet skete (p)"), plain(p, 4)))
    words = _("medianen af %(pairs)s hældninger: %(slope)s %(unit)s") % {
        "pairs": len(found),
        "slope": case.signed(statistics.median(found), 2),
        "unit": unit,
    }
    steps.append((_("Hældning (Theil-Sen)"), words))
    for level in LEVELS:
        lower, upper = limits_at(row, level)
        if lower is None or upper is None:
            text = _("så få perioder kan ikke nå dette niveau")
        else:
            ends = wording.number_style().interval(lower, upper, case.entry.decimals + 2)
            text = _("de yderste hældninger, der ikke skæres fra: %(limits)s %(unit)s") % {
                "limits": ends,
                "unit": unit,
            }
        steps.append((_("Usikkerhed (%(level)s)") % {"level": percent(level)}, text))
    return steps


def projection_steps(case: Case) -> Steps:
    """The slope and its limits, drawn on to the target's year."""
    trend, series, row = case.known(parts.AREA), case.series(parts.SERIES), case.row
    if trend is None or not series:
        return []
    last = years(series[-1].slot)
    end = years(row.slot)
    if last is None or end is None:
        return []
    ends = case.limits(row)
    return [
        (
            _("Hældning (Theil-Sen)"),
            f"{case.signed(trend.estimate, 2)} ({case.limits(trend, more=2)})",
        ),
        (
            _("Linjen i %(period)s") % {"period": slot_in_words(row.slot)},
            f"{case.write(row.estimate)} ({ends})" if ends else case.write(row.estimate),
        ),
    ]


def chart_steps(case: Case) -> Steps:
    """Mean and limits of a chart of single values with their moving ranges."""
    row, spread = case.row, case.row.number("mean_range")
    if row.lower is None or row.upper is None:
        return [(_("Gennemsnit"), case.write(row.estimate, 1))]
    if spread is None:
        spread = (row.upper - (row.estimate or 0.0)) / 2.66
    mean = case.write(row.estimate, 1)
    return [
        (_("Gennemsnit"), mean),
        (_("Gennemsnitligt spring fra måling til måling"), case.write(spread, 1)),
        (
            _("Nedre grænse"),
            f"{mean} − 2,66 × {case.write(spread, 1)} = {case.write(row.lower, 1)}",
        ),
        (_("Øvre grænse"), f"{mean} + 2,66 × {case.write(spread, 1)} = {case.write(row.upper, 1)}"),
    ]


def pooled_steps(case: Case) -> Steps:
    """Numerators and denominators added up; percentages are never averaged."""
    series, row = case.series(parts.SERIES), case.row
    if not series or row.numerator is None or row.denominator is None:
        return []
    tops = " + ".join(count(r.numerator) for r in series)
    bottoms = " + ".join(count(r.denominator) for r in series)
    result = f"{case.write(row.estimate)} {case.entry.unit}"
    formula = f"{count(row.numerator)} / {count(row.denominator)} × {count(case.definition.per)}"
    return [
        (_("Hvad der tælles"), f"{tops} = {count(row.numerator)}"),
        (_("Ud af"), f"{bottoms} = {count(row.denominator)}"),
        (_("Tallet"), f"{formula} = {result}"),
    ]


def contribution_steps(case: Case) -> Steps:
    """Mean gap after minus mean gap before."""
    row = case.row
    before, after = row.number("mean_before"), row.number("mean_after")
    steps: Steps = []
    if before is not None and after is not None:
        formula = (
            f"{case.signed(after, 2)} − ({case.signed(before, 2)}) = {case.signed(row.estimate, 2)}"
        )
        steps.append((_("Gennemsnit efter minus gennemsnit før"), formula))
    ends = case.limits(row, more=2)
    if ends:
        steps.append((_("Usikkerhed (%(level)s)") % {"level": percent(LEVELS[0])}, ends))
    return steps
