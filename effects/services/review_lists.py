"""Reviews as others read them: what is due, what is coming, what was found and decided."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from effects.models import Review
from effects.rules.reviews import Day
from effects.services import review_agendas, review_schedules
from indicators.services.names import spoken
from partnership.models import (
    AgendaItem,
    Body,
    Decision,
    Intervention,
    Meeting,
    WaitingItem,
)  # fmt: skip
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
    def cause(self) -> str:
        """Why on that day, in words."""
        return cause_in_words(self.review.cause, self.review.due_on, self.today)

    @property
    def is_due(self) -> bool:
        """Whether it is open and its day has come."""
        return self.review.is_open and self.review.due_on <= self.today


@dataclass(frozen=True)
class LaterRow:
    """Something that is looked at again on a day so far ahead that its review is not open yet."""

    subject: Intervention | Decision
    owner: Body
    day: Day

    @property
    def title(self) -> str:
        """What it is about."""
        of = self.subject
        return spoken(of, "name") if isinstance(of, Intervention) else str(of)

    @property
    def intervention(self) -> Intervention | None:
        """The intervention, unless it is a decision alone."""
        return self.subject if isinstance(self.subject, Intervention) else None

    @property
    def cause(self) -> str:
        """Why on that day, in words."""
        return cause_in_words(self.day.cause, self.day.on, self.day.on - dt.timedelta(days=1))


def cause_in_words(cause: str, due_on: dt.date, today: dt.date) -> str:
    """Why something is looked at; of a day that is still ahead nothing is said to be over."""
    if cause == Review.Cause.EXPECTED and due_on > today:
        return _("da skal effekten kunne ses")
    return str(Review.Cause(cause).label)


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
    """The day of each intervention's open review, or the day that was agreed for the next one.

    That a review is due is no secret; a fixed number of queries.
    """
    wanted = set(ids)
    ahead = {pk: day.on for (pk, _none), day in review_schedules.first_days().items() if pk and day}
    rows = Review.objects.filter(intervention__in=wanted, closed_at__isnull=True)
    ahead |= {pk: day for pk, day in rows.values_list("intervention_id", "due_on") if pk}
    return {pk: day for pk, day in ahead.items() if pk in wanted}


def later_for(standing: Standing, *, wanted: Mapping[str, Any] | None = None) -> list[LaterRow]:
    """What is looked at later, of the bodies whose matters this person reads; the earliest first."""
    matters, _taken = body_rights.reach_of(standing)
    is_open = set(
        Review.objects.filter(closed_at__isnull=True).values_list("intervention_id", "decision_id")
    )
    open_interventions = {pk for pk, _decision in is_open if pk}
    open_decisions = {decision for pk, decision in is_open if not pk}
    days = review_schedules.first_days()
    interventions = Intervention.objects.filter(
        pk__in={pk for pk, _decision in days if pk} - open_interventions, body__in=matters
    )
    decisions = Decision.objects.annotate(with_body=Coalesce("held_by", "body")).filter(
        pk__in={pk for _none, pk in days if pk} - open_decisions, with_body__in=matters
    )
    interventions, decisions = _narrowed_ahead(interventions, decisions, wanted or {})
    rows = []
    for one in interventions.select_related("body"):
        if day := days[(one.pk, None)]:
            rows.append(LaterRow(one, one.body, day))
    for each in decisions.select_related("body", "held_by"):
        if day := days[(None, each.pk)]:
            rows.append(LaterRow(each, each.held_by or each.body, day))
    return sorted(rows, key=lambda row: (row.day.on, row.title))


def _narrowed_ahead(
    interventions: QuerySet[Intervention], decisions: QuerySet[Any], wanted: Mapping[str, Any]
) -> tuple[QuerySet[Intervention], QuerySet[Any]]:
    """The same filters, on what has no review yet."""
    if body := wanted.get("body"):
        interventions, decisions = interventions.filter(body=body), decisions.filter(
            with_body=body.pk
        )  # fmt: skip
    if area := wanted.get("area"):
        interventions, decisions = interventions.filter(areas=area), decisions.none()
    if one := wanted.get("intervention"):
        interventions, decisions = interventions.filter(pk=one.pk), decisions.none()
    if text := str(wanted.get("q", "")).strip():
        interventions = interventions.filter(name__icontains=text)
        decisions = decisions.filter(title__icontains=text)
    return interventions.distinct(), decisions


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
