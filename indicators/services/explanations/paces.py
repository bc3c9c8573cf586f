"""The formula of a pace with its numbers: how fast, against how fast it would have to be."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indicators.models import Definition
from indicators.rules import paces, verdicts
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
from indicators.services.periods_in_words import slot_in_words
from indicators.services.verdict_words import way_is_too_short

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


def speeds_in_words(case: Case) -> list[str]:
    """So far beside what is required, from when, in sentences for somebody who has not read the sum."""
    speeds = _speeds(case)
    now, before, target = case.known(parts.NOW), case.known(parts.BEFORE), case.target
    if speeds is None or now is None or before is None or target is None:
        return []
    actual, required, onward = speeds
    values = {
        "actual": case.signed(actual, 1),
        "required": case.signed(required, 1),
        "unit": _("%(unit)s om året") % {"unit": wording.gap_unit(case.entry)},
        "since": slot_in_words(before.slot),
        "period": slot_in_words(now.slot),
        "when": slot_in_words(target.slot),
    }
    told = [
        _(
            "Tallet har flyttet sig %(actual)s %(unit)s fra %(since)s til %(period)s. Regnet fra "
            "udgangspunktet (%(since)s) kræves %(required)s hele vejen til %(when)s."
        )
        % values
    ]
    if onward is not None and case.row.verdict != paces.RIGHT_SIDE:  # nobody is asked to go back
        told.append(_("Regnet fra nu af kræves %(onward)s.") % {"onward": case.signed(onward, 1)})
    if (case.row.estimate or 0.0) >= paces.ENOUGH:
        told.append(_("Det ser hurtigt nok ud, men kan være tilfældigt."))
    else:
        told.append(_("Det ser ikke ud til at være nok, men kan være tilfældigt."))
    return [" ".join(told)]


def foreseen_in_words(case: Case) -> list[str]:
    """Why a card says that it can hardly be told by the target's year, beside what is said here.

    Where the change since the baseline is sure, it has been seen: what cannot be told is the speed.
    """
    now, before, target = case.known(parts.NOW), case.known(parts.BEFORE), case.target
    if now is None or before is None or target is None or not is_hardly_seen(case):
        return []
    values = {
        "year": target.slot[:4],
        "first": case.write(before.estimate),
        "target": case.write(target.value),
        "n": wording.number_style().plain(now.n or now.denominator or 0.0, 0),
    }
    if _has_moved(case):
        return [
            _(
                "På kortet står: kan næppe afgøres inden %(year)s. Der er tegn på, at tallet har "
                "flyttet sig siden udgangspunktet. Om det går hurtigt nok, er et andet spørgsmål: "
                "det kræver, at hele usikkerheden om ændringen ligger på den ene side af det, der "
                "kræves, og med så få bag tallet (%(n)s) ventes den at være for bred til det inden "
                "%(year)s."
            )
            % values
        ]
    return [
        _(
            "På kortet står: kan næppe afgøres inden %(year)s. De to svar er om hver sin ting. “Kan "
            "ikke afgøres endnu” er om tallene i dag. “Næppe inden %(year)s” er om, hvad to målinger "
            "med så få bag tallet (%(n)s) kan vise: selv hele vejen fra %(first)s til måltallet "
            "%(target)s ville for det meste være for kort til at ses sikkert. Flere år tilsammen kan "
            "godt vise en retning, men næppe, om det går hurtigt nok."
        )
        % values
    ]


def _has_moved(case: Case) -> bool:
    """Whether the change since the baseline is sure: both limits of the pace have its sign."""
    lower, upper = case.row.lower, case.row.upper
    return lower is not None and upper is not None and (lower > 0 or upper < 0)


def is_hardly_seen(case: Case) -> bool:
    """Whether the card says so: not told today, and the whole way too short for so few people."""
    now, before, target = case.known(parts.NOW), case.known(parts.BEFORE), case.target
    if target is None or now is None or before is None:
        return False
    base = now.n or now.denominator
    if case.row.reason != verdicts.SMALLER_THAN_UNCERTAINTY or before.estimate is None or not base:
        return False
    is_share = case.definition.kind == Kind.SHARE
    return is_share and way_is_too_short(before.estimate, target.value, base)


def _speeds(case: Case) -> tuple[float, float, float | None] | None:
    """Yearly change so far, as required from the baseline and from now; None of amounts (percent)."""
    target, now, before = case.target, case.known(parts.NOW), case.known(parts.BEFORE)
    if target is None or now is None or before is None or case.definition.kind == Kind.AMOUNT:
        return None
    t0, t1, t2 = (years(slot) for slot in (before.slot, now.slot, target.slot))
    if t0 is None or t1 is None or t2 is None or t1 <= t0 or t2 <= t0:
        return None
    first, latest = before.estimate or 0.0, now.estimate or 0.0
    onward = (target.value - latest) / (t2 - t1) if t2 > t1 else None
    return (latest - first) / (t1 - t0), (target.value - first) / (t2 - t0), onward


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
