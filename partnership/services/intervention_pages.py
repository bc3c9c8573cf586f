"""The list of interventions, and one intervention's page as far as the reader may see it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch, Q, QuerySet, Sum
from django.utils import timezone

from partnership.models import (
    Booking,
    BudgetLine,
    Decision,
    FollowUp,
    Intervention,
    InterventionStep,
    Milestone,
)
from partnership.rules import interventions as rules
from partnership.rules.access import Standing
from partnership.rules.bodies import may_see_money, may_write_programme
from partnership.services import body_rights, decision_pages, intervention_payers, interventions
from partnership.services.intervention_history import TELLING
from partnership.services.intervention_payers import Payers
from partnership.services.paper_lists import PaperList, papers_at
from partnership.services.papers import Home
from partnership.services.trace_histories import Happening, history_of

SHORT = {"body", "effort_area", "state", "plan"}  # filters that are columns
LINKS = {"area": "areas", "goal": "goals", "target_group": "target_groups"}
STATES = tuple(rules.STEPS)


@dataclass(frozen=True)
class StateGroup:
    """The interventions in one state."""

    state: str
    label: str
    rows: list[Intervention]


@dataclass(frozen=True)
class YearOfMoney:
    """What is set aside for an intervention in a year, and what was spent."""

    year: int
    budget: Decimal
    spent: Decimal


@dataclass(frozen=True)
class InterventionPage:
    """All that hangs on one intervention; what the reader may not see of it is not there."""

    intervention: Intervention
    milestones: list[Milestone]
    steps: list[InterventionStep]
    decisions: list[Decision]
    tasks: list[FollowUp]
    money: list[YearOfMoney]
    payers: Payers | None  # of this year, where anything is set aside for it
    papers: PaperList | None
    history: list[Happening]
    sees_matters: bool
    sees_money: bool
    may_write: bool
    offers: tuple[rules.Offer, ...]
    today: dt.date

    @property
    def is_open(self) -> bool:
        """Whether any step is left."""
        return bool(rules.STEPS[self.intervention.state])


def listed(wanted: Mapping[str, Any]) -> list[StateGroup]:
    """The interventions that were asked for, by state: those that run first."""
    found = Intervention.objects.select_related("body", "effort_area", "responsible")
    found = found.filter(**{name: value for name, value in wanted.items() if name in SHORT})
    for name, column in LINKS.items():
        if name in wanted:
            found = found.filter(**{column: wanted[name]})
    if text := str(wanted.get("q", "")).strip():
        found = found.filter(_about(text))
    waiting = Milestone.objects.filter(reached_on__isnull=True).order_by("due_on", "pk")
    rows = list(
        found.prefetch_related(
            "areas", "target_groups", Prefetch("milestones", queryset=waiting, to_attr="waiting")
        ).order_by("name")
    )
    labels = dict(Intervention.State.choices)
    order = (rules.RUNNING, *(state for state in STATES if state != rules.RUNNING))
    groups = [
        StateGroup(state, str(labels[state]), [row for row in rows if row.state == state])
        for state in order
    ]
    return [group for group in groups if group.rows]


def _about(text: str) -> Q:
    return (
        Q(name__icontains=text) | Q(name_en__icontains=text) | Q(problem__icontains=text)
        | Q(what_we_do__icontains=text) | Q(what_should_change__icontains=text)
    )  # fmt: skip


def page_of(
    found: Intervention, standing: Standing, *, today: dt.date | None = None
) -> InterventionPage:
    """One intervention with everything around it that this person may read."""
    seen = body_rights.seen_by(standing)
    sees, sees_money = found.body_id in seen, may_see_money(standing)
    writes = may_write_programme(standing)
    offers: tuple[rules.Offer, ...] = ()
    if writes:
        has_decision = interventions.decisions_for(found, standing).exists()
        offers = rules.offers(found.state, has_decision=has_decision)
    taken = decision_pages.visible_to(standing).select_related("body")
    steps = found.steps.select_related("decision__body").order_by("happens_on", "pk")
    today = today or timezone.localdate()
    years = _money(found) if sees_money else []
    is_paid = any(each.year == today.year and each.budget for each in years)
    return InterventionPage(
        intervention=found,
        milestones=list(found.milestones.all()),
        steps=list(steps.filter(decision__in=taken)),
        decisions=list(taken.filter(interventions=found).order_by("-year", "-serial")),
        tasks=_tasks(found, seen),
        money=years,
        payers=intervention_payers.of_intervention(found, today.year) if is_paid else None,
        papers=papers_at(Home("intervention", found, found.body_id), standing) if sees else None,
        history=history_of(found, TELLING) if sees else [],
        sees_matters=sees,
        sees_money=sees_money,
        may_write=writes,
        offers=offers,
        today=today,
    )


def _tasks(found: Intervention, seen: frozenset[int]) -> list[FollowUp]:
    """Tasks of bodies the person reads that are about it, the open ones by day."""
    rows: QuerySet[FollowUp] = FollowUp.objects.filter(body__in=seen, intervention=found)
    return list(rows.select_related("owner").order_by("-state", "due_on", "pk"))


def _money(found: Intervention) -> list[YearOfMoney]:
    """By year, the newest first; two queries."""
    budgets = dict(
        BudgetLine.objects.filter(intervention=found).order_by().values_list("year").annotate(
            total=Sum("amount")
        )
    )  # fmt: skip
    spent = dict(
        Booking.objects.filter(intervention=found, kind=Booking.Kind.EXPENSE)
        .order_by().values_list("year").annotate(total=Sum("amount"))
    )  # fmt: skip
    zero = Decimal(0)
    return [
        YearOfMoney(year, budgets.get(year, zero), spent.get(year, zero))
        for year in sorted({*budgets, *spent}, reverse=True)
    ]
