"""A card's parts belong together: where they are of different periods, each names its own."""

from __future__ import annotations

from indicators.services.cards import Card, card_of
from tests.indicators.services.test_wording import entry, figures, reading


def card(slot: str) -> Card:
    told = figures(1.6, -2.3, "lag", "narrowed")
    assert told.gap is not None
    told = told._replace(
        level=reading(12.7, slot=slot),
        gap=told.gap._replace(slot="2025"),
        year=reading(13.1, slot="2025", baseline_slot=slot) if slot != "2025" else None,
    )
    return card_of(entry(version=1), told, [], area="Område 0", style="area-1")


def test_a_quarters_figure_and_a_whole_years_distance_each_name_their_period() -> None:
    shown = card("2025K4")
    assert shown.value["period"] == "4. kvartal 2025"
    assert shown.gap is not None
    assert shown.gap["label"] == "Afstand til resten af kommunen, hele 2025"
    assert shown.passport["gap_period"] == "hele 2025"
    assert "i 4. kvartal 2025." in shown.headline
    assert "resten af kommunen i hele 2025." in shown.headline


def test_figure_and_distance_of_one_period_name_it_once() -> None:
    shown = card("2025")
    assert "period" not in shown.value and "gap_period" not in shown.passport
    assert shown.gap is not None
    assert shown.gap["label"] == "Afstand til resten af kommunen"
    assert "hele 2025" not in shown.headline
