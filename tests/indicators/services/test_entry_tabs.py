"""The row under Indberetning shows what its reader may open."""

from __future__ import annotations

from indicators.services.entry_tabs import tabs_for
from partnership.rules.access import SeatFact, Standing

SECRETARY = Standing(user_id=1, seats=(SeatFact("secretariat", 1, 1, "secretariat"),))
SUPPLIER = Standing(user_id=2, seats=(SeatFact("supplier", 2),))


def labels(standing: Standing) -> list[str]:
    return [tab.label for tab in tabs_for(standing, "/indberetning/")]


def test_a_supplier_sees_the_pages_that_suppliers_may_open() -> None:
    assert "Bag tallene" in labels(SECRETARY)
    assert "Bag tallene" not in labels(SUPPLIER)
    assert "Indtast tal" in labels(SUPPLIER)


def test_nobody_else_sees_any() -> None:
    assert labels(Standing(user_id=3, seats=(SeatFact("member", 1, 1, "board"),))) == []


def test_the_page_one_is_on_is_marked_also_below_it() -> None:
    def marked(path: str) -> list[str]:
        return [tab.label for tab in tabs_for(SECRETARY, path) if tab.is_current]

    assert marked("/indberetning/") == ["Indtast tal"]
    assert marked("/indberetning/noter/opret/") == ["Bag tallene"]
    assert marked("/omraader/") == []


def test_what_lies_below_a_page_stands_in_a_row_of_its_own() -> None:
    def below(standing: Standing, path: str) -> list[tuple[str, bool]]:
        return [(b.label, b.is_current) for t in tabs_for(standing, path) for b in t.below]

    withdrawn = "/indberetning/tilbagekaldelser/"
    assert below(SECRETARY, withdrawn) == [
        ("Frigivelse", False), ("Låste perioder", False), ("Tilbagekaldelser", True),
    ]  # fmt: skip
    assert below(SUPPLIER, withdrawn) == [("Frigivelse", False), ("Tilbagekaldelser", True)]
    assert below(SECRETARY, "/indberetning/kilder/opret/") == [
        ("Definitioner og måltal", False),
        ("Kilder", True),
        ("Regler mellem tal", False),
    ]
    assert below(SECRETARY, "/indberetning/") == []
