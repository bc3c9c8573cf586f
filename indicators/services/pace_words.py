"""How fast a figure moves, and how fast it must move from now on, in words."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from indicators.models import Definition
from indicators.rules import paces, verdicts
from indicators.rules.periods import UnknownPeriod, parse_slot
from indicators.rules.required_change import per_year
from indicators.services import wording
from indicators.services.periods_in_words import slot_in_words
from indicators.services.results import Entry, Figures, Reading

DAYS_A_YEAR = 365.25
_MOVING = (paces.ON_TRACK, paces.TOO_SLOW, paces.LIMITED, paces.WRONG_WAY)
_ARRIVED = (paces.MET, paces.KEPT, paces.RIGHT_SIDE)
_MOVED = (
    verdicts.NARROWED, verdicts.WIDENED, verdicts.NEARER, verdicts.FARTHER, verdicts.LEAD_GROWN,
    verdicts.LEAD_SHRUNK,
)  # fmt: skip


def pace_lines(entry: Entry, figures: Figures) -> list[str]:
    """The trend per year, whether the word above leans on it, and what the target requires."""
    if entry.is_context or figures.level is None or not figures.level.has_value:
        return []
    slope = slope_in_words(entry, figures.trend)
    lines = [
        _("Tendens: %(slope)s") % {"slope": slope} if slope else "",
        _ends_only(figures) or _why_not_told(figures),
        required_in_words(entry, figures),
    ]
    return [line for line in lines if line]


def _ends_only(figures: Figures) -> str:
    """That the pace's word is that of the first and the newest figure, where the trend is not as sure.

    One newest figure far from the others decides the pace, but hardly moves a trend of medians.
    """
    pace, trend = figures.pace, figures.trend
    if pace is None or trend is None or pace.verdict not in _MOVING:
        return ""
    if trend.lower is None or trend.upper is None or not trend.lower <= 0 <= trend.upper:
        return ""
    return _(
        "Ordet bygger på første og seneste tal alene; tallene imellem peger ikke klart samme vej."
    )


def _why_not_told(figures: Figures) -> str:
    """Why a sure trend stands under a pace that cannot be told: the two rest on different figures."""
    pace, trend = figures.pace, figures.trend
    if pace is None or trend is None or pace.reason != verdicts.SMALLER_THAN_UNCERTAINTY:
        return ""
    if trend.lower is None or trend.upper is None or trend.lower <= 0 <= trend.upper:
        return ""
    return _(
        "Tendensen følger alle tallene fra %(first)s til %(last)s. Farten mod måltallet måles på "
        "%(since)s og %(now)s alene, og de to tal er for usikre til at afgøre den."
    ) % {
        "first": slot_in_words(trend.baseline_slot),
        "last": slot_in_words(trend.slot),
        "since": slot_in_words(pace.baseline_slot),
        "now": slot_in_words(pace.slot),
    }


def slope_in_words(entry: Entry, trend: Reading | None) -> str:
    """The trend's slope with its limits: "+1,9 procentpoint om året (0,8 til 2,9)"."""
    if trend is None or not trend.has_value:
        return ""
    style = wording.number_style()
    decimals = _decimals(entry, trend.estimate or 0.0)
    text = _("%(slope)s %(unit)s om året") % {
        "slope": style.signed(trend.estimate or 0.0, decimals),
        "unit": wording.gap_unit(entry),
    }
    if trend.lower is None or trend.upper is None:
        return text
    return f"{text} ({style.interval(trend.lower, trend.upper, decimals)})"


def closing_in_words(entry: Entry, figures: Figures) -> str:
    """How fast the distance closes or opens, where it is sure that it does."""
    gap, trend, change = figures.gap, figures.gap_trend, figures.gap_change
    if gap is None or not gap.has_value or trend is None or not trend.has_value:
        return ""
    if change is None or change.verdict not in _MOVED:
        return ""
    if trend.lower is None or trend.upper is None or trend.lower <= 0 <= trend.upper:
        return ""
    slope = trend.estimate or 0.0
    is_closing = slope * (gap.estimate or 0.0) < 0
    closing = (trend.details or {}).get("closing")
    if closing is not None and (closing > 0) != is_closing:
        return ""  # the figures have crossed: the distance has done both
    values = {
        "speed": wording.number_style().size(slope, _decimals(entry, slope)),
        "unit": wording.gap_unit(entry),
    }
    if is_closing:
        return _("mindskes %(speed)s %(unit)s om året") % values
    return _("vokser %(speed)s %(unit)s om året") % values


def required_in_words(entry: Entry, figures: Figures) -> str:
    """What each year from now on must bring; that nothing more is asked where the target is passed.

    Empty where the verdict itself says that the figure is on the right side, or its time is up.
    """
    level, pace = figures.basis, figures.pace
    if level is None or not level.has_value or entry.target_value is None or not entry.target_slot:
        return ""
    if pace is not None and pace.verdict in _ARRIVED:
        return ""
    goal, now = _last_day(entry.target_slot), _last_day(level.slot)  # both as the pace counts them
    if goal is None or now is None or goal <= now:
        return ""
    if _is_past(entry, level.estimate or 0.0, entry.target_value):
        return _("Tallet ligger på den rigtige side af måltallet (%(target)s i %(when)s)") % {
            "target": wording.number_style().plain(entry.target_value, entry.decimals),
            "when": slot_in_words(entry.target_slot),
        }
    compound = entry.kind == Definition.Kind.AMOUNT
    years = (goal - now).days / DAYS_A_YEAR
    required = per_year(level.estimate or 0.0, entry.target_value, years, compound=compound)
    if required is None:
        return _("Væksten frem til måltallet kan ikke beregnes, når et af tallene er 0.")
    style = wording.number_style()
    values = {
        "required": style.signed(required * 100, 1)
        if compound
        else style.signed(required, _decimals(entry, required)),
        "unit": "%" if compound else wording.gap_unit(entry),
        "when": slot_in_words(entry.target_slot),
        "target": style.plain(entry.target_value, entry.decimals),
    }
    if entry.target_decided_on is None:
        return _(
            "Forslaget til måltal (%(target)s i %(when)s) kræver %(required)s %(unit)s om året "
            "fra nu af"
        ) % values  # fmt: skip
    return (
        _("Måltallet %(target)s i %(when)s kræver %(required)s %(unit)s om året fra nu af") % values
    )


def _is_past(entry: Entry, level: float, target: float) -> bool:
    """Whether a figure stands beyond its target already: nobody is to lead it back there."""
    way = {verdicts.HIGHER: 1, verdicts.LOWER: -1}
    return (level - target) * way.get(entry.direction, 0) > 0


def _decimals(entry: Entry, number: float) -> int:
    """One decimal more for a yearly change that would else be written as 0."""
    more = entry.decimals + 1
    return entry.decimals if abs(number) >= 10**-entry.decimals else more


def _last_day(code: str) -> dt.date | None:
    try:
        return parse_slot(code).ends_on
    except UnknownPeriod:
        return None
