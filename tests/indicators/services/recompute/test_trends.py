"""Longer series through a recompute: slopes, their words, and the line drawn on."""

from __future__ import annotations

import datetime as dt

import pytest

from indicators.models import Definition, EventMarker, Result, Target
from indicators.services.recompute import groups as recompute
from tests.factories.panels import Site, correct, one, site

pytestmark = pytest.mark.django_db

RISING = [60, 66, 69, 76, 80, 87, 92]
# The rest of the municipality goes up and down.
STEADY = {str(2018 + k): (1900 + 10 * (k % 2) + RISING[k], 10_000) for k in range(7)}


def years(counts: list[int], first: int = 2018, base: int = 200) -> dict[str, tuple[float, float]]:
    return {str(first + k): (x, base) for k, x in enumerate(counts)}


@pytest.fixture
def rising() -> Site:
    return site({"a": years(RISING), "kommune": STEADY})


def statements(*names: str) -> set[tuple[str, str]]:
    found = Result.objects.published().filter(statement__in=names)
    return {(row.statement, row.area.slug) for row in found}


def test_seven_rising_years_are_clear_signs_of_a_trend(rising: Site) -> None:
    recompute.drain()
    trend = one("trend", "a", "2024", comparator="")
    # 3 and 1.5 points, then 3.5, 2, 3.5 and 2.5: the median slope lies between
    assert trend.estimate == pytest.approx(2.67, abs=0.05)
    assert (trend.baseline_slot, trend.is_latest, trend.method) == ("2018", True, "theil_sen")
    assert trend.details["score"] == 21
    assert trend.details["periods"] == 7
    assert trend.details["p"] == pytest.approx(2 / 5040)
    assert (trend.verdict, trend.certainty) == ("back", "clear_signs"), "lower is better"
    assert trend.lower_998 > 0
    assert trend.source is not None


def test_an_indicator_and_its_complement_get_mirrored_trends(rising: Site) -> None:
    recompute.drain()
    one_way = one("trend", "a", "2024", comparator="")
    for slug, figures in (("a", years(RISING)), ("kommune", STEADY)):
        for slot, (x, n) in figures.items():
            correct(rising, slug, slot, (n - x, n))
    Definition.objects.update(direction="higher")
    recompute.drain()
    other_way = one("trend", "a", "2024", comparator="")
    assert other_way.estimate == pytest.approx(-one_way.estimate)
    assert (other_way.verdict, other_way.certainty) == (one_way.verdict, one_way.certainty)
    gap = one("gap_trend", "a", "2024", is_default=True)
    assert gap.verdict == "widened"


def test_the_gap_and_the_comparator_have_slopes_of_their_own(rising: Site) -> None:
    recompute.drain()
    gap = one("gap_trend", "a", "2024", is_default=True)
    theirs = one("trend", "a", "2024", comparator="rest")
    assert gap.comparator == "rest"
    assert gap.estimate == pytest.approx(2.65, abs=0.15)
    assert gap.verdict == "widened"
    assert gap.details["closing"] == pytest.approx(-gap.estimate), "it opens"
    assert theirs.verdict == "cannot_tell"
    assert abs(theirs.estimate) < 0.1


def test_four_periods_have_no_trend(rising: Site) -> None:
    for slot in ("2018", "2019", "2020"):
        correct(rising, "a", slot, None, state="missing")
    recompute.drain()
    assert ("trend", "a") not in {
        (row.statement, row.area.slug)
        for row in Result.objects.published().filter(statement="trend", comparator="")
    }
    assert not statements("projection", "gap_trend") & {("projection", "a"), ("gap_trend", "a")}
    assert one("change", "a", "2024", comparator="").baseline_slot == "2021"


def test_a_missing_year_changes_nothing_but_the_dates(rising: Site) -> None:
    correct(rising, "a", "2021", None, state="missing")
    recompute.drain()
    assert one("trend", "a", "2024", comparator="").details["periods"] == 6


def test_hidden_figures_are_left_out_and_a_hidden_newest_ends_the_trend(rising: Site) -> None:
    correct(rising, "a", "2020", (3, 200))
    recompute.drain()
    assert one("trend", "a", "2024", comparator="").details["periods"] == 6
    correct(rising, "a", "2024", (3, 200))
    recompute.drain()
    assert ("trend", "a") not in {
        (row.statement, row.area.slug)
        for row in Result.objects.published().filter(statement="trend", comparator="")
    }
    assert one("change", "a", "2024", comparator="").state == "suppressed"


