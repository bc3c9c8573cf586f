"""One review's page: what was expected, what was decided before, where it stands, what came of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from effects.models import EffectVersion, Review
from effects.rules import reviews as rules
from effects.services import (
    expectations,
    review_agendas,
    review_lists,
    review_schedules,
    reviews,
)
from effects.services.evidence import Evidence, evidence_for
from effects.services.evidence_strength import strength_in_words
from effects.services.evidence_time_words import unseen_sentence
from effects.services.expectations import Expected
from effects.services.merged_indicators import Merged, merged_of
from effects.services.review_lists import ReviewRow
from effects.services.rewriting_words import added_in_words
from partnership.models import Decision
from partnership.rules import interventions as steps
from partnership.rules.access import Standing
from partnership.rules.bodies import may_write_programme
from partnership.services import body_rights, decision_pages


@dataclass(frozen=True)
class ToDo:
    """What an adjustment still asks for: the theory, or one of the expected effects, as it is now."""

    is_done: bool
    effect: Expected | None = None


@dataclass(frozen=True)
class ReviewPage:
    """All of one review that this person may read."""

    row: ReviewRow
    expected: tuple[tuple[Expected, str, list[str]], ...]  # in words, and what came after the start
    evidence: tuple[Evidence, ...]  # as it is now; of a closed review the locked one is read
    earlier: tuple[ReviewRow, ...]
    decisions: tuple[Decision, ...]
    settled_by: Decision | None
    to_do: tuple[ToDo, ...]
    merged: tuple[Merged, ...]
    sees_matters: bool
    presenter: str
    next_on: dt.date | None
    today: dt.date

    @property
    def passed(self) -> list[Expected]:
        """What should have been seen by a day that is over, as far as this person may see it."""
        return [each for each, *_words in self.expected if each.version.latest_on < self.today]

    @property
    def unseen(self) -> list[tuple[str, str]]:
        """What the newest figures cannot show yet: of what, and why."""
        told = [
            (f"{each.entry.name}, {each.area.name}", unseen_sentence(each.found))
            for each in self.evidence
        ]
        return [(title, words) for title, words in told if words]

    @property
    def strength(self) -> str:
        """How strong the evidence is now, in one line."""
        return strength_in_words(self.evidence)

    @property
    def review(self) -> Review:
        """The review itself."""
        return self.row.review


def page_of(review: Review, standing: Standing, *, today: dt.date | None = None) -> ReviewPage:
    """One review with what it is judged by and what was decided before."""
    today = today or timezone.localdate()
    (row,) = review_lists.rows_of(Review.objects.filter(pk=review.pk), standing, today=today)
    expected = _expected(review, standing)
    visible = decision_pages.visible_to(standing).select_related("body")
    settled_by = visible.filter(pk=review.settled_by_id or 0).first()
    responsible = review_agendas.responsible_of(review)
    return ReviewPage(
        row=row,
        expected=tuple(
            (each, review_agendas.expected_words(each), added_in_words(each)) for each in expected
        ),
        evidence=tuple(_evidence(review, expected, standing)),
        earlier=tuple(_earlier(review, standing, today)),
        decisions=tuple(_decisions(review, visible)),
        settled_by=settled_by,
        to_do=_to_do(row.review, expected) if may_write_programme(standing) else (),
        merged=tuple(merged_of(expected, restricted=standing.sees_restricted)),
        sees_matters=row.owner.pk in body_rights.seen_by(standing),
        presenter=responsible.name if responsible else "",
        next_on=_next_day(review),
        today=today,
    )


def proposed_day(review: Review, *, today: dt.date, evidence: Sequence[Evidence] = ()) -> dt.date:
    """A day for the next review: the next one on which an effect can, or should, be seen.

    Not before the first figure that can show it should be out, where all that there are cannot.
    """
    if review.intervention_id is None:
        return rules.proposed_day((), today=today)
    effects = expectations.of_interventions([review.intervention_id], restricted=True)
    days = [
        day
        for each in effects[review.intervention_id]
        for day in (each.version.earliest_on, each.version.latest_on)
    ]
    return rules.proposed_day(days, today=today, known_by=known_by(evidence))


def known_by(evidence: Sequence[Evidence]) -> dt.date | None:
    """When the first figure should be out that can show what none can now; None where one can."""
    found = [each.found for each in evidence if each.found.last is not None]
    if not found or not all(each.unseen for each in found):
        return None
    days = [each.coming.known_by for each in found if each.coming is not None]
    return min((day for day in days if day is not None), default=None)


def _expected(review: Review, standing: Standing) -> list[Expected]:
    """What is expected; of a closed review what was expected on the day it was closed."""
    pk = review.intervention_id
    if pk is None:
        return []
    is_open, restricted = review.is_open, standing.sees_restricted
    found = expectations.of_interventions([pk], restricted=restricted, withdrawn=not is_open)
    if review.closed_at is None:
        return found[pk]
    day = timezone.localdate(review.closed_at)
    then = (_as_it_stood(each, day, review.settled_by_id) for each in found[pk])
    return [each for each in then if each is not None]


def _as_it_stood(each: Expected, day: dt.date, settled_by: int | None) -> Expected | None:
    """The versions there were before the review was closed; None where it was not expected then."""
    known = [
        version
        for version in each.versions
        if version.written_on <= day and (settled_by is None or version.decision_id != settled_by)
    ]
    gone = each.effect.withdrawn_on
    if not known or (gone is not None and gone < day):
        return None
    return expectations.of_versions(each.effect, known)


def _evidence(review: Review, expected: list[Expected], standing: Standing) -> list[Evidence]:
    if not review.is_open:
        return []
    return evidence_for(expected, restricted=standing.sees_restricted)


def _earlier(review: Review, standing: Standing, today: dt.date) -> list[ReviewRow]:
    """The reviews of the same thing before this one."""
    if review.intervention_id is None:
        same = Review.objects.filter(intervention__isnull=True, decision=review.decision_id)
    else:
        same = Review.objects.filter(intervention=review.intervention_id)
    seen = review_lists.visible_to(standing).filter(pk__in=same.values("pk"))
    rows = seen.filter(closed_at__isnull=False, withdrawn_because="").exclude(pk=review.pk)
    if review.closed_at is not None:
        rows = rows.filter(closed_at__lt=review.closed_at)
    return review_lists.rows_of(rows.order_by("-closed_at"), standing, today=today)


def _decisions(review: Review, visible: QuerySet[Decision]) -> list[Decision]:
    """Taken decisions on the same thing, the newest first."""
    if review.intervention_id is None:
        return list(visible.filter(pk=review.decision_id or 0))
    found = visible.filter(
        interventions=review.intervention_id, state__in=("adopted", "carried_out", "replaced")
    )
    if review.closed_at is not None:
        found = found.filter(decided_on__lte=timezone.localdate(review.closed_at))
        found = found.exclude(pk=review.settled_by_id or 0)
    return list(found.order_by("-decided_on", "-serial")[:10])


def _next_day(review: Review) -> dt.date | None:
    """When it is looked at again: the day that was agreed, else the one that follows by itself.

    The latter only of the latest one; what came after an earlier one is read from the next.
    """
    if review.next_review_on is not None or not review.finding:
        return review.next_review_on
    pk = review.intervention_id
    subject = (pk, None if pk else review.decision_id)
    same = Review.objects.filter(**reviews.of_subject(subject), withdrawn_because="")
    if same.filter(closed_at__gt=review.closed_at).exists():
        return None
    still_open = same.filter(closed_at__isnull=True).first()
    if still_open is not None:
        return still_open.due_on
    day = review_schedules.first_days().get(subject)
    return day.on if day else None


def _to_do(review: Review, expected: list[Expected]) -> tuple[ToDo, ...]:
    """After an adjustment: the theory and the expected effects are written anew, resting on it."""
    found = review.intervention
    if review.outcome != rules.ADJUST or found is None or found.state != steps.RUNNING:
        return ()
    decision = review.settled_by_id
    amended = set(
        EffectVersion.objects.filter(effect__intervention=found, decision=decision).values_list(
            "effect_id", flat=True
        )
    )
    is_adjusted = found.steps.filter(decision=decision, verb=steps.ADJUST).exists()
    if is_adjusted and amended:  # what else was expected stands
        return ()
    return (
        ToDo(is_adjusted),
        *(ToDo(each.effect.pk in amended, each) for each in expected if not each.is_withdrawn),
    )
