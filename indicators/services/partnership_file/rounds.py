"""From a partnership file to rows: the yearly wheel and the rounds that it, or somebody, opened."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError

from areas.models import Area
from indicators.models import Indicator, Round, WheelEntry
from indicators.services import rounds, wheel
from indicators.services.ledger import Ledger, RowRefused
from indicators.services.partnership_file.contents import PartnershipFile, Row

NOON = dt.time(12, tzinfo=ZoneInfo("Europe/Copenhagen"))


@dataclass(frozen=True)
class Rounds:
    """The file beside the places and indicators that it names, by their codes."""

    ledger: Ledger
    file: PartnershipFile
    indicators: dict[str, Indicator]
    areas: dict[str, Area]

    def load(self) -> None:
        """Make the marks and rounds that are not there yet, by their names."""
        for row in self.file.rows("wheel"):
            if not WheelEntry.objects.filter(name=row["name"]).exists():
                self._mark(row)
        for row in self.file.rows("rounds"):
            if not Round.objects.filter(name=row["name"]).exists():
                self._round(row)

    def _mark(self, row: Row) -> None:
        mark = wheel.Mark(
            name=row["name"],
            indicators=[self.indicators[code] for code in row["indicators"]],
            areas=[self.areas[code] for code in row["areas"]],
            frequency=row["frequency"],
            period=row.get("period", WheelEntry.Period.PREVIOUS),
            months=row["months"],
            day=row.get("day", 1),
            days_open=row.get("days_open", 30),
        )
        try:
            self.ledger.made.append(wheel.make(mark))
        except ValidationError as refusal:
            raise RowRefused(WheelEntry(name=row["name"]), refusal.messages) from refusal

    def _round(self, row: Row) -> None:
        asked = rounds.Asked(
            name=row["name"],
            indicators=[self.indicators[code] for code in row["indicators"]],
            areas=[self.areas[code] for code in row["areas"]],
            slots=row["slots"],
            opens_on=row["opens_on"],
            deadline=row["deadline"],
            note=row.get("note", ""),
        )
        try:
            made = rounds.make(asked)
        except ValidationError as refusal:
            raise RowRefused(Round(name=row["name"]), refusal.messages) from refusal
        if row.get("closed_on"):
            made.closed_at = dt.datetime.combine(row["closed_on"], NOON)
            made.save(update_fields=["closed_at"])
        self.ledger.made.append(made)
        self.ledger.made.extend(made.duties.all())
