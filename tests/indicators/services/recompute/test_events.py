"""From a marked effort to its statement: whole years, shown figures, and what stands in the details."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from areas.models import Area
from indicators.models import EventMarker, Result
from indicators.services.recompute import groups as recompute
from indicators.statistics.contribution import contribution, false_alarms
from tests.factories.panels import Site, correct, site

pytestmark = pytest.mark.django_db

YEARS = range(2015, 2024)
# Out of work of 400; the effort begins on 1 January 2020 in area a.
OWN = [160, 164, 158, 161, 159, 130, 126, 128, 124]
SECOND = [120, 123, 119, 122, 121, 120, 122, 119, 121]
THIRD = [101, 99, 102, 98, 100, 101, 99, 100, 102]
TOWN = [1500] * 9


def years(counts, base=400):
    return {str(year): (count, base) for year, count in zip(YEARS, counts, strict=True)}


@pytest.fixture
def made() -> Site:
    return site(
        {"a": years(OWN), "b": years(SECOND), "c": years(THIRD), "kommune": years(TOWN, 9000)}
    )


def effort(made: Site, slug="a", **more) -> EventMarker:
    values = {
        "kind": "effort", "title": "Jobvejleder", "happened_on": dt.date(2020, 1, 1),
        "described_on": dt.date(2019, 11, 1), "area": made.areas[slug],
        "indicator": made.definition.indicator,
    }  # fmt: skip
    return EventMarker.objects.create(**{**values, **more})


def the_one() -> Result:
    recompute.drain()
    return Result.objects.published().get(statement="did")


def levels(*series):
    return np.array(series) / 4


def test_an_effort_gets_its_statement_with_all_that_was_asked(made):
    event = effort(made)
    found = the_one()
    judge = contribution(levels(OWN, SECOND, THIRD), np.array(YEARS) >= 2020, np.array(YEARS))
    assert (found.area, found.event, found.method) == (made.areas["a"], event, "did")
    assert (found.slot, found.baseline_slot, found.is_latest) == ("2023", "2015", True)
    assert found.estimate == pytest.approx(float(judge.estimate.estimate))
    assert found.lower == pytest.approx(float(judge.estimate.lower))
    assert found.upper_998 == pytest.approx(float(judge.wide.upper))
    assert found.source == made.source
    details = found.details
    assert (details["before"], details["after"]) == (5, 4)
    assert details["mean_after"] - details["mean_before"] == pytest.approx(found.estimate)
    for name in ("p", "spread", "adjusted", "detectable"):
        assert details[name] == pytest.approx(float(getattr(judge, name)), rel=1e-4)
    assert details["slope_lower"] == pytest.approx(float(judge.slope.lower), rel=1e-3)
    assert details["placebo"] == pytest.approx(judge.placebo.tolist())
    assert details["areas"] == [made.areas[slug].pk for slug in "abc"]
    assert details["alarms_rule"] == list(false_alarms(5, 4, 3).rule)
    assert details["slots"] == [str(year) for year in YEARS]
    assert details["is_after"] == [year >= 2020 for year in YEARS]


def test_three_areas_never_reach_signs_because_the_rule_would_fire_too_often(made):
    effort(made)
    found = the_one()
    assert found.details["alarms_rule"][-1] > 0.05
    assert (found.details["grade"], found.verdict, found.reason) == (1, "described", "false_alarms")
    assert found.details["reasons"] == ["false_alarms"]


def test_with_many_comparison_areas_there_can_be_signs(made):
    rng = np.random.default_rng(20)
    for k in range(18):
        area = Area.objects.create(
            kind="reference", code=f"r{k}", slug=f"r{k}", name=f"Reference {k}", position=100 + k
        )
        made.areas[area.slug] = area
        for slot, (count, base) in years((100 + rng.integers(-3, 4, 9)).tolist()).items():
            correct(made, area.slug, slot, (count, base))
    effort(made)
    found = the_one()
    assert (found.details["grade"], found.verdict, found.certainty) == (2, "better", "signs")
    assert len(found.details["areas"]) == 21


def test_an_effort_described_after_it_began_is_capped(made):
    effort(made, described_on=dt.date(2020, 1, 2))
    assert "described_late" in the_one().details["reasons"]


def test_the_period_in_which_it_began_counts_on_neither_side(made):
    effort(made, happened_on=dt.date(2020, 5, 1))
    details = the_one().details
    assert (details["before"], details["after"]) == (5, 3)
    assert "2020" not in details["slots"]


def test_a_hidden_figure_takes_its_year_out_for_all(made):
    effort(made)
    correct(made, "b", "2017", (3, 400))
    details = the_one().details
    assert "2017" not in details["slots"]
    assert details["before"] == 4


@pytest.mark.parametrize("happened", ["2013-01-01", "2017-06-01", "2023-01-01", "2030-01-01"])
def test_too_few_years_on_a_side_are_told_as_such(made, happened):
    effort(made, happened_on=dt.date.fromisoformat(happened))
    found = the_one()
    assert (found.state, found.reason, found.estimate) == ("not_computed", "too_few", None)
    assert (found.slot, found.details) == ("2023", None)


def test_nothing_to_compare_with_is_told_as_such():
    made = site({"a": years(OWN), "kommune": years(TOWN, 9000)})
    effort(made)
    found = the_one()
    assert (found.state, found.reason) == ("not_computed", "nothing_to_compare")


def test_a_trend_that_was_there_before_cannot_be_judged():
    steady = [160 - 6 * k + (k % 2) for k in range(9)]
    made = site(
        {"a": years(steady), "b": years(SECOND), "c": years(THIRD), "kommune": years(TOWN, 9000)}
    )
    effort(made)
    found = the_one()
    assert (found.details["grade"], found.verdict, found.reason) == (0, "cannot_tell", "pre_trend")


def test_figures_of_another_source_are_not_compared(made):
    other = type(made.source).objects.create(code="anden", name="Andet register", family="anden")
    for year in YEARS:
        correct(made, "c", str(year), (100, 400), source=other)
    effort(made)
    assert the_one().details["areas"] == [made.areas["a"].pk, made.areas["b"].pk]


def test_a_reference_area_that_lacks_a_year_costs_nobody_that_year(made):
    area = Area.objects.create(kind="reference", code="r", slug="r", name="R", position=100)
    made.areas["r"] = area
    for slot, counts in years(SECOND).items():
        if slot != "2016":
            correct(made, "r", slot, counts)
    effort(made)
    details = the_one().details
    assert area.pk not in details["areas"]
    assert details["before"] == 5


def test_months_are_summed_to_whole_years():
    def months(counts):
        return {
            f"{year}M{month:02d}": (count, 400)
            for year, count in zip(YEARS, counts, strict=True)
            for month in range(1, 13)
        }

    made = site(
        {"a": months(OWN), "b": months(SECOND), "c": months(THIRD), "kommune": months(TOWN)}
        | {"kommune": {"2023M12": (1500, 9000)}},
        frequency="month",
        data_kind="events",
        kind="rate",
        counts="things",
        per=1000,
    )
    effort(made)
    found = the_one()
    assert (found.slot, found.details["before"], found.details["after"]) == ("2023", 5, 4)
    judge = contribution(levels(OWN, SECOND, THIRD) * 10, np.array(YEARS) >= 2020, np.array(YEARS))
    assert found.estimate == pytest.approx(float(judge.estimate.estimate))


def test_events_without_an_effort_and_withdrawn_ones_have_no_statement(made):
    effort(made, is_withdrawn=True)
    EventMarker.objects.create(kind="other", title="Storm", happened_on=dt.date(2020, 1, 1))
    recompute.drain()
    assert not Result.objects.published().filter(statement="did").exists()


def test_two_efforts_have_a_statement_each(made):
    first, second = effort(made), effort(made, slug="b", title="Lektiehjælp")
    recompute.drain()
    found = Result.objects.published().filter(statement="did").order_by("event")
    assert [row.event for row in found] == [first, second]


def test_an_area_with_the_same_effort_never_enters_the_comparison(made):
    """Of three areas two have the effort: only the third is left to compare with."""
    effort(made, same_effort=[made.areas["a"].pk, made.areas["b"].pk])
    found = the_one()
    judge = contribution(levels(OWN, THIRD), np.array(YEARS) >= 2020, np.array(YEARS))
    assert found.details["areas"] == [made.areas["a"].pk, made.areas["c"].pk]
    assert found.estimate == pytest.approx(float(judge.estimate.estimate))


def test_where_every_area_has_the_effort_there_is_nothing_to_compare_with(made):
    effort(made, same_effort=[area.pk for area in made.areas.values()])
    found = the_one()
    assert (found.state, found.reason) == ("not_computed", "nothing_to_compare")


def test_figures_of_an_area_with_the_same_effort_cost_the_others_no_year(made):
    correct(made, "b", "2017", (3, 400))
    effort(made, same_effort=[made.areas["b"].pk])
    assert "2017" in the_one().details["slots"]
