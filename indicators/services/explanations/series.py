"""Formulas with numbers for statements about whole series: slopes, lines, charts, pooled years."""

from __future__ import annotations

import statistics

from django.utils.translation import gettext as _

from indicators.models import Definition
from indicators.services import wording
from indicators.services.explanations import inputs as parts
from indicators.services.explanations.cases import (
    LEVELS,
    Case,
    count,
    limits_at,
    percent,
    plain,
    uncertainty,
    years,
)
from indicators.services.explanations.courses import points_of, slopes
from indicators.services.explanations.kinds import is_mean_of_stock
from indicators.services.periods_in_words import slot_in_words

Steps = list[tuple[str, str]]


def trend_steps(case: Case) -> Steps:
    """Mann-Kendall's score and Theil-Sen's slope with the numbers of the series."""
    points, row = points_of(case), case.row
    found = slopes(points)
    if not found:
        return []
    rising, falling = sum(s > 0 for s in found), sum(s < 0 for s in found)
    score = wording.number_style().plain(rising - falling)
    unit = _("%(unit)s om året") % {"unit": wording.gap_unit(case.entry)}
    listed = " · ".join(f"{slot_in_words(p.slot)}: {case.write(p.value, 1)}" for p in points)
    steps = [
        (_("Rækken"), listed),
        (_("Par, der stiger, minus par, der falder (S)"), f"{rising} − {falling} = {score}"),
    ]
    p = row.number("p")
    if p is not None:
        steps.append((_("Sandsynlighed, hvis intet skete (p)"), plain(p, 4)))
    words = _("den midterste af %(pairs)s årlige ændringer: %(slope)s %(unit)s") % {
        "pairs": len(found),
        "slope": case.signed(statistics.median(found), 2),
        "unit": unit,
    }
    steps.append((_("Hældning (Theil-Sen)"), words))
    steps += [_slope_limits(case, found, level, unit) for level in LEVELS]
    span = points[-1].time - points[0].time
    whole = f"{case.signed(row.estimate, 2)} × {plain(span)} = {case.signed((row.estimate or 0) * span, 1)}"
    steps.append((_("Over hele perioden"), whole))
    return steps


def _slope_limits(case: Case, found: list[float], level: float, unit: str) -> tuple[str, str]:
    lower, upper = limits_at(case.row, level)
    label = uncertainty(level)
    if lower is None or upper is None:
        return label, _("så få perioder kan ikke nå dette niveau")
    cut = sum(slope < lower for slope in found)
    words = _("ændring nr. %(low)s og nr. %(high)s efter størrelse: %(limits)s %(unit)s") % {
        "low": cut + 1,
        "high": len(found) - cut,
        "limits": wording.number_style().interval(lower, upper, case.entry.decimals + 2),
        "unit": unit,
    }
    return label, words


def projection_steps(case: Case) -> Steps:
    """The slope and its limits, drawn on to the target's year through the medians."""
    points, row = points_of(case), case.row
    level, time = row.number("level"), row.number("time")
    trend = case.known(parts.AREA)
    if trend is None or level is None or time is None or not points:
        return []
    due = years(row.slot)
    if due is None:
        return []
    ahead = plain(due - time)
    line = f"{case.write(level, 1)} + ({case.signed(trend.estimate, 2)}) × {ahead}"
    steps = [
        (_("Det midterste tal i rækken"), case.write(level, 1)),
        (_("År fra det midterste tidspunkt til målet"), ahead),
        (
            _("Linjen i %(period)s") % {"period": slot_in_words(row.slot)},
            f"{line} = {case.write(row.estimate, 1)}",
        ),
    ]
    if row.has_limits and trend.has_limits:
        words = _("de to yderste hældninger, %(slopes)s, giver %(limits)s") % {
            "slopes": case.limits(trend, more=2),
            "limits": case.limits(row, more=1),
        }
        steps.append((_("Usikkerhed (%(level)s)") % {"level": percent(LEVELS[0])}, words))
    return steps


def chart_steps(case: Case) -> Steps:
    """Mean and limits of a chart of single values with their moving ranges."""
    row = case.row
    spread, points = row.number("mean_range"), row.number("points")
    mean = case.write(row.estimate, 1)
    steps = [(_("Gennemsnit af %(n)s målinger") % {"n": count(points)}, mean)]
    if spread is None:
        return steps
    reach = case.write(spread, 1)
    dropped = (row.details or {}).get("dropped") or []
    steps.append((_("Gennemsnitligt spring fra måling til måling"), reach))
    if dropped:
        listed = ", ".join(slot_in_words(slot) for slot in dropped)
        steps.append((_("Spring, der er holdt udenfor, fordi de er usædvanligt store"), listed))
    for name, sign, limit in (
        (_("Nedre grænse"), "−", row.lower),
        (_("Øvre grænse"), "+", row.upper),
    ):
        steps.append((name, f"{mean} {sign} {plain(2.66)} × {reach} → {case.write(limit, 1)}"))
    return steps


