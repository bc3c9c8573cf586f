"""What areas are compared with: every offered comparator, and the agreed one for each series."""

from __future__ import annotations

import math

import pytest
from statsmodels.stats.proportion import confint_proportions_2indep

from areas.models import Area, AreaExtent
from indicators.models import CategorySet, Cell, ComparatorChoice, Result, Target
from indicators.services.explanations.files import every
from indicators.services.recompute import groups as recompute
from indicators.statistics import differences, intervals
from tests.drills.recompute_verdicts import check, read
from tests.factories.panels import Site, correct, level, one, site, three_areas

pytestmark = pytest.mark.django_db


@pytest.fixture
def shares() -> Site:
    made = three_areas()
    for kind in ("region", "country", "reference"):
        made.areas[kind] = Area.objects.create(kind=kind, code=kind, slug=kind, name=f"Et {kind}")
        correct(made, kind, "2022", (3000, 20000))
        correct(made, kind, "2024", (2500, 20000))
    AreaExtent.objects.create(area=made.areas["kommune"], parent=made.areas["region"])
    return made


def kinds(statement: str = "gap", area: str = "a", slot: str = "2024") -> dict[str, bool]:
    rows = Result.objects.published().filter(statement=statement, area__slug=area, slot=slot)
    return {row.comparator: row.is_default for row in rows}


def test_all_that_exist_are_computed_where_no_choice_was_made(shares: Site) -> None:
    recompute.drain()
    assert kinds() == {
        "rest": True, "municipality": False, "without_areas": False, "region": False,
        "country": False, "reference": False,
    }  # fmt: skip
    assert kinds("gap_change") == kinds("comparator") == kinds()


def test_only_what_is_offered_is_computed(shares: Site) -> None:
    ComparatorChoice.objects.create(kind="country", is_default=True)
    ComparatorChoice.objects.create(kind="rest")
    recompute.drain()
    assert kinds() == {"country": True, "rest": False}


@pytest.mark.parametrize("kind", ["municipality", "without_areas", "region", "country"])
def test_any_comparator_can_be_the_agreed_one(shares: Site, kind: str) -> None:
    ComparatorChoice.objects.create(kind=kind, is_default=True)
    recompute.drain()
    assert kinds() == {kind: True}


def test_a_reference_area_is_named_and_has_an_interval_of_its_own(shares: Site) -> None:
    recompute.drain()
    gap = one("gap", "a", "2024", comparator="reference")
    country = one("gap", "a", "2024", comparator="country")
    assert gap.other == shares.areas["reference"]
    assert gap.estimate == country.estimate == pytest.approx(20.0 - 12.5)
    assert gap.upper - gap.lower > country.upper - country.lower, "a country is an exact line"
    own = level("a", "2024")
    assert (country.lower, country.upper) == pytest.approx((own.lower - 12.5, own.upper - 12.5))


def test_the_relative_gap_has_limits(shares: Site) -> None:
    recompute.drain()
    gap = one("gap", "a", "2024")
    share, rest = (
        intervals.wilson(x, n, level=0.95).scaled(100) for x, n in ((40, 200), (920, 9800))
    )
    ratio = differences.ratio(share, rest)
    assert gap.ratio == pytest.approx(float(ratio.estimate))
    assert gap.ratio_lower == pytest.approx(float(ratio.lower))
    assert gap.ratio_upper == pytest.approx(float(ratio.upper))


def test_a_comparator_of_nothing_has_no_relative_gap(shares: Site) -> None:
    correct(shares, "country", "2024", (0, 20000))
    recompute.drain()
    gap = one("gap", "a", "2024", comparator="country")
    assert (gap.estimate, gap.ratio, gap.ratio_upper) == (20.0, None, None)


def test_another_period_is_not_subtracted(shares: Site) -> None:
    correct(shares, "country", "2024", (2500, 20000), ends_on="2024-06-30")
    recompute.drain()
    gap = one("gap", "a", "2024", comparator="country")
    assert (gap.state, gap.reason) == ("not_computed", "different_sources")


