"""Medians of series with holes."""

from __future__ import annotations

import numpy as np

from indicators.statistics.intervals import Floats


def median(rows: Floats) -> Floats:
    """Median of what is known along the last axis, in the rows' unit; NaN where nothing is."""
    ordered = np.sort(rows, axis=-1)  # NaN stands last
    known = np.isfinite(ordered).sum(axis=-1)
    if not ordered.shape[-1]:
        return np.full(known.shape, np.nan)
    at = np.stack((np.maximum(known - 1, 0) // 2, np.maximum(known, 1) // 2), axis=-1)
    middle = np.take_along_axis(ordered, at, axis=-1)
    return np.asarray((middle[..., 0] + middle[..., 1]) / 2, dtype=np.float64)
