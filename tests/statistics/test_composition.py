"""A change split by who stayed, came and left: the parts are the whole."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.statistics.composition import Counts, split

SERIES = 10_000
NOBODY = Counts(np.nan, np.nan)


def people(seed):
    rng = np.random.default_rng(seed)
    n = rng.integers(20, 400, (3, SERIES))
    stay, come, leave = n
    before, after = rng.binomial(stay, 0.5), rng.binomial(stay, 0.55)
    came, left = rng.binomial(come, 0.3), rng.binomial(leave, 0.6)
    return {
        "before": Counts(before + left, stay + leave),
        "after": Counts(after + came, stay + come),
        "stayers_before": Counts(before, stay),
        "stayers_after": Counts(after, stay),
        "in_movers": Counts(came, come),
        "out_movers": Counts(left, leave),
    }


def test_the_parts_add_up_on_random_series():
    found = split(**people(1955))
    parts = found.stayed + found.moved_in + found.moved_out
    np.testing.assert_allclose(parts, found.change, atol=1e-12)
    assert not found.unknown.any()


def test_by_hand():
    # 80 stayed (40 → 46 in work), 20 left (10 in work), 30 came (20 in work)
    found = split(
        Counts(50, 100),
        Counts(66, 110),
        stayers_before=Counts(40, 80),
        stayers_after=Counts(46, 80),
        in_movers=Counts(20, 30),
        out_movers=Counts(10, 20),
    )
    assert float(found.change) == pytest.approx(0.1)
    assert float(found.stayed) == pytest.approx(6 / 80)
    assert float(found.moved_in) == pytest.approx(30 / 110 * (20 / 30 - 46 / 80))
    assert float(found.moved_out) == 0, "those who left were like those who stayed"


def test_nobody_moved():
    found = split(
        Counts(40, 80), Counts(46, 80), stayers_before=Counts(40, 80), stayers_after=Counts(46, 80),
        in_movers=Counts(0, 0), out_movers=Counts(0, 0),
    )  # fmt: skip
    assert float(found.stayed) == pytest.approx(float(found.change))
    assert (float(found.moved_in), float(found.moved_out), float(found.unknown)) == (0, 0, 0)


@pytest.mark.parametrize("missing", ["in_movers", "out_movers", "stayers_before", "stayers_after"])
def test_what_is_not_known_is_labelled_and_not_spread(missing):
    known, whole = people(3) | {missing: NOBODY}, split(**people(3))
    found = split(**known)
    parts = [np.nan_to_num(part) for part in (found.stayed, found.moved_in, found.moved_out)]
    np.testing.assert_allclose(sum(parts) + found.unknown, whole.change, atol=1e-12)
    assert found.unknown.any()
    if missing == "in_movers":
        assert np.isnan(found.moved_in).all()
        np.testing.assert_array_equal(found.stayed, whole.stayed)
        np.testing.assert_array_equal(found.moved_out, whole.moved_out)


def test_people_without_known_history_are_unknown():
    given_people = people(4)
    whole = split(**given_people)
    after = given_people["after"]
    found = split(**given_people | {"after": Counts(after.x + 30, after.n + 40)})  # born since
    assert found.unknown.any()
    total = found.stayed + found.moved_in + found.moved_out + found.unknown
    np.testing.assert_allclose(total, found.change, atol=1e-12)
    np.testing.assert_array_equal(found.stayed, whole.stayed)


def test_without_both_totals_nothing_is_split():
    found = split(**people(5) | {"before": NOBODY})
    for part in (found.change, found.stayed, found.moved_in, found.moved_out, found.unknown):
        assert np.isnan(part).all()


@given(st.integers(0, 1000))
def test_an_indicator_and_its_complement_are_mirrored(seed):
    known = people(seed)
    others = {name: Counts(group.n - group.x, group.n) for name, group in known.items()}
    one, other = split(**known), split(**others)
    np.testing.assert_allclose(one.stayed, -other.stayed, atol=1e-12)
    np.testing.assert_allclose(one.moved_in, -other.moved_in, atol=1e-12)
    np.testing.assert_allclose(one.moved_out, -other.moved_out, atol=1e-12)
