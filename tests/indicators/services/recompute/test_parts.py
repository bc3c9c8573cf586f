"""Pooled years, and who stayed and who moved."""

from __future__ import annotations

from decimal import Decimal

import pytest

from indicators.models import Category, CategorySet, Result
from indicators.rules import composition as names
from indicators.services.recompute import groups as recompute
from tests.factories.panels import Site, correct, one, site

pytestmark = pytest.mark.django_db

FIGURES = {str(2019 + k): (x, 100) for k, x in enumerate([30, 34, 31, 36, 35])}


def pooled() -> list[Result]:
    return list(Result.objects.published().filter(statement="pooled").order_by("slot"))


def test_years_are_laid_together_by_sums_and_never_overlap() -> None:
    site({"a": FIGURES}, pool_years=2)
    recompute.drain()
    found = pooled()
    assert [(row.baseline_slot, row.slot, row.is_latest) for row in found] == [
        ("2020", "2021", False),
        ("2022", "2023", True),
    ]
    newest = found[1]
    assert newest.estimate == pytest.approx(100 * 71 / 200)
    assert (newest.numerator, newest.denominator, newest.n) == (71, 200, 200)
    assert newest.lower == pytest.approx(26.9, abs=0.1), "on the mean yearly base of 100"
    assert newest.details["years"] == 2


def test_without_a_wish_for_it_nothing_is_pooled() -> None:
    site({"a": FIGURES})
    recompute.drain()
    assert pooled() == []


def test_a_hidden_or_missing_year_hides_the_sum_it_is_part_of() -> None:
    made = site({"a": FIGURES}, pool_years=2)
    correct(made, "a", "2022", (3, 100))
    correct(made, "a", "2020", None, state="missing")
    recompute.drain()
    assert pooled() == []


def test_years_on_both_sides_of_a_break_are_not_laid_together() -> None:
    made = site({"a": FIGURES}, pool_years=2)
    other = type(made.source).objects.create(code="ny", name="Ny", family="ny")
    correct(made, "a", "2023", (35, 100), source=other)
    recompute.drain()
    assert [row.slot for row in pooled()] == ["2021"]


def test_events_rest_on_all_years_together() -> None:
    site({"a": FIGURES}, pool_years=2, kind="rate", per=1000, data_kind="events", counts="things")
    recompute.drain()
    newest = pooled()[-1]
    assert newest.estimate == pytest.approx(1000 * 71 / 200)
    assert newest.lower == pytest.approx(277.3, abs=0.5)  # exact Poisson, 71 events
    assert newest.method == "poisson_exact"


def test_quarters_are_laid_together_to_years() -> None:
    slots = {f"{2022 + k // 4}K{k % 4 + 1}": (20, 100) for k in range(8)}
    site({"a": slots}, pool_years=2, frequency="quarter", data_kind="events", counts="things")
    recompute.drain()
    (found,) = (row for row in pooled() if row.slot > "2023K1")  # each year stands by itself too
    assert (found.baseline_slot, found.slot) == ("2022K1", "2023K4")
    assert found.estimate == pytest.approx(20)


@pytest.mark.parametrize(
    ("definition", "figure", "estimate", "has_limits"),
    [
        ({"data_kind": "survey"}, {"value": 40, "n": 100}, 40, True),
        ({"kind": "mean", "per": 1}, {"value": 3.5, "n": 100, "sd": 1}, 3.5, True),
        ({"kind": "count", "per": 1, "counts": "things"}, {"value": 12}, 24, False),
        (
            {"kind": "count", "per": 1, "counts": "things", "data_kind": "events"},
            {"value": 12}, 24, True,
        ),
    ],
)  # fmt: skip
def test_every_kind_is_pooled_in_its_own_way(
    definition: dict[str, object], figure: dict[str, float], estimate: float, *, has_limits: bool
) -> None:
    made = site({"a": {}}, pool_years=2, **definition)
    for slot in ("2022", "2023"):
        correct(made, "a", slot, None, **{k: Decimal(str(v)) for k, v in figure.items()})
    recompute.drain()
    (found,) = pooled()
    assert found.estimate == pytest.approx(estimate)
    assert (found.lower is not None) == has_limits


def test_amounts_cannot_be_laid_together() -> None:
    made = site({"a": {}}, pool_years=2, kind="amount", per=1)
    for slot in ("2022", "2023"):
        correct(made, "a", slot, None, value=250_000)
    recompute.drain()
    assert pooled() == []


def part(made: Site, set_code: str, code: str, slot: str, x: int, n: int) -> None:
    breakdown, _made = CategorySet.objects.get_or_create(code=set_code, name=set_code)
    category, _made = Category.objects.get_or_create(
        category_set=breakdown, code=code, defaults={"name": code}
    )
    correct(made, "a", slot, (x, n), category=category)


def moving(**more: tuple[int, int]) -> Site:
    """80 stayed (40, then 46 in work), 20 left (10 in work), 30 came (20 in work)."""
    made = site({"a": {"2023": (50, 100), "2024": (66, 110)}}, direction="higher")
    part(made, names.DEPARTURES, names.STAYS, "2023", 40, 80)
    part(made, names.DEPARTURES, names.MOVED_OUT, "2023", *more.get("left", (10, 20)))
    part(made, names.ARRIVALS, names.STAYED, "2024", 46, 80)
    if "came" in more:
        part(made, names.ARRIVALS, names.MOVED_IN, "2024", *more["came"])
    return made


def test_a_change_is_split_into_what_residents_did_and_who_moved() -> None:
    moving(came=(20, 30))
    recompute.drain()
    found = one("split", "a", "2024")
    assert (found.baseline_slot, found.is_latest) == ("2023", True)
    assert found.estimate == pytest.approx(10)
    assert found.details["stayed"] == pytest.approx(7.5)
    assert found.details["moved_in"] == pytest.approx(2.5)
    assert found.details["moved_out"] == pytest.approx(0)
    assert found.details["unknown"] == 0
    assert sum(found.details.values()) == pytest.approx(found.estimate)


def test_who_came_may_be_unknown_and_is_said_so() -> None:
    moving()
    recompute.drain()
    found = one("split", "a", "2024")
    assert "moved_in" not in found.details
    assert found.details["unknown"] == pytest.approx(2.5)


def test_one_hidden_part_hides_the_whole_split() -> None:
    moving(came=(20, 30), left=(3, 20))
    recompute.drain()
    found = one("split", "a", "2024")
    assert (found.state, found.details) == ("suppressed", None)


def test_without_parts_nothing_is_split() -> None:
    site({"a": {"2023": (50, 100), "2024": (66, 110)}})
    recompute.drain()
    assert not Result.objects.published().filter(statement="split").exists()
