"""The dated rows that say how small a count may be shown, laid over a panel's figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from indicators.models import DisclosureThreshold
from indicators.services.recompute.inputs import Mask, Panel
from indicators.statistics.disclosure import DEFAULT, Thresholds

EPOCH = dt.date(1970, 1, 1)
_LONG_AGO, _NEVER = np.iinfo(np.int32).min, np.iinfo(np.int32).max


@dataclass(frozen=True)
class Row:
    """One dated row; `source_id` 0 stands for all sources, days are counted from 1970-01-01."""

    source_id: int
    first_day: int
    last_day: int
    thresholds: Thresholds


def read_thresholds() -> list[Row]:
    """All rows, one query."""
    rows = DisclosureThreshold.objects.values_list(
        "source_id", "valid_from", "valid_to", "least_count", "least_base", "least_answers"
    )
    return [
        Row(
            source_id=source_id or 0,
            first_day=(start - EPOCH).days if start else _LONG_AGO,
            last_day=(end - EPOCH).days if end else _NEVER,
            thresholds=Thresholds(float(count), float(base), float(answers)),
        )
        for source_id, start, end, count, base, answers in rows
    ]


def thresholds_of(panel: Panel, rows: Sequence[Row]) -> Thresholds:
    """What holds for each of a panel's figures on the last day of its period.

    Rows for all sources take the place of the defaults where they hold; a source's own rows hold
    beside them, and of all that hold the strictest does.
    """
    if not rows:
        return DEFAULT
    nothing = np.zeros(panel.shape)
    common, own = (Thresholds(nothing, nothing, nothing) for _ in range(2))
    answered = np.zeros(panel.shape, dtype=np.bool_)
    for row in rows:
        holds = (panel.ends_on >= row.first_day) & (panel.ends_on <= row.last_day)
        if row.source_id:
            own = own.stricter(_where(holds & (panel.source_id == row.source_id), row.thresholds))
        else:
            common, answered = common.stricter(_where(holds, row.thresholds)), answered | holds
    return own.stricter(common).stricter(_where(~answered, DEFAULT))


def _where(holds: Mask, thresholds: Thresholds) -> Thresholds:
    parts = (thresholds.count, thresholds.base, thresholds.answers)
    count, base, answers = (np.asarray(holds * part, dtype=np.float64) for part in parts)
    return Thresholds(count, base, answers)
