"""What is on a name or with a body, and passing it on when the person leaves or the body closes.

Everything passed on keeps its history: a `Handover` row says from whom, to whom, when and why.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

import pghistory
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from accounts.services.notices import tell
from partnership.models import (
    AgendaItem,
    Body,
    Decision,
    Delivery,
    FollowUp,
    Handover,
    Intervention,
    Person,
    WrittenProcedure,
)
from partnership.rules.access import NotAllowed, Standing
from partnership.rules.bodies import chairs
from partnership.services import recipients
from partnership.services.follow_ups import possible_owners

Matter = FollowUp | Decision | WrittenProcedure | Intervention | Delivery | AgendaItem


@dataclass(frozen=True)
class Kind:
    """One kind of thing that can be on a name or with a body, and where the name stands on it."""

    code: str
    label: Any
    rows: Callable[[], models.QuerySet[Any]]
    person: str = ""
    body: str = ""


def _follow_ups() -> models.QuerySet[Any]:
    return FollowUp.objects.open().annotate(held=F("body"))


def _decisions() -> models.QuerySet[Any]:
    """Decisions not settled yet, with the body that follows them now."""
    open_states = (Decision.State.PROPOSED, Decision.State.ADOPTED)
    held = models.functions.Coalesce("held_by", "body")
    return Decision.objects.filter(state__in=open_states).annotate(held=held)


def _procedures() -> models.QuerySet[Any]:
    return WrittenProcedure.objects.filter(state=WrittenProcedure.State.OPEN).annotate(
        held=F("body")
    )


def _interventions() -> models.QuerySet[Any]:
    open_states = (Intervention.State.PROPOSED, Intervention.State.RUNNING)
    return Intervention.objects.filter(state__in=open_states).annotate(held=F("body"))


def _deliveries() -> models.QuerySet[Any]:
    none: models.Value = models.Value(None, output_field=models.BigIntegerField())
    return Delivery.objects.filter(state=Delivery.State.AGREED).annotate(held=none)


def _items() -> models.QuerySet[Any]:
    ahead = ("planned", "called")
    return AgendaItem.objects.filter(outcome="", meeting__state__in=ahead).annotate(
        held=F("meeting__body")
    )


KINDS = (
    Kind("follow_up", gettext_lazy("opgave"), _follow_ups, "owner", "body"),
    Kind("decision", gettext_lazy("beslutning"), _decisions, "responsible", "held_by"),
    Kind("procedure", gettext_lazy("skriftlig godkendelse"), _procedures, "", "body"),
    Kind("intervention", gettext_lazy("indsats"), _interventions, "responsible", "body"),
    Kind("delivery", gettext_lazy("aftalt leverance"), _deliveries, "responsible", ""),
    Kind("item", gettext_lazy("dagsordenspunkt"), _items, "presenter", ""),
)


@dataclass(frozen=True)
class Open:
    """One open thing: its kind, the row, and the body it is with (none: an agreement's)."""

    kind: Kind
    row: Matter
    body_id: int | None

    @property
    def key(self) -> str:
        """How a form names it."""
        return f"{self.kind.code}:{self.row.pk}"


def may_hand_over(standing: Standing) -> bool:
    """Pass things on: the secretariat, and chairs for their own bodies."""
    return standing.is_secretariat or bool(chairs(standing))


def on_name(person_ids: Collection[int], *, standing: Standing) -> dict[int, list[Open]]:
    """What is open on each person's name, as far as the reader runs the body it is with."""
    found: dict[int, list[Open]] = {pk: [] for pk in person_ids}
    mine = chairs(standing)
    for kind in KINDS:
        if not kind.person:
            continue
        for row in kind.rows().filter(**{f"{kind.person}__in": list(person_ids)}).order_by("pk"):
            if standing.is_secretariat or row.held in mine:
                found[getattr(row, f"{kind.person}_id")].append(Open(kind, row, row.held))
    return found


def with_body(body: Body) -> list[Open]:
    """What is open with a body and would go to another when it closes; agenda items apart."""
    return [
        Open(kind, row, body.pk)
        for kind in KINDS
        if kind.body
        for row in kind.rows().filter(held=body.pk).order_by("pk")
    ]


@transaction.atomic
def pass_on_body(*, body: Body, to: Body, reason: str, by: str) -> int:
    """Give all that is open with a closed body to another; returns how many things.

    The caller has asked the rule: closing a body is what passes its matters on.
    """
    moved = with_body(body)
    with pghistory.context(reason="handed over"):
        for each in moved:
            rows = each.kind.rows().model._default_manager.filter(pk=each.row.pk)
            rows.update(**{each.kind.body: to})
            _note(each, reason=reason, by=by, from_body=body, to_body=to)
    return len(moved)


@transaction.atomic
def pass_on_person(
    *, by: Standing, person_id: int, to_id: int, keys: Iterable[str], reason: str
) -> int:
    """Give chosen things on one person's name to another; returns how many.

    What has meanwhile been closed or passed on is left as it is.
    """
    if not may_hand_over(by):
        raise NotAllowed("may_hand_over")
    if person_id == to_id:
        raise ValidationError({"to": _("Vælg en anden end den, der har dem nu.")})
    if not possible_owners().filter(pk=to_id).exists():
        raise ValidationError({"to": _("Vælg en, der har en plads i et organ i dag.")})
    wanted = set(keys)
    if not wanted:
        raise ValidationError({"things": _("Vælg mindst én ting, der skal gives videre.")})
    people = Person.objects.in_bulk([person_id, to_id])
    moved = [o for o in on_name([person_id], standing=by)[person_id] if o.key in wanted]
    with pghistory.context(reason="handed over"):
        for each in moved:
            rows = each.kind.rows().model._default_manager.filter(
                pk=each.row.pk, **{each.kind.person: person_id}
            )
            if rows.update(**{each.kind.person: to_id}):
                _note(
                    each, reason=reason, by=by.name,
                    from_person=people[person_id], to_person=people[to_id],
                )  # fmt: skip
    if moved:
        _tell(people[to_id], people[person_id], moved)
    return len(moved)


def _tell(heir: Person, former: Person, moved: list[Open]) -> None:
    """Tell whoever got the things; once for each handing over."""
    tell(
        users=recipients.seated([heir.user]),
        kind="handover",
        message=ngettext_lazy(
            "Du har overtaget %(count)s ting efter %(name)s.",
            "Du har overtaget %(count)s ting efter %(name)s.",
            "count",
        ),
        values={"count": len(moved), "name": former.name},
        path=reverse("partnership:follow-up-list"),
        key=f"handover:{former.pk}:{'-'.join(each.key for each in moved)}"[:160],
    )


def _note(each: Open, *, reason: str, by: str, **sides: Any) -> None:
    Handover.objects.create(**{each.kind.code: each.row}, reason=reason, by=by, **sides)
