"""How fast a figure moves and must move, in words."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from indicators.services.pace_words import closing_in_words, pace_lines, required_in_words
from indicators.services.results import Entry, Figures
from tests.indicators.services.test_wording import entry, reading


def gap_that_moves(slope: float, gap: float, verdict: str, **details: float) -> Figures:
    return Figures(
        level=reading(80.0),
        gap=reading(gap),
        gap_change=reading(slope * 6, verdict=verdict),
        gap_trend=reading(slope, lower=slope - 0.3, upper=slope + 0.3, details=details),
    )


@pytest.mark.parametrize(
    ("slope", "gap", "verdict", "details", "words"),
    [
        (1.2, -6.0, "narrowed", {"closing": 1.2}, "mindskes 1,2 procentpoint om året"),
        (-1.2, -6.0, "widened", {}, "vokser 1,2 procentpoint om året"),
        (0.1, -6.0, "narrowed", {}, ""),
        (1.2, -6.0, "cannot_tell", {}, ""),
        (1.2, 2.0, "lead_grown", {"closing": 1.2}, ""),
    ],
)
def test_the_speed_of_a_distance_is_told_where_it_is_sure(
    slope: float, gap: float, verdict: str, details: dict[str, float], words: str
) -> None:
    assert closing_in_words(entry(), gap_that_moves(slope, gap, verdict, **details)) == words


def aimed(**more: Any) -> Entry:
    return entry(target_value=90.0, target_slot="2030", target_decided_on="2020-01-01", **more)


def test_an_amount_is_asked_to_grow_by_per_cent() -> None:
    figures = Figures(level=reading(80.0, slot="2025"))
    assert "+2,4 % om året" in required_in_words(aimed(kind="amount"), figures)


def test_what_is_required_counts_the_years_between_the_periods_not_to_the_last_day_of_the_year() -> (
    None
):
    measured = dt.date(2025, 1, 1)  # as the target's period will be: five years on
    figures = Figures(level=reading(80.0, slot="2025", ends_on=measured))
    assert "+2,0 procentpoint om året" in required_in_words(aimed(), figures)


def test_growth_from_nothing_is_said_not_to_be_computable() -> None:
    figures = Figures(level=reading(0.0, slot="2025"))
    words = required_in_words(aimed(kind="amount"), figures)
    assert words == "Væksten frem til måltallet kan ikke beregnes, når et af tallene er 0."


def test_a_small_yearly_change_is_not_written_as_nothing() -> None:
    figures = Figures(
        level=reading(80.0),
        trend=reading(0.04, lower=0.01, upper=0.07),
    )
    assert pace_lines(entry(), figures) == ["Tendens: +0,04 procentpoint om året (0,01 til 0,07)"]


@pytest.mark.parametrize(
    ("word", "lower", "is_said"),
    [("wrong_way", -0.7, True), ("wrong_way", 0.1, False), ("cannot_tell", -0.7, False)],
)
def test_a_pace_that_the_trend_does_not_share_says_what_it_is_built_on(
    word: str, lower: float, is_said: bool
) -> None:
    figures = Figures(
        level=reading(80.0),
        pace=reading(-1.2, verdict=word),
        trend=reading(0.2, lower=lower, upper=6.9),
    )
    said = any("første og seneste tal alene" in line for line in pace_lines(entry(), figures))
    assert said is is_said


@pytest.mark.parametrize(
    ("reason", "lower", "is_said"),
    [
        ("change_smaller_than_uncertainty", 0.5, True),
        ("change_smaller_than_uncertainty", -0.1, False),
        ("", 0.5, False),
    ],
)
def test_a_sure_trend_under_a_pace_that_cannot_be_told_says_why_both_hold(
    reason: str, lower: float, is_said: bool
) -> None:
    figures = Figures(
        level=reading(80.0),
        pace=reading(1.5, verdict="cannot_tell", reason=reason, baseline_slot="2019", slot="2025"),
        trend=reading(0.8, lower=lower, upper=1.3, baseline_slot="2014", slot="2025"),
    )
    said = [line for line in pace_lines(entry(), figures) if "for usikre til at afgøre" in line]
    assert bool(said) is is_said
    if said:
        assert "fra 2014 til 2025" in said[0] and "2019 og 2025 alene" in said[0]


def test_nothing_is_required_when_the_time_is_up_or_nothing_is_aimed_at() -> None:
    figures = Figures(level=reading(80.0, slot="2031"))
    assert required_in_words(aimed(), figures) == ""
    assert required_in_words(entry(), figures) == ""


@pytest.mark.parametrize(
    ("direction", "level", "is_past"),
    [
        ("lower", 12.5, True),
        ("lower", 20.0, False),
        ("higher", 12.5, False),
        ("higher", 20.0, True),
    ],
)
def test_a_figure_that_is_past_its_target_is_not_asked_to_come_back(
    direction: str, level: float, is_past: bool
) -> None:
    aim = entry(
        target_value=18.0, target_slot="2030", target_decided_on="2020-01-01", direction=direction
    )
    words = required_in_words(aim, Figures(level=reading(level, slot="2025")))
    assert words.startswith("Tallet ligger på den rigtige side af måltallet (18") is is_past
    assert ("kræver" in words) is not is_past
