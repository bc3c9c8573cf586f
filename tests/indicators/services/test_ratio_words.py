"""A proportion in words: percent near 1, times as high from one and a half on."""

from __future__ import annotations

import pytest

from indicators.services.ratio_words import ratio_in_words
from tests.factories import evidence as made


@pytest.mark.parametrize(
    ("ratio", "lower", "upper", "says"),
    [
        (0.89, 0.80, 0.99, "svarer til 11 pct. lavere (mellem 1 og 20 pct. lavere)"),
        (1.25, 1.10, 1.41, "svarer til 25 pct. højere (mellem 10 og 41 pct. højere)"),
        (1.05, 0.95, 1.16, "svarer til 5 pct. højere (mellem 5 pct. lavere og 16 pct. højere)"),
        (1.0, None, None, "svarer til det samme"),
        (1.2, 1.001, 1.4, "svarer til 20 pct. højere (mellem det samme og 40 pct. højere)"),
        (2.34, 1.9, 2.91, "2,3 gange så højt (1,9 til 2,9)"),
        (2.34, None, None, "2,3 gange så højt"),
        (None, None, None, ""),
    ],
)
def test_a_proportion_is_said_plainly(ratio, lower, upper, says):
    gap = made.gap(2024, -3.0, ratio=ratio, ratio_lower=lower, ratio_upper=upper)
    assert ratio_in_words(gap) == says
