"""Areas whose figures are those of their divisions, added up."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.utils.translation import override

from areas.models import Area, AreaExtent
from indicators.models import Category, CategorySet, Result, Source
from indicators.services.recompute import groups as recompute
from indicators.services.silences import reason_words
from tests.factories.panels import Counts, Site, correct, level, one, site
from tests.factories.results import reader

pytestmark = pytest.mark.django_db

DIVISIONS = ("nord", "syd", "oest")


def built(**definition: object) -> Site:
    """Area a has three divisions and no figures; b has figures of its own."""
    made = site(
        {
            "a": {},
            "b": {"2023": (50, 250), "2024": (50, 250)},
            "kommune": {"2023": (990, 10000), "2024": (960, 10000)},
        },
        **definition,
    )
    for slug in DIVISIONS:
        made.areas[slug] = Area.objects.create(
            kind="division", code=slug, slug=slug, name=f"Afdeling {slug}"
        )
        AreaExtent.objects.create(area=made.areas[slug], parent=made.areas["a"])
    return made


def log(made: Site, slot: str, counts: list[Counts | None], **more: object) -> None:
    for slug, each in zip(DIVISIONS, counts, strict=True):
        if each is not None:
            correct(made, slug, slot, each, **more)


def test_counts_of_all_divisions_are_added_and_never_their_percentages() -> None:
    made = built()
    log(made, "2023", [(10, 20), (20, 100), (30, 80)])
    log(made, "2024", [(5, 20), (20, 100), (15, 80)])
    recompute.drain()
    found = level("a", "2024")
    assert (found.numerator, found.denominator, found.n) == (40, 200, 200)
    assert found.estimate == pytest.approx(20)
    assert found.lower == pytest.approx(15.04, abs=0.01)
    assert (found.is_latest, found.source) == (True, made.source)
    assert one("change", "a", "2024", comparator="").estimate == pytest.approx(-10)
    rest = one("comparator", "a", "2024")
    assert (rest.comparator, rest.denominator) == ("rest", 9800)
    assert one("comparator", "kommune", "2024", comparator="without_areas").denominator == 9550


def test_no_division_is_in_any_result() -> None:
    made = built()
    log(made, "2024", [(5, 20), (20, 100), (15, 80)])
    recompute.drain()
    assert not Result.objects.filter(area__kind="division").exists()
    assert not Result.objects.filter(other__kind="division").exists()


@pytest.mark.parametrize(
    "third",
    [
        None,
        {"counts": None, "state": "missing"},
        {"counts": None, "state": "suppressed_by_source"},
        {"counts": (15, 80), "workflow": "draft"},
        {"counts": None, "value": 18.75},
    ],
)
def test_where_one_division_is_lacking_the_area_is_partial(third: dict[str, object] | None) -> None:
    made = built()
    log(made, "2023", [(10, 20), (20, 100), (30, 80)])
    log(made, "2024", [(5, 20), (20, 100), None])
    if third is not None:
        correct(made, "oest", "2024", **third)  # type: ignore[arg-type]
    recompute.drain()
    found = level("a", "2024")
    assert (found.state, found.reason, found.is_latest) == ("not_computed", "partial:2:3", True)
    assert level("a", "2023").state == "value"
    told = Result.objects.published().filter(area__slug="a", slot="2024")
    assert set(told.values_list("verdict", flat=True)) == {""}
    assert not told.exclude(estimate=None).exclude(statement="expected").exists()
    change = one("change", "a", "2024", comparator="")
    assert change.reason == one("gap", "a", "2024").reason == "partial:2:3"


def test_what_the_area_has_of_its_own_stands() -> None:
    made = built()
    log(made, "2024", [(5, 20), (20, 100), (15, 80)])
    correct(made, "a", "2024", (60, 200))
    log(made, "2023", [(5, 20), (20, 100), (15, 80)])
    correct(made, "a", "2023", None, state="suppressed_by_source")
    log(made, "2022", [(5, 20), (20, 100), (15, 80)])
    correct(made, "a", "2022", None, state="missing")
    recompute.drain()
    assert level("a", "2024").estimate == pytest.approx(30)
    assert level("a", "2023").state == "suppressed_by_source"
    assert level("a", "2022").estimate == pytest.approx(20), "a missing figure is no figure"


def test_divisions_are_those_that_lay_there_in_the_period() -> None:
    made = built()
    AreaExtent.objects.filter(area=made.areas["oest"]).update(valid_from=dt.date(2024, 1, 1))
    log(made, "2023", [(10, 20), (20, 100), (30, 80)])
    log(made, "2024", [(5, 20), None, (15, 80)])
    recompute.drain()
    assert level("a", "2023").denominator == 120
    assert level("a", "2024").reason == "partial:2:3"


def test_a_division_it_does_not_concern_is_not_waited_for() -> None:
    made = built()
    log(made, "2024", [(5, 20), (20, 100), None])
    correct(made, "oest", "2024", None, state="not_relevant")
    recompute.drain()
    assert level("a", "2024").denominator == 120


def test_unlike_sources_are_not_added_up() -> None:
    made = built()
    log(made, "2024", [(5, 20), (20, 100), None])
    correct(made, "oest", "2024", (15, 80), source=Source.objects.create(code="x", family="x"))
    recompute.drain()
    found = level("a", "2024")
    assert (found.state, found.reason) == ("not_computed", "different_sources")


def test_a_small_sum_is_hidden_like_any_other_and_a_large_one_of_small_ones_is_not() -> None:
    made = built()
    log(made, "2023", [(1, 60), (2, 60), (0, 60)])
    log(made, "2024", [(3, 60), (4, 60), (2, 60)])
    recompute.drain()
    assert level("a", "2023").state == "suppressed"
    assert level("a", "2024").numerator == 9


def test_plain_counts_are_added_up_and_means_are_not() -> None:
    made = built(kind="count", per=1, counts="things", numerator="", denominator="")
    for slug, value in zip(DIVISIONS, (4, 5, 6), strict=True):
        correct(made, slug, "2024", None, value=value)
    recompute.drain()
    assert level("a", "2024").estimate == 15
    made.definition.kind = "mean"
    made.definition.save()
    correct(made, "nord", "2024", None, value=7, n=30)
    recompute.drain()
    assert not Result.objects.published().filter(area__slug="a").exists()


def test_breakdowns_are_added_up_beside_the_total() -> None:
    made = built()
    sex = CategorySet.objects.create(code="sex", name="Køn")
    women = Category.objects.create(category_set=sex, code="women", name="Kvinder")
    log(made, "2024", [(20, 40), (20, 100), (15, 80)])
    log(made, "2024", [(10, 20), (10, 50), (8, 40)], category=women)
    log(made, "2023", [(10, 20), (10, 50), (8, 40)], category=women)
    correct(made, "a", "2023", (60, 210))
    recompute.drain()
    parts = Result.objects.published().filter(area__slug="a", category=women, statement="level")
    assert list(parts.values_list("slot", "numerator")) == [("2024", 28.0)]


def test_pages_and_files_say_that_a_figure_is_partial(client: Client) -> None:
    made = built()
    made.definition.indicator.is_front = True
    made.definition.indicator.save()
    log(made, "2023", [(10, 20), (20, 100), (30, 80)])
    log(made, "2024", [(5, 20), (20, 100), None])
    recompute.drain()
    client.force_login(reader())
    explained = client.get("/indikatorer/uden-job/forklar/a/niveau/?periode=2023")
    assert "lagt sammen fra 3 afdelinger" in explained.content.decode()
    for address in (
        "/omraader/a/",
        "/sammenligning/",
        "/sammenligning/tabel.csv",
        "/indikatorer/uden-job/",
        "/indikatorer/uden-job/forklar/a/niveau/?periode=2024",
    ):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert "delvist (2 af 3 afdelinger)" in answer.content.decode(), address
    with override("en"):
        assert reason_words("partial:2:3") == "partial (2 of 3 divisions)"
