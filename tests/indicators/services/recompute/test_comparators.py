"""What is hidden before it is stored: small counts, and all that would give them away."""

from __future__ import annotations

import pytest

from indicators.models import Result
from indicators.services.recompute import groups as recompute
from tests.factories.panels import Site, correct, level, one, site, three_areas

pytestmark = pytest.mark.django_db


@pytest.fixture
def shares() -> Site:
    return three_areas()


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_a_small_count_hides_all_that_could_tell_it(shares: Site, count: int) -> None:
    correct(shares, "a", "2024", (count, 200))
    recompute.drain()
    touched = Result.objects.published().filter(area__slug="a", slot="2024")
    assert {r.state for r in touched} == {"suppressed"}
    assert {r.statement for r in touched} == {
        "level", "comparator", "gap", "change", "gap_change", "difference",
    }  # fmt: skip
    assert one("comparator", "kommune", "2024", comparator="without_areas").state == "suppressed"
    assert one("level", "b", "2024").state == "value"
    assert one("gap", "b", "2024").state == "value"


def test_what_can_be_read_is_the_same_for_every_small_count(shares: Site) -> None:
    seen = []
    for count in (1, 2, 3, 4):
        correct(shares, "a", "2024", (count, 200))
        recompute.drain()
        rows = Result.objects.published().order_by(
            "statement", "area", "comparator", "other", "slot"
        )
        seen.append(
            [{k: v for k, v in row.items() if k not in {"id", "run_id"}} for row in rows.values()]
        )
    assert seen[0] == seen[1] == seen[2] == seen[3]


@pytest.mark.parametrize("hidden", [True, False])
def test_what_is_left_of_the_municipality_gives_no_small_count_away(
    shares: Site, hidden: bool
) -> None:
    """The areas make up nearly all of the municipality, and one of them is hidden or missing."""
    if hidden:
        correct(shares, "a", "2024", (3, 200))
    else:
        correct(shares, "a", "2024", None, state="missing")
    correct(shares, "kommune", "2024", (50 + 90 + 3, 750))
    recompute.drain()
    levels = Result.objects.published().filter(statement="level", slot="2024")
    shown = {r.area.slug for r in levels.filter(state="value")}
    assert shown == {"b", "kommune"}, "143 minus 50 minus 90 would tell the three persons"
    assert level("b", "2023").state == "value"


def test_counts_without_parts_are_judged_by_what_is_left_too() -> None:
    made = site(
        {"a": {}, "kommune": {}}, kind="count", counts="persons", unit="personer", numerator="",
        denominator="",
    )  # fmt: skip
    correct(made, "a", "2024", None, value=100)
    correct(made, "kommune", "2024", None, value=103)
    correct(made, "a", "2023", None, value=100)
    correct(made, "kommune", "2023", None, value=140)
    recompute.drain()
    assert level("a", "2024").state == "suppressed"
    assert level("a", "2023").state == "value"


def test_a_true_zero_is_shown(shares: Site) -> None:
    correct(shares, "a", "2024", (0, 200))
    recompute.drain()
    found = level("a", "2024")
    assert (found.state, found.estimate, found.lower) == ("value", 0.0, 0.0)
    assert found.upper is not None and found.upper > 0
