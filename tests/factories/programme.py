"""The programme for tests: a plan with a delivery, an effort area, a target group, an intervention."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import dataclass
from typing import Any

from partnership.models import (
    Body,
    Delivery,
    EffortArea,
    Intervention,
    Milestone,
    Plan,
    TargetGroup,
)
from tests.factories import people

_numbers = itertools.count(1)


@dataclass
class Made:
    """What the tests name."""

    plan: Plan
    delivery: Delivery
    effort_area: EffortArea
    target_group: TargetGroup
    intervention: Intervention
    milestone: Milestone


def plan(name: str = "", **fields: Any) -> Plan:
    """A strategic agreement of four years."""
    number = next(_numbers)
    values = {
        "kind": Plan.Kind.STRATEGIC,
        "starts_on": dt.date(2026, 1, 1),
        "ends_on": dt.date(2029, 12, 31),
        **fields,
    }
    return Plan.objects.create(name=name or f"Aftale {number}", slug=f"aftale-{number}", **values)


def delivery(of: Plan, title: str = "", **fields: Any) -> Delivery:
    """What the test municipality has promised in a plan."""
    values = {"party": people.organisation(), "due_on": dt.date(2027, 3, 1), **fields}
    return Delivery.objects.create(plan=of, title=title or f"Leverance {next(_numbers)}", **values)


def effort_area(name: str = "", **fields: Any) -> EffortArea:
    """An effort area."""
    number = next(_numbers)
    return EffortArea.objects.create(
        name=name or f"Indsatsområde {number}", slug=f"indsatsomraade-{number}", **fields
    )


def target_group(name: str = "", **fields: Any) -> TargetGroup:
    """A target group."""
    number = next(_numbers)
    return TargetGroup.objects.create(
        name=name or f"Målgruppe {number}", slug=f"maalgruppe-{number}", **fields
    )


def intervention(name: str = "", *, body: Body | None = None, **fields: Any) -> Intervention:
    """A proposed intervention of the coordination group."""
    number = next(_numbers)
    values = {
        "problem": "For få unge har job",
        "what_we_do": "Finder job",
        "what_should_change": "Flere unge har job",
        **fields,
    }
    return Intervention.objects.create(
        name=name or f"Forslag {number}", slug=f"forslag-{number}",
        body=body or people.body("coordination"), **values,
    )  # fmt: skip


def running(name: str = "", **fields: Any) -> Intervention:
    """One that runs since 2020."""
    return intervention(
        name, **{"state": Intervention.State.RUNNING, "starts_on": dt.date(2020, 1, 1), **fields}
    )


def make() -> Made:
    """One of each, hanging together."""
    agreed, efforts, group = plan(), effort_area(), target_group()
    effort = intervention(effort_area=efforts, plan=agreed)
    effort.target_groups.add(group)
    return Made(
        plan=agreed, delivery=delivery(agreed), effort_area=efforts, target_group=group,
        intervention=effort,
        milestone=Milestone.objects.create(
            intervention=effort, title="Første ti i job", due_on=dt.date(2027, 6, 1)
        ),
    )  # fmt: skip