def test_a_comparator_without_a_figure_is_awaited(shares: Site) -> None:
    recompute.drain()
    gap = one("gap", "a", "2023", comparator="region")
    assert (gap.state, gap.reason) == ("not_computed", "comparator_missing")
    newest = Result.objects.published().get(
        statement="gap", area__slug="a", comparator="region", is_latest=True
    )
    assert newest.slot == "2024"


def test_a_mean_is_compared_with_the_mean_of_the_others() -> None:
    made = site({"a": {}, "kommune": {}}, kind="mean", per=1, numerator="", denominator="")
    inside, outside = [2.0, 4.0, 4.0, 6.0] * 30, [1.0, 5.0, 9.0] * 100
    for slug, answers in (("a", inside), ("kommune", inside + outside)):
        mean = sum(answers) / len(answers)
        spread = math.sqrt(sum((x - mean) ** 2 for x in answers) / (len(answers) - 1))
        correct(made, slug, "2024", None, value=round(mean, 6), n=len(answers), sd=round(spread, 6))
    recompute.drain()
    rest = one("comparator", "a", "2024")
    expected = intervals.mean_t(5.0, math.sqrt(3200 / 299), 300, level=0.95)
    assert (rest.comparator, rest.n) == ("rest", 300)
    assert rest.estimate == pytest.approx(5.0, abs=1e-5)
    assert rest.lower == pytest.approx(float(expected.lower), abs=1e-4)


def test_breakdowns_have_levels_and_nothing_else(shares: Site) -> None:
    sexes = CategorySet.objects.create(code="sex", name="Køn")
    women = sexes.categories.create(code="women", name="Kvinder")
    correct(shares, "b", "2024", (50, 250))
    newest = Cell.objects.get(area__slug="b", slot="2024").measurements.latest("version")
    cell = Cell.objects.create(
        definition=shares.definition, area=shares.areas["b"], slot="2024", category=women, version=1
    )
    newest.pk, newest.cell, newest.version, newest.numerator, newest.denominator = (
        None, cell, 1, 30, 120,
    )  # fmt: skip
    newest.save(force_insert=True)
    recompute.drain()
    rows = Result.objects.published().filter(category=women)
    row = rows.get(statement="level")
    assert (row.estimate, row.n) == (25.0, 120)
    assert not rows.exclude(statement__in=["level", "expected"]).exists()


def test_a_survey_keeps_what_its_limits_rest_on() -> None:
    made = site({"a": {}, "kommune": {}}, data_kind="survey")
    correct(made, "a", "2024", (90, 180), population=400, design_effect=1.5)
    recompute.drain()
    found = level("a", "2024")
    expected = intervals.wilson_survey(
        0.5, 180, level=0.95, design_effect=1.5, population=400
    ).scaled(100)
    assert (found.lower, found.upper) == pytest.approx(
        (float(expected.lower), float(expected.upper))
    )
    assert found.details == {"deff": 1.5, "population": 400.0}
    assert (found.method, found.version) == ("wilson_survey", 1)


def survey() -> Site:
    """Shares of answers in an area and its municipality, without counts, so that no rest exists."""
    made = site({"a": {}, "kommune": {}}, data_kind="survey", direction="lower")
    for slot, own, whole in (("2020", 20.0, 15.0), ("2024", 30.0, 16.0)):
        correct(made, "a", slot, None, value=own, n=300)
        correct(made, "kommune", slot, None, value=whole, n=1200)
    return made


def newcombe(a: tuple[float, int], b: tuple[float, int]) -> tuple[float, float, float]:
    """Two shares' difference by statsmodels' Newcombe interval, in per cent."""
    low, high = confint_proportions_2indep(
        a[0] * a[1] / 100, a[1], b[0] * b[1] / 100, b[1], method="newcomb", compare="diff"
    )
    return a[0] - b[0], 100 * float(low), 100 * float(high)


