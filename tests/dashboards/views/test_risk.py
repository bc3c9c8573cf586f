"""Risk watch: what lies close to a threshold, which way it goes, and what announced moves may do."""

from __future__ import annotations

import datetime as dt
import html
import re

import pytest
import time_machine
from django.test import Client

from areas.models import Area
from indicators.models import Relocation
from tests.factories import people
from tests.factories.results import Published
from tests.factories.statutory import full, log, moved, statutory_site

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]
WRONG = "går den forkerte vej"


@pytest.fixture
def november():
    with time_machine.travel(dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def site() -> Published:
    made = statutory_site()
    log(Area.objects.get(kind="country"), "convicted", s2024=1.0, s2025=1.0)
    return made


def page(query: str = "", *, role: str = "secretariat") -> str:
    client = Client()
    client.force_login(people.seated_user(role))
    answer = client.get(f"/lovkrav/taet-paa/{query}")
    assert answer.status_code == 200
    plain = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return " ".join(html.unescape(plain).split())


def parts(query: str = "") -> tuple[str, str, str]:
    """What goes the wrong way, what does not, and the moves."""
    shown = page(query)
    wrong, rest = shown.split("Tæt på, uden tegn", 1)
    others, moves = rest.split("Varslede flytninger", 1)
    return wrong, others, moves


def move(site: Published, **values) -> Relocation:
    usual = {
        "from_area": site.areas[0], "to_area": site.areas[1], "households": 60, "residents": 100,
        "starts_on": dt.date(2027, 5, 1), "announced_on": dt.date(2026, 5, 12), "source": "Planen",
    }  # fmt: skip
    return Relocation.objects.create(**{**usual, **values})


def test_close_and_going_the_wrong_way_comes_by_itself(site):
    full(site.areas[0], outside_work=38.0, convicted=1.0)
    full(site.areas[1], outside_work=37.0, convicted=1.0)
    moved(site.areas[0], "outside_work", "back")
    moved(site.areas[1], "outside_work", "forward")
    wrong, others, _moves = parts()
    assert "Område 0: Uden tilknytning 38,0 pct." in wrong
    assert "2,0 procentpoint under grænsen" in wrong
    assert "Område 1: Uden tilknytning" not in wrong
    assert "Område 1: Uden tilknytning 37,0 pct." in others


def test_the_distance_stands_in_the_address(site):
    full(site.areas[0], outside_work=37.0, convicted=1.0)
    _wrong, usual, _moves = parts()
    _wrong, narrow, _moves = parts("?afstand=5")
    _wrong, wide, _moves = parts("?afstand=20")
    assert "37,0 pct." in usual and "37,0 pct." in wide and "37,0 pct." not in narrow
    assert "Kun grundskole 50,0 pct." in wide and "Kun grundskole" not in usual
    assert parts("?afstand=abc")[1] == usual


def test_what_is_met_already_or_is_missing_is_not_close(site):
    log(site.areas[0], "basic_school", s2025=60.1)
    log(site.areas[0], "income", s2025=None)
    wrong, others, _moves = parts("?afstand=20")
    assert "Ingen kriterier inden for den valgte afstand." in wrong
    assert "Ingen kriterier inden for den valgte afstand." in others


def test_a_move_is_told_on_both_areas_as_an_interval(site):
    log(site.areas[0], "outside_work", s2024=40.0, s2025=40.0)
    log(site.areas[1], "outside_work", s2024=39.0, s2025=39.0)
    move(site)
    moves = parts()[2]
    out, into = moves.split("Område 1 60 husstande", 1)
    assert "Område 0 60 husstande flytter herfra til Område 1." in out
    assert "Varslet for 100 beboere." in out
    assert "33,3 til 44,4 pct." in out  # (400 - 100) / 900 and 400 / 900
    assert "flytter hertil fra Område 0." in into
    assert "35,5 til 44,5 pct." in into  # 390 / 1,100 and 490 / 1,100
    assert "kan passere: over 40 pct." in into
    assert "Planen" in out and "varslet 12.5.2026" in out
    assert "Lokal tryghedsmåling" in into and "n = 1.000" in into


def test_every_limit_within_reach_is_named_those_against_the_country_too(site):
    log(site.areas[1], "convicted", s2024=1.9, s2025=1.9)
    move(site)
    told = parts()[2].split("Område 1 60 husstande", 1)[1]
    limits = re.search(r"kan passere: (mindst 2.*?), (mindst 3[^,]*)", told)
    assert limits, "twice and three times the country's 1.0, the nearest first"


def test_unknown_people_are_never_guessed_but_may_be_assumed_by_the_reader(site):
    log(site.areas[0], "outside_work", s2025=40.0)
    move(site, to_area=None, residents=None)
    moves = parts()[2]
    assert "Hvorhen er ikke oplyst." in moves
    assert "Antallet af beboere er ikke oplyst" in moves
    assert "Efter flytningen" not in moves
    chosen = parts("?beboere=2,5")[2]
    assert "Regnet som 150 beboere efter det antal pr. husstand, du har valgt." in chosen
    assert "29,4 til 47,1 pct." in chosen


@pytest.mark.parametrize("asked", ["nul", "0", "-2", "99", "nan", "inf"])
def test_a_household_that_cannot_be_is_refused(site, asked):
    move(site, residents=None)
    moves = parts(f"?beboere={asked}")[2]
    assert "Skriv et tal mellem 1 og 12" in moves
    assert "Antallet af beboere er ikke oplyst" in moves


def test_a_withdrawn_move_and_more_movers_than_people(site):
    log(site.areas[0], "outside_work", s2025=40.0)
    log(site.areas[1], "outside_work", s2025=None)
    move(site, is_withdrawn=True)
    assert "Der er ikke varslet flytninger." in parts()[2]
    move(site, residents=1000)
    moves = parts()[2]
    assert "flere flytter, end der er at regne på" in moves
    assert moves.count("Efter flytningen") == 1  # one of the areas has no figure to count on


def test_an_end_and_a_note_are_told(site):
    move(site, ends_on=dt.date(2028, 4, 30), note="To blokke bygges om.")
    moves = parts()[2]
    assert "1.5.2027–30.4.2028" in moves
    assert "To blokke bygges om." in moves


def test_others_than_those_named_do_not_get_in(site):
    client = Client()
    client.force_login(people.seated_user("board"))
    assert client.get("/lovkrav/taet-paa/").status_code == 403
