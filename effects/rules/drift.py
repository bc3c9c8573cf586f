"""Does a figure move by itself? Its slope where an exact test of the trend says that it does."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import combinations
from statistics import median

LEAST_PERIODS = 5
LEVEL = 0.95


def drift(points: Sequence[tuple[float, float]]) -> float | None:
    """Theil and Sen's slope of (time, value), where Mann and Kendall's 95 % interval leaves out 0.

    None where fewer than five, or where it may stand still. The probability is the exact one without
    ties, as of the trends that are stored (`statistics.trends`). Sources: Mann (1945), Econometrica
    13, 245-259; Sen (1968), Journal of the American Statistical Association 63, 1379-1389.
    """
    if len(points) < LEAST_PERIODS:
        return None
    pairs = [(a, b) for a, b in combinations(sorted(points), 2) if a[0] < b[0]]
    score = sum((b[1] > a[1]) - (b[1] < a[1]) for a, b in pairs)
    if _probability(len(points), abs(score)) >= 1 - LEVEL:
        return None
    return median((b[1] - a[1]) / (b[0] - a[0]) for a, b in pairs)


def _probability(periods: int, score: int) -> float:
    """How often so large a score, or a larger one, either way, comes of an order by chance."""
    ways = [1]  # of so many falling pairs
    for n in range(2, periods + 1):
        longer = [0] * (len(ways) + n - 1)
        for falling, count in enumerate(ways):
            for more in range(n):
                longer[falling + more] += count
        ways = longer
    most = len(ways) - 1
    far = sum(count for falling, count in enumerate(ways) if abs(most - 2 * falling) >= score)
    return far / math.factorial(periods)
