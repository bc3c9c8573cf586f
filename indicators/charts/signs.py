"""Signs of events on a time axis: those that would lie on each other share one place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from indicators.charts.shapes import Marker


@dataclass(frozen=True)
class Sign:
    """What stands at one place of the axis: a letter, or the first and last of several."""

    on: date
    text: str
    markers: tuple[Marker, ...]


def signs_of(markers: Sequence[Marker], first: date, last: date, *, nearest: float) -> list[Sign]:
    """The signs between two days; nearer than this share of the axis they are told together."""
    shown = sorted((m for m in markers if first <= m.on <= last), key=lambda m: m.on)
    groups: list[list[Marker]] = []
    for marker in shown:
        if groups and (marker.on - groups[-1][0].on) / (last - first) < nearest:
            groups[-1].append(marker)
        else:
            groups.append([marker])
    return [_sign(group) for group in groups]


def _sign(group: Sequence[Marker]) -> Sign:
    begin, end = group[0], group[-1]
    text = begin.sign if len(group) == 1 else f"{begin.sign}–{end.sign}"
    return Sign(begin.on + (end.on - begin.on) / 2, text, tuple(group))
