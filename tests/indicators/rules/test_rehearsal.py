"""From a target back to years and persons."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.rules.rehearsal import Step, rehearse

TARGET = {"level": 50.0, "year": 2024, "target": 60.0, "due": 2030}


def test_ten_points_in_six_years_of_700_residents():
    found = rehearse(**TARGET, base=700)
    assert found.change == 10
    assert found.years == 6
    assert found.yearly == pytest.approx(10 / 6)
    assert found.persons == 70
    assert found.persons_yearly == pytest.approx(70 / 6)
    assert found.steps[0] == Step(2025, pytest.approx(50 + 10 / 6), 12)
    assert found.steps[-1] == Step(2030, pytest.approx(60), 70)
    assert found.smallest_seen == pytest.approx(7.46, abs=0.01)
    assert found.seen_from == 2029
    assert found.reason == ""


def test_part_of_a_person_cannot_be_counted():
    assert rehearse(**TARGET, base=701).persons == 71
    fewer = rehearse(level=40, year=2024, target=33, due=2030, base=101)
    assert fewer.persons == -8
    assert [step.persons for step in fewer.steps] == [-2, -3, -4, -5, -6, -8]


@given(st.integers(0, 100), st.integers(0, 100), st.integers(20, 3000))
def test_a_share_and_its_complement_ask_for_the_same(level, target, base):
    one = rehearse(level=level, year=2024, target=target, due=2030, base=base)
    other = rehearse(level=100 - level, year=2024, target=100 - target, due=2030, base=base)
    assert one.reason == other.reason
    assert (one.persons or 0) == -(other.persons or 0)
    assert one.seen_from == other.seen_from
    assert [step.year for step in one.steps] == [step.year for step in other.steps]


def test_without_a_base_there_are_no_persons():
    for base in (None, 0):
        found = rehearse(**TARGET, base=base)
        assert (found.persons, found.persons_yearly, found.smallest_seen) == (None, None, None)
        assert found.seen_from is None
        assert found.steps[0].persons is None


def test_a_small_change_in_a_small_place_is_not_seen_in_time():
    found = rehearse(level=50, year=2024, target=53, due=2030, base=100)
    assert found.smallest_seen > 3
    assert found.seen_from is None


def test_rates_are_worked_back_to_events():
    found = rehearse(level=30, year=2024, target=24, due=2030, base=2500, per=1000, is_share=False)
    assert found.persons == -15
    assert found.smallest_seen is None


@pytest.mark.parametrize(
    ("target", "due", "reason"), [(50.0, 2030, "reached"), (60.0, 2024, "due"), (60.0, 2020, "due")]
)
def test_there_is_no_way_where_none_is_left(target, due, reason):
    found = rehearse(level=50.0, year=2024, target=target, due=due, base=700)
    assert found.reason == reason
    assert found.steps == ()
    assert found.yearly is None


@pytest.mark.parametrize(("level", "target"), [(-1, 50), (50, 101), (float("nan"), 50)])
def test_a_share_outside_its_scale_is_refused(level, target):
    with pytest.raises(ValueError, match="50"):
        rehearse(level=level, year=2024, target=target, due=2030)


def test_pages_can_use_it_without_numpy():
    code = "import sys, indicators.rules.rehearsal; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("direction", "target", "reason"),
    [("higher", 40.0, "reached"), ("higher", 60.0, ""), ("lower", 60.0, "reached"),
     ("lower", 40.0, ""), ("band", 40.0, ""), ("context", 60.0, "")],
)  # fmt: skip
def test_a_target_worse_than_today_is_reached_already(direction, target, reason):
    found = rehearse(level=50, year=2024, target=target, due=2030, base=700, direction=direction)
    assert found.reason == reason
    assert (found.persons is None) == bool(reason)