def pooled_steps(case: Case) -> Steps:
    """Numerators and denominators added up; percentages are never averaged."""
    series, row = case.series(parts.SERIES), case.row
    if series and case.definition.kind == Definition.Kind.COUNT:
        return _counts_together(case)
    if not series or row.numerator is None or row.denominator is None:
        return []
    tops = " + ".join(count(r.numerator) for r in series)
    bottoms = " + ".join(count(r.denominator) for r in series)
    result = f"{case.write(row.estimate)} {case.entry.unit}"
    formula = f"{count(row.numerator)} / {count(row.denominator)} × {count(case.definition.per)}"
    steps = [
        (_("Hvad der tælles"), f"{tops} = {count(row.numerator)}"),
        (_("Ud af"), f"{bottoms} = {count(row.denominator)}"),
        (_("Tallet"), f"{formula} = {result}"),
    ]
    if row.has_limits:
        is_stock = is_mean_of_stock(row, case.definition)
        base = count(row.denominator / len(series) if is_stock else row.denominator)
        words = _("regnet på %(base)s: %(limits)s") % {"base": base, "limits": case.limits(row)}
        steps.append((_("Usikkerhed (%(level)s)") % {"level": percent(LEVELS[0])}, words))
    return steps


def _counts_together(case: Case) -> Steps:
    """Counts added up; those of the same people on several days as their mean."""
    series, row = case.series(parts.SERIES), case.row
    total = " + ".join(case.write(one.estimate) for one in series)
    if is_mean_of_stock(row, case.definition):
        total = f"({total}) / {len(series)}"
    steps = [(_("Tallet"), f"{total} = {case.write(row.estimate)} {case.entry.unit}")]
    if row.has_limits:
        steps.append(
            (_("Usikkerhed (%(level)s)") % {"level": percent(LEVELS[0])}, case.limits(row))
        )
    return steps


def contribution_steps(case: Case) -> Steps:
    """Mean gap after minus mean gap before, and everything the grade asks about."""
    row, details = case.row, case.row.details or {}
    slots, gaps = details.get("slots", []), details.get("gaps", [])
    after = details.get("is_after", [])
    if not gaps:
        return []
    sides = {True: [], False: []}  # type: dict[bool, list[str]]
    for slot, gap, is_after in zip(slots, gaps, after, strict=True):
        sides[is_after].append(f"{slot_in_words(slot)}: {case.signed(gap, 1)}")
    before, later = row.number("mean_before"), row.number("mean_after")
    plain_gap = f"{case.signed(later, 2)} − ({case.signed(before, 2)})"
    steps = [
        (_("Afstand til de andre områder før"), " · ".join(sides[False])),
        (_("Afstand til de andre områder efter"), " · ".join(sides[True])),
        (
            _("Gennemsnit efter minus gennemsnit før"),
            f"{plain_gap} = {case.signed(row.estimate, 2)}",
        ),
    ]
    if row.has_limits:
        label = _("Usikkerhed (%(level)s)") % {"level": percent(LEVELS[0])}
        steps.append((label, case.limits(row, more=2)))
    numbers = (
        ("adjusted", _("Når udviklingen før indsatsen trækkes fra")),
        ("detectable", _("Mindste forskel, der kunne være set")),
    )
    for name, label in numbers:
        if row.number(name) is not None:
            write = case.write if name == "detectable" else case.signed
            steps.append((label, write(row.number(name), 2)))
    placebo = [value for value in details.get("placebo") or [] if value is not None]
    if placebo:
        listed = " · ".join(case.signed(value, 2) for value in placebo)
        steps.append((_("De andre områder, regnet som om de havde indsatsen"), listed))
    steps += _alarms(details)
    return steps


def _alarms(details: dict[str, list[float] | None]) -> Steps:
    rates, at = details.get("alarms_rule"), details.get("correlations") or []
    if not rates:
        return []
    listed = " · ".join(
        _("sammenhæng %(at)s: %(rate)s af 100")
        % {"at": plain(one, 1), "rate": plain(rate * 100, 1)}
        for one, rate in zip(at, rates, strict=True)
    )
    return [(_("Så ofte slår reglen ud, selv om intet er sket"), listed)]


def split_steps(case: Case) -> Steps:
    """The parts of a change; what is not known stands by itself."""
    row = case.row
    names = (
        ("stayed", _("De, der blev boende")),
        ("moved_in", _("De, der flyttede ind")),
        ("moved_out", _("De, der flyttede ud")),
        ("unknown", _("Ukendt")),
    )
    known = [(label, row.number(name)) for name, label in names]
    steps = [(label, case.signed(value, 1)) for label, value in known if value is not None]
    parts_of = " + ".join(
        f"({case.signed(value, 1)})" for _label, value in known if value is not None
    )
    return [*steps, (_("Tilsammen"), f"{parts_of} = {case.signed(row.estimate, 1)}")]
