"""Verdicts: one careful word, the same for an indicator and its complement."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.rules import verdicts
from indicators.rules.verdicts import Evidence, Verdict
from indicators.statistics import differences, gaps, intervals

RISE = Evidence(5.0, 2.0, 8.0, 0.5, 9.5)
FALL = RISE.negated()
PERHAPS = Evidence(3.0, 0.5, 5.5, -1.0, 7.0)
OPEN = Evidence(1.0, -2.0, 4.0, -4.0, 6.0)
TINY = Evidence(0.1, -0.2, 0.4, -0.4, 0.6)
NO_LIMITS = Evidence(5.0)
MIRROR = {"higher": "lower", "lower": "higher"}


def test_the_word_follows_what_is_better():
    assert verdicts.change(RISE, direction="higher").code == "forward"
    assert verdicts.change(RISE, direction="lower").code == "back"
    assert verdicts.change(FALL, direction="higher").code == "back"
    assert verdicts.change(FALL, direction="lower").code == "forward"


def test_background_figures_rise_and_fall_without_a_judgement():
    assert verdicts.change(RISE, direction="context").code == "rises"
    assert verdicts.change(FALL, direction="context").code == "falls"


def test_certainty_has_two_levels():
    assert verdicts.change(RISE, direction="higher").certainty == "clear_signs"
    assert verdicts.change(PERHAPS, direction="higher").certainty == "signs"
    without_wide = Evidence(3.0, 0.5, 5.5, None, None)
    assert verdicts.change(without_wide, direction="higher").certainty == "signs"


def test_evidence_that_leaves_the_sign_open_is_not_certain():
    assert OPEN.certainty == ""
    assert NO_LIMITS.certainty == ""
    assert RISE.certainty == FALL.certainty == "clear_signs"


@pytest.mark.parametrize(
    ("evidence", "smallest", "periods", "expected"),
    [
        (OPEN, 1.0, 6, Verdict("cannot_tell", reason="change_smaller_than_uncertainty")),
        (NO_LIMITS, 1.0, 6, Verdict("cannot_tell", reason="no_n")),
        (Evidence(5.0, math.nan, math.nan), 1.0, 6, Verdict("cannot_tell", reason="no_n")),
        (Evidence(None), 1.0, 6, Verdict("cannot_tell", reason="nothing_to_compare")),
        (Evidence(math.nan), 1.0, 6, Verdict("cannot_tell", reason="nothing_to_compare")),
        (RISE, 1.0, 1, Verdict("cannot_tell", reason="too_few")),
        (RISE, 1.0, 4, Verdict("forward", "clear_signs", "few_periods")),
        (RISE, 1.0, 5, Verdict("forward", "clear_signs")),
        (TINY, 1.0, 6, Verdict("unchanged", "clear_signs")),
        (TINY, 0.5, 6, Verdict("unchanged", "signs")),
        (TINY, 0.3, 6, Verdict("cannot_tell", reason="change_smaller_than_uncertainty")),
        (TINY, None, 6, Verdict("cannot_tell", reason="change_smaller_than_uncertainty")),
        (Evidence(0.2, 0.1, 0.3, 0.05, 0.35), 1.0, 6, Verdict("unchanged", "clear_signs")),
        (Evidence(0.0, 0.0, 0.0), None, 6, Verdict("unchanged", "signs")),
    ],
)
def test_every_answer_has_its_reason(evidence, smallest, periods, expected):
    found = verdicts.change(evidence, direction="higher", smallest=smallest, periods=periods)
    assert found == expected


@pytest.mark.parametrize(
    ("first", "evidence", "code"),
    [
        (20.0, RISE, "forward"),  # 20 → 25, the band is 30 to 40
        (45.0, FALL, "forward"),
        (45.0, RISE, "back"),
        (31.0, FALL, "back"),
        (32.0, RISE, "unchanged"),
        (None, RISE, "rises"),
        (None, FALL, "falls"),
    ],
)
def test_within_a_band_nearer_is_better(first, evidence, code):
    found = verdicts.change(evidence, direction="band", first=first, band=(30.0, 40.0))
    assert found.code == code
    mirrored = verdicts.change(
        evidence.negated(),
        direction="band",
        first=None if first is None else 100 - first,
        band=(60.0, 70.0),
    )
    if first is not None:
        assert mirrored == found


@pytest.mark.parametrize(
    ("evidence", "direction", "expected"),
    [
        (RISE, "higher", Verdict("lead", "clear_signs")),
        (RISE, "lower", Verdict("lag", "clear_signs")),
        (PERHAPS, "higher", Verdict("lead", "signs")),
        (FALL, "context", Verdict("below", "clear_signs")),
        (RISE, "band", Verdict("above", "clear_signs")),
        (OPEN, "higher", Verdict("cannot_tell", reason="change_smaller_than_uncertainty")),
        (NO_LIMITS, "higher", Verdict("cannot_tell", reason="no_n")),
        (TINY, "higher", Verdict("equal", "clear_signs")),
    ],
)
def test_a_level_leads_or_lags(evidence, direction, expected):
    assert verdicts.gap(evidence, direction=direction, smallest=1.0) == expected


@pytest.mark.parametrize(
    ("before", "evidence", "direction", "code"),
    [
        (-12.0, RISE, "higher", "narrowed"),
        (-12.0, FALL, "higher", "widened"),
        (-2.0, RISE, "higher", "crossed"),
        (12.0, RISE, "higher", "lead_grown"),
        (12.0, FALL, "higher", "lead_shrunk"),
        (2.0, FALL, "higher", "crossed_back"),
        (12.0, FALL, "lower", "narrowed"),
        (0.0, RISE, "higher", "lead_grown"),
        (0.0, FALL, "higher", "widened"),
        (-5.0, RISE, "higher", "narrowed"),  # closed wholly, not crossed
        (12.0, RISE, "context", "farther"),
        (12.0, FALL, "context", "nearer"),
        (2.0, FALL, "context", "crossed"),
        (-12.0, OPEN, "higher", "cannot_tell"),
        (-12.0, TINY, "higher", "unchanged"),
    ],
)
def test_gaps_narrow_widen_and_cross(before, evidence, direction, code):
    found = verdicts.gap_change(evidence, before=before, direction=direction, smallest=1.0)
    assert found.code == code
    if direction in MIRROR:
        assert found == verdicts.gap_change(
            evidence.negated(), before=-before, direction=MIRROR[direction], smallest=1.0
        )


@pytest.mark.parametrize(
    ("before", "periods", "reason"),
    [
        (-12.0, 1, "too_few"),
        (None, 3, "nothing_to_compare"),
        (math.nan, 3, "nothing_to_compare"),
        (-12.0, 3, "few_periods"),
        (-12.0, 5, ""),
    ],
)
def test_a_gap_needs_a_baseline(before, periods, reason):
    found = verdicts.gap_change(RISE, before=before, direction="higher", periods=periods)
    assert found.reason == reason


counts = st.integers(5, 3000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def percent(figures, level, *, complement=False):
    shares = [((n - x) if complement else x, n) for x, n in figures]
    return [intervals.wilson(*share, level=level).scaled(100) for share in shares]


def evidence(make, figures, *, complement=False):
    narrow = make(percent(figures, 0.95, complement=complement))
    wide = make(percent(figures, 0.998, complement=complement))
    limits = (narrow.estimate, narrow.lower, narrow.upper, wide.lower, wide.upper)
    return Evidence(*map(float, limits))


def moved(shares):
    return differences.newcombe(shares[1], shares[0])


def closed(shares):
    before, after = differences.newcombe(*shares[:2]), differences.newcombe(*shares[2:])
    return gaps.gap_change(before, after)


@given(st.tuples(counts, counts), st.sampled_from(["higher", "lower"]))
def test_an_indicator_and_its_complement_change_alike(figures, direction):
    one = evidence(moved, figures)
    other = evidence(moved, figures, complement=True)
    for judge in (verdicts.change, verdicts.gap):
        assert judge(one, direction=direction, smallest=1.0) == judge(
            other, direction=MIRROR[direction], smallest=1.0
        )


@given(st.tuples(counts, counts, counts, counts), st.sampled_from(["higher", "lower"]))
def test_an_indicator_and_its_complement_have_gaps_that_close_alike(figures, direction):
    (x0, n0), (y0, m0) = figures[0], figures[1]
    before = 100 * (x0 / n0 - y0 / m0)
    found = verdicts.gap_change(evidence(closed, figures), before=before, direction=direction)
    assert found == verdicts.gap_change(
        evidence(closed, figures, complement=True), before=-before, direction=MIRROR[direction]
    )


@given(st.floats(-50, 50), st.floats(0, 20), st.floats(0, 20), st.sampled_from(sorted(MIRROR)))
def test_the_slow_obvious_reading_of_the_rules(estimate, half, extra, direction):
    found = verdicts.change(
        Evidence(
            estimate, estimate - half, estimate + half,
            estimate - half - extra, estimate + half + extra,
        ),
        direction=direction,
        smallest=2.0,
    )  # fmt: skip
    inside = abs(estimate) + half <= 2.0
    excludes = abs(estimate) > half
    if abs(abs(abs(estimate) + half) - 2.0) < 1e-6 or abs(abs(estimate) - half) < 1e-6:
        return  # on the edge, where rounding decides
    if inside:
        assert found.code == "unchanged"
    elif not excludes:
        assert found.code == "cannot_tell"
    else:
        assert (found.code == "forward") == ((estimate > 0) == (direction == "higher"))
