"""The programme's pages: plans with what lies beneath them, effort areas, target groups, deliveries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from partnership.models import Delivery, EffortArea, Intervention, Organisation, Plan, TargetGroup
from partnership.rules import deliveries as rules
from partnership.rules.access import Standing
from partnership.rules.bodies import may_write_programme
from partnership.services.paper_lists import PaperList, papers_at
from partnership.services.papers import Home

# What the list of deliveries asks: those not held, those agreed still, and each state by itself.
BROKEN, LATE = "broken", "late"


@dataclass(frozen=True)
class Branch:
    """A plan, and how deep it lies beneath others."""

    plan: Plan
    depth: int


@dataclass(frozen=True)
class Programme:
    """All of the programme's frame on one page."""

    plans: list[Branch]
    effort_areas: list[EffortArea]
    target_groups: list[TargetGroup]
    may_write: bool
    today: dt.date

    @property
    def lacks_preset(self) -> bool:
        """Whether no effort area is there yet."""
        return not self.effort_areas


@dataclass(frozen=True)
class PlanPage:
    """One plan: its parts, its deliveries, its interventions and papers."""

    plan: Plan
    parts: list[Plan]
    deliveries: list[Delivery]
    interventions: list[Intervention]
    papers: PaperList
    may_write: bool
    today: dt.date


def programme(standing: Standing) -> Programme:
    """The frame: plans as a tree, effort areas, target groups."""
    goals = Prefetch("goals")
    return Programme(
        plans=_tree(list(Plan.objects.select_related("effort_area").prefetch_related("parties"))),
        effort_areas=list(EffortArea.objects.prefetch_related(goals)),
        target_groups=list(TargetGroup.objects.prefetch_related("effort_areas")),
        may_write=may_write_programme(standing),
        today=timezone.localdate(),
    )


def _tree(plans: list[Plan]) -> list[Branch]:
    """Plans in the order they lie beneath each other."""
    beneath: dict[int | None, list[Plan]] = {}
    for plan in plans:
        beneath.setdefault(plan.parent_id, []).append(plan)
    found: list[Branch] = []

    def walk(parent: int | None, depth: int) -> None:
        for plan in beneath.get(parent, ()):
            found.append(Branch(plan, depth))
            walk(plan.pk, depth + 1)

    walk(None, 0)
    return found


def plan_page(plan: Plan, standing: Standing) -> PlanPage:
    """One plan with all that hangs on it."""
    return PlanPage(
        plan=plan,
        parts=list(plan.parts.select_related("effort_area")),
        deliveries=list(plan.deliveries.select_related("party", "responsible")),
        interventions=interventions_of(plan.interventions.all()),
        papers=papers_at(Home("plan", plan, None), standing),
        may_write=may_write_programme(standing),
        today=timezone.localdate(),
    )


def interventions_of(rows: QuerySet[Intervention]) -> list[Intervention]:
    """Interventions with their bodies, by name."""
    return list(rows.select_related("body").order_by("name"))


def parties() -> QuerySet[Organisation]:
    """Those who have promised anything."""
    return Organisation.objects.filter(deliveries__isnull=False).distinct()


def delivered(wanted: Mapping[str, Any], *, today: dt.date | None = None) -> QuerySet[Delivery]:
    """The deliveries that were asked for, by their day; those not held are late or settled as less."""
    rows = Delivery.objects.select_related("plan", "party", "responsible")
    for name in ("party", "plan"):
        if name in wanted:
            rows = rows.filter(**{name: wanted[name]})
    late = Q(state=rules.AGREED, due_on__lt=today or timezone.localdate())
    state = wanted.get("state", "")
    if state == BROKEN:
        rows = rows.filter(late | Q(state__in=rules.BROKEN))
    elif state == LATE:
        rows = rows.filter(late)
    elif state:
        rows = rows.filter(state=state)
    return rows.order_by("due_on", "pk")
