"""Where a round is met: its page, its cells in the grid, and those of them that want an answer."""

from __future__ import annotations

from django.urls import reverse

from indicators.models import Round


def page(found: Round) -> str:
    """The round's own page."""
    return reverse("indicators:round-detail", args=[found.slug])


def grid(found: Round) -> str:
    """Exactly the round's cells, in the grid."""
    return f"{reverse('indicators:entry')}?indsamling={found.slug}"


def missing(found: Round) -> str:
    """Those of the round's cells that want an answer, in the grid."""
    return f"{grid(found)}&mangler=1"
