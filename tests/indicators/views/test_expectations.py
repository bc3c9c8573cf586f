"""A figure unlike its series raises a question where it is entered; it is never refused."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from indicators.models import Measurement
from indicators.services.recompute.groups import drain
from tests.factories.entry import House, make_house

pytestmark = pytest.mark.django_db
GRID = {"for_what": "i-trygge", "first_year": "2021", "last_year": "2024"}
QUESTION = "Ud fra de øvrige tal i rækken kunne man vente"


@pytest.fixture
def house() -> House:
    """Six years of figures near 80 per cent."""
    made = make_house()
    client = desk_of(made)
    for year, count in zip(range(2018, 2024), (400, 411, 405, 398, 408, 402), strict=True):
        write(client, made, str(year), str(count), "508")
    drain()
    return made


def desk_of(house: House) -> Client:
    client = Client()
    client.force_login(house.secretary)
    return client


def url(house: House, slot: str) -> str:
    return reverse("indicators:entry-cell", args=[house.safe.pk, house.areas[0].pk, slot])


def write(client: Client, house: House, slot: str, first: str, second: str, seen: int = 0):
    return client.post(url(house, slot), {"first": first, "second": second, "seen": seen}).json()


def test_a_figure_out_of_its_series_is_saved_and_asked_about(house: House) -> None:
    desk = desk_of(house)
    told = write(desk, house, "2024", "140", "508")
    assert told["status"] == "saved"
    assert told["note"] == "27,6 % · uventet"
    assert Measurement.objects.get(cell__slot="2024").numerator == 140
    story = desk.get(url(house, "2024")).content.decode()
    assert QUESTION in story
    grid = desk.get(reverse("indicators:entry"), GRID).content.decode()
    assert grid.count("uventet") == 1


def test_a_figure_like_the_others_is_not_asked_about(house: House) -> None:
    desk = desk_of(house)
    assert write(desk, house, "2024", "404", "508")["note"] == "79,5 %"
    assert QUESTION not in desk.get(url(house, "2024")).content.decode()
    assert "uventet" not in desk.get(reverse("indicators:entry"), GRID).content.decode()


def test_the_question_stays_after_the_figure_has_been_computed_with(house: House) -> None:
    desk = desk_of(house)
    write(desk, house, "2024", "140", "508")
    drain()
    assert QUESTION in desk.get(url(house, "2024")).content.decode()
    assert "uventet" in desk.get(reverse("indicators:entry"), GRID).content.decode()


def test_what_is_missing_or_empty_is_not_asked_about(house: House) -> None:
    desk = desk_of(house)
    assert QUESTION not in desk.get(url(house, "2024")).content.decode()
    assert write(desk, house, "2024", "M", "")["note"] == "Mangler"
    assert QUESTION not in desk.get(url(house, "2024")).content.decode()
