"""Whether a meeting's minutes are approved, and so nothing of the meeting changes any more."""

from __future__ import annotations

from partnership.models import Minutes


def is_locked(meeting_id: int) -> bool:
    """Whether the minutes of a meeting stand for good."""
    return Minutes.objects.filter(meeting=meeting_id, locked_at__isnull=False).exists()
