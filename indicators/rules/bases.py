"""The number behind a figure (n): which figures need it, before anything is said of how they move."""

from __future__ import annotations

COUNT, AMOUNT = "count", "amount"
# The numbers of a figure that state n: where any figure of a series has one of them, n is stated.
STATED_BY = ("n", "denominator")


def needs_base(kind: str, *, is_stated: bool) -> bool:
    """Whether a figure of this kind gets no verdict where its n is not stated.

    A share, a rate, a mean and an index are made of a number of people, homes or answers: where it is
    not stated, nobody can tell how much chance moves them. A count is its own number. An amount may be
    a sum, which is its own number too, or a mean: it is taken for a mean where n `is_stated` for any
    figure of the indicator.
    """
    if kind == COUNT:
        return False
    return kind != AMOUNT or is_stated
