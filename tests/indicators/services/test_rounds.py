"""Rounds: opened, changed, closed; how much is in, as far as each reader may know."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Notice
from indicators.models import DataSetReader, Round
from indicators.rules.cells import Address
from indicators.rules.rounds import Progress
from indicators.services import rounds
from indicators.services.cells import Typing, write_cell
from indicators.services.entry import find_place
from indicators.services.round_facts import RoundFacts, facts_of, scope_of
from partnership.models import Person
from partnership.rules.access import NotAllowed, Standing
from partnership.services.edits import StaleEdit, stamp_of
from partnership.services.standing import standing_of
from tests.factories.entry import House, make_house
from tests.factories.rounds import answer, asked, make_round, responsible, second_office

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def february() -> Iterator[None]:
    with time_machine.travel("2026-02-10 09:00+01:00", tick=False):
        yield


@pytest.fixture
def house(february: None) -> House:
    return make_house()


def facts(found: Round, standing: Standing) -> RoundFacts:
    return facts_of([found], scope_of(standing))[0]


def test_a_round_asks_each_indicator_in_each_area_and_period(house: House) -> None:
    found = make_round(house)
    assert facts(found, house.standing).progress == Progress(total=12)
    answer(house, house.safe, 0, "2024", by=house.supplier)
    assert facts(found, house.standing).progress == Progress(total=12, filled=1)


def test_only_a_reason_makes_a_missing_figure_an_answer(house: House) -> None:
    found = make_round(house, slots=["2024"])
    answer(
        house, house.people, 0, "2024", by=house.secretary, state="missing", comment="Aldrig talt"
    )
    assert facts(found, house.standing).progress.filled == 1


def test_what_was_taken_back_is_still_asked_for(house: House) -> None:
    found = make_round(house, slots=["2024"])
    answer(house, house.safe, 0, "2024", by=house.supplier)
    supplier = standing_of(house.supplier)
    place = find_place(
        standing=supplier, address=Address(house.safe.pk, house.areas[0].pk, "2024", 0)
    )
    assert place is not None
    told = write_cell(
        typing=Typing(place=place, seen=1, back_to=0), by=house.supplier, standing=supplier
    )
    assert (told.status, told.state) == ("saved", "missing")
    assert facts(found, house.standing).progress.filled == 0


def test_what_came_after_the_deadline_is_late(house: House) -> None:
    found = make_round(house)
    answer(house, house.people, 0, "2024", by=house.secretary)
    with time_machine.travel("2026-03-01 23:30+01:00", tick=False):
        answer(house, house.people, 0, "2025", by=house.secretary)
    with time_machine.travel("2026-03-02 00:10+01:00", tick=False):
        answer(house, house.people, 1, "2025", by=house.secretary)
    progress = facts(found, house.standing).progress
    assert (progress.filled, progress.late, progress.in_time) == (3, 1, 2)


def test_a_supplier_is_told_of_its_own_data_sets_only(house: House) -> None:
    found = make_round(house)
    answer(house, house.people, 0, "2024", by=house.secretary)
    assert facts(found, standing_of(house.supplier)).progress == Progress(total=6)


def test_what_a_supplier_keeps_to_itself_is_awaited_whether_it_is_there_or_not(
    house: House,
) -> None:
    house.safe_set.is_supplier_owned = house.safe_set.approval_required = True
    house.safe_set.save()
    found = make_round(house)
    before = facts(found, house.standing)
    answer(house, house.safe, 0, "2024", by=house.supplier)
    after = facts(found, house.standing)
    assert before.progress == after.progress == Progress(total=12, awaited=6)
    assert facts(found, standing_of(house.supplier)).progress == Progress(total=6, filled=1)
    office = Person.objects.get(user=house.secretary).seats.get().organisation
    DataSetReader.objects.create(data_set=house.safe_set, organisation=office)
    assert facts(found, house.standing).progress == Progress(total=12, filled=1)


def test_a_restricted_indicator_is_not_told_of(house: House) -> None:
    house.safe.indicator.is_restricted = True
    house.safe.indicator.save()
    assert facts(make_round(house), house.standing).progress.total == 6


def test_many_rounds_cost_what_one_costs(house: House) -> None:
    def cost() -> int:
        scope = scope_of(house.standing)
        with CaptureQueriesContext(connection) as asked_of_it:
            facts_of(list(Round.objects.prefetch_related("indicators", "areas")), scope)
        return len(asked_of_it)

    make_round(house)
    cost()  # the total's own category is made where it is first asked for
    one = cost()
    for number in range(4):
        make_round(house, name=f"Runde {number}")
    assert cost() == one <= 12


def test_the_responsible_person_is_named_and_told_once(house: House) -> None:
    person = responsible(house.safe_set, house.supplier)
    found = make_round(house)
    assert rounds.persons_of(found) == {house.safe_set.pk: person}
    rounds.announce(found)
    notice = Notice.objects.get()
    assert notice.user == house.supplier
    assert (
        "1. marts 2026" in notice.text
        and notice.path == f"/indberetning/indsamlinger/{found.slug}/"
    )


def test_a_round_of_next_month_is_told_when_it_opens(house: House) -> None:
    responsible(house.safe_set, house.supplier)
    found = make_round(house, opens_on=dt.date(2026, 2, 20))
    assert not Notice.objects.exists()
    with time_machine.travel("2026-02-20 00:05+01:00", tick=False):
        rounds.announce(found)
    assert Notice.objects.exists()


@pytest.mark.parametrize(
    ("field", "fields"),
    [
        ("deadline", {"deadline": dt.date(2026, 1, 1)}),
        ("slots", {"slots": []}),
        ("slots", {"slots": ["2024K9"]}),
        ("slots", {"slots": ["2024K1"]}),
        ("slots", {"slots": ["2024", "2024K1"]}),
        ("indicators", {"indicators": []}),
        ("areas", {"areas": []}),
        ("name", {"name": "010190-1234"}),
    ],
)
def test_a_round_that_asks_for_nothing_is_refused(
    house: House, field: str, fields: dict[str, object]
) -> None:
    with pytest.raises(ValidationError) as refused:
        make_round(house, **fields)
    assert field in refused.value.message_dict
    assert not Round.objects.exists()


def test_only_the_secretariat_runs_rounds(house: House) -> None:
    found = make_round(house)
    supplier = standing_of(house.supplier)
    for attempt in (
        lambda: rounds.open_round(by=supplier, asked=asked(house)),
        lambda: rounds.close(by=supplier, round_id=found.pk),
        lambda: rounds.reopen(by=supplier, round_id=found.pk),
        lambda: rounds.change(
            by=supplier, round_id=found.pk, seen=0, asked=asked(house), persons={}
        ),
    ):
        with pytest.raises(NotAllowed):
            attempt()


def change(house: House, found: Round, seen: int, **fields: object) -> Round:
    persons = fields.pop("persons", {})
    return rounds.change(
        by=house.standing, round_id=found.pk, seen=seen, asked=asked(house, **fields),
        persons=persons,  # type: ignore[arg-type]
    )  # fmt: skip


def test_a_change_of_what_is_asked_for_is_a_change(house: House) -> None:
    found = make_round(house)
    seen = stamp_of(found)
    change(house, found, seen, areas=house.areas[:1])
    assert facts(Round.objects.get(), house.standing).progress.total == 4
    with pytest.raises(StaleEdit):
        change(house, found, seen, areas=house.areas[:2])
    assert facts(Round.objects.get(), house.standing).progress.total == 4
    change(house, found, seen, areas=house.areas[:1])  # the same again harms nobody


def test_another_person_answers_and_is_told(house: House) -> None:
    responsible(house.safe_set, house.supplier)
    found = make_round(house)
    other = second_office(house)
    person = Person.objects.get(user=other)
    found = change(house, found, stamp_of(found), persons={house.safe_set.pk: person})
    assert rounds.persons_of(found) == {house.safe_set.pk: person}
    assert Notice.objects.filter(user=other).count() == 1
    found = change(house, found, stamp_of(found), persons={house.safe_set.pk: None})
    assert rounds.persons_of(found) == {}


def test_closed_and_opened_again_with_its_trace(house: House) -> None:
    found = rounds.close(by=house.standing, round_id=make_round(house).pk)
    assert found.closed_by == house.secretary
    assert not Round.objects.open_on(dt.date(2026, 2, 10)).exists()
    found = rounds.reopen(by=house.standing, round_id=found.pk)
    assert found.closed_at is None and found.closed_by is None
    reasons = list(found.events.values_list("pgh_context__metadata__reason", flat=True))
    assert reasons == ["round opened", "round closed", "round reopened"]


def test_two_rounds_of_one_name_have_two_addresses_and_none_the_forms(house: House) -> None:
    slugs = [make_round(house).slug, make_round(house).slug, make_round(house, name="Opret").slug]
    assert len(set(slugs)) == 3 and "opret" not in slugs
