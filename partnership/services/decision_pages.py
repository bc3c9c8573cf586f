"""The register of decisions, and one decision's trail: proposal → decision → tasks → what followed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from partnership.models import (
    AgendaItem,
    Body,
    Decision,
    DistributionKey,
    FollowUp,
    Fund,
    InterventionStep,
)
from partnership.rules import decisions as rules
from partnership.rules.access import Standing
from partnership.rules.bodies import may_see_money
from partnership.services import body_rights, decision_history, decisions
from partnership.services.distribution_keys import in_words
from partnership.services.trace_histories import Happening, history_of

NUMBER = re.compile(r"\s*(\d{4})-(\d{1,4})\s*")
COLUMNS = ("body", "held_by", "responsible", "responsible_organisation")
SHORT = {"body", "kind", "state", "year"}  # filters that are columns


def visible_to(standing: Standing) -> QuerySet[Decision]:
    """What a person may read: all of the bodies whose matters they read; of others what was taken."""
    matters, taken = body_rights.reach_of(standing)
    return Decision.objects.filter(
        Q(body__in=matters) | Q(held_by__in=matters) | Q(body__in=taken, state__in=rules.TAKEN)
    )


def bodies_for(standing: Standing) -> QuerySet[Body]:
    """The bodies whose decisions the person may find in the register."""
    return Body.objects.filter(pk__in=body_rights.adopted_seen_by(standing))


def years_for(standing: Standing) -> list[int]:
    """The years in which decisions are found, the newest first."""
    found = visible_to(standing).order_by("-year").values_list("year", flat=True).distinct()
    return list(found)


def register(
    standing: Standing, wanted: Mapping[str, Any], *, today: dt.date | None = None
) -> QuerySet[Decision]:
    """The decisions that were asked for, the newest first."""
    found = visible_to(standing).select_related(*COLUMNS)
    found = found.filter(**{name: value for name, value in wanted.items() if name in SHORT})
    if text := str(wanted.get("q", "")).strip():
        found = found.filter(_about(text))
    for name in ("intervention", "goal"):
        if name in wanted:
            found = found.filter(**{f"{name}s": wanted[name]})
    if wanted.get("overdue"):
        found = found.filter(state=rules.ADOPTED, due_on__lt=today or timezone.localdate())
    return found.order_by("-year", "-serial")


def _about(text: str) -> Q:
    if number := NUMBER.fullmatch(text):
        return Q(year=int(number[1]), serial=int(number[2]))
    return Q(title__icontains=text) | Q(text__icontains=text) | Q(reason__icontains=text)


def header() -> list[str]:
    """The first line of the register as a file."""
    return [
        _("Nummer"), _("Overskrift"), _("Organ"), _("Art"), _("Status"), _("Besluttet den"),
        _("Beslutning"), _("Begrundelse"), _("Ansvarlig person"), _("Ansvarlig organisation"),
        _("Frist"), _("Følges op den"), _("Afsluttet den"), _("Afsluttende ord"),
    ]  # fmt: skip


def lines(found: QuerySet[Decision]) -> Iterator[list[str | dt.date | None]]:
    """The register as a file, row by row."""
    for each in found.iterator(chunk_size=1000):
        yield [
            each.number, each.title, each.body.name, each.get_kind_display(),
            each.get_state_display(), each.decided_on, each.text, each.reason,
            _name(each.responsible), _name(each.responsible_organisation), each.due_on,
            each.review_on, each.closed_on, each.closing_word,
        ]  # fmt: skip


def _name(who: object) -> str:
    return str(who) if who else ""


@dataclass(frozen=True)
class Trail:
    """All that hangs on one decision; what the reader may not see of it is not there."""

    decision: Decision
    sees_matters: bool
    item: AgendaItem | None
    tasks: list[FollowUp]
    steps: list[InterventionStep]
    money: list[tuple[str, Fund]]
    history: list[Happening]
    replaced_by: Decision | None
    verbs: tuple[str, ...]
    may_change: bool
    today: dt.date

    @property
    def is_overdue(self) -> bool:
        """Whether it stands, and its deadline is over."""
        due_on = self.decision.due_on
        return self.decision.state == rules.ADOPTED and due_on is not None and due_on < self.today

    @property
    def is_for_review(self) -> bool:
        """Whether the day of its review has come."""
        review_on = self.decision.review_on
        return review_on is not None and review_on <= self.today


def trail_of(decision: Decision, standing: Standing) -> Trail:
    """What led to a decision and what followed from it, as far as the reader may see."""
    seen = body_rights.seen_by(standing)
    sees = decision.body_id in seen or decision.held_by_id in seen
    place = decisions.place_of(decision)
    tasks = decision.follow_ups.select_related("owner")
    if not sees:
        tasks = tasks.filter(owner=standing.person_id) if standing.person_id else tasks.none()
    return Trail(
        decision=decision,
        sees_matters=sees,
        item=decision.item if sees else None,
        tasks=list(tasks),
        steps=list(decision.intervention_steps.select_related("intervention")),
        money=_money(decision) if may_see_money(standing) else [],
        history=history_of(decision, decision_history.TELLING) if sees else [],
        replaced_by=visible_to(standing).filter(replaces=decision).first(),
        verbs=rules.steps_open(standing, place),
        may_change=rules.may_keep(standing, place) and bool(rules.STEPS[decision.state]),
        today=timezone.localdate(),
    )


def _money(decision: Decision) -> list[tuple[str, Fund]]:
    """What rests on the decision: what each row is called, and the fund it stands in."""
    rows = (
        (_("Årets beløb: %(name)s"), decision.fund_years.select_related("fund")),
        (_("Fordelingsnøgle: %(name)s"), decision.distribution_keys.select_related("fund")),
        (_("Budgetpost: %(name)s"), decision.budget_lines.select_related("fund")),
        (_("Tilsagn: %(name)s"), decision.commitments.select_related("fund", "organisation")),
    )
    return [
        (words % {"name": in_words(row) if isinstance(row, DistributionKey) else row}, row.fund)
        for words, found in rows
        for row in found
    ]


def items_for(decision: Decision) -> QuerySet[AgendaItem]:
    """Items on which a decision that takes its place can have been taken: meetings not locked."""
    body_id = decision.held_by_id or decision.body_id
    found = AgendaItem.objects.filter(
        meeting__body=body_id, meeting__starts_at__lte=timezone.now(), kind="decision"
    )
    return (
        found.exclude(meeting__minutes__locked_at__isnull=False)
        .exclude(meeting__state__in=("cancelled", "merged"))
        .select_related("meeting")
        .order_by("-meeting__starts_at", "position")
    )
