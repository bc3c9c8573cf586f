"""The evidence a review is closed on: read at that moment, and frozen with what was decided."""

from __future__ import annotations

from effects.models import Review
from indicators.models import FrozenCopy
from indicators.services.frozen_copies import freeze


def freeze_for(review: Review) -> FrozenCopy:
    """Keep what people had before them when they closed it."""
    return freeze(
        kind=FrozenCopy.Kind.EVIDENCE, figures=(), pdf=b"", holds_restricted=False,
        content={"review": review.pk, "due_on": review.due_on.isoformat()},
    )  # fmt: skip
