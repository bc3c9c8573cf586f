"""The formula of a pace with its numbers: how fast, against how fast it would have to be."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indicators.models import Definition
from indicators.services import wording
from indicators.services.explanations import inputs as parts
from indicators.services.explanations.cases import (
    LEVELS,
    Case,
    bracketed,
    limits_at,
    percent,
    plain,
    uncertainty,
    years,
)

Kind = Definition.Kind


def pace_steps(case: Case) -> list[tuple[str, str]]:
    """Yearly change so far and as required, their ratio with its limits, and what is required from now on."""
    target = case.target
    now, before = case.known(parts.NOW), case.known(parts.BEFORE)
    if target is None or now is None or before is None:
        return []
    t0, t1, t2 = (years(slot) for slot in (before.slot, now.slot, target.slot))
    if t0 is None or t1 is None or t2 is None or t1 <= t0 or t2 <= t0:
        return []
    goal = case.write(target.value, 1)
    first, latest = case.write(before.estimate, 1), case.write(now.estimate, 1)
    if case.definition.kind == Kind.AMOUNT:
        return _growth(case, (first, latest, goal), (t0, t1, t2))
    actual = ((now.estimate or 0) - (before.estimate or 0)) / (t1 - t0)
    required = (target.value - (before.estimate or 0)) / (t2 - t0)
    unit = _("%(unit)s om året") % {"unit": wording.gap_unit(case.entry)}
    moved = f"({bracketed(latest)} − {bracketed(first)})"
    wanted = f"({bracketed(goal)} − {bracketed(first)})"
    steps = [
        (
            _("Ændring hidtil"),
            f"{moved} / {_years(t1 - t0)} = {case.signed(actual, 2)} {unit}",
        ),
        (
            _("Krævet fra udgangspunktet"),
            f"{wanted} / {_years(t2 - t0)} = {case.signed(required, 2)} {unit}",
        ),
        *_ratio(case, case.write(actual, 2), case.write(required, 2), (required, t1 - t0)),
    ]
    if t2 > t1:
        onward = (target.value - (now.estimate or 0)) / (t2 - t1)
        left = f"({bracketed(goal)} − {bracketed(latest)})"
        formula = f"{left} / {_years(t2 - t1)} = {case.signed(onward, 2)} {unit}"
        steps.append((_("Krævet fra nu af"), formula))
    return steps


def _growth(
    case: Case, values: tuple[str, str, str], at: tuple[float, float, float]
) -> list[tuple[str, str]]:
    """Amounts move by so many percent a year."""
    first, latest, goal = values
    t0, t1, t2 = at
    return [
        (_("Vækst hidtil"), f"({latest} / {first})^(1 / {_years(t1 - t0)}) − 1"),
        (_("Krævet vækst"), f"({goal} / {first})^(1 / {_years(t2 - t0)}) − 1"),
        *_ratio(case, _("vækst hidtil"), _("krævet vækst")),
    ]


def _ratio(
    case: Case, actual: str, required: str, by: tuple[float, float] | None = None
) -> list[tuple[str, str]]:
    """The ratio and its limits; `by` is the required yearly change and the years passed."""
    row = case.row
    steps = [(_("Tempo"), f"{bracketed(actual)} / {bracketed(required)} = {plain(row.estimate)}")]
    for level in LEVELS:
        lower, upper = limits_at(row, level)
        if lower is None or upper is None:
            continue
        if by is None:
            ends = wording.number_style().interval(lower, upper, 2)
            words = _("vækstens grænser delt på samme måde: %(limits)s") % {"limits": ends}
            steps.append((uncertainty(level), words))
            continue
        for name, limit in ((_("Nedre grænse"), lower), (_("Øvre grænse"), upper)):
            moved = bracketed(case.write(limit * by[0] * by[1], 1))
            formula = f"{moved} / {_years(by[1])} / {bracketed(required)} = {plain(limit)}"
            steps.append((f"{name} ({percent(level)})", formula))
    return steps


def _years(length: float) -> str:
    return ngettext("%(n)s år", "%(n)s år", round(length)) % {"n": plain(length, 2)}
