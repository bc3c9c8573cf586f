"""Halves, quarters and months: change, pace, gap and slope go by whole years, never by seasons."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from indicators.models import Result, Source, Target
from indicators.services.recompute import groups as recompute
from tests.factories.panels import Site, correct, one, site

pytestmark = pytest.mark.django_db

SEASONS = (40, 20, 10, 30)  # every winter many, every summer few
EVENTS = {"kind": "rate", "per": 1000, "data_kind": "events", "counts": "things"}


def quarters(first: int, counts: list[int], base: float = 500) -> dict[str, tuple[float, float]]:
    return {f"{first + k // 4}K{k % 4 + 1}": (x, base) for k, x in enumerate(counts)}


def seasonal(years: int, more: int = 0) -> list[int]:
    """So many years that only differ by the season, and one quarter of the next."""
    return [count for _year in range(years) for count in SEASONS] + [SEASONS[0] + more]


@pytest.fixture
def same_every_year() -> Site:
    return site(
        {
            "a": quarters(2022, seasonal(3, more=15)),
            "kommune": quarters(2022, [400] * 13, 20_000),
        },
        frequency="quarter",
        **EVENTS,
    )


def rows(statement: str, **about: Any) -> list[Result]:
    return list(Result.objects.published().filter(statement=statement, **about).order_by("slot"))


def test_seasons_are_never_set_against_each_other(same_every_year: Site) -> None:
    recompute.drain()
    assert one("level", "a", "2025K1").is_latest, "figures stand by their own quarter"
    changes = rows("change", area__slug="a", comparator="")
    assert [(row.baseline_slot, row.slot, row.is_latest) for row in changes] == [
        ("2022", "2023", False),
        ("2022", "2024", True),
    ]
    assert changes[1].estimate == 0, "a winter above a summer is no change"
    gaps = rows("gap", area__slug="a", is_default=True)
    assert [row.slot for row in gaps] == ["2022", "2023", "2024"]
    assert gaps[2].is_latest
    assert one("gap_change", "a", "2024").estimate == pytest.approx(0)


def test_a_year_is_the_sum_of_its_parts(same_every_year: Site) -> None:
    recompute.drain()
    year = one("pooled", "a", "2024", comparator="")
    assert (year.baseline_slot, year.numerator, year.denominator) == ("2024K1", 100, 2000)
    assert year.estimate == pytest.approx(50)
    assert year.n == 500, "as many homes as there are, not as often as they were counted"
    assert (year.lower, year.upper) == pytest.approx((40.68, 60.81), abs=0.01)  # Poisson, 100
    assert (year.starts_on, year.ends_on) == (dt.date(2024, 1, 1), dt.date(2024, 12, 31))
    rest = one("pooled", "a", "2024", comparator="rest")
    assert (rest.numerator, rest.denominator) == (1600 - 100, 80_000 - 2000)
    gap = one("gap", "a", "2024")
    assert gap.estimate == pytest.approx(year.estimate - rest.estimate)
    assert gap.ratio == pytest.approx(year.estimate / rest.estimate)


def test_the_pace_is_that_of_whole_years(same_every_year: Site) -> None:
    Target.objects.create(
        indicator=same_every_year.definition.indicator, area=same_every_year.areas["a"],
        baseline_slot="2022K3", slot="2030", value=25, decided_on=dt.date(2022, 6, 1),
        decision="Bestyrelsen",
    )  # fmt: skip
    recompute.drain()
    pace = one("pace", "a", "2024")
    assert pace.baseline_slot == "2022", "the whole year that the named quarter lies in"
    assert pace.estimate == pytest.approx(0)
    assert pace.is_latest


def test_a_hidden_quarter_hides_its_year_and_all_that_rests_on_it() -> None:
    slots = quarters(2022, [40, 30, 20, 30, 40, 3, 20, 30])
    site({"a": slots, "kommune": quarters(2022, [4000] * 8, 20_000)}, frequency="quarter")
    recompute.drain()
    assert one("level", "a", "2023K2").state == "suppressed"
    for statement in ("pooled", "change", "gap", "gap_change"):
        found = rows(statement, area__slug="a", slot="2023")
        assert {(row.state, row.estimate) for row in found} == {("suppressed", None)}, statement
    assert one("pooled", "a", "2022", comparator="").state == "value"


def test_a_year_under_way_waits(same_every_year: Site) -> None:
    recompute.drain()
    assert not Result.objects.published().filter(slot="2025").exists()


def test_before_the_first_whole_year_there_is_no_distance_and_it_says_why() -> None:
    site(
        {"a": quarters(2024, [40, 20]), "kommune": quarters(2024, [400] * 2, 20_000)},
        frequency="quarter", **EVENTS,
    )  # fmt: skip
    recompute.drain()
    gap = one("gap", "a", "2024")
    assert (gap.state, gap.reason, gap.is_latest) == ("not_computed", "no_whole_year", True)
    assert rows("change") == []
    assert one("level", "a", "2024K2").state == "value"


def test_a_year_with_a_break_in_it_is_not_told(same_every_year: Site) -> None:
    other = Source.objects.create(code="ny", name="Ny", family="ny")
    for slot in ("2024K3", "2024K4", "2025K1"):
        correct(same_every_year, "a", slot, (30, 500), source=other)
    recompute.drain()
    year = one("pooled", "a", "2024", comparator="")
    assert (year.state, year.reason) == ("not_computed", "break")
    assert one("gap", "a", "2024").estimate is None
    assert rows("change", area__slug="a", comparator="", slot="2024") == [], "a new series begins"
    assert one("change", "a", "2023", comparator="").state == "value"


def test_the_same_residents_stand_in_every_quarter_of_a_register() -> None:
    site({"a": quarters(2022, [100] * 4, 200)}, frequency="quarter")
    recompute.drain()
    year, level = one("pooled", "a", "2022"), one("level", "a", "2022K4")
    assert (year.estimate, year.lower, year.upper) == pytest.approx(
        (level.estimate, level.lower, level.upper)
    ), "on the mean base"
    assert (year.numerator, year.denominator, year.n) == (400, 800, 200)


def test_heads_counted_on_four_days_are_a_mean_and_no_sum() -> None:
    made = site({"a": {}}, kind="count", per=1, frequency="quarter", period_kind="point")
    for k, slot in enumerate(quarters(2023, [0] * 8)):
        correct(made, "a", slot, None, value=1000 + 10 * k)
    recompute.drain()
    assert one("pooled", "a", "2023").estimate == 1015
    assert one("change", "a", "2024", comparator="").estimate == 40


@pytest.mark.parametrize(
    ("definition", "figure", "expected"),
    [
        ({"data_kind": "survey"}, {"value": 40, "n": 100}, (40, 400)),
        ({}, {"value": 40, "n": 100}, (40, 100)),
        ({"kind": "mean", "per": 1, "data_kind": "survey"}, {"value": 3.5, "n": 100, "sd": 1}, (3.5, 400)),
        ({"kind": "count", "per": 1, "counts": "things"}, {"value": 12}, (48, None)),
    ],
)  # fmt: skip
def test_every_kind_has_its_years(
    definition: dict[str, Any], figure: dict[str, float], expected: tuple[float, float | None]
) -> None:
    year = _year_of(definition, figure)
    assert year.estimate == pytest.approx(expected[0])
    assert year.n == expected[1]


@pytest.mark.parametrize(
    ("definition", "figure", "reason"),
    [
        ({"kind": "amount", "per": 1}, {"value": 250_000}, "not_summed"),
        ({"kind": "index", "per": 1}, {"value": 104}, "not_summed"),
        ({}, {"value": 40}, "no_n"),
        ({"kind": "mean", "per": 1}, {"value": 3.5}, "no_n"),
    ],
)
def test_what_cannot_be_added_up_has_no_years(
    definition: dict[str, Any], figure: dict[str, float], reason: str
) -> None:
    year = _year_of(definition, figure)
    assert (year.state, year.reason, year.estimate) == ("not_computed", reason, None)


def _year_of(definition: dict[str, Any], figure: dict[str, float]) -> Result:
    made = site({"a": {}}, frequency="quarter", **definition)
    for slot in quarters(2023, [0] * 4):
        correct(made, "a", slot, None, **{k: Decimal(str(v)) for k, v in figure.items()})
    recompute.drain()
    return one("pooled", "a", "2023")


def test_answers_that_say_less_than_they_are_many_widen_the_year() -> None:
    made = site({"a": {}}, frequency="quarter", data_kind="survey")
    for slot in quarters(2023, [0] * 4):
        correct(made, "a", slot, None, value=40, n=200, design_effect=2)
    recompute.drain()
    year = one("pooled", "a", "2023")
    assert (year.lower, year.upper) == pytest.approx((35.3, 44.9), abs=0.1)  # Wilson, 400


def test_the_municipality_without_its_areas_has_years_too() -> None:
    site(
        {
            "a": quarters(2023, list(SEASONS)),
            "b": quarters(2023, list(SEASONS)),
            "kommune": quarters(2023, [400] * 4, 20_000),
        },
        frequency="quarter", **EVENTS,
    )  # fmt: skip
    recompute.drain()
    year = one("pooled", "a", "2023", comparator="without_areas")
    assert (year.numerator, year.denominator) == (1600 - 200, 80_000 - 4000)
    assert one("difference", "a", "2023").estimate == 0


@pytest.mark.parametrize(("frequency", "code", "parts"), [("half", "H", 2), ("month", "M", 12)])
def test_halves_and_months_make_years_like_quarters(frequency: str, code: str, parts: int) -> None:
    slots = {
        f"{year}{code}{number:02d}" if code == "M" else f"{year}{code}{number}": (
            10 + year % 2,
            100,
        )
        for year in (2023, 2024)
        for number in range(1, parts + 1)
    }
    site({"a": slots}, frequency=frequency, **EVENTS)
    recompute.drain()
    assert one("pooled", "a", "2024").numerator == 10 * parts
    assert one("change", "a", "2024", comparator="").estimate == pytest.approx(-10)
