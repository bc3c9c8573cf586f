"""What did the residents do, and what did moving do? A change split into parts that add up."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from indicators.statistics.intervals import Floats


@dataclass(frozen=True)
class Split:
    """Parts of a change of a share, as proportions; `stayed + moved_in + moved_out + unknown = change`.

    A part that is not known is NaN and lies in `unknown`, which is never spread over the others.
    """

    change: Floats
    stayed: Floats
    moved_in: Floats
    moved_out: Floats
    unknown: Floats


@dataclass(frozen=True)
class Counts:
    """Those counted and their base, x of n; NaN where not known."""

    x: ArrayLike
    n: ArrayLike

    def share(self) -> Floats:
        """The share x / n, as a proportion; NaN without a base."""
        x, n = np.asarray(self.x, dtype=np.float64), np.asarray(self.n, dtype=np.float64)
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(n > 0, x / n, np.nan)


def split(
    before: Counts,
    after: Counts,
    *,
    stayers_before: Counts,
    stayers_after: Counts,
    in_movers: Counts,
    out_movers: Counts,
) -> Split:
    """Split the change of a share between two years by who stayed, came and left.

    With shares s₀, s₁ of those who stayed, i of those who came, o of those who left, and bases N₀,
    N₁: stayed = s₁ − s₀; moved in = (nᵢ/N₁)(i − s₁); moved out = −(nₒ/N₀)(o − s₀). Together they are
    p₁ − p₀ where N₀ = stayers + leavers and N₁ = stayers + comers; what remains otherwise (births,
    people without known history, groups without figures) is unknown. Nobody came or left: that part
    is 0. Source: the accounting identity; cf. Kitagawa (1955), Journal of the American Statistical
    Association 50, 1168-1194.
    """
    change = after.share() - before.share()
    s0, s1 = stayers_before.share(), stayers_after.share()
    stayed = s1 - s0
    moved_in = _moved(in_movers, after, s1)
    moved_out = 0.0 - _moved(out_movers, before, s0)
    known = np.nan_to_num(stayed) + np.nan_to_num(moved_in) + np.nan_to_num(moved_out)
    whole = _adds_up(stayers_after, in_movers, after) & _adds_up(stayers_before, out_movers, before)
    whole &= np.isfinite(stayed + moved_in + moved_out)
    unknown = np.where(whole, 0.0, change - known)
    return Split(
        change=change,
        stayed=_of(change, stayed),
        moved_in=_of(change, moved_in),
        moved_out=_of(change, moved_out),
        unknown=_of(change, unknown),
    )


def _moved(movers: Counts, everyone: Counts, stayers_share: Floats) -> Floats:
    n, base = np.asarray(movers.n, dtype=np.float64), np.asarray(everyone.n, dtype=np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        moved = n / base * (movers.share() - stayers_share)
    return np.where((n == 0) & np.isfinite(stayers_share), 0.0, moved)


def _adds_up(first: Counts, second: Counts, total: Counts) -> NDArray[np.bool_]:
    """Whether two groups are all there are, in both count and base."""
    parts = ((first.n, second.n, total.n), (first.x, second.x, total.x))
    same = [
        np.asarray(one, dtype=np.float64) + np.asarray(other, dtype=np.float64) == np.asarray(both)
        for one, other, both in parts
    ]
    return np.asarray(same[0] & same[1], dtype=np.bool_)


def _of(change: Floats, part: Floats) -> Floats:
    return np.where(np.isnan(change), np.nan, part)
