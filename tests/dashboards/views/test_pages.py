"""Overview, comparison and indicator pages."""

from __future__ import annotations

import pytest
from django.test import Client

from accounts.models import User
from indicators.models import Definition, Indicator, OutboxEntry, Result, Target
from indicators.services.results import catalogue
from partnership.models import Body
from tests.factories.results import Published, aim, publish, published, reader

pytestmark = pytest.mark.django_db


@pytest.fixture
def site() -> Published:
    return published()


@pytest.fixture
def board(client: Client, site: Published) -> Client:
    client.force_login(reader())
    return client


def secretary() -> User:
    office = Body.objects.create(kind="secretariat", name="Sekretariatet", slug="sekretariatet")
    return reader("sekretariat@test.dk", body=office, role="secretariat")


def text(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_the_overview_counts_each_vision_per_area(board: Client) -> None:
    page = text(board, "/")
    assert page.count("Af 2 indikatorer: 2 går frem.") == 3
    assert "hvor vi kan se, at et område har tabt terræn" in page


def test_the_overview_names_where_the_distance_grows(board: Client, site: Published) -> None:
    Result.objects.filter(
        definition=site.definitions[0], area=site.areas[1], statement="gap_change"
    ).update(verdict="widened")
    page = text(board, "/")
    assert f"Område 1: {site.definitions[0].indicator.name}" in page
    assert "afstanden er blevet større siden 2019" in page


def test_an_area_with_one_growing_distance_is_not_hidden_behind_one_with_many(
    client: Client,
) -> None:
    site = published(areas=2, indicators=12)
    lost = Result.objects.filter(statement="gap_change")
    lost.filter(area=site.areas[0]).update(verdict="widened")
    lost.filter(area=site.areas[1], definition=site.definitions[-1]).update(verdict="widened")
    Result.objects.filter(statement="change").update(verdict="back")
    client.force_login(reader())
    page = text(client, "/").split('<h2 id="afstand">')[1].split("</section>")[0]
    shown, folded = page.split("<details>")
    assert shown.count("<h3>") == 10
    assert "Område 1: " in shown and "Område 1: " not in folded
    assert "og 3 flere" in folded
    assert shown.count("en ændring i resten af kommunen kan ikke ses.") == 10


def test_the_distances_nobody_can_tell_of_are_counted_and_listed_by_area_and_reason(
    board: Client, site: Published
) -> None:
    Result.objects.filter(
        definition=site.definitions[0], area=site.areas[1], statement="gap_change"
    ).update(verdict="cannot_tell", reason="too_few")
    page = text(board, "/")
    assert "1 afstand, der endnu ikke kan afgøres" in page
    assert '<a href="/omraader/omraade-1/#afstande-uafgjort">Område 1: 1 af 3</a>' in page
    listed = text(board, "/hvad-flytter-sig/").split('<h3 id="afstande">')[1].split("</section>")[0]
    assert "Område 1" in listed and "1 af 3 kan ikke afgøres" in listed
    assert "Område 0" not in listed
    assert "For få målinger" in listed
    assert f">{site.definitions[0].indicator.name}</a>" in listed


def test_staff_see_what_should_be_there_and_what_is_on_its_way(
    client: Client, site: Published
) -> None:
    Definition.objects.filter(pk=site.definitions[0].pk).update(release_lag_months=3)
    OutboxEntry.objects.create(group=site.definitions[1].indicator.group, reason="prøve")
    Result.objects.filter(slot="2025").delete()
    Result.objects.filter(slot="2024").update(is_latest=True)
    client.force_login(secretary())
    page = text(client, "/")
    assert "Tal, der burde være klar" in page
    assert ">2025 · Lokal tryghedsmåling<" in page
    assert ">beregnes<" in page
    client.force_login(reader())
    assert "Tal, der burde være klar" not in text(client, "/")


def test_a_new_site_shows_the_first_steps(client: Client) -> None:
    published(areas=0, indicators=0)
    client.force_login(reader())
    page = text(client, "/")
    assert "Kom i gang" in page
    assert "Få områderne på plads" in page


def test_the_comparison_has_a_row_per_indicator_and_a_column_per_area(
    board: Client, site: Published
) -> None:
    page = text(board, "/sammenligning/")
    for area in site.areas:
        assert f">{area.name}</a></th>" in page
    assert page.count('<th scope="row"') == len(site.definitions)
    assert "Prøve Kommune uden boligområderne" in page
    assert "89,0" in page
    assert "n = 412" in page
    assert "Lokal tryghedsmåling" in page


def test_the_comparison_counts_what_chance_may_give(client: Client) -> None:
    published(areas=3, indicators=15)
    client.force_login(reader())
    words = "Af 45 sammenligninger kan omkring 2 være tilfældige (95 %)."
    assert words in text(client, "/sammenligning/")


def test_the_comparison_can_show_one_vision(board: Client, site: Published) -> None:
    page = text(board, "/sammenligning/?vision=v2")
    assert "raekke-indikator-1" in page
    assert "raekke-indikator-0" not in page


def test_a_hidden_figure_is_a_sign_with_words(board: Client, site: Published) -> None:
    Result.objects.filter(definition=site.definitions[0], area=site.areas[0]).update(
        state="suppressed", estimate=None, lower=None, upper=None, lower_998=None,
        upper_998=None, n=None, verdict="", certainty="",
    )  # fmt: skip
    assert "Skjult (få personer)" in text(board, "/sammenligning/")


def test_the_tree_lists_indicators_under_goals_and_visions(board: Client) -> None:
    page = text(board, "/indikatorer/")
    for words in (
        "Et trygt og attraktivt kvarter",
        "Mål 1",
        "Tryg i nabolaget",
        "trygge ud af: svar",
    ):
        assert words in page


def test_an_indicator_page_has_curves_table_differences_and_definition(
    board: Client, site: Published
) -> None:
    response = board.get("/indikatorer/indikator-0/")
    page = response.content.decode()
    assert "Område 0 fra 70,0 i 2019 til 81,4 i 2025" in page
    assert "81,4 (77,4 til 85,4), n = 412" in page
    assert "Område 0 minus Område 1" in page
    assert "højere er bedre" in page
    chart = response.context["page"].figure["chart"]
    names = {trace["name"] for trace in chart["data"]}
    assert {"Område 0", "Område 1", "Område 2", "Prøve Kommune uden boligområderne"} <= names


def test_one_area_alone_shows_its_target_path(board: Client, site: Published) -> None:
    aim(site.definitions[0], site.areas[0], 90)
    figure = board.get("/indikatorer/indikator-0/?omraade=omraade-0").context["page"].figure
    names = [trace.get("name", "") for trace in figure["chart"]["data"]]
    assert "Måltal" in names
    assert "Område 1" not in names


def test_targets_of_earlier_periods_are_steps_on_the_way_to_the_last(
    board: Client, site: Published
) -> None:
    last = aim(site.definitions[0], site.areas[0], 90)
    Target.objects.create(
        indicator=last.indicator, area=last.area, baseline_slot="2019", slot="2027", value=85
    )
    alone = board.get("/indikatorer/indikator-0/?omraade=omraade-0")
    figure = alone.context["page"].figure
    path = next(trace for trace in figure["chart"]["data"] if trace.get("name") == "Måltal")
    assert list(path["y"])[1:] == [85, 90]
    area_page = board.get("/omraader/omraade-0/").content.decode()
    assert "90" in area_page
    entries = [e for e in catalogue(restricted=False, area=last.area) if e.code == "indikator-0"]
    assert [(e.target_slot, e.target_value, e.target_steps) for e in entries] == [
        ("2030", 90, (("2027", 85),))
    ]


def test_a_new_definition_breaks_the_curve(board: Client, site: Published) -> None:
    old = site.definitions[0]
    Result.objects.filter(definition=old, slot__gte="2024").delete()
    new = Definition.objects.get(pk=old.pk)
    new.pk, new.version, new.breaks_series = None, 2, True
    new.save()
    for slot in ("2024", "2025"):
        row = Result.objects.get(definition=old, area=site.areas[0], statement="level", slot="2023")
        row.pk, row.definition, row.slot, row.is_latest = None, new, slot, slot == "2025"
        row.starts_on, row.ends_on = (
            row.starts_on.replace(int(slot)),
            row.ends_on.replace(int(slot)),
        )  # type: ignore[union-attr]
        row.save()
    page = text(board, "/indikatorer/indikator-0/")
    assert "Databrud: definition 2" in page
    assert "version 2 af 2" in page


def test_an_indicator_without_figures_still_has_its_definition(client: Client) -> None:
    site = published(indicators=1)
    Result.objects.all().delete()
    client.force_login(reader())
    page = text(client, "/indikatorer/indikator-0/")
    assert "Når der er indberettet tal, tegnes kurverne her." in page
    assert site.source.name in page


def test_open_pages_learn_of_news(board: Client, site: Published) -> None:
    for path in ("/", "/sammenligning/", "/indikatorer/indikator-0/"):
        known = board.get(path).context["page"].version
        live = f"{path}aktuelt/"
        assert board.get(live, {"kendt": known}).status_code == 204, path
        publish(site, site.definitions[0], shift=1)
        fresh = board.get(live, {"kendt": known})
        assert fresh.status_code == 200, path
        assert "data-live-parts" in fresh.content.decode()


def test_pages_speak_english(client: Client, site: Published) -> None:
    user = reader()
    user.language = "en"
    user.save()
    client.force_login(user)
    page = text(client, "/sammenligning/")
    assert "81.4" in page
    assert "Indicator 0" in page


def test_names_of_indicators_are_unique_on_the_page(board: Client) -> None:
    page = text(board, "/omraader/omraade-0/")
    ids = [part.split('"')[0] for part in page.split(' id="')[1:]]
    assert len(ids) == len(set(ids))
    assert Indicator.objects.count() == 3
