"""Where the figures of an expected effect stand when its indicator was merged into another one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from effects.services.expectations import Expected
from indicators.models import Indicator
from indicators.services import cards
from indicators.services.names import localised


@dataclass(frozen=True)
class Merged:
    """An indicator that has no figures of its own any more, and the one that has them."""

    name: str
    into: str
    url: str


def merged_of(expected: Iterable[Expected], *, restricted: bool) -> list[Merged]:
    """Of what is expected, the indicators that were merged into one this person may see."""
    found = []
    for indicator in {
        each.effect.indicator_id: each.effect.indicator for each in expected
    }.values():
        into = _last(indicator)
        if into is not None and (restricted or not into.is_restricted):
            url = cards.indicator_url(into.code)
            found.append(Merged(localised(indicator), localised(into), url))
    return found


def _last(indicator: Indicator) -> Indicator | None:
    """The indicator at the end of the way; None where it was not merged. Merging goes one way."""
    into: Indicator | None = indicator.merged_into
    while into is not None and into.merged_into is not None:
        into = into.merged_into
    return into
