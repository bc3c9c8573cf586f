"""What happened to the figures of a brief since, and which of it its readers are told."""

from __future__ import annotations

from collections.abc import Iterable

from indicators.rules import frozen

MOVED, JUDGED, SILENCED, RESTORED = "moved", "judged", "silenced", "restored"
PARTLY_SILENCED = "partly_silenced"  # of several areas: some are hidden now, others moved

_SILENT = frozenset(
    {frozen.HIDDEN, frozen.NOT_RELEASED, frozen.SILENT, frozen.GONE, frozen.WITHDRAWN}
)
# Told of the newest period only: with a newer figure they are told of that one instead.
_OF_THE_NEWEST = frozenset({"trend", "gap_trend", "pace", "projection", "did", "xmr"})


def is_superseded(statement: str, code: str) -> bool:
    """Whether a statement is gone because a newer figure came: nothing was corrected by that."""
    return code == frozen.GONE and statement in _OF_THE_NEWEST


def news_of(codes: Iterable[str]) -> str:
    """The one thing to be told of several statements about an indicator in an area."""
    found = set(codes)
    if frozen.VERDICT in found:
        return JUDGED
    return SILENCED if found and found <= _SILENT else MOVED


def together(news: Iterable[str]) -> str:
    """The one thing to be told of several areas at once."""
    found = set(news)
    if JUDGED in found:
        return JUDGED
    if len(found) == 1:
        return found.pop()
    return PARTLY_SILENCED if SILENCED in found else MOVED