def test_equal_years_are_unchanged(rising: Site) -> None:
    for slot in years(RISING):
        correct(rising, "a", slot, (60, 200))
    recompute.drain()
    trend = one("trend", "a", "2024", comparator="")
    assert (trend.estimate, trend.lower, trend.upper) == (0, 0, 0)
    assert trend.verdict == "unchanged"
    assert trend.details["p"] is None, "no spread gives no probability"


def test_a_slope_within_the_smallest_relevant_change_is_unchanged(rising: Site) -> None:
    Definition.objects.update(smallest_relevant_change=30)
    recompute.drain()
    trend = one("trend", "a", "2024", comparator="")
    assert trend.verdict == "unchanged"
    assert trend.details["smallest"] == pytest.approx(30 / 6, abs=0.01)


def test_the_trend_begins_at_the_target_s_baseline(rising: Site) -> None:
    Target.objects.create(
        indicator=rising.definition.indicator, area=rising.areas["a"],
        baseline_slot="2020", slot="2030", value=25,
    )  # fmt: skip
    recompute.drain()
    trend = one("trend", "a", "2024", comparator="")
    assert (trend.baseline_slot, trend.details["periods"]) == ("2020", 5)
    assert trend.lower_998 is None, "five periods never reach 99.8 %"


def test_of_two_year_means_every_second_one_enters(rising: Site) -> None:
    figures = years([60, 64, 67, 71, 76, 80, 83, 88, 92], first=2016)
    for slot, counts in figures.items():
        year = int(slot)
        correct(
            rising, "a", slot, counts,
            starts_on=dt.date(year - 1, 1, 1), ends_on=dt.date(year, 12, 31),
        )  # fmt: skip
    recompute.drain()
    trend = one("trend", "a", "2024", comparator="")
    assert trend.details["periods"] == 5
    assert trend.details["skipped"] == 4
    assert trend.baseline_slot == "2016"


def test_the_line_is_drawn_to_the_target_s_year_and_stays_within_a_share(rising: Site) -> None:
    recompute.drain()
    assert not statements("projection"), "no target and no frame: no year to draw to"
    Target.objects.create(
        indicator=rising.definition.indicator, area=rising.areas["a"],
        baseline_slot="2018", slot="2050", value=25,
    )  # fmt: skip
    correct(rising, "a", "2024", (92, 200))
    recompute.drain()
    line = one("projection", "a", "2050")
    assert line.baseline_slot == "2018"
    assert line.upper == 100
    assert 90 < line.estimate <= 100
    assert line.verdict == ""
    assert line.details["slope"] == pytest.approx(one("trend", "a", "2024", comparator="").estimate)


def test_a_target_s_year_that_has_come_has_no_line(rising: Site) -> None:
    Target.objects.create(
        indicator=rising.definition.indicator, area=rising.areas["a"],
        baseline_slot="2018", slot="2024", value=25,
    )  # fmt: skip
    recompute.drain()
    assert not statements("projection")


def test_nothing_is_drawn_across_a_change_of_source(rising: Site) -> None:
    from_new = {"2018": 1, "2019": 1}
    other = type(rising.source).objects.create(code="ny", name="Ny", family="ny")
    for slot in years(RISING):
        if slot not in from_new:
            correct(rising, "a", slot, years(RISING)[slot], source=other)
    recompute.drain()
    assert one("trend", "a", "2024", comparator="").baseline_slot == "2020"


def quarters(first: int, counts: list[int], base: int = 500) -> dict[str, tuple[float, float]]:
    return {f"{first + k // 4}K{k % 4 + 1}": (x, base) for k, x in enumerate(counts)}


