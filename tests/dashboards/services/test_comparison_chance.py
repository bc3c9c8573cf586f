"""How many of the looks under a matrix may be chance, counted from what is shown."""

from __future__ import annotations

import pytest

from dashboards.services.comparison_chance import Looks, chance_in_words, count_looks
from indicators.services import results
from indicators.services.results import Figures
from tests.factories.results import published


@pytest.mark.parametrize(
    ("looks", "words"),
    [
        (0, ""),
        (9, "Af 9 sammenligninger kan højst en enkelt ventes at være tilfældig (95 %)."),
        (20, "Af 20 sammenligninger kan omkring 1 være tilfældig (95 %)."),
        (45, "Af 45 sammenligninger kan omkring 2 være tilfældige (95 %)."),
        (1000, "Af 1.000 sammenligninger kan omkring 50 være tilfældige (95 %)."),
    ],
)
def test_the_expected_number_follows_the_looks(looks: int, words: str) -> None:
    assert chance_in_words(Looks(looks)) == words


def test_what_is_seen_stands_beside_what_chance_gives_at_both_levels() -> None:
    assert chance_in_words(Looks(135, 31, 20)).endswith(
        "31 viser tegn på en ændring, 20 af dem klare tegn; "
        "af de klare kan højst en enkelt ventes at være tilfældig."
    )
    assert "af de klare kan omkring 4 være tilfældige." in chance_in_words(Looks(2000, 400, 90))


@pytest.mark.django_db
def test_only_judged_changes_with_limits_are_looks() -> None:
    site = published(areas=1, indicators=1)
    (entry,) = results.catalogue(restricted=False)
    read = results.of_area(site.areas[0], restricted=False)
    change = next(r for r in read if r.statement == "change")._replace(certainty="clear_signs")
    level = next(r for r in read if r.statement == "level" and r.is_latest)

    def count(*found: Figures) -> Looks:
        return count_looks((entry, one) for one in found)

    moved = Figures(level=level, change=change)
    assert count(moved) == Looks(1, 1, 1)
    assert count(moved, moved._replace(change=change._replace(certainty="signs"))) == Looks(2, 2, 1)
    still = change._replace(verdict="unchanged")
    open_ = change._replace(verdict="cannot_tell", certainty="")
    assert count(Figures(change=still), Figures(change=open_)) == Looks(2, 0, 0)
    for silent in (
        None,
        change._replace(lower=None, upper=None),
        change._replace(state="suppressed", estimate=None),
    ):
        assert count(Figures(level=level, change=silent)) == Looks()
    context = entry._replace(direction="context")
    assert count_looks([(context, moved)]) == Looks()
    trend = change._replace(statement="trend", verdict="back")
    assert count(moved._replace(trend=trend, change=still)) == Looks(1, 1, 1)
