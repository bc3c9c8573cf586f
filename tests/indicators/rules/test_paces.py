"""The pace towards a target in words."""

import pytest
from statsmodels.stats.proportion import proportion_confint, proportions_ztest

from indicators.rules import paces
from indicators.rules.verdicts import Evidence, Verdict

LEVELS = {
    "first": 50.0,
    "latest": Evidence(54.0, 51.0, 57.0),
    "target": 60.0,
    "direction": "higher",
}


def mirrored(evidence):
    """The same level of the complement."""
    limits = (
        evidence.estimate,
        evidence.upper,
        evidence.lower,
        evidence.upper_998,
        evidence.lower_998,
    )
    return Evidence(*(None if each is None else 100 - each for each in limits))


@pytest.mark.parametrize(
    ("ratio", "code"),
    [
        (1.2, "on_track"), (0.95, "on_track"), (0.94, "too_slow"), (0.60, "too_slow"),
        (0.59, "limited"), (0.01, "limited"), (0.0, "off_course"), (-0.1, "wrong_way"),
    ],
)  # fmt: skip
def test_classes_have_the_boundaries_of_eurostat(ratio, code):
    assert paces.graded((ratio, ratio)) == code
    sure = Evidence(ratio, ratio, ratio, ratio, ratio)
    assert paces.pace(sure, **LEVELS) == Verdict(code, "clear_signs")


