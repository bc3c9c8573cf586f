"""Reviews open by themselves when their day comes near, and stand on the right agenda until closed.

Both steps may be taken as often as one likes: they write only what differs.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

import pghistory
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from effects.models import Review
from effects.rules import reviews as rules
from effects.rules.reviews import Day
from effects.services import expectations, review_agendas, reviews
from partnership.models import Decision, Intervention, InterventionStep
from partnership.rules import interventions as steps
from partnership.services import clock_steps

TAKEN = steps.RESTS_ON  # a decision is followed up while it stands, also when it was carried out


def open_due(*, today: dt.date | None = None) -> int:
    """Open what comes near its day, move what has another day, end what is moot; says how many."""
    today = today or timezone.localdate()
    days = first_days()
    standing = {
        (row.intervention_id, None if row.intervention_id else row.decision_id): row
        for row in Review.objects.filter(closed_at__isnull=True)
    }

    def settle(subject: reviews.Subject) -> bool:
        return _settle(
            subject, standing.get(subject), days.get(subject), is_alive=subject in days,
            today=today,
        )  # fmt: skip

    return clock_steps.each(settle, {**days, **standing})


def first_days() -> dict[reviews.Subject, Day | None]:
    """The next day of everything that is followed up, open yet or not; a fixed number of queries."""
    running = set(
        Intervention.objects.filter(state=steps.RUNNING).values_list("pk", flat=True)
    )  # fmt: skip
    decisions = _decisions()
    alone = {found.pk for found in decisions if _stands_alone(found)}
    last = _last_reviews()
    days: dict[reviews.Subject, list[Day]] = {(pk, None): [] for pk in sorted(running)}
    for pk, on in _expected_days(running):
        days[(pk, None)].append(Day(on, rules.EXPECTED))
    for found in decisions:
        assert found.review_on is not None  # noqa: S101 - asked for above
        day = Day(found.review_on, rules.DECISION, found.pk)
        for one in found.interventions.all():
            if one.pk in running:
                days[(one.pk, None)].append(day)
        if found.pk in alone:
            days[(None, found.pk)] = [day]
    return {each: rules.first_day(found, last.get(each)) for each, found in days.items()}


def place_due(*, today: dt.date | None = None) -> int:
    """Let every open review stand where it belongs; says how many are open."""
    today = today or timezone.localdate()
    still_open = Review.objects.filter(closed_at__isnull=True).order_by("pk")
    return clock_steps.each(
        lambda pk: _place(pk, today), still_open.values_list("pk", flat=True)
    )  # fmt: skip


@transaction.atomic
def _place(pk: int, today: dt.date) -> bool:
    review = reviews.held(pk)
    if review is not None:
        review_agendas.settle(review, today=today)
    return review is not None


def _settle(
    subject: reviews.Subject, review: Review | None, first: Day | None, *, is_alive: bool,
    today: dt.date,
) -> bool:  # fmt: skip
    """Bring one review in line with its day; whether anything changed."""
    if review is None:
        is_due = first is not None and is_alive and rules.is_near(first.on, today)
        return first is not None and is_due and _open(subject, first)
    if not is_alive:
        return reviews.withdraw(review.pk, because=_why_over(review), due_on=review.due_on)
    is_near = first is not None and rules.is_near(first.on, today)
    if review.cause == rules.ASKED and (first is None or not is_near or first.on >= review.due_on):
        return False
    if review.due_on > today and not is_near:
        return reviews.withdraw(review.pk, because=_why_later(first), due_on=review.due_on)
    day = rules.new_day(review.due_on, first, today)
    return day is not None and _move(review, day)


@transaction.atomic
def _open(subject: reviews.Subject, day: Day) -> bool:
    """Open one, unless somebody else just did, or closed the one that was open for that day."""
    intervention, decision = subject
    if intervention is not None:
        Intervention.objects.select_for_update(no_key=True).get(pk=intervention)
    else:
        Decision.objects.select_for_update(no_key=True).get(pk=decision or 0)
    if Review.objects.filter(closed_at__isnull=True, **reviews.of_subject(subject)).exists():
        return False
    if first_days().get(subject) != day:  # read before it was held: the next round sees it anew
        return False
    with pghistory.context(reason="review opened"):
        review = Review(
            intervention_id=intervention, decision_id=decision or day.decision_id,
            cause=day.cause, due_on=day.on,
        )  # fmt: skip
        review.full_clean(validate_constraints=False)
        review.save()
    return True


@transaction.atomic
def _move(seen: Review, day: Day) -> bool:
    review = reviews.held(seen.pk)
    if review is None or review.due_on != seen.due_on:
        return False
    review.due_on, review.cause = day.on, day.cause
    if review.intervention_id:
        review.decision_id = day.decision_id
    with pghistory.context(reason="review moved"):
        review.save(update_fields=["due_on", "cause", "decision"])
    return True


def _why_over(review: Review) -> str:
    """Why there is nothing left to look at, in the words the list shows."""
    if review.intervention is not None:
        state = str(review.intervention.get_state_display()).lower()
        return _("Indsatsen er ikke længere i gang: %(state)s.") % {"state": state}
    return _("Beslutningen følges ikke længere op for sig.")


def _why_later(first: Day | None) -> str:
    if first is None:
        return _("Der er ikke længere nogen dag for opfølgningen.")
    return _("Opfølgningen er flyttet til den %(day)s.") % {"day": date_format(first.on, "j. F Y")}


def _decisions() -> list[Decision]:
    """Decisions that stand and are to be followed up on a day, with what they are about."""
    found = Decision.objects.filter(state__in=TAKEN, review_on__isnull=False)
    return list(found.prefetch_related("interventions__steps").order_by("pk"))


def _stands_alone(found: Decision) -> bool:
    """Whether the decision is followed up for itself: no intervention takes its day along.

    One that runs does; and what another decision has ended since needs no look any more.
    """
    return not any(_takes_along(one, found) for one in found.interventions.all())


def _takes_along(intervention: Intervention, found: Decision) -> bool:
    if intervention.state == steps.RUNNING:
        return True
    ends: Iterable[InterventionStep] = (
        step for step in intervention.steps.all() if not steps.STEPS[step.to_state]
    )
    return any(
        step.decision_id != found.pk
        and (found.decided_on is None or step.happens_on >= found.decided_on)
        for step in ends
    )


def _expected_days(running: Iterable[int]) -> Iterator[tuple[int, dt.date]]:
    """The day by which each thing that is still expected should be seen."""
    found = expectations.of_interventions(running, restricted=True)
    for pk, effects in found.items():
        for each in effects:
            yield pk, each.version.latest_on


def _last_reviews() -> dict[reviews.Subject, rules.Last]:
    """The latest review with a finding of each intervention, and of each decision alone."""
    closed = Review.objects.filter(closed_at__isnull=False, withdrawn_because="")
    found: dict[reviews.Subject, rules.Last] = {}
    for row in closed.order_by("closed_at", "pk"):
        assert row.closed_at is not None  # noqa: S101 - asked for above
        key = (row.intervention_id, None if row.intervention_id else row.decision_id)
        found[key] = rules.Last(
            timezone.localdate(row.closed_at), row.due_on, row.next_review_on
        )  # fmt: skip
    return found
