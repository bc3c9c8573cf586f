"""From a partnership file to rows: what is known of places and curves besides the figures."""

from __future__ import annotations

from dataclasses import dataclass

from areas.models import Area
from indicators.models import (
    ComparatorChoice,
    ControlLimit,
    Definition,
    DisclosureThreshold,
    EventMarker,
    Indicator,
    OriginStatement,
    Relocation,
    Result,
    ResultNews,
    StatutoryInput,
    StoryNote,
)
from indicators.services.catalogue import ensure_source
from indicators.services.ledger import Ledger
from indicators.services.partnership_file.contents import PartnershipFile


@dataclass(frozen=True)
class Knowledge:
    """The file beside the places and indicators that it names, by their codes."""

    ledger: Ledger
    file: PartnershipFile
    indicators: dict[str, Indicator]
    areas: dict[str, Area]

    def load(self) -> None:
        """Make what is not there yet: events, stories, relocations and the choices behind results."""
        self._events()
        self._stories()
        self._news()
        self._relocations()
        self._comparators()
        self._thresholds()
        self._control_limits()
        self._statutory()

    def _events(self) -> None:
        for row in self.file.rows("events"):
            self.ledger.ensure(
                EventMarker,
                {
                    "title": row["title"],
                    "happened_on": row["happened_on"],
                    "area": self.areas.get(row.get("area", "")),
                    "indicator": self.indicators.get(row.get("indicator", "")),
                },
                kind=row["kind"],
                title_en=row.get("title_en", ""),
                text=row.get("text", ""),
                described_on=row.get("described_on"),
            )

    def _stories(self) -> None:
        for row in self.file.rows("stories"):
            self.ledger.ensure(
                StoryNote,
                {
                    "indicator": self.indicators[row["indicator"]],
                    "area": self.areas.get(row.get("area", "")),
                    "slot": row.get("slot", ""),
                    "written_on": row["written_on"],
                },
                text=row["text"],
                writer_role=row["role"],
            )

    def _news(self) -> None:
        """Figures that came after the others did: what a reader is told of at the first visit."""
        for row in self.file.rows("news"):
            indicator = self.indicators[row["indicator"]]
            self.ledger.ensure(
                ResultNews,
                {
                    "definition": Definition.objects.filter(indicator=indicator).latest("version"),
                    "area": self.areas[row["area"]],
                    "slot": row["slot"],
                },
                kind=ResultNews.Kind.FIGURE,
                statement=Result.Statement.LEVEL,
            )

    def _relocations(self) -> None:
        for row in self.file.rows("relocations"):
            self.ledger.ensure(
                Relocation,
                {
                    "from_area": self.areas[row["from"]],
                    "to_area": self.areas.get(row.get("to", "")),
                    "starts_on": row["starts_on"],
                },
                households=row["households"],
                residents=row.get("residents"),
                ends_on=row.get("ends_on"),
                announced_on=row["announced_on"],
                source=row["source"],
                note=row.get("note", ""),
            )

    def _comparators(self) -> None:
        """What is offered; where something is agreed already it stays the agreed one."""
        agreed = ComparatorChoice.objects.filter(is_default=True).exists()
        for position, row in enumerate(self.file.rows("comparators"), start=1):
            self.ledger.ensure(
                ComparatorChoice,
                {"kind": row["kind"], "other": self.areas.get(row.get("area", ""))},
                position=position,
                is_default=row.get("default", False) and not agreed,
                reason=row.get("reason", ""),
            )

    def _thresholds(self) -> None:
        for row in self.file.rows("thresholds"):
            source = None
            if row.get("source"):
                source = ensure_source(self.ledger, self.file.catalogue.sources[row["source"]])
            usual = ("least_count", "least_base", "least_answers")
            self.ledger.ensure(
                DisclosureThreshold,
                {"source": source, "valid_from": row.get("valid_from")},
                valid_to=row.get("valid_to"),
                reason=row["reason"],
                **{name: row[name] for name in usual if name in row},
            )

    def _control_limits(self) -> None:
        for row in self.file.rows("control_limits"):
            indicator = self.indicators[row["indicator"]]
            self.ledger.ensure(
                ControlLimit,
                {
                    "definition": Definition.objects.filter(indicator=indicator).latest("version"),
                    "area": self.areas[row["area"]],
                    "from_slot": row["from_slot"],
                },
                reason=row["reason"],
                fixed_on=row["fixed_on"],
            )

    def _statutory(self) -> None:
        """What a criterion is measured by, and what official lists say of origin."""
        for row in self.file.rows("statutory_inputs"):
            self.ledger.ensure(
                StatutoryInput, {"key": row["key"]}, indicator=self.indicators[row["indicator"]]
            )
        for row in self.file.rows("origin_statements"):
            self.ledger.ensure(
                OriginStatement,
                {
                    "area": self.areas[row["area"]],
                    "limit": float(row["limit"]),
                    "list_on": row["list_on"],
                },
                is_over=row["is_over"],
                source=row["source"],
            )
