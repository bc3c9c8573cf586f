"""Definitions that give each other away are hidden as one; a source's threshold is the stricter."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from indicators.statistics.disclosure import Thresholds
from indicators.statistics.disclosure_choice import Seen, implied
from indicators.statistics.disclosure_cubes import Counts, Structure
from indicators.statistics.disclosure_kin import kin_of, merged
from indicators.statistics.disclosure_protection import Protected, protect
from indicators.statistics.disclosure_sums import cube_of

# Two areas, their municipality; one slot. Counted, and all.
PARTS = np.array([3.0, 60.0, 500.0])
WHOLE = np.array([100.0, 150.0, 2000.0])


def counts_of(*rows: tuple[np.ndarray, np.ndarray]) -> Counts:
    """One definition for each (counts, bases), in areas a and b and the municipality."""
    part, base = (np.array([row[i] for row in rows])[:, None, :, None] for i in (0, 1))
    everywhere = np.ones(part.shape, dtype=bool)
    return Counts(
        part=part, base=base, present=everywhere, withheld=~everywhere, kept=~everywhere,
        alike=everywhere, rounded=~everywhere, counts=everywhere, bases=everywhere,
        least_count=np.full(part.shape, 5.0), least_base=np.full(part.shape, 20.0),
    )  # fmt: skip


TOWN = Structure(parents=np.array([2, 2, -1]))


def settled(
    counts: Counts, structure: Structure = TOWN, seen: np.ndarray | None = None
) -> Protected:
    cube = cube_of(counts, structure)
    nothing = np.zeros(cube.present.shape, dtype=bool)
    known = nothing if seen is None else seen
    return protect(cube, Seen(known), lambda _hidden: known)


def test_the_same_count_and_its_complement_stand_as_one() -> None:
    counts = counts_of((PARTS, WHOLE), (WHOLE - PARTS, WHOLE), (PARTS, WHOLE), (PARTS * 2, WHOLE))
    kin = kin_of(counts)
    assert kin.stands_for.tolist() == [0, 0, 0, 3]
    assert kin.bases.tolist() == [0, 0, 0, 0]
    together = merged(counts, kin)
    assert together.present[1:3].any() == np.False_
    assert (together.part[0] == counts.part[0]).all()


def test_what_only_the_complement_has_is_laid_into_the_one_that_stands_for_it() -> None:
    counts = counts_of((PARTS, WHOLE), (WHOLE - PARTS, WHOLE))
    counts.present[0, 0, 1, 0] = False
    together = merged(counts, kin_of(counts))
    assert together.part[0, 0, 1, 0] == PARTS[1]
    assert together.present[0].all()


def test_definitions_of_other_bases_are_strangers() -> None:
    kin = kin_of(counts_of((PARTS, WHOLE), (PARTS, WHOLE + 7)))
    assert kin.stands_for.tolist() == [0, 1]
    assert kin.bases.tolist() == [-1, -1]
    assert kin.wholes == ()


def test_three_parts_of_one_base_and_a_count_that_is_the_sum_of_two() -> None:
    rest = WHOLE - PARTS - 40
    counts = counts_of((PARTS, WHOLE), (np.full(3, 40.0), WHOLE), (rest, WHOLE))
    assert kin_of(counts).wholes == (((0, 1, 2), -1),)
    counts = counts_of((PARTS, WHOLE), (np.full(3, 40.0), WHOLE), (PARTS + 40, WHOLE))
    assert kin_of(counts).wholes == (((0, 1), 2),)


def test_too_many_definitions_of_one_base_are_not_tried() -> None:
    rows = [(PARTS * factor, WHOLE * 10) for factor in (1.0, 1.7, 2.3, 3.1, 4.3, 5.9, 7.7)]
    assert kin_of(counts_of(*rows)).wholes == ()


def test_a_part_is_hidden_in_two_definitions_of_a_whole() -> None:
    rest = WHOLE - PARTS - 40
    counts = counts_of((PARTS, WHOLE), (np.full(3, 40.0), WHOLE), (rest, WHOLE))
    hidden = settled(counts, replace(TOWN, wholes=kin_of(counts).wholes)).hidden
    assert hidden[:3, 0, 0, 0].sum() >= 2, "the base minus two shown parts would tell the third"


def test_a_row_for_a_source_is_the_stricter_of_two() -> None:
    found = Thresholds(5, 20, 30).stricter(Thresholds(10, 15, 40))
    assert [float(each) for each in (found.count, found.base, found.answers)] == [10, 20, 40]


def test_the_rest_of_a_municipality_may_be_the_small_one() -> None:
    parts, whole = np.array([300.0, 0.0, 303.0]), np.array([900.0, 90.0, 1000.0])
    hidden = settled(counts_of((parts, whole))).hidden
    assert hidden[0, 0, 0, 0], "the municipality minus the area would tell the three persons"


@pytest.mark.parametrize("withheld", [True, False])
def test_what_the_source_hid_is_protected_too(withheld: bool) -> None:
    part = np.array([[[60.0], [44.0], [16.0]]]).reshape(1, 3, 1, 1)
    base = np.array([[[600.0], [300.0], [300.0]]]).reshape(1, 3, 1, 1)
    everywhere = np.ones(part.shape, dtype=bool)
    hid = np.zeros(part.shape, dtype=bool)
    hid[0, 2] = withheld
    counts = Counts(
        part=part, base=base, present=everywhere & ~hid, withheld=hid, kept=~everywhere,
        alike=everywhere, rounded=~everywhere, counts=everywhere, bases=everywhere,
        least_count=np.full(part.shape, 5.0), least_base=np.full(part.shape, 20.0),
    )  # fmt: skip
    hidden = settled(counts, Structure(parents=np.array([-1]), sets=[np.array([1, 2])])).hidden
    assert bool(hidden[0, :2].any()) is withheld


def test_a_pooled_sum_that_was_shown_before_is_known_for_good() -> None:
    part = np.array([3.0, 40.0, 50.0]).reshape(1, 1, 1, 3)
    base = np.full(part.shape, 300.0)
    everywhere = np.ones(part.shape, dtype=bool)
    counts = Counts(
        part=part, base=base, present=everywhere, withheld=~everywhere, kept=~everywhere,
        alike=everywhere, rounded=~everywhere, counts=everywhere, bases=everywhere,
        least_count=np.full(part.shape, 5.0), least_base=np.full(part.shape, 20.0),
    )  # fmt: skip
    structure = Structure(
        parents=np.array([-1]),
        windows=[np.arange(3)],
        pools=np.array([[True]]),
        past=np.array([True]),
    )
    hidden = settled(counts, structure).hidden
    assert not hidden[0, 0, 0, 3]
    assert hidden[0, 0, 0, :3].tolist() == [True, False, True], "another year protects it"
    assert not settled(counts, replace(structure, past=None)).hidden[0, 0, 0, 1:3].any()


def test_what_followed_from_shown_figures_was_shown_too() -> None:
    cube = cube_of(counts_of((PARTS + 50, WHOLE)), TOWN)
    shown = np.zeros(cube.present.shape, dtype=bool)
    shown[0, 0, :3, 0] = True
    assert implied(cube, shown)[0, 0, 3, 0], "the municipality minus both areas"
    shown[0, 0, 1, 0] = False
    assert not implied(cube, shown)[0, 0, 3, 0]


def test_the_count_that_is_the_sum_of_two_others_is_hidden_with_one_of_them() -> None:
    counts = counts_of((PARTS, WHOLE), (np.full(3, 40.0), WHOLE), (PARTS + 40, WHOLE))
    hidden = settled(counts, replace(TOWN, wholes=kin_of(counts).wholes)).hidden
    assert hidden[:3, 0, 0, 0].sum() >= 2


def test_what_the_present_edition_shows_is_asked_for_when_something_is_chosen() -> None:
    cube = cube_of(counts_of((PARTS, WHOLE)), TOWN)
    nothing = np.zeros(cube.present.shape, dtype=bool)
    asked = []

    def present() -> np.ndarray:
        asked.append(1)
        return cube.present

    found = protect(cube, Seen(nothing, present), lambda _hidden: nothing)
    assert asked == [1]
    assert found.hidden[0, 0, :3, 0].all(), "all of it was shown before, so all of it is hidden"


def test_more_can_be_hidden_from_the_start() -> None:
    cube = cube_of(counts_of((PARTS + 50, WHOLE)), TOWN)
    nothing = np.zeros(cube.present.shape, dtype=bool)
    also = nothing.copy()
    also[0, 0, 1, 0] = True
    found = protect(cube, Seen(nothing), lambda _hidden: nothing, also=also)
    assert found.hidden[0, 0, [1, 3], 0].all()
    assert found.report.primary == 0