def test_a_survey_s_municipality_is_a_sample_and_its_uncertainty_is_in_the_gap() -> None:
    survey()
    recompute.drain()
    now, before = newcombe((30, 300), (16, 1200)), newcombe((20, 300), (15, 1200))
    gap, moved = one("gap", "a", "2024"), one("gap_change", "a", "2024")
    assert gap.comparator == "municipality"
    assert (gap.estimate, gap.lower, gap.upper) == pytest.approx(now)
    change = now[0] - before[0]
    below = math.hypot(now[0] - now[1], before[2] - before[0])
    above = math.hypot(now[2] - now[0], before[0] - before[1])
    assert (moved.estimate, moved.lower, moved.upper) == pytest.approx(
        (change, change - below, change + above)
    )


def test_a_survey_s_municipality_without_n_stays_a_line() -> None:
    made = survey()
    correct(made, "kommune", "2024", None, value=16.0, n=None)
    recompute.drain()
    own, gap = level("a", "2024"), one("gap", "a", "2024")
    assert (gap.lower, gap.upper) == pytest.approx((own.lower - 16, own.upper - 16))
    before = one("gap", "a", "2020")
    assert (before.estimate, before.lower, before.upper) == pytest.approx(
        newcombe((20, 300), (15, 1200))
    )


@pytest.mark.parametrize("kind", ["region", "country"])
def test_a_survey_s_region_and_country_are_samples_too(kind: str) -> None:
    made = survey()
    made.areas[kind] = Area.objects.create(kind=kind, code=kind, slug=kind, name=f"Et {kind}")
    AreaExtent.objects.create(area=made.areas["kommune"], parent=made.areas[kind])
    correct(made, kind, "2024", None, value=14.0, n=5000)
    recompute.drain()
    gap = one("gap", "a", "2024", comparator=kind)
    assert (gap.estimate, gap.lower, gap.upper) == pytest.approx(newcombe((30, 300), (14, 5000)))


def test_the_other_program_follows_a_survey_s_municipality() -> None:
    made = survey()
    correct(made, "kommune", "2024", None, value=16.0, n=None)
    recompute.drain()
    agree, differ, notes = check(read("".join(every(restricted=True))))
    assert notes == [] and differ.total() == 0
    assert {"gap", "gap_change"} <= set(agree)


@pytest.mark.parametrize("kind", ["share", "rate", "mean", "index", "amount", "count"])
@pytest.mark.parametrize("direction", ["higher", "lower", "context", "band"])
def test_odd_series_are_words_and_never_errors(kind: str, direction: str) -> None:
    """One point, all equal, nothing to divide by, holes, a target that equals the baseline."""
    band = {"band_lower": 1.0, "band_upper": 2.0} if direction == "band" else {}
    made = site(
        {"a": {}, "b": {}, "c": {}, "kommune": {}}, kind=kind, direction=direction,
        per=100 if kind == "share" else 1, data_kind="events" if kind == "count" else "register",
        **band,
    )  # fmt: skip
    for slot in ("2022", "2023", "2024"):
        correct(made, "a", slot, (50, 200), value=25, n=200)
        correct(made, "kommune", slot, (0, 0), value=0)
    correct(made, "b", "2024", (0, 0), value=0)
    correct(made, "c", "2022", (60, 200), value=30)
    correct(made, "c", "2023", None, state="suppressed_by_source")
    correct(made, "c", "2024", None, state="not_relevant")
    for value, slug in ((25.0, "a"), (0.0, "c")):
        Target.objects.create(
            indicator=made.definition.indicator, area=made.areas[slug], baseline_slot="2022",
            slot="2030", value=value, decided_on="2022-01-01", decision="punkt 4",
        )  # fmt: skip
    assert recompute.drain() == 1
    rows = Result.objects.published()
    assert rows.filter(statement="level").count() == 10
    for row in rows:
        numbers = (row.estimate, row.lower, row.upper, row.ratio, row.ratio_lower, row.ratio_upper)
        assert all(number is None or math.isfinite(number) for number in numbers)
        assert row.estimate is not None or row.reason or row.state != "value" or row.verdict
