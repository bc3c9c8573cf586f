"""Reading of restricted figures is noted, once an hour for a page; other reading is not."""

from __future__ import annotations

import pytest
from django.test import Client

from indicators.models import Indicator, RestrictedReading
from tests.factories import people as make
from tests.factories.results import Published, published, reader

pytestmark = pytest.mark.django_db
PAGE = "/indikatorer/indikator-0/"


@pytest.fixture
def site() -> Published:
    made = published(indicators=2)
    Indicator.objects.filter(code="indikator-0").update(is_restricted=True)
    return made


@pytest.fixture
def client(site: Published) -> Client:
    """A board member given the right."""
    client = Client()
    client.force_login(reader(sees_restricted=True))
    return client


def noted() -> list[tuple[str, str]]:
    return sorted(RestrictedReading.objects.values_list("path", "indicator__code"))


def test_each_page_is_noted_once_an_hour_however_often_its_living_part_asks(client: Client) -> None:
    for _time in range(3):
        assert client.get(PAGE).status_code == 200
        client.get(f"{PAGE}aktuelt/")
    assert noted() == [(PAGE, "indikator-0"), (f"{PAGE}aktuelt/", "indikator-0")]
    assert "Det bliver noteret" in client.get(PAGE).content.decode()


def test_pages_without_restricted_figures_are_not_noted(client: Client) -> None:
    client.get("/indikatorer/indikator-1/")
    client.get("/indstillinger/")
    assert noted() == []


def test_wider_pages_are_noted_for_each_restricted_indicator(client: Client) -> None:
    client.get("/omraader/omraade-0/")
    assert noted() == [("/omraader/omraade-0/", "indikator-0")]


def test_nobody_else_is_noted_or_told(site: Published) -> None:
    client = Client()
    client.force_login(reader("anden@test.dk"))
    client.get("/omraader/omraade-0/")
    assert "Det bliver noteret" not in client.get("/indikatorer/indikator-1/").content.decode()
    assert client.get(PAGE).status_code == 404
    assert noted() == []


def test_a_secretary_with_the_right_is_noted_in_the_grid(site: Published) -> None:
    client = Client()
    client.force_login(make.seated_user("secretariat", sees_restricted=True))
    client.get("/indberetning/")
    assert noted() == []
    client.get("/indberetning/?for_what=i-indikator-0&first_year=2022&last_year=2025")
    assert noted() == [("/indberetning/", "indikator-0")]


def test_administrators_see_who_read_but_not_what_without_the_right(client: Client) -> None:
    client.get(PAGE)
    other = Client()
    other.force_login(make.seated_user("administrator"))
    page = other.get("/administration/fortrolige-tal/").content.decode()
    assert "Bestyrelsesmedlem" in page
    assert "indikator-0" not in page
