"""The evidence a review is closed on: read at that moment, and frozen with what was decided."""

from __future__ import annotations

from effects.models import Review
from effects.services import frozen_evidence
from indicators.models import FrozenCopy


def freeze_for(review: Review, *, restricted: bool = False) -> FrozenCopy:
    """Keep what people had before them when they closed it.

    Restricted figures come along only where whoever closes it may see them: then nobody without
    that right can open the copy.
    """
    return frozen_evidence.lock(review, restricted=restricted)
