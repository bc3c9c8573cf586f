"""What editions brought since a moment: newer figures, and verdicts that are others than before.

Only that something is new is kept; what it is, is read from the results as they are now, so that a
figure that was hidden or withdrawn since is not told of.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from indicators.models import ResultNews


@dataclass(frozen=True)
class News:
    """One newer figure or changed verdict."""

    kind: str
    definition_id: int
    area_id: int
    statement: str
    slot: str

    @property
    def is_figure(self) -> bool:
        """Whether it is a newer figure; else a verdict that changed."""
        return self.kind == ResultNews.Kind.FIGURE


def since(moment: dt.datetime, *, restricted: bool) -> list[News]:
    """What the reader has not seen, each once, the newest first; one query."""
    rows = ResultNews.objects.filter(
        noticed_at__gt=moment, definition__indicator__is_active=True
    ).order_by("-noticed_at", "pk")
    if not restricted:
        rows = rows.filter(definition__indicator__is_restricted=False)
    found = rows.values_list("kind", "definition_id", "area_id", "statement", "slot")
    return list(dict.fromkeys(News(*row) for row in found))
