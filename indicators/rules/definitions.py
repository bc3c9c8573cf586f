"""What a definition must hold together, and which changes make another definition of it.

A word that is put more clearly leaves every figure as it was. What decides how figures are counted,
compared or judged makes a new version, so that older figures keep what they were counted by.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

# Corrected in place: they say the same thing better, and no figure moves.
WORDING = frozenset(
    {
        "unit_en", "numerator_en", "denominator_en", "caveat", "caveat_en", "release_lag_months",
        "stands_for", "least", "most", "breakdowns",
    }
)  # fmt: skip
PARTS = frozenset({"share", "rate"})
# Figures that differ in one of these are no figures of one curve, whatever else is alike.
APART = ("kind", "unit", "per", "data_kind", "counts", "frequency", "period_kind")


def problems(values: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What does not hold together, as pairs of field and code; empty when all is well.

    `values` are a definition's fields by name; absent and None are the same.
    """
    get = values.get
    found = []
    if get("kind") in PARTS and not (get("numerator") and get("denominator")):
        found.append(("numerator", "parts_unnamed"))
    if get("kind") == "share" and get("per") not in (None, 100):
        found.append(("per", "share_per_hundred"))
    if get("kind") == "rate" and (get("per") or 0) < 2:
        found.append(("per", "rate_per_what"))
    if get("kind") == "count" and get("data_kind") == "survey":
        found.append(("data_kind", "survey_counts"))
    if get("direction") == "band":
        lower, upper = get("band_lower"), get("band_upper")
        if lower is None or upper is None:
            found.append(("band_lower", "band_unlimited"))
        elif lower >= upper:
            found.append(("band_upper", "band_upside_down"))
    least, most = get("least"), get("most")
    if least is not None and most is not None and least >= most:
        found.append(("most", "range_upside_down"))
    if get("pool_years") is not None and not 2 <= get("pool_years", 0) <= 10:
        found.append(("pool_years", "pool_years_odd"))
    return found


def needs_version(before: Mapping[str, Any], after: Mapping[str, Any]) -> set[str]:
    """The fields whose change makes a new version of the definition."""
    return {
        name for name, value in after.items() if name not in WORDING and before.get(name) != value
    }


def set_apart(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """The fields whose change ends a series: figures before and after cannot stand on one curve.

    The multiplier says something of shares and rates only.
    """
    has_parts = before.get("kind") in PARTS or after.get("kind") in PARTS
    names = [name for name in APART if name != "per" or has_parts]
    return [name for name in names if before.get(name) != after.get(name)]
