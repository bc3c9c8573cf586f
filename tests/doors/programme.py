"""Doors: plans, effort areas, target groups, deliveries and interventions."""

from __future__ import annotations

from typing import Any

from tests.doors.door import MEMBERS, Door, doors
from tests.factories import programme

WRITERS = doors("secretariat")
READ = (
    "programme", "plan-detail", "effort-area-detail", "target-group-detail", "delivery-list",
)  # fmt: skip
WRITTEN = (
    "intervention-create", "intervention-change", "intervention-start", "intervention-adjust",
    "intervention-complete", "intervention-anchor", "intervention-stop", "intervention-drop",
    "milestone-create", "milestone-change", "plan-create", "plan-change", "delivery-create",
    "delivery-change", "delivery-keep", "delivery-keep-partly", "delivery-fail", "delivery-drop",
    "delivery-reopen", "effort-area-create", "effort-area-change", "target-group-create",
    "target-group-change",
)  # fmt: skip

# The programme is read by everybody in the partnership and written by the secretariat.
DOORS: dict[str, Door | dict[str, int]] = {
    **{f"partnership:{name}": MEMBERS for name in READ},
    **{f"partnership:{name}": WRITERS for name in WRITTEN},
    "effects:intervention-list": MEMBERS,
    "effects:intervention-detail": MEMBERS,
    "partnership:effort-area-preset": doors("secretariat", answer=405),
    "indicators:effort-area-indicators": MEMBERS,
    "indicators:target-group-indicators": MEMBERS,
}


def arguments() -> dict[str, dict[str, Any]]:
    """Arguments of the addresses that take some, each naming a thing that exists."""
    made = programme.make()
    intervention = {"slug": made.intervention.slug}
    found: dict[str, dict[str, Any]] = {
        f"partnership:intervention-{name}": intervention
        for name in ("change", "start", "adjust", "complete", "anchor", "stop", "drop")
    }
    for name in ("change", "keep", "keep-partly", "fail", "drop", "reopen"):
        found[f"partnership:delivery-{name}"] = {"pk": made.delivery.pk}
    for noun, row in (
        ("plan", made.plan), ("effort-area", made.effort_area), ("target-group", made.target_group)
    ):  # fmt: skip
        for name in ("detail", "change"):
            found[f"partnership:{noun}-{name}"] = {"slug": row.slug}
    return found | {
        "effects:intervention-detail": intervention,
        "partnership:milestone-create": intervention,
        "partnership:milestone-change": {"pk": made.milestone.pk},
        "partnership:delivery-create": {"slug": made.plan.slug},
        "indicators:effort-area-indicators": {"slug": made.effort_area.slug},
        "indicators:target-group-indicators": {"slug": made.target_group.slug},
    }
