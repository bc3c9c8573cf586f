"""How much a figure must move each year from now on to reach its target."""

from __future__ import annotations


def per_year(latest: float, target: float, years: float, *, compound: bool = False) -> float | None:
    """(target − latest) / years in the figure's own unit; None where no time is left.

    With `compound` the yearly growth as a share (0.02 = 2 %), for amounts; None where either figure
    is 0 or below, since growth from or to nothing has no rate. Source: methods of pace (Eurostat).
    """
    if years <= 0:
        return None
    if not compound:
        return (target - latest) / years
    if latest <= 0 or target <= 0:
        return None
    return float((target / latest) ** (1 / years) - 1)
