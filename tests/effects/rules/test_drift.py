"""Whether a figure moves by itself, against scipy's test and slopes."""

import numpy as np
import pytest
from scipy import stats

from effects.rules.drift import drift


@pytest.mark.parametrize("periods", [5, 6, 8, 12])
def test_it_is_told_where_the_exact_test_tells_it(periods):
    rng = np.random.default_rng(periods)
    told = set()
    for _draw in range(200):
        times = np.sort(rng.choice(30, periods, replace=False)).astype(float)
        values = rng.normal(0, 4, periods) + rng.choice([0.0, 0.4]) * times
        found = drift(list(zip(times.tolist(), values.tolist(), strict=True)))
        p = stats.kendalltau(times, values, method="exact").pvalue
        told.add(found is not None)
        assert (found is not None) == (p < 0.05)
        if found is not None:
            assert found == pytest.approx(stats.theilslopes(values, times)[0])
    assert told == {True, False}


def test_fewer_than_five_and_a_figure_that_stands_still_tell_nothing():
    assert drift([(year, float(year)) for year in range(4)]) is None
    assert drift([(year, 50.0) for year in range(9)]) is None
