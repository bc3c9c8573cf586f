"""Forklar tallet: from a verdict to its inputs, and nothing that may not be seen."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from indicators.services.recompute.groups import drain
from tests.factories import panels
from tests.factories.panels import Site
from tests.factories.people import seated_user
from tests.factories.results import aim

pytestmark = pytest.mark.django_db
BASE = "/indikatorer/uden-job/forklar/a/"


@pytest.fixture
def made() -> Site:
    return panels.three_areas()


@pytest.fixture
def reader(made: Site) -> Client:
    """Somebody with a seat, who comes after the figures."""
    drain()
    client = Client()
    client.force_login(seated_user("board"))
    return client


def page(client: Client, address: str, **headers: Any) -> str:
    answer = client.get(address, **headers)
    assert answer.status_code == 200, address
    return " ".join(answer.content.decode().split())


def test_a_change_shows_its_two_figures_its_formula_and_its_rule(reader: Client) -> None:
    text = page(reader, f"{BASE}aendring/?periode=2024")
    assert "60 / 200" in text and "40 / 200" in text
    assert "20,00 − 30,00 = −10,00" in text
    assert "Hele usikkerheden" in text and "ligger under 0" in text
    assert "den strenge prøve" in text
    assert "lavere er bedre" in text and "går frem" in text
    assert "Prøveregister" in text and "offentliggjort 1.3.2025" in text
    assert "numpy" in text and "scipy" in text
    assert "/saadan-regner-vi/#aendring" in text


@pytest.mark.parametrize(
    ("newest", "word", "side", "sure"),
    [
        (60, "På den rigtige side af måltallet (31,0 i 2030), men ikke sikkert.", "rigtige", "rummer"),
        (20, "Holder måltallet (31,0 i 2030).", "rigtige", "Der er klare tegn på det"),
        (48, "Holder måltallet (31,0 i 2030).", "rigtige", "Der er tegn på det"),
        (66, "På den forkerte side af måltallet (31,0 i 2030), men ikke sikkert.", "forkerte", "rummer"),
        (99, "Måltal ikke nået (31,0 i 2030).", "forkerte", "siges ikke, at måltallet er tabt"),
    ],
)  # fmt: skip
def test_a_target_met_from_the_start_says_its_rule_and_how_sure_it_is(
    newest: int, word: str, side: str, sure: str
) -> None:
    figures = {"2019": (60, 200), "2024": (newest, 200)}
    made = panels.site({"a": figures, "b": figures, "kommune": dict.fromkeys(figures, (900, 3000))})
    aim(made.definition, made.areas["a"], 31.0)
    drain()
    client = Client()
    client.force_login(seated_user("board"))
    text = page(client, f"{BASE}tempo/")
    assert word in text
    assert "Udgangspunktet (30,0 i 2019) opfyldte allerede måltallet" in text
    assert f"ligger på den {side} side af måltallet (31,0 i 2030)" in text
    assert sure in text
    assert ("men ikke sikkert" in text) == (sure == "rummer")


def test_a_target_is_lost_where_it_was_surely_held() -> None:
    figures = {"2019": (40, 200), "2024": (99, 200)}
    made = panels.site({"a": figures, "b": figures, "kommune": dict.fromkeys(figures, (900, 3000))})
    aim(made.definition, made.areas["a"], 31.0)
    drain()
    client = Client()
    client.force_login(seated_user("board"))
    text = page(client, f"{BASE}tempo/")
    assert "Holder ikke længere måltallet (31,0 i 2030)." in text
    assert "er tabt" not in text


def test_a_target_equal_to_the_baseline_is_answered_in_the_card_s_words() -> None:
    """There is no ratio to stand above the rules: 70,0 in both, and on the target."""
    figures = {"2019": (60, 200), "2024": (60, 200)}
    made = panels.site({"a": figures, "b": figures, "kommune": dict.fromkeys(figures, (900, 3000))})
    aim(made.definition, made.areas["a"], 30.0)
    drain()
    client = Client()
    client.force_login(seated_user("board"))
    words = "å den rigtige side af måltallet (30,0 i 2030), men ikke sikkert"
    assert f"P{words}." in page(client, f"{BASE}tempo/")
    assert f"p{words}" in page(client, "/omraader/a/")


def test_a_target_reached_on_the_way_is_held_against_the_interval_as_well() -> None:
    """12,5 past a target of 18,0 is as unsure as 70,0 on one of 70,0, and said in the same words."""
    figures = {"2019": (60, 200), "2024": (48, 200)}
    made = panels.site({"a": figures, "b": figures, "kommune": dict.fromkeys(figures, (900, 3000))})
    aim(made.definition, made.areas["a"], 27.0)
    drain()
    client = Client()
    client.force_login(seated_user("board"))
    text = page(client, f"{BASE}tempo/")
    assert "På den rigtige side af måltallet (27,0 i 2030), men ikke sikkert." in text
    assert "kræves −0,27 hele vejen til 2030" in text, "there is a way left, so its pace is told"
    assert "intet tempo at måle" not in text
    area = " ".join(client.get("/omraader/a/").content.decode().split())
    assert "på den rigtige side af måltallet (27,0 i 2030), men ikke sikkert" in area


def test_what_can_hardly_be_told_is_told_beside_what_cannot_be_told_today() -> None:
    """The card says "kan næppe afgøres inden 2030": the explanation says how the two belong together."""
    figures = {"2019": (60, 200), "2024": (57, 200)}
    made = panels.site({"a": figures, "b": figures, "kommune": dict.fromkeys(figures, (900, 3000))})
    aim(made.definition, made.areas["a"], 27.0)
    drain()
    client = Client()
    client.force_login(seated_user("board"))
    text = page(client, f"{BASE}tempo/")
    assert "Kan ikke afgøres endnu, og næppe inden 2030." in text
    assert "Tallet har flyttet sig −0,30 procentpoint om året fra 2019 til 2024." in text
    assert "Regnet fra udgangspunktet (2019) kræves −0,27 hele vejen til 2030." in text
    assert "Regnet fra nu af kræves −0,25." in text, "the card's, which goes from now on"
    assert "hvad to målinger med så få bag tallet (200) kan vise" in text
    assert "hele vejen fra 30,0 til måltallet 27,0" in text


def test_a_change_that_is_seen_is_not_called_too_short_to_be_seen() -> None:
    """81,2 to 86,8 is sure: then the whole way to 88,0 is not said to be less than chance."""
    figures = {"2019": (296, 364), "2025": (286, 329)}
    made = panels.site(
        {"a": figures, "b": figures, "kommune": dict.fromkeys(figures, (1300, 3000))},
        direction="higher",
    )
    aim(made.definition, made.areas["a"], 88.0)
    drain()
    client = Client()
    client.force_login(seated_user("board"))
    assert "går frem" in page(client, f"{BASE}aendring/")
    text = page(client, f"{BASE}tempo/")
    assert "Kan ikke afgøres endnu, og næppe inden 2030." in text
    assert "Der er tegn på, at tallet har flyttet sig siden udgangspunktet." in text
    assert "for kort til at ses" not in text
    assert "kræves +0,61 hele vejen til 2030. Regnet fra nu af kræves +0,21." in text


def test_the_distance_is_not_named_twice(reader: Client) -> None:
    text = page(reader, f"{BASE}vurdering/")
    assert "Afstanden: afstanden" not in text and "Området: " in text


def test_the_panel_is_the_page_without_its_frame(reader: Client) -> None:
    whole = page(reader, f"{BASE}afstand/")
    inner = page(reader, f"{BASE}afstand/", headers={"X-Panel": "1"})
    assert "<main" in whole and "<main" not in inner
    assert "Regnestykket" in whole and "Regnestykket" in inner


@pytest.mark.parametrize(
    "word",
    ["niveau", "aendring", "grundlag", "afstand", "afstandens-aendring", "forskel", "vurdering"],
)
def test_every_statement_has_its_page_and_its_file(reader: Client, word: str) -> None:
    text = page(reader, f"{BASE}{word}/")
    distances = ("afstand", "afstandens-aendring", "vurdering")
    assert ("Forklar afstanden" if word in distances else "Forklar tallet") in text
    assert ("Forklar tallet" in text) is (word not in distances)
    (section,) = set(re.findall(r'href="/saadan-regner-vi/#([a-z-]+)"', text))
    assert f'id="{section}"' in page(reader, "/saadan-regner-vi/")
    answer = reader.get(f"{BASE}{word}/tal.csv")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert f"uden-job-a-{word}-2024.csv" in answer["Content-Disposition"]


def test_a_hidden_input_is_a_word_and_never_a_number(reader: Client, made: Site) -> None:
    panels.correct(made, "a", "2023", (3, 200))
    drain()
    hidden = page(reader, f"{BASE}niveau/?periode=2023")
    assert "få personer" in hidden
    assert "1,5" not in hidden and "3 / 200" not in hidden and "Regnestykket" not in hidden
    assert "Opskrift" not in hidden
    for word in ("niveau", "grundlag", "afstand"):
        data = reader.get(f"{BASE}{word}/tal.csv?periode=2023").content.decode("utf-8-sig")
        row = dict(zip(*(line.split(";") for line in data.splitlines()[:2]), strict=True))
        assert row["tilstand"] == "suppressed"
        assert not any(row[name] for name in ("estimat", "tæller", "nævner", "n", "nedre_95"))


@pytest.mark.parametrize(
    "address",
    [
        "/indikatorer/findes-ikke/forklar/a/niveau/",
        "/indikatorer/uden-job/forklar/findes-ikke/niveau/",
        f"{BASE}findes-ikke/",
        f"{BASE}niveau/?periode=1999",
        f"{BASE}niveau/?version=7",
        f"{BASE}afstand/?grundlag=country",
        f"{BASE}niveau/?version=x&haendelse=%00",
    ],
)
def test_what_nobody_computed_is_not_found(reader: Client, address: str) -> None:
    assert reader.get(address).status_code == 404


def test_a_restricted_indicator_is_explained_to_nobody_else(reader: Client, made: Site) -> None:
    made.definition.indicator.is_restricted = True
    made.definition.indicator.save()
    assert reader.get(f"{BASE}niveau/").status_code == 404
    assert b"uden-job" not in b"".join(reader.get("/indikatorer/forklaringer.csv"))


@pytest.mark.parametrize(("n", "is_sample"), [(1200, True), (None, False)])
def test_a_survey_s_municipality_is_subtracted_with_its_limits_where_its_n_is_stated(
    n: int | None, is_sample: bool
) -> None:
    made = panels.site({"a": {}, "kommune": {}}, data_kind="survey")
    panels.correct(made, "a", "2024", None, value=30.0, n=300)
    panels.correct(made, "kommune", "2024", None, value=16.0, n=n)
    drain()
    client = Client()
    client.force_login(seated_user("board"))
    text = page(client, f"{BASE}afstand/?grundlag=municipality")
    assert ("(18,18 − 16,00)²" in text) == is_sample
    assert ("(16,00 − 16,00)²" in text) != is_sample
    assert ("antallet af svar ikke er oplyst" in text) != is_sample
    assert ("de to tals usikkerheder lægges sammen" in text) == is_sample
