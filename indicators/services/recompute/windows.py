"""Which columns of a panel are laid together where a definition asks for pooled years."""

from __future__ import annotations

import numpy as np

from indicators.rules.periods import Slot
from indicators.services.recompute.inputs import Ints, Panel
from indicators.statistics import pooling

MONTHS = {"year": 12, "half": 6, "quarter": 3, "month": 1}


def pooled_windows(panel: Panel) -> Ints:
    """The panel's columns of every stretch of pooled years, oldest first; none if not asked for."""
    years = panel.definition.pool_years or 0
    size = years * 12 // MONTHS[panel.definition.frequency]
    if years < 2:
        return np.zeros((0, 0), dtype=np.int64)
    return pooling.windows([_ordinal(slot) for slot in panel.slots], size)


def _ordinal(slot: Slot) -> int:
    return (slot.starts_on.year * 12 + slot.starts_on.month - 1) // MONTHS[slot.frequency]
