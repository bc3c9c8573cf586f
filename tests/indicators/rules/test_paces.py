"""The pace towards a target in words."""

import pytest

from indicators.rules import paces
from indicators.rules.verdicts import Evidence, Verdict

LEVELS = {"first": 50.0, "latest": 54.0, "target": 60.0, "direction": "higher"}


@pytest.mark.parametrize(
    ("ratio", "code"),
    [
        (1.2, "on_track"), (0.95, "on_track"), (0.94, "too_slow"), (0.60, "too_slow"),
        (0.59, "limited"), (0.0, "limited"), (-0.1, "wrong_way"),
    ],
)  # fmt: skip
def test_classes_have_the_boundaries_of_eurostat(ratio, code):
    assert paces.graded(ratio) == code
    sure = Evidence(ratio, ratio, ratio, ratio, ratio)
    assert paces.pace(sure, **LEVELS) == Verdict(code, "clear_signs")


@pytest.mark.parametrize(
    ("ratio", "expected"),
    [
        (Evidence(1.4, 1.1, 1.7, 0.9, 1.9), Verdict("on_track", "signs")),
        (Evidence(0.4, 0.1, 0.7, 0.0, 0.8), Verdict("limited", "clear_signs")),
        (Evidence(0.7, 0.5, 0.9, 0.3, 1.1), Verdict("too_slow", "signs")),
        (Evidence(0.7, 0.5, 0.9), Verdict("too_slow", "signs")),
        (
            Evidence(0.7, 0.4, 1.0, 0.1, 1.3),
            Verdict("cannot_tell", reason="change_smaller_than_uncertainty"),
        ),
        (Evidence(0.7), Verdict("cannot_tell", reason="no_n")),
        (Evidence(None), Verdict("cannot_tell", reason="nothing_to_compare")),
    ],
)
def test_the_word_stands_only_where_the_interval_can_carry_it(ratio, expected):
    assert paces.pace(ratio, **LEVELS) == expected


@pytest.mark.parametrize(
    ("first", "latest", "target", "direction", "is_due", "code"),
    [
        (62.0, 61.0, 60.0, "higher", False, "kept"),
        (62.0, 59.0, 60.0, "higher", False, "lost"),
        (60.0, 60.0, 60.0, "higher", False, "kept"),
        (38.0, 39.0, 40.0, "lower", False, "kept"),
        (38.0, 41.0, 40.0, "lower", True, "lost"),
        (50.0, 60.0, 60.0, "higher", True, "met"),
        (50.0, 59.9, 60.0, "higher", True, "not_met"),
        (50.0, 39.0, 40.0, "lower", True, "met"),
        (50.0, 61.0, 60.0, "band", True, "met"),
        (50.0, 41.0, 40.0, "context", True, "not_met"),
    ],
)
def test_targets_that_are_met_or_due_have_no_pace(first, latest, target, direction, is_due, code):
    found = paces.pace(
        Evidence(1.0, 0.9, 1.1),
        first=first,
        latest=latest,
        target=target,
        direction=direction,
        is_due=is_due,
    )
    assert found == Verdict(code)
    if direction in ("higher", "lower"):
        mirrored = paces.pace(
            Evidence(1.0, 0.9, 1.1),
            first=100 - first,
            latest=100 - latest,
            target=100 - target,
            direction="lower" if direction == "higher" else "higher",
            is_due=is_due,
        )
        assert mirrored == found


def test_without_a_target_there_is_no_pace():
    found = paces.pace(Evidence(None), first=1.0, latest=2.0, target=None, direction="higher")
    assert found == Verdict("no_target")


@pytest.mark.parametrize(("first", "latest", "target"), [(0, 5, 10), (5, 0, 10), (5, 1, 0)])
def test_growth_from_or_to_nothing_is_said_so(first, latest, target):
    found = paces.pace(
        Evidence(None),
        first=first,
        latest=latest,
        target=target,
        direction="higher" if target > first else "lower",
        is_growth=True,
    )
    assert found == Verdict("cannot_tell", reason="growth_from_zero")
