"""What a partnership file holds once it is read: plain rows by section."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from indicators.services.catalogue import Catalogue

Row = dict[str, Any]


@dataclass
class PartnershipFile:
    """A checked file: plain rows by section, and the catalogue with the file's own additions."""

    partnership: Row
    frame: Row
    sections: dict[str, list[Row]]
    generator: Row
    catalogue: Catalogue
    figures: list[Row] = field(default_factory=list)

    def rows(self, section: str) -> list[Row]:
        """The rows of a section, none where the file has no such section."""
        return self.sections.get(section, [])

    def goals(self) -> Iterable[tuple[Row, Row]]:
        """Each goal with its vision."""
        return ((vision, goal) for vision in self.rows("visions") for goal in vision["goals"])

    def used_indicators(self) -> set[str]:
        """Codes of the indicators that stand under a goal."""
        return {code for _vision, goal in self.goals() for code in goal["indicators"]}

    def source_of(self, code: str) -> str:
        """The source an indicator is followed by: where its figures are invented, that of the figures."""
        for series in self.generator.get("series", ()):
            if series["indicator"] == code:
                return str(series["source"])
        return str(self.catalogue.indicators[code]["source"])

    def used_category_sets(self) -> set[str]:
        """Codes of the breakdowns that figures stand under."""
        used = {row["category_set"] for row in self.figures if row.get("category_set")}
        for series in self.generator.get("series", ()):
            used |= set(series.get("breakdowns", {}))
            if "movers" in series:
                used |= {"arrivals", "departures"}
        return used
