"""Monthly and quarterly series as control charts, and what is expected of a cell."""

from __future__ import annotations

from itertools import pairwise

import pytest

from indicators.models import ControlLimit, Result, Target
from indicators.services.recompute import groups as recompute
from tests.factories.panels import Site, correct, one, site

pytestmark = pytest.mark.django_db

QUIET = [20, 22, 19, 21, 20, 18, 21, 20, 22, 19, 20, 21]


def months(counts: list[int], base: int = 200) -> dict[str, tuple[float, float]]:
    return {f"{2023 + k // 12}M{k % 12 + 1:02d}": (x, base) for k, x in enumerate(counts)}


def charted(counts: list[int], **definition: object) -> Site:
    made = site({"a": months(counts)}, frequency="month", **definition)
    recompute.drain()
    return made


def test_a_quiet_month_is_common_variation() -> None:
    charted(QUIET)
    chart = one("xmr", "a", "2023M12")
    assert (chart.verdict, chart.baseline_slot, chart.is_latest) == ("common", "2023M01", True)
    assert chart.estimate == pytest.approx(sum(QUIET) / 24)
    moves = [abs(b - a) / 2 for a, b in pairwise(QUIET)]
    assert chart.details["mean_range"] == pytest.approx(sum(moves) / 11)
    assert chart.upper - chart.estimate == pytest.approx(2.66 * sum(moves) / 11)
    assert list(chart.details["ranges"].values()) == pytest.approx(moves)
    assert chart.details["causes"] == {}
    assert chart.details["assurance"] == "no_target"
    assert chart.n == 12


def test_a_month_outside_the_limits_is_a_signal_and_its_leap_is_left_out_of_them() -> None:
    charted([*QUIET, 60])
    chart = one("xmr", "a", "2024M01")
    assert (chart.verdict, chart.details["cause"]) == ("worse", "outside"), "lower is better"
    assert chart.details["causes"]["2024M01"] == "outside_high"
    assert chart.details["dropped"] == ["2024M01"]


def test_a_decided_target_out_of_reach_is_told() -> None:
    made = site({"a": months(QUIET)}, frequency="month")
    target = Target.objects.create(
        indicator=made.definition.indicator, area=made.areas["a"],
        baseline_slot="2023M01", slot="2030M12", value=2,
    )  # fmt: skip
    recompute.drain()
    assert one("xmr", "a", "2023M12").details["assurance"] == "no_target", "a proposal"
    Target.objects.filter(pk=target.pk).update(decided_on="2023-06-01", decision="Bestyrelsen")
    correct(made, "a", "2023M12", (21, 200))
    recompute.drain()
    assert one("xmr", "a", "2023M12").details["assurance"] == "fails"


def test_eleven_months_are_too_few() -> None:
    charted(QUIET[:11])
    chart = one("xmr", "a", "2023M11")
    assert (chart.state, chart.reason) == ("not_computed", "too_few")
    assert chart.details is None


def test_yearly_series_have_no_chart() -> None:
    site({"a": {str(2005 + k): (20 + k % 3, 200) for k in range(15)}})
    recompute.drain()
    assert not Result.objects.published().filter(statement="xmr").exists()


def test_an_area_without_figures_has_no_chart() -> None:
    made = site({"a": {}}, frequency="month")
    correct(made, "a", "2024M01", None, state="missing")
    recompute.drain()
    assert not Result.objects.published().filter(statement__in=["xmr", "expected"]).exists()


def test_limits_hold_from_the_month_a_person_named() -> None:
    made = site({"a": months([60, 62, 59, 61] * 3 + QUIET)}, frequency="month")
    for slot, reason in (
        ("2023M02", "Ny opgørelse"),
        ("2024M01", "Nyt team"),
        ("2026M01", "Senere"),
    ):
        ControlLimit.objects.create(
            definition=made.definition, area=made.areas["a"], from_slot=slot, reason=reason
        )
    recompute.drain()
    chart = one("xmr", "a", "2024M12")
    assert chart.estimate == pytest.approx(sum(QUIET) / 24)
    assert chart.baseline_slot == "2024M01"
    assert (chart.details["begins"], chart.details["reason"]) == ("2024M01", "Nyt team")
    assert len(chart.details["ranges"]) == 11


def test_hidden_and_missing_months_are_skipped() -> None:
    made = site({"a": months([*QUIET, 3, 21])}, frequency="month")
    correct(made, "a", "2023M05", None, state="missing")
    recompute.drain()
    chart = one("xmr", "a", "2024M02")
    assert chart.details["points"] == 12
    assert not {"2024M01", "2023M05"} & set(chart.details["ranges"])


def test_what_is_expected_of_a_figure_leaves_it_out() -> None:
    made = site({"a": {str(2018 + k): (x, 400) for k, x in enumerate([100, 104, 98, 102, 101])}})
    recompute.drain()
    before = one("expected", "a", "2022")
    assert before.lower < 25 < before.upper
    assert 0 < before.upper - before.lower < 40
    correct(made, "a", "2022", (300, 400))
    recompute.drain()
    after = one("expected", "a", "2022")
    assert (after.lower, after.upper) == (before.lower, before.upper), "its own value is left out"
    assert after.upper < 75


def test_the_next_period_has_a_range_before_it_is_entered() -> None:
    made = site({"a": {str(2018 + k): (x, 400) for k, x in enumerate([100, 104, 98, 102])}})
    recompute.drain()
    told = one("expected", "a", "2022")
    correct(made, "a", "2022", None, state="missing")
    recompute.drain()
    assert one("expected", "a", "2022").upper == told.upper
    assert one("expected", "a", "2023").upper > 0


def test_nothing_is_expected_of_a_hidden_cell_nor_from_it() -> None:
    made = site({"a": {str(2018 + k): (x, 400) for k, x in enumerate([100, 104, 98, 102, 101])}})
    correct(made, "a", "2020", (3, 400))
    recompute.drain()
    hidden = one("expected", "a", "2021").upper
    slots = Result.objects.published().filter(statement="expected").values_list("slot", flat=True)
    assert "2020" not in slots
    correct(made, "a", "2020", (2, 400))
    recompute.drain()
    assert one("expected", "a", "2021").upper == hidden


def test_nothing_is_expected_across_a_break() -> None:
    made = site({"a": {str(2018 + k): (x, 400) for k, x in enumerate([100, 104, 98, 102])}})
    other = type(made.source).objects.create(code="ny", name="Ny", family="ny")
    correct(made, "a", "2022", (300, 400), source=other)
    recompute.drain()
    assert not Result.objects.published().filter(statement="expected", slot="2022").exists()
    follows = one("expected", "a", "2023")
    assert follows.lower > 60, "from 75 per cent alone"


def test_other_kinds_are_expected_by_their_history() -> None:
    made = site({"a": {}}, kind="mean", per=1)
    for year, value in zip(range(2018, 2024), (3.1, 3.4, 3.2, 3.3, 3.5, 3.2), strict=True):
        correct(made, "a", str(year), None, value=value, n=200, sd=1)
    recompute.drain()
    found = one("expected", "a", "2024")
    assert found.estimate == pytest.approx(3.25)
    assert found.upper == pytest.approx(3.25 + 3 * 1.4826 * 0.1)
