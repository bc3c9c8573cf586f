"""The statutory monitor: own sums, to those named only, and origin only by the right to it."""

from __future__ import annotations

import datetime as dt
import html
import re

import pytest
import time_machine
from django.test import Client

from areas.models import Area
from indicators.models import Indicator, OriginStatement, StatutoryRule
from indicators.services.statutory_rules import load_statutory
from tests.factories import people
from tests.factories.results import Published
from tests.factories.statutory import full, log, statutory_site

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]
URL = "/lovkrav/"


@pytest.fixture
def november():
    with time_machine.travel(dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def site() -> Published:
    made = statutory_site()
    log(Area.objects.get(kind="country"), "convicted", s2024=1.0, s2025=1.0)
    return made


def named() -> Client:
    client = Client()
    client.force_login(people.seated_user("board", sees_restricted=True))
    return client


def secretariat() -> Client:
    client = Client()
    client.force_login(people.seated_user("secretariat"))
    return client


def page(client: Client, query: str = "") -> str:
    answer = client.get(f"{URL}{query}")
    assert answer.status_code == 200
    plain = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return " ".join(html.unescape(plain).split())


def test_a_board_member_without_the_right_does_not_get_in(site):
    client = Client()
    client.force_login(people.seated_user("board"))
    assert client.get(URL).status_code == 403


def test_the_heading_says_that_it_is_not_the_official_list(site):
    full(site.areas[0])
    shown = page(named())
    assert "Egen beregning – ikke den officielle liste" in shown
    assert "pr. 1.12.2026" in shown


def test_each_criterion_stands_by_itself_with_threshold_distance_and_passport(site):
    full(site.areas[0], outside_work=38.0)
    shown = page(named())
    assert "38,0 pct." in shown
    assert "over 40 pct. – ikke opfyldt (2,0 procentpoint under grænsen)" in shown
    assert "over 30 pct. – opfyldt (8,0 procentpoint over grænsen)" in shown
    assert "3,00 gange landets andel" in shown
    assert "3,00 mod 1,00 pct. i Hele landet" in shown
    assert "mindst 3 gange landets andel – opfyldt (lige på grænsen)" in shown
    assert "gennemsnit af 2024–2025" in shown
    assert "n = 1.000" in shown


def test_forty_is_not_over_forty(site):
    full(site.areas[0], outside_work=40.0, convicted=3.0, basic_school=60.0, income=55.0)
    shown = page(named())
    assert "1 af 4 kriterier er opfyldt; loven kræver 2." in shown
    assert "over 40 pct. – ikke opfyldt (lige på grænsen)" in shown


def test_which_criteria_would_tip(site):
    full(site.areas[0], outside_work=38.0, convicted=1.0)
    shown = page(named())
    assert (
        "Antallet nås, hvis grænsen passeres for Uden tilknytning (2,0 procentpoint under grænsen) "
        "og Kun grundskole (10,0 procentpoint under grænsen)." in shown
    )
    full(site.areas[1], outside_work=42.0, convicted=3.5)
    assert (
        "Antallet nås ikke længere, hvis grænsen passeres for Uden tilknytning "
        "(2,0 procentpoint over grænsen)." in page(named())
    )


def test_a_missing_criterion_cannot_be_told(site):
    full(site.areas[0])
    log(site.areas[1], "outside_work", s2024=50.0, s2025=50.0)
    log(site.areas[1], "residents", s2025=1500.0)
    log(site.areas[1], "income", s2024=40.0, s2025=None)
    shown = page(named()).split(site.areas[1].name, 1)[1]
    assert "Kan ikke afgøres (et kriterium mangler)" in shown


def test_a_small_area_is_no_area_in_the_law(site):
    full(site.areas[0], outside_work=45.0, residents=999.0)
    shown = page(named())
    assert "Betingelserne er ikke opfyldt (området har under 1.000 beboere)" in shown


def test_origin_is_only_told_by_list_and_date_and_with_the_right(site):
    area = site.areas[0]
    full(area, outside_work=45.0)
    OriginStatement.objects.create(
        area=area, limit=50, is_over=True, list_on=dt.date(2025, 12, 1), source="Listen"
    )
    shown = page(named())
    assert "Oprindelse: over 50 pct. ifølge officiel liste (1.12.2025)." in shown
    assert "Oprindelse: over 30 pct. ifølge officiel liste (1.12.2025)." in shown
    assert "Betingelserne er opfyldt" in shown
    hidden = page(secretariat())
    assert "Oprindelse" not in hidden
    for category in ("Parallelsamfund", "Omdannelsesområde", "Forebyggelsesområde"):
        assert "Kræver oprindelsestal" in hidden.split(category, 1)[1].split("§", 2)[1]


def test_without_the_right_the_page_is_the_same_whatever_the_list_says(site):
    area, client = site.areas[0], secretariat()
    full(area, outside_work=45.0)
    before = page(client)
    made = OriginStatement.objects.create(
        area=area, limit=50, is_over=True, list_on=dt.date(2025, 12, 1), source="Listen"
    )
    assert page(client) == before
    OriginStatement.objects.filter(pk=made.pk).update(is_over=False)
    assert page(client) == before


def test_an_old_list_says_nothing(site):
    area = site.areas[0]
    full(area, outside_work=45.0)
    OriginStatement.objects.create(
        area=area, limit=50, is_over=True, list_on=dt.date(2024, 12, 1), source="Listen"
    )
    shown = page(named())
    assert "der er ikke indtastet noget fra en officiel liste" in shown
    assert "Kan ikke afgøres (den officielle liste er ikke indtastet)" in shown


def test_an_earlier_list_is_chosen_in_the_address(site):
    area = site.areas[0]
    log(area, "basic_school", s2023=61.0, s2025=50.0)
    assert "61,0 pct." in page(named(), "?liste=2024")
    for query in ("?liste=1999", "?liste=x", "?liste="):
        client = Client()
        client.force_login(people.seated_user("secretariat"))
        assert "pr. 1.12.2026" in page(client, query)


def test_a_restricted_indicator_is_no_criterion_without_the_right(site):
    full(site.areas[0])
    Indicator.objects.filter(code="domte").update(is_restricted=True)
    shown = page(secretariat())
    assert "3,00 gange" not in shown
    assert "eller den må ikke ses her" in shown


def test_a_site_without_rules_or_areas_says_so(site):
    StatutoryRule.objects.all().delete()
    assert "Reglerne er ikke indlæst" in page(named())


def test_loading_the_rules_again_changes_nothing(site):
    assert load_statutory().made == []


def test_the_number_of_queries_does_not_grow_with_the_areas(site, django_assert_max_num_queries):
    for area in site.areas:
        full(area)
    client = named()
    client.get(URL)
    with django_assert_max_num_queries(14):
        client.get(URL)
