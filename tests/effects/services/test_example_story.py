"""The example tells one story: what was decided, expected, done and found comes in that order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from effects.models import EffectVersion, Review
from effects.services.moving import moving
from indicators.models import Definition, Measurement, StoryNote
from indicators.services.example_removal import remove_example
from indicators.services.examples import finish_example, load_example
from indicators.services.recompute.groups import drain
from partnership.models import (
    AgendaItem,
    Body,
    Decision,
    FollowUp,
    Intervention,
    InterventionStep,
    Meeting,
    Milestone,
    Minutes,
)
from partnership.services.standing import standing_of
from reports.models import Brief, BriefEdition
from reports.services.editions import address_of

pytestmark = pytest.mark.django_db
# Each day with the one that must not come before it.
Order = tuple[str, dt.date, dt.date]


def day_of(moment: dt.datetime | None) -> dt.date:
    assert moment is not None
    return timezone.localdate(moment)


def meetings() -> Iterator[Order]:
    for meeting in Meeting.objects.select_related("body"):
        held = day_of(meeting.starts_at)
        assert held.weekday() < 5, meeting
        assert meeting.body.starts_on is None or meeting.body.starts_on <= held
        if meeting.called_at:
            yield f"{meeting} called", day_of(meeting.called_at), timezone.localdate()
        if meeting.state == "held":
            yield f"{meeting} held", held, timezone.localdate()
        else:
            yield f"{meeting} ahead", timezone.localdate(), held
    for minutes in Minutes.objects.filter(locked_at__isnull=False).select_related("meeting"):
        yield f"{minutes} approved", day_of(minutes.meeting.starts_at), day_of(minutes.locked_at)
        yield f"{minutes} approved by now", day_of(minutes.locked_at), timezone.localdate()


def decisions() -> Iterator[Order]:
    for found in Decision.objects.filter(decided_on__isnull=False).select_related("item__meeting"):
        assert found.decided_on is not None
        assert found.item is not None
        assert found.decided_on == day_of(found.item.meeting.starts_at)
        for name in ("closed_on", "due_on", "review_on"):
            if getattr(found, name):
                yield f"{found} {name}", found.decided_on, getattr(found, name)
    for step in InterventionStep.objects.select_related("decision", "intervention"):
        assert step.decision is not None
        assert step.decision.decided_on is not None
        yield f"{step} decided", step.decision.decided_on, step.happens_on
        assert step.intervention.starts_on is not None
        yield f"{step} after the start", step.intervention.starts_on, step.happens_on
        if step.verb == "start":
            assert step.happens_on == step.intervention.starts_on
        if step.happens_on <= timezone.localdate():
            yield f"{step} by now", step.happens_on, timezone.localdate()
    for task in FollowUp.objects.filter(decision__isnull=False).select_related("decision"):
        assert task.decision is not None
        assert task.decision.decided_on is not None
        yield f"{task} due", task.decision.decided_on, task.due_on
        if task.closed_on:
            yield f"{task} closed", task.decision.decided_on, task.closed_on
    for found in Milestone.objects.filter(intervention__starts_on__isnull=False):
        assert found.intervention.starts_on is not None
        yield f"{found} due", found.intervention.starts_on, found.due_on
        if found.reached_on:
            yield f"{found} reached", found.reached_on, timezone.localdate()


def expectations() -> Iterator[Order]:
    for version in EffectVersion.objects.select_related("effect__intervention", "decision"):
        start = version.effect.intervention.starts_on
        yield f"{version} earliest", version.earliest_on, version.latest_on
        yield f"{version} written", version.written_on, timezone.localdate()
        assert start is not None
        if version.number == 1:
            assert version.is_late == (version.written_on > start)
            yield f"{version} seen after the start", start, version.earliest_on
        if version.decision is not None and version.decision.decided_on is not None:
            yield f"{version} decided", version.decision.decided_on, version.written_on
    for review in Review.objects.filter(closed_at__isnull=False).select_related("intervention"):
        closed = day_of(review.closed_at)
        assert review.item is not None
        assert closed == day_of(review.item.meeting.starts_at)
        yield f"{review} due", review.due_on, closed
        if review.next_review_on:
            yield f"{review} next", closed, review.next_review_on
            if review.settled_by is not None:
                assert review.settled_by.review_on == review.next_review_on
        assert review.frozen is not None
        for figure in review.frozen.figures.all():
            published = Measurement.objects.filter(
                cell__definition=figure.definition_id, cell__area=figure.area_id,
                cell__slot=figure.slot, published_on__isnull=False,
            )  # fmt: skip
            for row in published:
                assert row.published_on is not None
                yield f"{review} could see {figure.slot}", row.published_on, closed


def notes() -> Iterator[Order]:
    bodies = {body.name: body for body in Body.objects.all()}
    for note in StoryNote.objects.select_related("indicator"):
        body = bodies.get(note.writer_role)
        if body and body.starts_on:
            yield f"{note} after its body began", body.starts_on, note.written_on
        if note.slot:
            yield f"{note} after its year", dt.date(int(note.slot[:4]), 12, 31), note.written_on


def as_a_board_member() -> Client:
    client = Client()
    client.force_login(User.objects.get(email="bestyrelse@eksempel.example"))
    return client


def test_the_example_is_a_story_that_a_stranger_can_believe() -> None:
    example, _password = load_example("eksempel")
    drain()
    finish_example(example)
    told = [*meetings(), *decisions(), *expectations(), *notes()]
    assert len(told) > 100
    assert [name for name, before, after in told if before > after] == []
    # a definition names the source that its figures have
    for definition in Definition.objects.select_related("source"):
        held = Measurement.objects.filter(cell__definition=definition)
        sources = set(held.values_list("source__name", flat=True))
        assert not sources or definition.source.name in sources
    board = as_a_board_member()
    seen = moving(standing_of(User.objects.get(email="bestyrelse@eksempel.example")))
    assert 5 <= len(seen.riddles) <= 12
    assert [row.review.intervention.slug for row in seen.due if row.review.intervention] == [
        "jobraadgivning-i-opgangene"
    ]
    # what there is to decide, its evidence one click away, what is new, and the brief
    meeting = Meeting.objects.get(state="called")
    item = AgendaItem.objects.get(meeting=meeting, origin__startswith="review:")
    page = board.get("/").content.decode()
    assert item.title in page
    assert "/indsatser/jobraadgivning-i-opgangene/grundlag/" in page
    assert board.get("/indsatser/jobraadgivning-i-opgangene/grundlag/").status_code == 200
    assert "Lavindkomstfamilier" in page.split("Nyt siden sidst", 1)[-1]
    edition = BriefEdition.objects.get(brief__meeting=meeting)
    assert board.get(address_of(edition)).status_code == 200
    # all of it is there once, and goes again
    finish_example(example)
    assert Review.objects.filter(closed_at__isnull=False).count() == 2
    assert BriefEdition.objects.count() == 1
    remove_example()
    gone = (Review, EffectVersion, Brief, Meeting, Intervention, Decision)
    assert not any(model._default_manager.exists() for model in gone)