@pytest.mark.parametrize(
    ("ratio", "expected"),
    [
        (Evidence(1.4, 1.1, 1.7, 0.9, 1.9), Verdict("on_track", "signs")),
        (
            Evidence(0.4, 0.1, 0.7, 0.0, 0.8),
            Verdict("too_slow", "signs"),
        ),  # forward, but not clearly
        (Evidence(0.4, 0.1, 0.7, 0.05, 0.8), Verdict("too_slow", "clear_signs")),
        (Evidence(0.3, 0.1, 0.5, 0.05, 0.7), Verdict("limited", "signs")),
        (Evidence(0.3, 0.1, 0.5, 0.05, 0.59), Verdict("limited", "clear_signs")),
        (Evidence(-0.14, -1.21, 0.94, -1.9, 1.6), Verdict("off_course", "signs")),
        (Evidence(0.4, -0.1, 0.7, -0.2, 0.9), Verdict("off_course", "clear_signs")),
        (Evidence(-0.4, -0.7, -0.1, -0.9, 0.1), Verdict("wrong_way", "signs")),
        (Evidence(-0.4, -0.7, -0.1, -0.8, -0.05), Verdict("wrong_way", "clear_signs")),
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
    ("first", "latest", "target", "direction", "is_due", "expected"),
    [
        (62.0, Evidence(65.0, 61.0, 69.0, 59.0, 71.0), 60.0, "higher", False, ("kept", "signs")),
        (62.0, Evidence(65.0, 61.0, 69.0, 60.0, 70.0), 60.0, "higher", False, ("kept", "clear_signs")),
        (60.0, Evidence(60.0, 60.0, 60.0), 60.0, "higher", False, ("kept", "signs")),
        (62.0, Evidence(55.0, 51.0, 59.0, 49.0, 61.0), 60.0, "higher", False, ("lost", "signs")),
        (62.0, Evidence(55.0, 51.0, 59.0, 50.0, 59.9), 60.0, "higher", True, ("lost", "clear_signs")),
        (50.0, Evidence(65.0, 61.0, 69.0, 59.0, 71.0), 60.0, "higher", True, ("met", "signs")),
        (50.0, Evidence(65.0, 61.0, 69.0, 59.0, 71.0), 60.0, "higher", False, ("met", "signs")),
        (50.0, Evidence(55.0, 51.0, 59.9), 60.0, "higher", True, ("not_met", "signs")),
        (50.0, Evidence(61.0, 60.5, 61.5), 60.0, "band", True, ("met", "signs")),
        (50.0, Evidence(41.0, 40.5, 41.5), 40.0, "context", True, ("not_met", "signs")),
    ],
)  # fmt: skip
def test_a_side_of_the_target_is_told_where_the_whole_interval_lies_on_it(
    first, latest, target, direction, is_due, expected
):
    found = paces.pace(
        Evidence(0.7, 0.4, 1.0), first=first, latest=latest, target=target, direction=direction,
        is_due=is_due, first_limits=(first - 2, first + 2),
    )  # fmt: skip
    assert found == Verdict(*expected)
    turned = paces.pace(
        Evidence(0.7, 0.4, 1.0), first=100 - first, latest=mirrored(latest), target=100 - target,
        direction={"higher": "lower"}.get(direction, direction), is_due=is_due,
        first_limits=(98 - first, 102 - first),
    )  # fmt: skip
    assert turned == found


@pytest.mark.parametrize("is_due", [False, True])
@pytest.mark.parametrize(
    ("limits", "code"),
    [
        ((60.0, 64.0), "lost"),  # touching the target counts as beyond it
        ((60.1, 64.0), "lost"),
        ((59.9, 64.0), "not_met"),
        (None, "not_met"),
    ],
)
def test_only_a_target_that_was_surely_held_can_be_lost(limits, code, is_due):
    short = Evidence(55.0, 51.0, 59.0, 49.0, 61.0)
    found = paces.pace(
        Evidence(0.7, 0.4, 1.0), first=62.0, latest=short, target=60.0, direction="higher",
        first_limits=limits, is_due=is_due,
    )  # fmt: skip
    assert found == Verdict(code, "signs")
    turned = paces.pace(
        Evidence(0.7, 0.4, 1.0), first=38.0, latest=mirrored(short), target=40.0, direction="lower",
        first_limits=limits and (100 - limits[1], 100 - limits[0]), is_due=is_due,
    )  # fmt: skip
    assert turned == found
    still = paces.pace(
        Evidence(None), first=62.0, latest=Evidence(70.0, 65.0, 75.0), target=60.0,
        direction="higher", first_limits=limits, is_due=is_due,
    )  # fmt: skip
    assert still.code == "kept"


@pytest.mark.parametrize("is_due", [False, True])
@pytest.mark.parametrize("first", [50.0, 70.0])
@pytest.mark.parametrize(
    ("latest", "code", "reason"),
    [
        (Evidence(60.0, 55.7, 64.0), "right_side", "target_within_uncertainty"),
        (Evidence(61.0, 55.7, 64.0), "right_side", "target_within_uncertainty"),
        (Evidence(59.0, 55.7, 64.0), "wrong_side", "target_within_uncertainty"),
        (Evidence(61.0), "right_side", "no_n"),
        (Evidence(59.0), "wrong_side", "no_n"),
    ],
)
def test_one_rule_for_a_target_kept_and_a_target_reached(latest, code, reason, first, is_due):
    """70,0 on a target of 70,0 and 12,5 past one of 18,0 are as unsure as each other."""
    found = paces.pace(
        Evidence(0.7, 0.4, 1.0), first=first, latest=latest, target=60.0, direction="higher",
        is_due=is_due,
    )  # fmt: skip
    if code == "wrong_side" and first == 50.0 and not is_due:  # short of it, on its way: the pace
        assert found == Verdict("cannot_tell", reason="change_smaller_than_uncertainty")
        return
    assert found == Verdict(code, reason=reason)
    turned = paces.pace(
        Evidence(0.7, 0.4, 1.0), first=100 - first, latest=mirrored(latest), target=40.0,
        direction="lower", is_due=is_due,
    )  # fmt: skip
    assert turned == found


def test_a_sure_pace_is_told_of_a_figure_that_may_not_be_past_its_target():
    found = paces.pace(
        Evidence(1.9, 1.1, 2.7), first=50.0, latest=Evidence(61.0, 57.0, 65.0), target=60.0,
        direction="higher",
    )  # fmt: skip
    assert found == Verdict("on_track", "signs")


def test_of_an_unknown_figure_nothing_is_told():
    found = paces.pace(
        Evidence(None), first=62.0, latest=Evidence(None), target=60.0, direction="higher"
    )
    assert found == Verdict("cannot_tell", reason="nothing_to_compare")


@pytest.mark.parametrize("answers", [20, 60, 300, 463])
@pytest.mark.parametrize("target", [40.0, 70.0, 74.1, 90.0])
def test_the_side_is_told_where_a_score_test_against_the_target_says_so(answers, target):
    """Wilson's interval leaves out just those targets that the score test refuses at 5 percent."""
    for yes in range(1, answers):
        lower, upper = (100 * limit for limit in proportion_confint(yes, answers, method="wilson"))
        latest = Evidence(100 * yes / answers, lower, upper)
        found = paces.pace(
            Evidence(None), first=target, latest=latest, target=target, direction="higher",
            first_limits=(target, target),
        )  # fmt: skip
        share = target / 100
        _z, p = proportions_ztest(yes, answers, share, prop_var=share)
        assert (found.code in ("kept", "lost")) == (p <= 0.05)


def test_without_a_target_there_is_no_pace():
    found = paces.pace(
        Evidence(None), first=1.0, latest=Evidence(2.0), target=None, direction="higher"
    )
    assert found == Verdict("no_target")


@pytest.mark.parametrize(("first", "latest", "target"), [(0, 5, 10), (5, 0, 10), (5, 1, 0)])
def test_growth_from_or_to_nothing_is_said_so(first, latest, target):
    found = paces.pace(
        Evidence(None),
        first=first,
        latest=Evidence(latest),
        target=target,
        direction="higher" if target > first else "lower",
        is_growth=True,
    )
    assert found == Verdict("cannot_tell", reason="growth_from_zero")
