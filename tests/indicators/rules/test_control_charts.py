"""What a chart says in one word."""

import pytest

from indicators.rules import control_charts
from indicators.rules.control_charts import Reading

LIMITS = (40.0, 60.0)


@pytest.mark.parametrize("cause", [-4, -3, -2, -1, 0, 1, 2, 3, 4])
@pytest.mark.parametrize("target", [None, 30.0, 40.0, 50.0, 60.0, 70.0])
def test_an_indicator_and_its_complement_say_the_same(cause, target):
    one = control_charts.read(cause, limits=LIMITS, direction="higher", target=target)
    other = control_charts.read(
        -cause, limits=LIMITS, direction="lower", target=None if target is None else 100 - target
    )
    assert one == other


@pytest.mark.parametrize(
    ("cause", "direction", "variation", "word"),
    [
        (0, "higher", "common", ""),
        (1, "higher", "better", "outside"),
        (-2, "higher", "worse", "drift"),
        (3, "lower", "worse", "near_limit"),
        (-4, "lower", "better", "shift"),
        (1, "context", "high", "outside"),
        (-1, "band", "low", "outside"),
    ],
)
def test_the_last_point_says_whether_it_is_noise(cause, direction, variation, word):
    found = control_charts.read(cause, limits=LIMITS, direction=direction)
    assert found == Reading(variation, word, "no_target")


@pytest.mark.parametrize(
    ("target", "assurance"),
    [
        (39.9, "passes"), (40.0, "hit_or_miss"), (50.0, "hit_or_miss"), (60.0, "hit_or_miss"),
        (60.1, "fails"),
    ],
)  # fmt: skip
def test_a_target_outside_the_limits_is_always_or_never_met(target, assurance):
    found = control_charts.read(0, limits=LIMITS, direction="higher", target=target)
    assert found.assurance == assurance


def test_without_a_better_side_no_target_is_passed_or_failed():
    found = control_charts.read(0, limits=LIMITS, direction="band", target=70.0)
    assert found.assurance == "no_target"


def test_too_few_points_say_so():
    few = control_charts.read(0, limits=None, direction="higher", target=50.0)
    assert few == Reading("too_few", "", "too_few")
    assert control_charts.read(0, limits=None, direction="higher").assurance == "no_target"


@pytest.mark.parametrize(
    ("cause", "word"), [(0, ""), (1, "outside_high"), (-2, "drift_low"), (4, "shift_high")]
)
def test_every_point_has_its_word(cause, word):
    assert control_charts.cause_word(cause) == word
