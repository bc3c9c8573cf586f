"""What the pages of sources tell: each with its agreement and what rests on it."""

from __future__ import annotations

from dataclasses import dataclass

from indicators.models import Definition, Indicator, Source
from indicators.services.names import localised


@dataclass(frozen=True)
class SourceRow:
    """A source, whether anything may be taken in from it, and code and name of what rests on it."""

    source: Source
    name: str
    is_settled: bool
    indicators: tuple[tuple[str, str], ...]


def source_rows(*, restricted: bool) -> list[SourceRow]:
    """All sources, in two queries; the unsettled ones first. Restricted indicators by right only."""
    found = Source.objects.select_related("controller").order_by("name")
    resting: dict[int, list[tuple[str, str]]] = {}
    newest = (
        Definition.objects.filter(indicator__in=Indicator.objects.seen_by(restricted=restricted))
        .order_by("indicator_id", "-version")
        .distinct("indicator_id")
        .select_related("indicator")
    )
    for definition in newest:
        named = (definition.indicator.code, localised(definition.indicator))
        resting.setdefault(definition.source_id, []).append(named)
    rows = [
        SourceRow(
            source=source,
            name=localised(source),
            is_settled=bool(source.shown_to),
            indicators=tuple(resting.get(source.pk, ())),
        )
        for source in found
    ]
    return sorted(rows, key=lambda row: row.is_settled)
