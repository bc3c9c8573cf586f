"""Expected effects and figures by hand, without a database: what the evidence is put together from."""

from __future__ import annotations

import datetime as dt
from typing import Any

from areas.models import Area
from effects.models import EffectVersion, ExpectedEffect
from effects.services.evidence_findings import Others
from effects.services.expectations import Expected
from indicators.models import Indicator
from indicators.services.results import Entry, Reading
from partnership.models import Intervention

START = dt.date(2020, 1, 1)
EARLIEST, LATEST = dt.date(2022, 1, 1), dt.date(2024, 12, 31)
EFFORT = 7
SIZE = 5.0
NAMES = {2: "Område B", 3: "Område C", 4: "Område D", 5: "Område E"}


def area() -> Area:
    return Area(pk=1, kind="area", slug="omraade-a", name="Område A", position=0, style=1)


def entry(**more: Any) -> Entry:
    """A share in per cent, counted in a register of people."""
    values: dict[str, Any] = dict.fromkeys(Entry._fields) | {
        "indicator_id": 1, "code": "i-job", "name": "I job", "definition_id": 1, "version": 1,
        "kind": "share", "data_kind": "register", "counts": "persons", "direction": "higher",
        "unit": "pct.", "decimals": 1, "per": 100, "frequency": "year", "source": "Register",
        "is_front": True, "is_restricted": False, "is_pending": False, "breaks_series": False,
        "note": "", "target_steps": (), "members": (), "caveat": "", "source_url": "",
    }  # fmt: skip
    return Entry(**(values | more))


def expected(
    *, is_late: bool = False, intervention: dict[str, Any] | None = None, **more: Any
) -> Expected:
    """An expectation of five points, written in the month before the start (or a year after it)."""
    written = dt.date(2021, 1, 1) if is_late else dt.date(2019, 12, 1)
    found = {"name": "Jobvejleder", "slug": "jobvejleder", "state": "running", "starts_on": START}
    effect = ExpectedEffect(
        pk=1, number=1, intervention=Intervention(pk=1, **(found | (intervention or {}))),
        indicator=Indicator(pk=1, code="i-job", name="I job"),
    )  # fmt: skip
    values = {
        "measure": "level", "direction": "rise", "size": SIZE, "earliest_on": EARLIEST,
        "latest_on": LATEST, "why": "", "other_causes": "", "is_late": is_late,
    }  # fmt: skip
    version = EffectVersion(pk=1, effect=effect, number=1, written_on=written, **(values | more))
    return Expected(effect=effect, version=version, first=version, areas=(area(),), amendments=())


def others(**more: Any) -> Others:
    """Read in the middle of the expected time, with the effort marked."""
    return Others(**({"today": dt.date(2023, 6, 1), "event_id": EFFORT, "names": NAMES} | more))


def reading(statement: str, year: int, estimate: float | None, **more: Any) -> Reading:
    """A published statement about the area; without an estimate a state must be named."""
    values: dict[str, Any] = dict.fromkeys(Reading._fields) | {
        "statement": statement, "definition_id": 1, "area_id": 1, "comparator": "",
        "slot": str(year), "baseline_slot": "", "is_latest": True, "state": "value", "reason": "",
        "estimate": estimate, "verdict": "", "certainty": "", "starts_on": dt.date(year, 1, 1),
        "ends_on": dt.date(year, 12, 31), "is_default": False, "method": "", "source": "Register",
        "family": "register", "other": "", "category_set": "total", "category": "",
    }  # fmt: skip
    if estimate is not None:
        values |= {"lower": estimate - 2, "upper": estimate + 2, "n": 400.0}
    return Reading(**(values | more))


def level(year: int, estimate: float | None, **more: Any) -> Reading:
    return reading("level", year, estimate, **more)


def gap(year: int, estimate: float | None, **more: Any) -> Reading:
    against = {"comparator": "rest", "other": "", "is_default": True}
    return reading("gap", year, estimate, **(against | more))


def did(estimate: float | None, **more: Any) -> Reading:
    """The stored comparison with other areas."""
    return reading("did", 2022, estimate, **({"event_id": EFFORT, "baseline_slot": "2015"} | more))
