"""What announced moves can do to a share: from none of the movers counted to all of them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Reach:
    """A share in percent now, and its lowest and highest possible value after the move."""

    now: float
    lower: float
    upper: float

    def may_pass(self, threshold: float, *, is_upwards: bool) -> bool:
        """Whether a threshold that is not passed now could be."""
        if is_upwards:
            return self.now <= threshold < self.upper
        return self.now >= threshold > self.lower


def reach(numerator: float, denominator: float, movers: int, *, leaving: bool) -> Reach | None:
    """The share x/n after so many people have moved out (or in), whoever they are.

    Nothing is known of the movers, so both ends are told. Moving in: x/(n + m) where none of them
    is counted in x, (x + m)/(n + m) where all are. Moving out: (x − m)/(n − m) where all are (as far
    as x goes), x/(n − m) where none is (as far as n goes). Movers outside the base, such as
    children where 18-64-year-olds are counted, change less and stay within both ends. Everything
    else is taken to stand still. None where nobody would be left to count.
    """
    if denominator <= 0 or not 0 <= numerator <= denominator or movers < 0:
        return None
    if not leaving:
        after = denominator + movers
        ends = (numerator / after, (numerator + movers) / after)
    elif movers >= denominator:
        return None
    else:
        after = denominator - movers
        ends = (max(numerator - movers, 0.0) / after, min(numerator, after) / after)
    return Reach(100 * numerator / denominator, 100 * ends[0], 100 * ends[1])
