"""References in the sections about the partners' work: to what the file must have."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from indicators.services.partnership_file.chapters import chapters
from indicators.services.partnership_file.contents import PartnershipFile, Row

# Fields of a section that name something else, one or a list; a dotted field stands in a list of
# tables of its own.
NAMED: dict[str, dict[str, str]] = {
    "effort_areas": {"goals": "goal", "indicators": "indicator"},
    "target_groups": {"goals": "goal", "effort_areas": "effort area"},
    "plans": {
        "parent": "plan", "effort_area": "effort area", "parties": "organisation",
        "deliveries.party": "organisation", "deliveries.responsible": "person",
    },
    "interventions": {
        "body": "body", "goals": "goal", "areas": "area", "target_groups": "target group",
        "partners": "organisation", "effort_area": "effort area", "plan": "plan",
        "responsible": "person",
    },
    "planned_meetings": {"body": "body"},
    "standing_items": {"body": "body"},
    "meetings": {"body": "body", "absent": "person", "items.presenter": "person"},
    "decisions": {
        "meeting": "meeting", "responsible": "person", "goals": "goal",
        "interventions": "intervention", "steps.intervention": "intervention",
        "steps.anchored_with": "organisation", "tasks.owner": "person",
        "tasks.intervention": "intervention",
    },
    "funds": {
        "plan": "plan", "budget.intervention": "intervention", "budget.decision": "decision",
        "keys.decision": "decision",
        "bookings.intervention": "intervention", "bookings.organisation": "organisation",
        "positions.employer": "organisation", "positions.payer": "organisation",
        "positions.intervention": "intervention", "commitments.organisation": "organisation",
    },
}  # fmt: skip


def known_work(file: PartnershipFile) -> dict[str, set[str]]:
    """What these sections may name beside places and people."""
    return {
        "goal": {f"{vision['number']}.{goal['number']}" for vision, goal in file.goals()},
        "effort area": {row["slug"] for row in file.rows("effort_areas")},
        "target group": {row["slug"] for row in file.rows("target_groups")},
        "plan": {row["slug"] for row in file.rows("plans")},
        "intervention": {row["slug"] for row in file.rows("interventions")},
        "meeting": {row["title"] for row in file.rows("meetings")},
        "decision": {row["title"] for row in file.rows("decisions")},
    }


def work_links(file: PartnershipFile) -> Iterable[tuple[str, str, str]]:
    """Every reference: where it stands, to what, and the name."""
    every = dict(NAMED)
    for chapter in chapters():
        every |= {section: dict(fields) for section, fields in chapter.named.items()}
    for section, fields in every.items():
        for number, row in enumerate(file.rows(section), start=1):
            for path, what in fields.items():
                for name in _named(row, path):
                    yield f"[[{section}]] {number}", what, name
    for number, row in enumerate(file.rows("funds"), start=1):
        for key in row.get("keys", ()):
            for share in key["shares"]:
                yield f"[[funds]] {number}", "organisation", share["organisation"]


def _named(row: Row, path: str) -> Iterable[str]:
    """The names a field holds: one, several, or those of the tables in a list."""
    first, _dot, rest = path.partition(".")
    value: Any = row.get(first)
    if not value:
        return
    if rest:
        for each in value:
            yield from _named(each, rest)
    elif isinstance(value, str):
        yield value
    else:
        yield from value
