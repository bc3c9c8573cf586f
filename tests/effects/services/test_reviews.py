"""Closing a review: what must be said, what is frozen, and what follows from it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from accounts.models import Notice
from effects.models import Review
from effects.services import (
    expected_effects,
    review_lists,
    review_notices,
    review_schedules,
    reviews,
)
from effects.services.reviews import Closing
from partnership.models import AgendaItem, Body, BudgetLine, Meeting
from partnership.rules.access import NotAllowed
from partnership.services import decision_notices, meetings
from partnership.services.interventions import Home
from partnership.services.standing import standing_of
from tests.factories import decisions as decided
from tests.factories import meetings as made
from tests.factories import money, people
from tests.factories import reviews as make
from tests.factories.foreign import seated

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
TODAY = timezone.localdate


def answer(**changes: Any) -> Closing:
    """An answer that says it was settled outside a meeting, where it is on none."""
    values = {"finding": "as_expected", "outcome": "continue", "reason": "Ja", **changes}
    outside = {} if "item" in changes else {"settled_outside": True, "settled_on": TODAY()}
    return Closing(**{**outside, **values})


def refused(review: Review, **changes: Any) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as caught:
        reviews.close(by=decided.secretary(), review_id=review.pk, closing=answer(**changes))
    return dict(caught.value.message_dict)


def on_agenda(body: Body, *, days: float = 1) -> tuple[Review, Meeting]:
    """A review on the agenda of a meeting that begins in so many days."""
    starts = timezone.now() + dt.timedelta(days=days)
    meeting = made.meeting(body, state="planned", starts_at=starts)
    intervention = make.intervention(body)
    review_schedules.open_due()
    review_schedules.place_due()
    return Review.objects.get(intervention=intervention), meeting


def begun(meeting: Meeting) -> None:
    starts = timezone.now() - dt.timedelta(hours=1)
    Meeting.objects.filter(pk=meeting.pk).update(
        starts_at=starts, ends_at=starts + dt.timedelta(hours=2)
    )


def test_it_is_closed_with_its_evidence_and_leaves_the_agenda() -> None:
    review, meeting = on_agenda(people.body("board"))
    begun(meeting)
    item = reviews.items_for(review).get()
    reviews.close(
        by=decided.secretary(), review_id=review.pk,
        closing=answer(item=item, story="Den lokale fabrik åbnede igen"),
    )  # fmt: skip
    review.refresh_from_db()
    assert review.frozen is not None and review.frozen.sha256
    assert (review.body, review.item, review.finding) == (meeting.body, item, "as_expected")
    item.refresh_from_db()
    assert (item.outcome, item.carries_over) == ("treated", False)
    review_schedules.open_due()
    assert Review.objects.count() == 1


def test_what_is_closed_does_not_change_any_more() -> None:
    review, _meeting = on_agenda(people.body("board"))
    reviews.close(by=decided.secretary(), review_id=review.pk, closing=answer())
    with pytest.raises(IntegrityError, match="closed review stands"), transaction.atomic():
        Review.objects.filter(pk=review.pk).update(reason="Noget andet")


def test_the_second_of_two_windows_is_told_what_the_first_one_wrote() -> None:
    review, _meeting = on_agenda(people.body("board"))
    by = decided.secretary()
    reviews.close(by=by, review_id=review.pk, closing=answer())
    assert reviews.close(by=by, review_id=review.pk, closing=answer()).pk == review.pk
    with pytest.raises(ValidationError, match="som forventet, fortsætter"):
        reviews.close(by=by, review_id=review.pk, closing=answer(finding="not"))
    review.refresh_from_db()
    assert review.finding == "as_expected"


def test_before_its_meeting_nobody_closes_it_without_saying_so() -> None:
    review, _meeting = on_agenda(people.body("board"), days=3)
    assert set(refused(review, settled_outside=False)) == {"settled_outside"}
    assert make.places(review)
    waiting = make.review()
    review_schedules.place_due()
    assert set(refused(waiting, settled_outside=False)) == {"settled_outside"}
    reviews.close(by=decided.secretary(), review_id=review.pk, closing=answer())
    assert not make.places(review)


def test_each_refusal_stands_at_its_field_and_nothing_is_stored() -> None:
    review = make.review()
    assert set(refused(review, finding="too_early")) == {"next_review_on"}
    assert set(refused(review, outcome="stop")) == {"decision"}
    assert set(refused(review, reason="Kald 010190-1234")) == {"reason"}
    review.refresh_from_db()
    assert review.is_open and not review.finding


def test_a_finding_before_anything_can_be_seen_needs_a_reason() -> None:
    late = make.review(make.programme.running("Ung"))
    make.expected(late.intervention, earliest_on=TODAY() + 90 * DAY, latest_on=TODAY() + 100 * DAY)
    assert set(refused(late, finding="not")) == {"early_reason"}
    soon = TODAY() + 30 * DAY
    faults = refused(late, finding="too_early", outcome="postpone", next_review_on=soon)
    assert set(faults) == {"next_review_on"}
    reviews.close(
        by=decided.secretary(), review_id=late.pk,
        closing=answer(finding="not", early_reason="Lejerne er flyttet"),
    )  # fmt: skip


def test_stopping_rests_on_a_decision_that_is_registered_in_the_same_form() -> None:
    body = people.body("board")
    review, meeting = on_agenda(body)
    begun(meeting)
    fund = money.fund()
    line = BudgetLine.objects.create(
        fund=fund, intervention=review.intervention, year=TODAY().year, name="Løn",
        amount=Decimal(1000),
    )  # fmt: skip
    item = reviews.items_for(review).get()
    reviews.close(
        by=decided.secretary(), review_id=review.pk,
        closing=answer(
            finding="not", outcome="stop", item=item,
            wording=decided.wording(kind="end", interventions=[review.intervention]),
        ),
    )  # fmt: skip
    review.refresh_from_db()
    assert review.settled_by is not None and review.settled_by.item == item
    assert review.intervention is not None and review.intervention.state == "stopped"
    line.refresh_from_db()
    meeting.refresh_from_db()
    assert line.ends_on == timezone.localdate(meeting.starts_at)  # which at night is yesterday


def test_a_chair_closes_what_the_body_decided_and_anchors_it() -> None:
    body = people.body("coordination")
    user = seated(body, "chair")
    review, _meeting = on_agenda(body)
    decision = decided.decision(body)
    home = Home(people.organisation(), "Kommunens fritidsbudget")
    reviews.close(
        by=standing_of(user), review_id=review.pk,
        closing=answer(outcome="anchor", decision=decision, home=home),
    )  # fmt: skip
    review.refresh_from_db()
    assert review.intervention is not None and review.intervention.state == "anchored"
    assert review.settled_by == decision


def test_members_do_not_close_it() -> None:
    review, _meeting = on_agenda(people.body("coordination"))
    user, _person = decided.member()
    with pytest.raises(NotAllowed):
        reviews.close(by=standing_of(user), review_id=review.pk, closing=answer())


def test_postponed_it_comes_again_and_the_days_between_merge() -> None:
    review, _meeting = on_agenda(people.body("board"))
    again = TODAY() + 50 * DAY
    reviews.close(
        by=decided.secretary(), review_id=review.pk,
        closing=answer(finding="cannot_tell", outcome="postpone", next_review_on=again),
    )  # fmt: skip
    review_schedules.open_due()
    following = Review.objects.get(closed_at__isnull=True)
    assert (following.due_on, following.cause) == (again, "again")


def test_on_locked_minutes_it_is_not_closed_but_without_them_it_is() -> None:
    review, meeting = on_agenda(people.body("board"))
    begun(meeting)
    by = decided.secretary()
    item = reviews.items_for(review).get()
    meetings.hold(by=by, meeting_id=meeting.pk, outcomes={item.pk: "treated"})
    assert list(reviews.items_for(review)) == [item]
    made.minutes(Meeting.objects.get(pk=meeting.pk), state="approved")
    assert not reviews.items_for(review).exists()
    item.refresh_from_db()
    assert set(refused(review, item=item)) == {"item"}
    reviews.close(by=by, review_id=review.pk, closing=answer())
    item.refresh_from_db()
    assert item.outcome == "treated"
    assert not make.places(review)


def test_a_decision_that_is_followed_up_is_replaced_when_it_is_adjusted() -> None:
    body = people.body("board")
    old = decided.decision(body, review_on=TODAY())
    review = make.review(decision=old)
    assert set(refused(review, outcome="anchor")) >= {"outcome"}
    reviews.close(
        by=decided.secretary(), review_id=review.pk,
        closing=answer(finding="partly", outcome="adjust", wording=decided.wording()),
    )  # fmt: skip
    old.refresh_from_db()
    assert old.state == "replaced"


def test_one_may_be_asked_for_on_a_day() -> None:
    body = people.body("board")
    intervention = make.programme.running("Lektiecafé", body=body)
    by = decided.secretary()
    far = TODAY() + 100 * DAY
    review = reviews.ask(by=by, intervention_id=intervention.pk, on=far)
    review_schedules.open_due()
    assert reviews.ask(by=by, intervention_id=intervention.pk, on=far + DAY) == review
    review.refresh_from_db()
    assert (review.due_on, review.cause, review.is_open) == (far, "asked", True)
    with pytest.raises(ValidationError):
        reviews.ask(by=by, intervention_id=intervention.pk, on=TODAY() - DAY)
    with pytest.raises(ValidationError):
        reviews.ask(by=by, intervention_id=make.programme.intervention().pk, on=far)
    make.expected(intervention, latest_on=TODAY() + 20 * DAY)
    review_schedules.open_due()
    review.refresh_from_db()
    assert (review.due_on, review.cause) == (TODAY() + 20 * DAY, "expected")


def test_one_that_is_closed_while_somebody_asks_is_followed_by_a_new_one(monkeypatch: Any) -> None:
    review, held = make.review(), reviews.held

    def closed_meanwhile(pk: int) -> Review | None:
        monkeypatch.setattr(reviews, "held", held)
        reviews.close(by=decided.secretary(), review_id=pk, closing=answer())
        return held(pk)

    monkeypatch.setattr(reviews, "held", closed_meanwhile)
    asked = reviews.ask(
        by=decided.secretary(), intervention_id=review.intervention_id or 0, on=TODAY()
    )
    assert asked != review
    assert Review.objects.get(pk=review.pk).finding == "as_expected"
    assert list(Review.objects.filter(closed_at__isnull=True)) == [asked]


def test_what_is_noted_on_agendas_and_steps_is_danish_whoever_closes_it() -> None:
    review, _meeting = on_agenda(people.body("board"))
    with translation.override("en"):
        reviews.close(
            by=decided.secretary(), review_id=review.pk,
            closing=answer(finding="not", outcome="stop", wording=decided.wording()),
        )  # fmt: skip
    item = AgendaItem.objects.get(origin=review.origin)
    assert "(afgjort uden for mødet den " in item.title
    step = review.intervention.steps.get(verb="stop") if review.intervention else None
    assert step is not None and step.note == "Besluttet ved effektopfølgningen."


def test_the_presenter_is_told_once_for_each_meeting_and_a_week_before() -> None:
    body = people.body("board")
    user = people.seated_user("board")
    made.meeting(body, state="planned", starts_at=timezone.now() + 20 * DAY)
    make.intervention(body, responsible=user.person)
    make.intervention(body)
    office = people.seated_user("secretariat")
    review_schedules.open_due()
    review_schedules.place_due()
    for _again in range(2):
        review_notices.remind()
    assert Notice.objects.filter(user=user).count() == 1
    assert Notice.objects.filter(user=office).count() == 1
    review_notices.remind(today=TODAY() + 15 * DAY)
    assert Notice.objects.filter(user=user).count() == 2
    assert Notice.objects.filter(user=user, path__startswith="/opfoelgninger/").count() == 2


def test_the_secretariat_is_told_once_that_one_is_due_and_no_meeting_is_planned() -> None:
    office = people.seated_user("secretariat")
    make.intervention(people.body("board"))
    review_schedules.open_due()
    review_schedules.place_due()
    for _again in range(2):
        review_notices.remind()
    assert "Planlæg et møde" in Notice.objects.get(user=office).text


def test_of_a_decision_s_day_one_notice_tells_whether_it_names_an_intervention_or_not() -> None:
    body, user = people.body("board"), people.seated_user("board")
    alone = decided.decision(body, review_on=TODAY(), responsible=user.person)
    about = decided.decision(body, review_on=TODAY(), responsible=user.person)
    about.interventions.add(make.programme.running("Lektiecafé", body=body))
    decision_notices.remind_of_reviews()
    told = Notice.objects.filter(user=user).values_list("path", flat=True)
    assert list(told) == [decision_notices.path_of(alone)]


def test_lists_hold_what_a_person_may_read() -> None:
    board, group = people.body("board"), people.body("coordination")
    Body.objects.filter(pk=group.pk).update(parent=board)
    of_board, of_group = (
        make.review(make.intervention(board)),
        make.review(make.intervention(group)),
    )
    member, _person = decided.member()
    by = standing_of(member)
    assert [row.review for row in review_lists.due_for(by)] == [of_group]
    reviews.close(by=decided.secretary(), review_id=of_board.pk, closing=answer())
    assert [row.review for row in review_lists.closed(by)] == [of_board]
    office = decided.secretary()
    assert [row.may_close for row in review_lists.open_for(office)] == [True]
    pk = of_board.intervention_id or 0
    found = review_lists.of_interventions([pk], by)
    assert [row.review for row in found[pk]] == [of_board]
    days = review_lists.next_of_interventions([pk, of_group.intervention_id or 0])
    assert days == {of_group.intervention_id: TODAY()}
    assert AgendaItem.objects.count() == 0


def test_what_is_expected_no_more_is_told_no_more_on_the_agenda() -> None:
    review, meeting = on_agenda(people.body("board"), days=3)
    effect = make.ExpectedEffect.objects.get(intervention=review.intervention)
    assert "Det ventede vi:" in meeting.items.get().text
    expected_effects.withdraw(
        by=decided.secretary(), effect_id=effect.pk, reason="Det tog vi fejl i"
    )
    item = meeting.items.get()
    assert item.text == "Der er ikke skrevet nogen forventet effekt, som alle i organet kan læse."
    make.expected(review.intervention)  # by the clock at the latest
    review_schedules.place_due()
    assert "Det ventede vi:" in meeting.items.get().text


def test_the_agenda_says_that_an_expectation_was_rewritten_after_the_start() -> None:
    review, meeting = on_agenda(people.body("board"), days=3)
    effect = make.ExpectedEffect.objects.get(intervention=review.intervention)
    first = effect.versions.get()
    began = first.written_on + dt.timedelta(days=1)
    type(review.intervention).objects.filter(pk=review.intervention_id).update(starts_on=began)
    assert "ændret efter start" not in meeting.items.get().text
    later = make.EffectVersion.objects.create(
        effect=effect,
        number=2,
        direction=first.direction,
        size=8,
        why=first.why,
        earliest_on=first.earliest_on,
        latest_on=first.latest_on + dt.timedelta(days=365),
        reason="Vi havde sat det for lavt", written_on=began, is_late=True,
    )  # fmt: skip
    later.areas.set(first.areas.all())
    review_schedules.place_due()
    text = meeting.items.get().text
    assert "ændret efter start" in text and "5 → 8" in text and ", senest " in text


def test_what_people_wrote_on_the_agenda_stands_as_they_wrote_it() -> None:
    review, meeting = on_agenda(people.body("board"), days=3)
    AgendaItem.objects.filter(meeting=meeting).update(text="Se bilaget.")
    effect = make.ExpectedEffect.objects.get(intervention=review.intervention)
    expected_effects.withdraw(
        by=decided.secretary(), effect_id=effect.pk, reason="Det tog vi fejl i"
    )
    review_schedules.place_due()
    assert meeting.items.get().text == "Se bilaget."
