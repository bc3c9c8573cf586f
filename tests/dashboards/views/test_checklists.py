"""One list of first steps, on the administration's front page and on the overview."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.factories import people
from tests.factories.panels import three_areas

pytestmark = pytest.mark.django_db
STEPS = "/administration/komgodtigang/"
IN_ORDER = (
    "Opret organisationerne", "Få områderne på plads", "Få visionerne på plads",
    "Vælg indikatorer", "Indberet de første tal", "Første møde",
)  # fmt: skip


def signed_in(role: str) -> Client:
    client = Client()
    client.force_login(people.seated_user(role))
    return client


def text_of(client: Client, url: str, **headers: str) -> str:
    return re.sub(r"\s+", " ", client.get(url, headers=headers).content.decode())


def test_the_steps_stand_in_the_order_in_which_they_are_taken() -> None:
    page = text_of(signed_in("administrator"), STEPS)
    places = [page.index(label) for label in IN_ORDER]
    assert places == sorted(places)
    assert "load_partnership" in page
    assert "/indberetning/definitioner/faerdige/" in page
    assert '/indberetning/"' not in page.split("<main")[1]


def test_what_is_done_is_counted_and_no_longer_linked() -> None:
    three_areas()
    page = text_of(signed_in("administrator"), STEPS)
    assert "3 registreret" in page
    assert "/faerdige/" not in page


def test_within_a_page_it_is_a_fragment() -> None:
    client = signed_in("administrator")
    assert "<html" in text_of(client, STEPS)
    assert "<html" not in text_of(client, STEPS, **{"HX-Request": "true"})


def test_a_new_site_shows_the_same_steps_on_its_overview() -> None:
    page = text_of(signed_in("secretariat"), "/")
    places = [page.index(label) for label in IN_ORDER]
    assert places == sorted(places)
    assert "load_partnership" not in page
