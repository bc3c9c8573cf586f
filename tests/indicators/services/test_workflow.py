"""Figures on their way: submitted, returned, approved by a second person, held, released, published."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError
from django.utils import timezone

from accounts.models import Notice, User
from indicators.models import Measurement, OutboxEntry, Round, WorkflowStep
from indicators.rules.values import Figure
from indicators.services import workflow
from indicators.services.measurements import NewFigure, record_many
from partnership.rules.access import NotAllowed, Standing
from partnership.services.standing import standing_of
from tests.factories.entry import House, make_house, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> House:
    made = make_house()
    made.safe_set.approval_required = True
    made.safe_set.save()
    return made


def second(house: House) -> User:
    """Another secretary."""
    seat = house.secretary.person.seats.get()
    return make_user(
        "anden@test.dk", organisation=seat.organisation, body=seat.body, role="secretariat"
    )


def enter(house: House, *, by: User, slot: str = "2024", part: int = 411) -> Measurement:
    entry = NewFigure(
        definition=house.safe, area=house.areas[0], slot=slot, data_set=house.safe_set,
        figure=Figure(numerator=Decimal(part), denominator=Decimal(508)),
    )  # fmt: skip
    done = record_many(entries=[entry], by=by, standing=standing_of(by))
    return done.measurements[0]


def move(verb: str, version: Measurement, by: User, **more) -> workflow.Moved:
    act = getattr(workflow, verb)
    return act(chosen=[version.pk], by=by, standing=standing_of(by), **more)


def state(version: Measurement) -> str:
    return Measurement.objects.get(pk=version.pk).workflow


def code(moved: workflow.Moved) -> str:
    assert not moved.moved
    return moved.refused[0][1]


def test_the_whole_way_with_a_step_for_each(house):
    version, other = enter(house, by=house.supplier), second(house)
    OutboxEntry.objects.all().delete()
    assert move("submit", version, house.supplier).moved
    assert code(move("approve", version, house.supplier)) == "own_figure"
    assert move("approve", version, house.secretary).moved
    assert not OutboxEntry.objects.exists(), "nothing to compute before it is out"
    assert move("release", version, other).moved
    assert OutboxEntry.objects.get().group == house.safe.indicator.group
    assert code(move("publish", version, other)) == "not_for_publication"
    house.safe.source.shown_to = "everyone"
    house.safe.source.may_be_published = True
    house.safe.source.save()
    assert move("publish", version, other).moved
    assert state(version) == "published"
    steps = WorkflowStep.objects.filter(measurement=version)
    assert [(s.to_state, s.by) for s in steps] == [
        ("submitted", house.supplier), ("approved", house.secretary), ("released", other),
        ("published", other),
    ]  # fmt: skip
    with pytest.raises(DatabaseError, match="Cannot update"):
        steps.update(reason="andet")


def test_returned_with_a_reason_and_told_to_the_author(house):
    version = enter(house, by=house.supplier)
    move("submit", version, house.supplier)
    with pytest.raises(ValidationError):
        move("send_back", version, house.secretary, reason="  ")
    with pytest.raises(ValidationError):
        move("send_back", version, house.secretary, reason="Ring til 010190-1234")
    move("send_back", version, house.secretary, reason="Tallet ligner sidste års.")
    assert state(version) == "returned"
    assert WorkflowStep.objects.latest("pk").reason == "Tallet ligner sidste års."
    told = Notice.objects.filter(user=house.supplier, kind="figures_send_back").get()
    assert "Trygge" in told.text
    assert "411" not in told.text
    again = enter(house, by=house.supplier, part=409)
    assert (again.version, again.workflow) == (2, "draft")


def test_notices_go_to_those_who_may_approve_but_not_to_the_sender(house):
    version = enter(house, by=house.supplier)
    move("submit", version, house.supplier)
    told = Notice.objects.filter(kind="figures_submit").values_list("user__email", flat=True)
    assert list(told) == ["sekretaer@test.dk"]


def test_the_second_of_two_approvers_is_told(house):
    version, other = enter(house, by=house.supplier), second(house)
    move("submit", version, house.supplier)
    move("approve", version, house.secretary)
    assert code(move("approve", version, other)) == "other_state"
    assert WorkflowStep.objects.filter(to_state="approved").count() == 1


def test_a_figure_that_moved_on_is_not_approved_unseen(house):
    version = enter(house, by=house.supplier)
    move("submit", version, house.supplier)
    enter(house, by=house.supplier, part=500)
    assert code(move("approve", version, house.secretary)) == "moved_on"
    assert state(version) == "submitted"


def test_many_go_and_those_that_cannot_are_told_apart(house, django_assert_max_num_queries):
    versions = [enter(house, by=house.supplier, slot=str(year)) for year in range(2010, 2020)]
    ids = [version.pk for version in versions]
    standing = standing_of(house.supplier)
    with django_assert_max_num_queries(13):
        workflow.submit(chosen=ids, by=house.supplier, standing=standing)
    enter(house, by=house.supplier, slot="2010", part=1)
    moved = workflow.approve(
        chosen=[*ids, 999_999], by=house.secretary, standing=standing_of(house.secretary)
    )
    assert (len(moved.moved), len(moved.refused)) == (9, 1)


def test_supplier_owned_figures_do_not_exist_for_others(house):
    house.safe_set.is_supplier_owned = True
    house.safe_set.save()
    version = enter(house, by=house.supplier)
    for verb, more in (("submit", {}), ("send_back", {"reason": "x"}), ("release", {})):
        moved = move(verb, version, house.secretary, **more)
        assert not (moved.moved or moved.refused)
    move("submit", version, house.supplier)
    assert not Notice.objects.filter(user=house.secretary).exists()
    colleague = make_user("kollega@test.dk", organisation=house.safe_set.supplier, role="supplier")
    move("approve", version, colleague)
    assert not move("release", version, house.secretary).moved
    assert move("release", version, house.supplier).moved


def test_held_until_a_day_and_released_by_the_clock(house):
    version = enter(house, by=house.supplier)
    move("submit", version, house.supplier)
    move("approve", version, house.secretary)
    today = timezone.localdate()
    with pytest.raises(ValidationError):
        move("hold", version, house.secretary, until=today)
    move("hold", version, house.secretary, until=today + dt.timedelta(days=3))
    assert workflow.release_due(today=today + dt.timedelta(days=2)) == 0
    assert state(version) == "approved"
    assert workflow.release_due(today=today + dt.timedelta(days=3)) == 1
    assert state(version) == "released"
    assert WorkflowStep.objects.latest("pk").by is None
    assert workflow.release_due(today=today + dt.timedelta(days=3)) == 0


def test_a_held_figure_that_was_rewritten_waits_for_its_approval(house):
    version = enter(house, by=house.supplier)
    move("submit", version, house.supplier)
    move("approve", version, house.secretary)
    day = timezone.localdate() + dt.timedelta(days=1)
    move("hold", version, house.secretary, until=day)
    enter(house, by=house.supplier, part=3)
    assert workflow.release_due(today=day) == 0


def test_a_figure_sent_back_while_the_clock_waits_for_it_is_not_released(house, monkeypatch):
    version = enter(house, by=house.supplier)
    move("submit", version, house.supplier)
    move("approve", version, house.secretary)
    day = timezone.localdate() + dt.timedelta(days=1)
    move("hold", version, house.secretary, until=day)
    held = workflow._locked

    def meanwhile(chosen, standing):
        due = list(chosen)
        monkeypatch.setattr(workflow, "_locked", held)
        move("send_back", version, house.secretary, reason="Ét tal mangler.")
        return held(due, standing)

    monkeypatch.setattr(workflow, "_locked", meanwhile)
    assert workflow.release_due(today=day) == 0
    assert state(version) == "returned"


def test_approval_takes_the_release_day_of_the_round(house):
    day = timezone.localdate() + dt.timedelta(days=30)
    collection = Round.objects.create(
        name="Forår", slug="foraar", slots=["2024"], opens_on="2024-01-01", deadline="2024-03-01",
        release_on=day,
    )  # fmt: skip
    collection.indicators.add(house.safe.indicator)
    collection.areas.add(house.areas[0])
    version, outside = (enter(house, by=house.supplier, slot=slot) for slot in ("2024", "2023"))
    for one in (version, outside):
        move("submit", one, house.supplier)
        move("approve", one, house.secretary)
    assert Measurement.objects.get(pk=version.pk).release_on == day
    assert Measurement.objects.get(pk=outside.pk).release_on is None


def under_embargo(house, **fields):
    day = timezone.localdate() + dt.timedelta(days=30)
    collection = Round.objects.create(
        name="Vinter", slug="vinter", slots=["2024"], opens_on="2024-01-01", deadline="2024-03-01",
        release_on=day, **fields,
    )  # fmt: skip
    collection.indicators.add(house.safe.indicator)
    collection.areas.add(house.areas[0])
    return day


def test_a_round_holds_back_what_nobody_needs_to_approve_until_its_day(house):
    house.safe_set.approval_required = False
    house.safe_set.save()
    day = under_embargo(house, closed_at=timezone.now())
    held, free = (enter(house, by=house.supplier, slot=slot) for slot in ("2024", "2023"))
    assert (state(held), Measurement.objects.get(pk=held.pk).release_on) == ("approved", day)
    assert (state(free), Measurement.objects.get(pk=free.pk).release_on) == ("released", None)
    workflow.release_due(today=day)
    assert state(held) == "released"
    out = enter(house, by=house.supplier, slot="2024", part=412)
    assert state(out) == "released"  # readers know it already, so its correction does not wait


def test_a_round_releases_nothing_that_its_supplier_owns(house):
    house.safe_set.is_supplier_owned = True
    house.safe_set.save()
    day = under_embargo(house)
    colleague = make_user("politi2@test.dk", organisation=house.safe_set.supplier, role="supplier")
    version = enter(house, by=house.supplier)
    move("submit", version, house.supplier)
    assert move("approve", version, colleague).moved
    workflow.release_due(today=day)
    assert (state(version), Measurement.objects.get(pk=version.pk).release_on) == ("approved", None)


def test_without_a_seat_for_figures_nothing_moves(house):
    version = enter(house, by=house.supplier)
    with pytest.raises(NotAllowed):
        workflow.submit(chosen=[version.pk], by=house.supplier, standing=Standing())
