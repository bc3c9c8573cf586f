"""Where a figure is explained: the one way to write a link to "Forklar tallet".

A plain link; `static/js/explanation.js` opens it in a side panel wherever it stands.
"""

from __future__ import annotations

from django.urls import reverse
from django.utils.http import urlencode

from indicators.models import Result
from indicators.services.results import Entry, Reading

S = Result.Statement
C = Result.Comparator
TOTAL = "total"

COUNCIL = "council"
"""The three-part verdict: no stored statement, but put together from three that are."""

WORDS: dict[str, str] = {
    S.LEVEL: "niveau",
    S.COMPARATOR: "grundlag",
    S.CHANGE: "aendring",
    S.TREND: "udvikling",
    S.GAP: "afstand",
    S.GAP_CHANGE: "afstandens-aendring",
    S.GAP_TREND: "afstandens-udvikling",
    S.DIFFERENCE: "forskel",
    S.PACE: "tempo",
    S.PROJECTION: "fremskrivning",
    S.CONTRIBUTION: "bidrag",
    S.CONTROL_CHART: "udsving",
    S.POOLED: "flere-aar",
    S.EXPECTED: "ventet",
    S.SPLIT: "flytninger",
    COUNCIL: "vurdering",
}
STATEMENTS = {word: statement for statement, word in WORDS.items()}


def explanation_address(reading: Reading, *, entry: Entry, area: str, statement: str = "") -> str:
    """The address that explains a reading; `area` is the slug of the reading's own area.

    `statement=COUNCIL` explains the three-part verdict that the reading, a gap's change, is the
    last part of.
    """
    names_other = reading.statement == S.DIFFERENCE or reading.comparator == C.REFERENCE
    return address(
        entry.code,
        area,
        statement or reading.statement,
        slot=reading.slot,
        version=entry.version,
        comparator=reading.comparator,
        other=str(reading.other_id or "") if names_other else "",
        event=reading.event_id,
        category=f"{reading.category_set}:{reading.category}"
        if reading.category_set != TOTAL
        else "",
    )


def address(
    code: str,
    area: str,
    statement: str,
    *,
    slot: str = "",
    version: int | None = None,
    comparator: str = "",
    other: str = "",
    event: int | None = None,
    category: str = "",
    name: str = "indicators:explanation",
) -> str:
    """The same from plain values; with the name of the file instead of the page's."""
    asked = {
        "periode": slot,
        "version": version,
        "grundlag": comparator,
        "mod": other,
        "haendelse": event,
        "kategori": category,
    }
    path = reverse(name, args=[code, area, WORDS[statement]])
    query = urlencode({key: value for key, value in asked.items() if value})
    return f"{path}?{query}" if query else path
