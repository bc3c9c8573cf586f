"""Reviews as others read them: what is due, what is coming, what was found and decided."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from effects.models import Review
from effects.services import review_agendas
from indicators.services.names import spoken
from partnership.models import AgendaItem, Body, Meeting, WaitingItem
from partnership.rules import meetings
from partnership.rules.access import Standing
from partnership.rules.bodies import may_run_body
from partnership.services import body_rights

COLUMNS = (
    "intervention__body__parent", "intervention__responsible", "decision__body__parent",
    "decision__held_by__parent", "decision__responsible", "body", "settled_by",
    "item__meeting",
)  # fmt: skip


@dataclass(frozen=True)
class ReviewRow:
    """One review in a list: who looks at it, where it stands, and what came of it."""

    review: Review
    owner: Body
    place: AgendaItem | WaitingItem | None
    may_close: bool
    today: dt.date

    @property
    def title(self) -> str:
        """What it is about."""
        of = self.review.intervention
        return spoken(of, "name") if of is not None else str(self.review.decision)

    @property
    def meeting(self) -> Meeting | None:
        """The meeting ahead that has it on its agenda."""
        return self.place.meeting if isinstance(self.place, AgendaItem) else None

    @property
    def is_due(self) -> bool:
        """Whether it is open and its day has come."""
        return self.review.is_open and self.review.due_on <= self.today

    @property
    def is_unplaced(self) -> bool:
        """Whether its day has come, and the body has no meeting ahead that could take it."""
        return self.is_due and self.meeting is None


def visible_to(standing: Standing) -> QuerySet[Review]:
    """Open ones are read like the body's matters, closed ones like taken decisions."""
    matters, taken = body_rights.reach_of(standing)
    now = Coalesce("intervention__body", "decision__held_by", "decision__body")
    rows = Review.objects.annotate(with_body=now, closed_in=Coalesce("body", now))
    is_closed = Q(closed_at__isnull=False, withdrawn_because="")
    return rows.filter(Q(with_body__in=matters) | (is_closed & Q(closed_in__in=taken)))


def due_for(standing: Standing, *, today: dt.date | None = None) -> list[ReviewRow]:
    """Open reviews this person may read whose day has come, or that stand on an agenda ahead."""
    return [row for row in open_for(standing, today=today) if row.is_due or row.meeting]


def open_for(
    standing: Standing, *, wanted: Mapping[str, Any] | None = None, today: dt.date | None = None
) -> list[ReviewRow]:
    """All open reviews this person may read, the earliest first; a fixed number of queries."""
    found = visible_to(standing).filter(closed_at__isnull=True)
    return rows_of(_narrowed(found, wanted).order_by("due_on", "pk"), standing, today=today)


def closed(
    standing: Standing, *, wanted: Mapping[str, Any] | None = None, today: dt.date | None = None
) -> list[ReviewRow]:
    """Reviews with a finding this person may read, the latest first."""
    found = visible_to(standing).filter(closed_at__isnull=False, withdrawn_because="")
    return rows_of(_narrowed(found, wanted).order_by("-closed_at", "-pk"), standing, today=today)


def of_interventions(
    ids: Iterable[int], standing: Standing, *, today: dt.date | None = None
) -> dict[int, list[ReviewRow]]:
    """Each intervention's reviews that this person may read: the open one first, then the latest."""
    found: dict[int, list[ReviewRow]] = {pk: [] for pk in ids}
    rows = visible_to(standing).filter(intervention__in=found, withdrawn_because="")
    ordered = rows.order_by(F("closed_at").desc(nulls_first=True), "-pk")
    for row in rows_of(ordered, standing, today=today):
        found[row.review.intervention_id or 0].append(row)
    return found


def next_of_interventions(ids: Iterable[int]) -> dict[int, dt.date]:
    """The day of each intervention's open review; that a review is due is no secret; one query."""
    rows = Review.objects.filter(intervention__in=list(ids), closed_at__isnull=True)
    return {pk: day for pk, day in rows.values_list("intervention_id", "due_on") if pk is not None}


def rows_of(
    found: QuerySet[Review], standing: Standing, *, today: dt.date | None = None
) -> list[ReviewRow]:
    """Reviews with the place each has on agendas; two queries."""
    today = today or timezone.localdate()
    reviews = list(found.select_related(*COLUMNS))
    origins = [review.origin for review in reviews if review.is_open]
    places: dict[str, AgendaItem | WaitingItem] = {}
    if origins:
        waiting = WaitingItem.objects.filter(origin__in=origins).select_related("body")
        items = AgendaItem.objects.filter(
            origin__in=origins, outcome=meetings.OPEN, meeting__state__in=meetings.AHEAD
        )
        places = {each.origin: each for each in waiting}
        places |= {each.origin: each for each in items.select_related("meeting__body", "presenter")}
    rows = []
    for review in reviews:
        owner = review_agendas.owner_of(review) if review.body is None else review.body
        may_close = review.is_open and may_run_body(standing, owner.pk)
        rows.append(ReviewRow(review, owner, places.get(review.origin), may_close, today))
    return rows


def _narrowed(found: QuerySet[Review], wanted: Mapping[str, Any] | None) -> QuerySet[Review]:
    """Filters of the list: body, intervention, area, finding, outcome, and words."""
    wanted = wanted or {}
    if body := wanted.get("body"):
        found = found.filter(Q(closed_in=body.pk) | Q(closed_at__isnull=True, with_body=body.pk))
    if area := wanted.get("area"):
        found = found.filter(intervention__areas=area)
    for name in ("intervention", "finding", "outcome"):
        if wanted.get(name):
            found = found.filter(**{name: wanted[name]})
    if text := str(wanted.get("q", "")).strip():
        found = found.filter(
            Q(intervention__name__icontains=text) | Q(decision__title__icontains=text)
            | Q(reason__icontains=text) | Q(story__icontains=text)
        )  # fmt: skip
    return found.distinct()
