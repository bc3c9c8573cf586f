"""A page kept ready-made is nobody else's page, and never yesterday's."""

from __future__ import annotations

import datetime as dt
import re

import pytest
import time_machine
from django.test import Client

from areas.models import Area
from indicators.models import ExampleSet, OutboxEntry
from indicators.services import site_versions
from partnership.models import Person
from tests.factories.results import Published, published, reader


def sign_in(email: str, name: str) -> Client:
    user = reader(email)
    Person.objects.filter(user=user).update(name=name)
    client = Client()
    client.force_login(user)
    return client


def page(client: Client) -> str:
    return client.get("/").content.decode()


@pytest.fixture
def site(transactional_db: None) -> Published:
    return published(areas=2, indicators=2)


@pytest.fixture
def ole(site: Published) -> Client:
    return sign_in("formand@eksempel.example", "Formanden <1>")


@pytest.fixture
def kim(site: Published) -> Client:
    return sign_in("medlem@eksempel.example", "Medlemmet & Co")


def test_each_reader_sees_the_own_name(ole: Client, kim: Client) -> None:
    assert "Formanden &lt;1&gt;" in page(ole)
    second = page(kim)
    assert "Medlemmet &amp; Co" in second
    assert "Formanden" not in second


def test_the_forms_of_a_kept_page_work(site: Published) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(reader())
    page(client)
    token = re.findall(r'csrfmiddlewaretoken" value="([^"]+)"', page(client))[0]
    answer = client.post(
        "/indstillinger/sprog/", {"language": "en", "csrfmiddlewaretoken": token, "next": "/"}
    )
    assert answer.status_code == 302
    assert 'lang="en"' in page(client)


def test_a_corrected_name_is_there_on_the_next_reading(ole: Client, kim: Client) -> None:
    assert "Område 0" in page(ole)
    Area.objects.filter(code="o0").update(name="Område nul")
    assert "Område nul" in page(ole)
    assert "Område nul" in page(kim)


def test_a_waiting_computation_is_told(ole: Client, site: Published) -> None:
    before = page(ole)
    group = site.definitions[0].indicator.group
    OutboxEntry.objects.create(group=group, reason="nyt tal")
    assert page(ole) != before


def test_the_notice_on_example_data_goes_with_the_example(ole: Client) -> None:
    example = ExampleSet.objects.create(code="x", name="Prøve", is_fictitious=True)
    assert "opdigtede" in page(ole)
    example.delete()
    assert "opdigtede" not in page(ole)


def test_another_day_is_another_page(ole: Client) -> None:
    version = site_versions.edition_now()
    assert site_versions.edition_now() == version
    with time_machine.travel(dt.datetime(2031, 1, 1, 12, tzinfo=dt.UTC), tick=False):
        assert site_versions.edition_now() != version


def test_the_own_changes_of_a_transaction_count(db: None) -> None:
    published(areas=1, indicators=1)
    version = site_versions.edition_now()
    Area.objects.filter(code="o0").update(name="Område nul")
    assert site_versions.edition_now() != version


def test_what_is_said_once_is_said_to_one(ole: Client, kim: Client) -> None:
    page(ole)
    ole.post("/indstillinger/sprog/", {"language": "da"})  # the answer says so on the next page
    assert "Dit valg er gemt." in page(ole)
    assert "Dit valg er gemt." not in page(kim)
    assert "Dit valg er gemt." not in page(ole)