def test_quarters_are_summed_to_whole_years_first() -> None:
    counts = [10 + k // 4 * 2 + k % 4 for k in range(22)]  # the sixth year has two quarters
    site(
        {"a": quarters(2019, counts), "kommune": quarters(2019, [400] * 22, 20_000)},
        kind="rate", per=1000, frequency="quarter", data_kind="events", counts="things",
    )  # fmt: skip
    recompute.drain()
    trend = one("trend", "a", "2023", comparator="")
    assert trend.baseline_slot == "2019"
    assert trend.details["periods"] == 5
    assert trend.estimate == pytest.approx(1000 * 8 / 2000, abs=0.01), "8 more of 2,000 a year"
    gap = one("gap_trend", "a", "2023", is_default=True)
    assert gap.estimate == pytest.approx(4, abs=0.2)


def test_counts_of_quarters_are_added_up() -> None:
    figures = {"a": quarters(2019, [0] * 20), "kommune": quarters(2019, [0] * 20)}
    made = site({"a": {}, "kommune": {}}, kind="count", per=1, frequency="quarter", counts="things")
    for slug, slots in figures.items():
        for k, slot in enumerate(slots):
            correct(made, slug, slot, None, value=10 + k // 4)
    recompute.drain()
    assert one("trend", "a", "2023", comparator="").estimate == pytest.approx(4, abs=0.01)


def test_a_plain_count_is_set_against_nothing() -> None:
    """Places are not equally big: how many more one has than another says nothing."""
    made = site({"a": {}, "b": {}, "kommune": {}}, kind="count", per=1, counts="things")
    for slug, first in (("a", 100), ("b", 300), ("kommune", 5000)):
        for k in range(6):
            correct(made, slug, str(2019 + k), None, value=first + 9 * k)
    EventMarker.objects.create(
        kind="effort", title="Indsats", happened_on=dt.date(2022, 1, 1),
        area=made.areas["a"], indicator=made.definition.indicator,
    )  # fmt: skip
    recompute.drain()
    found = Result.objects.published()
    assert set(found.exclude(estimate=None).values_list("statement", flat=True)) == {
        "level", "comparator", "change", "trend", "expected",
    }  # fmt: skip
    assert not found.exclude(ratio=None).exists()
    assert one("did", "a", "2024").reason == "nothing_to_compare"


@pytest.mark.parametrize(
    ("kind", "stated", "told"),
    [
        ("index", (), False), ("index", "abc", True), ("mean", (), False), ("mean", "abc", True),
        ("rate", (), False), ("count", (), True), ("amount", (), True), ("amount", "bc", False),
        ("amount", "abc", True),
    ],
)  # fmt: skip
def test_without_its_n_no_kind_of_figure_gets_a_verdict(
    kind: str, stated: tuple[str, ...] | str, told: bool
) -> None:
    """A count is its own number, and so is an amount that has no n anywhere."""
    made = site({"a": {}, "b": {}, "c": {}}, kind=kind, per=1, direction="higher")
    for slug in "abc":
        for k in range(7):
            n = 300 if slug in stated else None
            correct(made, slug, str(2018 + k), None, value=100 + 3 * k, n=n)
    recompute.drain()
    assert (
        ("trend", "a") in statements("trend") if told else ("trend", "a") not in statements("trend")
    )
    level = one("level", "a", "2024")
    assert level.estimate == 118, "the figure itself is shown"
    if not told:
        change = one("change", "a", "2024")
        assert (change.verdict, change.reason) == ("cannot_tell", "no_n")


def test_years_without_n_are_left_out_of_an_index_s_course() -> None:
    made = site({"a": {}}, kind="index", per=1, direction="higher")
    for k in range(8):
        correct(made, "a", str(2017 + k), None, value=100 + 3 * k, n=None if k == 0 else 300)
    recompute.drain()
    assert one("trend", "a", "2024").baseline_slot == "2018"


def test_growth_from_nothing_has_no_pace_and_says_why() -> None:
    made = site({"a": {}}, kind="amount", per=1, direction="higher")
    for slot, value in (("2022", 0), ("2023", 100), ("2024", 300)):
        correct(made, "a", slot, None, value=value)
    Target.objects.create(
        indicator=made.definition.indicator, area=made.areas["a"], baseline_slot="2022",
        slot="2030", value=900, decided_on=dt.date(2022, 6, 1), decision="Bestyrelsen",
    )  # fmt: skip
    recompute.drain()
    found = one("pace", "a", "2024")
    assert found.estimate is None
    assert (found.verdict, found.reason) == ("cannot_tell", "growth_from_zero")


def test_the_relative_gap_of_two_rates_has_score_limits() -> None:
    site(
        {"a": {"2024": (30, 1000)}, "kommune": {"2024": (230, 11_000)}},
        kind="rate", per=1000, data_kind="events", counts="things",
    )  # fmt: skip
    recompute.drain()
    gap = one("gap", "a", "2024", is_default=True)
    # 30 in 1,000 against 200 in 10,000: (2·30·200 + z²·230 ± z√(230(4·30·200 + 230z²)))/(2·200²)·10
    assert gap.ratio == pytest.approx(1.5)
    assert (gap.ratio_lower, gap.ratio_upper) == pytest.approx((1.0243, 2.1966), abs=1e-4)
    published = one("gap", "a", "2024", comparator="municipality")
    assert published.ratio == pytest.approx(30 / (230 / 11))
    rate = one("level", "a", "2024")
    assert published.ratio_upper == pytest.approx(rate.upper / (230 / 11)), "an exact line"
