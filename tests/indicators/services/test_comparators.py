"""What areas may be compared with, what an address chooses of it, and what is then read."""

from __future__ import annotations

from typing import Any

import pytest

from areas.models import Area
from indicators.models import ComparatorChoice, Result
from indicators.services import cards, comparators, results
from indicators.services.comparators import AGREED, Against, Switch
from tests.factories.results import Published, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def site() -> Published:
    """A site with a region, a country and an area of somebody else's to compare with."""
    made = published(areas=2, indicators=1)
    for kind, name in (
        ("region", "Prøveregionen"),
        ("country", "Prøvelandet"),
        ("reference", "Nabokvarteret"),
    ):
        Area.objects.create(kind=kind, code=kind, slug=kind, name=name, position=95)
    return made


def ask(word: str = "") -> Switch:
    return comparators.switch(word, Area.objects.all())


def against(site: Published, kind: str, other: Area, shift: float) -> None:
    """Copies of the agreed comparator's results, as another comparator would give them."""
    for row in Result.objects.filter(is_default=True):
        row.pk, row.comparator, row.other, row.is_default = None, kind, other, False
        row.estimate = (row.estimate or 0.0) + shift
        row.save()


def test_all_that_exist_are_offered_where_nothing_is_agreed(site: Published) -> None:
    names = [offer.label for offer in ask().offers]
    assert names == [
        "Resten af kommunen (aftalt)",
        "Hele kommunen",
        "Kommunen uden boligområderne",
        "Prøveregionen",
        "Prøvelandet",
        "Nabokvarteret",
    ]


def test_a_place_that_is_not_there_is_not_offered() -> None:
    published(areas=1, indicators=0)
    assert [offer.key for offer in ask().offers] == ["resten", "kommunen", "uden-omraaderne"]


def test_the_installation_says_what_is_offered_and_agreed(site: Published) -> None:
    near = Area.objects.get(kind="reference")
    ComparatorChoice.objects.create(kind="reference", other=near, position=1)
    ComparatorChoice.objects.create(kind="country", position=2, is_default=True)
    switch = ask()
    assert [offer.label for offer in switch.offers] == ["Nabokvarteret", "Prøvelandet (aftalt)"]
    assert switch.chosen.name == "Prøvelandet"
    assert switch.against == AGREED
    assert switch.address == ""
    assert ask("sted-reference").against == Against("reference", near.pk)


def test_the_agreed_one_is_offered_even_where_its_place_is_missing() -> None:
    published(areas=1, indicators=0)
    ComparatorChoice.objects.create(kind="region", is_default=True)
    assert [offer.label for offer in ask().offers] == ["Regionen (aftalt)"]


def test_the_choice_stands_in_the_address(site: Published) -> None:
    switch = ask("landet")
    assert switch.address == "sammenlign=landet"
    assert switch.address_of("/x/", vision="v1", data="") == "/x/?sammenlign=landet&vision=v1"
    assert ask().address_of("/x/") == "/x/"
    assert ask("resten").address == ""


def test_an_unknown_word_gives_the_agreed_one_and_says_so(site: Published) -> None:
    switch = ask("nabobyen")
    assert switch.is_unknown
    assert switch.against == AGREED
    assert not ask().is_unknown


def test_another_choice_is_another_key_for_what_is_kept_ready_made(site: Published) -> None:
    assert repr(ask("landet")) != repr(ask("kommunen")) != repr(ask())


def gaps(readings: list[Any]) -> set[float]:
    return {r.estimate for r in readings if r.statement == "gap" and r.is_latest}


def test_a_page_reads_the_agreed_or_the_chosen_comparator_only(site: Published) -> None:
    country = Area.objects.get(kind="country")
    against(site, "country", country, -50)
    against(site, "reference", Area.objects.get(kind="reference"), -70)
    area = site.areas[0]
    agreed = gaps(results.of_area(area, restricted=False))
    chosen = results.of_area(area, restricted=False, against=ask("landet").against)
    (gap,) = agreed
    assert gaps(chosen) == {gap - 50}
    assert {r.other for r in chosen if r.statement == "gap"} == {"Prøvelandet"}
    assert gaps(results.of_area(area, restricted=False, against=None)) == {
        gap, gap - 50, gap - 70
    }  # fmt: skip
    for read in (results.newest, results.newest_of, results.of_indicator):
        first = {"newest": (), "newest_of": ("indikator-0",)}.get(
            read.__name__, (site.definitions[0].indicator_id,)
        )
        asked: Any = read
        found = asked(*first, restricted=False, against=ask("landet").against)
        assert {r.comparator for r in found if r.statement == "gap"} == {"country"}


def test_figures_are_put_together_from_one_comparator(site: Published) -> None:
    against(site, "country", Area.objects.get(kind="country"), -50)
    read = results.newest(restricted=False, against=ask("landet").against)
    figures = cards.newest_figures(read, site.areas[0].pk)[site.definitions[0].pk]
    assert figures.gap is not None
    assert figures.gap.comparator == "country"
    assert figures.level is not None


@pytest.mark.parametrize(
    ("kind", "other", "name", "place"),
    [
        ("rest", "", "resten af kommunen", "i resten af kommunen"),
        ("municipality", "", "hele kommunen", "i hele kommunen, som området er en del af,"),
        ("without_areas", "", "kommunen uden boligområderne", "i kommunen uden boligområderne"),
        ("region", "", "regionen", "i regionen"),
        ("region", "Region Øst", "Region Øst", "i Region Øst"),
        ("country", "", "hele landet", "i hele landet"),
        ("reference", "Nabokvarteret", "Nabokvarteret", "i Nabokvarteret"),
        ("", "", "", ""),
    ],
)
def test_a_comparator_has_a_name_and_a_place_in_a_sentence(
    kind: str, other: str, name: str, place: str
) -> None:
    assert comparators.name_of(kind, other) == name
    assert comparators.place_of(kind, other) == place


def test_where_nothing_can_be_compared_the_reason_is_said(site: Published) -> None:
    assert "kræver antal fra både området og kommunen" in comparators.why_not(
        ask("uden-omraaderne")
    )
    assert "intet tal for Prøvelandet" in comparators.why_not(ask("landet"))
