"""How a figure compares in proportion with what it is held against, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from indicators.services import wording
from indicators.services.results import Reading

_TIMES = 1.5  # from here on how many times as high says more than percent


def ratio_in_words(gap: Reading) -> str:
    """How much higher in proportion: two shares can come nearer in points while one grows to twice the other.

    Said in words, because "ratio 0.97" tells a reader nothing: from one and a half on how many times
    as high, before that how many percent higher or lower.
    """
    if gap.ratio is None:
        return ""
    limits = (gap.ratio_lower, gap.ratio_upper)
    if gap.ratio >= _TIMES:
        style = wording.number_style()
        values = {"times": style.plain(gap.ratio, 1)}
        if limits[0] is None or limits[1] is None:
            return _("%(times)s gange så højt") % values
        values["limits"] = style.interval(limits[0], limits[1], 1)
        return _("%(times)s gange så højt (%(limits)s)") % values
    values = {"share": _in_percent(gap.ratio)}
    if limits[0] is None or limits[1] is None:
        return _("svarer til %(share)s") % values
    values["limits"] = _percent_limits(limits[0], limits[1])
    return _("svarer til %(share)s (mellem %(limits)s)") % values


def _in_percent(ratio: float) -> str:
    """A ratio near 1: "11 pct. lavere"."""
    size = round(100 * abs(ratio - 1))
    if not size:
        return _("det samme")
    values = {"n": size}
    return _("%(n)s pct. højere") % values if ratio > 1 else _("%(n)s pct. lavere") % values


def _percent_limits(lower: float, upper: float) -> str:
    """Both ends, the smaller difference first; on one side of 1 the word is said once."""
    nearest, farthest = sorted((lower, upper), key=lambda ratio: abs(ratio - 1))
    sizes = [round(100 * abs(each - 1)) for each in (nearest, farthest)]
    if sizes[0] and (lower - 1) * (upper - 1) > 0:
        return _("%(first)s og %(last)s") % {"first": sizes[0], "last": _in_percent(farthest)}
    return _("%(first)s og %(last)s") % {"first": _in_percent(lower), "last": _in_percent(upper)}
