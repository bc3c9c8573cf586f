"""What may be expected, of plain values."""

import datetime as dt
import math

import pytest

from effects.rules import access, expected_effects
from partnership.rules.access import NotAllowed, SeatFact, Standing

DAY = dt.date(2027, 3, 1)


@pytest.mark.parametrize(
    ("size", "is_share", "fault"),
    [
        (5.0, True, ""), (100.0, True, ""), (100.1, True, "too_large"), (400.0, False, ""),
        (0.0, False, "no_size"), (-2.0, True, "no_size"), (math.nan, True, "not_a_size"),
        (math.inf, False, "not_a_size"),
    ],
)  # fmt: skip
def test_sizes_are_above_zero_and_shares_move_at_most_all_the_way(size, is_share, fault):
    assert expected_effects.size_fault(size, is_share=is_share) == fault


@pytest.mark.parametrize(
    ("earliest", "latest", "start", "faults"),
    [
        (DAY, DAY, DAY, {}),
        (dt.date(2027, 2, 28), DAY, DAY, {"earliest_on": "before_start"}),
        (dt.date(2026, 12, 31), DAY, None, {"earliest_on": "before_today"}),
        (dt.date(2027, 1, 1), DAY, None, {}),
        (DAY, dt.date(2027, 2, 1), None, {"latest_on": "before_earliest"}),
        (dt.date(2026, 3, 1), DAY, dt.date(2026, 1, 1), {}),
    ],
)
def test_nothing_is_seen_before_the_start_and_latest_is_no_earlier_than_earliest(
    earliest, latest, start, faults
):
    found = expected_effects.day_faults(
        earliest_on=earliest, latest_on=latest, starts_on=start, today=dt.date(2027, 1, 1)
    )
    assert found == faults


def test_areas_lie_among_the_interventions():
    assert expected_effects.area_fault([], [1, 2]) == "no_areas"
    assert expected_effects.area_fault([1, 3], [1, 2]) == "other_areas"
    assert expected_effects.area_fault([1], [1, 2]) == ""


def test_the_first_day_still_counts_as_before():
    assert not expected_effects.is_late(DAY, None)
    assert not expected_effects.is_late(DAY, DAY)
    assert expected_effects.is_late(DAY + dt.timedelta(days=1), DAY)


def test_what_differs_between_two_versions_is_told_in_order():
    before = {"size": 5.0, "why": "a", "areas": {1}}
    assert expected_effects.changed(before, before) == ()
    assert expected_effects.changed(before, {**before, "why": "b", "areas": {2}}) == (
        "areas",
        "why",
    )


def test_the_secretariat_and_the_bodys_own_chairs_write():
    office = Standing(seats=(SeatFact("secretariat", 1),))
    chair = Standing(seats=(SeatFact("chair", 1, body_id=7),))
    member = Standing(seats=(SeatFact("member", 1, body_id=7),))
    assert access.may_write_effects(office)
    assert access.may_write_effects(chair)
    assert not access.may_write_effects(member)
    access.check_write_effects_of(office, 8)
    access.check_write_effects_of(chair, 7)
    for person in (Standing(seats=(SeatFact("chair", 1, body_id=8),)), member):
        with pytest.raises(NotAllowed):
            access.check_write_effects_of(person, 7)


def version(year, areas, *, group=None, start=2021):
    return expected_effects.Written(dt.date(year, 1, 1), year > start, frozenset(areas), group)


def test_an_area_counts_as_added_from_the_day_it_was_named_after_the_start():
    beforehand = [version(2019, {1}), version(2020, {1, 2})]
    assert expected_effects.added_areas(beforehand) == {}
    later = [*beforehand, version(2022, {1, 2, 3}), version(2023, {2, 3, 4})]
    assert expected_effects.added_areas(later) == {3: dt.date(2022, 1, 1), 4: dt.date(2023, 1, 1)}
    # Taken out before the start and put back after it: it was not what was believed then.
    back = [version(2019, {1, 2}), version(2020, {1}), version(2022, {1, 2})]
    assert expected_effects.added_areas(back) == {2: dt.date(2022, 1, 1)}
    # All was written late: what was named first is late by that, the rest was added besides.
    late = [version(2022, {1}), version(2023, {1, 2})]
    assert expected_effects.added_areas(late) == {2: dt.date(2023, 1, 1)}


def test_another_target_group_counts_from_the_day_it_was_named():
    assert expected_effects.regrouped_on([version(2019, {1}), version(2020, {1}, group=5)]) is None
    assert (
        expected_effects.regrouped_on([version(2019, {1}, group=5), version(2022, {1}, group=5)])
        is None
    )
    named = [version(2019, {1}), version(2022, {1}, group=5), version(2023, {1, 2}, group=5)]
    assert expected_effects.regrouped_on(named) == dt.date(2022, 1, 1)
    assert (
        expected_effects.regrouped_on([*named, version(2024, {1})]) is None
    )  # as it was at the start again
