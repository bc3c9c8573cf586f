"""The area dashboard: what a board member reads."""

from __future__ import annotations

import pytest
from django.test import Client

from indicators.models import OutboxEntry, Result
from tests.factories.results import Published, aim, make_indicator, publish, published, reader

pytestmark = pytest.mark.django_db
PAGE, LIVE = "/omraader/omraade-0/", "/omraader/omraade-0/aktuelt/"
NOTHING = {
    "estimate": None, "lower": None, "upper": None, "lower_998": None, "upper_998": None,
    "n": None, "verdict": "", "certainty": "",
}  # fmt: skip


def open_page(client: Client, path: str = PAGE) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def site() -> Published:
    return published()


@pytest.fixture
def board(client: Client, site: Published) -> Client:
    client.force_login(reader())
    return client


def test_the_headline_stands_in_words_with_passport(board: Client) -> None:
    page = open_page(board)
    assert "Andelen i Område 0 var 6,0 procentpoint lavere end i resten af kommunen i 2025." in page
    assert "afstanden er blevet mindre siden 2019 (fra 13,3)" in page
    for passport in ("Lokal tryghedsmåling", "offentliggjort 12.9.2025", "n = 412 svar"):
        assert passport in page


def test_facts_name_homes_owners_and_municipality(board: Client) -> None:
    page = open_page(board)
    assert "1.124 boliger" in page
    assert "Ejes af Boligforeningen" in page
    assert "Sammenlignes med resten af kommunen" in page


def test_visions_are_counted(board: Client) -> None:
    assert "Af 2 indikatorer: 2 går frem." in open_page(board)


def test_a_target_is_counted_by_its_pace(board: Client, site: Published) -> None:
    aim(site.definitions[0], site.areas[0], 90)
    pace = Result.objects.get(
        definition=site.definitions[0], area=site.areas[0], statement="change"
    )
    pace.pk, pace.statement, pace.verdict = None, "pace", "on_track"
    pace.save()
    page = open_page(board)
    assert "Af 2 indikatorer: 1 er på rette kurs, 1 går frem." in page
    assert "sparkline__target" in page


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("suppressed", "Tallet er skjult, fordi det bygger på få personer."),
        ("suppressed_by_source", "Kilden har skjult tallet."),
        ("not_released", "Tallet findes, men er ikke frigivet."),
        ("missing", "Tallet mangler."),
        ("not_relevant", "Indikatoren er ikke relevant her."),
    ],
)
def test_each_state_has_its_own_words(
    board: Client, site: Published, state: str, words: str
) -> None:
    Result.objects.filter(definition=site.definitions[0], area=site.areas[0]).update(
        state=state, **NOTHING
    )
    assert words in open_page(board)


def test_a_true_zero_is_a_figure(board: Client, site: Published) -> None:
    Result.objects.filter(
        definition=site.definitions[0], area=site.areas[0], statement="level"
    ).update(estimate=0.0, lower=0.0, upper=1.0)
    page = open_page(board)
    assert "reelt nul" in page
    assert "Tallet mangler." not in page


def test_a_share_without_n_says_so_and_has_no_verdict(board: Client, site: Published) -> None:
    rows = Result.objects.filter(definition=site.definitions[0], area=site.areas[0])
    rows.update(n=None, lower=None, upper=None, lower_998=None, upper_998=None, reason="no_n")
    rows.filter(statement__in=["change", "gap_change"]).update(verdict="cannot_tell", certainty="")
    page = open_page(board)
    assert "antal svar ikke oplyst" in page


def test_unlike_sources_are_not_subtracted(board: Client, site: Published) -> None:
    Result.objects.filter(
        definition=site.definitions[0],
        area=site.areas[0],
        statement__in=["gap", "gap_change", "comparator"],
    ).update(state="not_computed", reason="different_sources", **NOTHING)
    page = open_page(board)
    assert "Forskellige kilder eller perioder – afstanden beregnes ikke." in page
    assert "Andelen i Område 0 var 81,4 pct. i 2025." in page


def test_an_indicator_for_context_is_not_judged(client: Client) -> None:
    published(indicators=1, direction="context")
    client.force_login(reader())
    page = open_page(client)
    for word in ("går frem", "kan ikke afgøres", "er blevet mindre"):
        assert word not in page


def test_differences_are_seen_from_this_area(board: Client) -> None:
    assert "−1,0" in open_page(board, "/omraader/omraade-0/")
    assert "+1,0" in open_page(board, "/omraader/omraade-1/")


def test_lists_name_where_the_area_leads_and_where_it_falls_behind(
    board: Client, site: Published
) -> None:
    leading, falling = site.definitions[0], site.definitions[1]
    Result.objects.filter(definition=leading, statement="gap").update(verdict="lead", estimate=2.5)
    Result.objects.filter(definition=falling, statement="change").update(verdict="back")
    page = open_page(board)
    ahead, behind = page.split("Foran kommunen</h2>")[1].split("Bag kommunen og går tilbage</h2>")
    assert leading.indicator.name in ahead
    assert falling.indicator.name in behind
    assert "bedre end i resten af kommunen" in page


def test_a_waiting_computation_is_said(board: Client, site: Published) -> None:
    assert "beregnes" not in open_page(board).replace("afstanden beregnes ikke", "")
    OutboxEntry.objects.create(group=site.definitions[0].indicator.group, reason="prøve")
    assert ">beregnes<" in open_page(board)


def test_the_living_part_answers_only_with_news(board: Client, site: Published) -> None:
    known = board.get(PAGE).context["version"]
    assert board.get(LIVE, {"kendt": known}).status_code == 204
    publish(site, site.definitions[0], shift=3)
    fresh = board.get(LIVE, {"kendt": known})
    assert fresh.status_code == 200
    assert "84,4" in fresh.content.decode()
    assert "<html" not in fresh.content.decode()


def test_a_restricted_indicator_needs_the_right(client: Client, site: Published) -> None:
    goal = site.definitions[0].indicator.home_goal
    make_indicator(site, 7, goal=goal, code="oprindelse", is_restricted=True)
    client.force_login(reader())
    assert "tal-oprindelse" not in open_page(client)
    assert client.get("/indikatorer/oprindelse/").status_code == 404
    client.force_login(reader("med-ret@test.dk", sees_restricted=True))
    assert "tal-oprindelse" in open_page(client)
    assert client.get("/indikatorer/oprindelse/").status_code == 200


def test_an_inactive_indicator_is_nowhere(board: Client, site: Published) -> None:
    make_indicator(site, 8, code="hvilende", is_active=False)
    assert "tal-hvilende" not in open_page(board)
    assert board.get("/indikatorer/hvilende/").status_code == 404


def test_the_municipality_has_a_page_of_levels(board: Client) -> None:
    page = open_page(board, "/omraader/kommunen/")
    assert "88,0" in page
    assert "går frem" not in page


def test_unknown_areas_are_not_found(board: Client) -> None:
    assert board.get("/omraader/findes-ikke/").status_code == 404
    assert board.get("/omraader/kommunen/aktuelt/").status_code == 404


def test_an_area_without_figures_teaches(client: Client) -> None:
    published(indicators=0)
    client.force_login(reader())
    page = open_page(client)
    assert "Der er endnu ingen tal at vise for området." in page
    assert "Ingen indikatorer endnu" in page


def test_the_list_of_areas_states_facts(board: Client) -> None:
    page = open_page(board, "/omraader/")
    assert "1.126 boliger" in page
    assert "Prøve Kommune" in page
