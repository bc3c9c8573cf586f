"""Who was shown evidence on restricted indicators: noted as on every other page that shows them."""

from __future__ import annotations

from collections.abc import Iterable

from effects.services.evidence import Evidence
from indicators.services import restricted_readings
from partnership.rules.access import Standing


def note(shown: Iterable[Evidence], *, standing: Standing, path: str) -> None:
    """Note the restricted indicators that a page's evidence is about; of others nothing is noted."""
    for definition in sorted({e.entry.definition_id for e in shown if e.entry.is_restricted}):
        restricted_readings.note(standing=standing, path=path, definition_id=definition)
