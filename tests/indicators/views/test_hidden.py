"""The administrators' page of what is hidden, and their rows that say how small a count may be."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from indicators.models import DisclosureThreshold, Indicator, OutboxEntry
from indicators.services.recompute import groups as recompute
from tests.factories import people
from tests.factories.panels import Site, correct, level, three_areas

pytestmark = pytest.mark.django_db


@pytest.fixture
def made() -> Site:
    made = three_areas()
    correct(made, "a", "2024", (3, 200))
    recompute.drain()
    return made


@pytest.fixture
def client(client: Client) -> Client:
    client.force_login(people.seated_user("administrator"))
    return client


def words(client: Client) -> str:
    page = client.get(reverse("indicators:hidden-list")).content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_it_says_where_something_is_hidden_and_that_it_was_checked(
    made: Site, client: Client
) -> None:
    text = words(client)
    assert "Uden job (1)" in text
    assert "Område a i alt 2024" in text
    assert "Uden job 1 12 Sikkert (scipy" in text


def test_it_never_tells_a_small_count_from_one_that_protects_it() -> None:
    made = three_areas()
    correct(made, "a", "2024", (3, 200))
    # Nothing is left of the municipality, so another area protects the first.
    correct(made, "kommune", "2024", (3 + 50 + 90, 750))
    recompute.drain()
    assert level("c", "2024").state == level("a", "2024").state == "suppressed"
    client = Client()
    client.force_login(people.seated_user("administrator"))
    text = words(client)
    assert "Område a i alt 2024 Område c i alt 2024" in text


def test_a_restricted_indicator_of_the_group_is_not_named(made: Site, client: Client) -> None:
    group = made.definition.indicator.group
    Indicator.objects.create(
        code="fortrolig", name="Hemmeligheden", group=group, is_restricted=True
    )
    text = words(client)
    assert "Uden job 1 12 Sikkert" in text
    assert "Hemmeligheden" not in text


def test_nothing_hidden_is_said_so(client: Client) -> None:
    assert "Intet er skjult" in words(client)


def test_a_stricter_row_for_a_source_hides_more_and_its_end_shows_no_more(
    made: Site, client: Client
) -> None:
    typed = {
        "source": made.source.pk, "least_count": 45, "least_base": 20, "least_answers": 30,
        "valid_from": "1.1.2023", "reason": "Registerets vilkår", "seen": 0,
    }  # fmt: skip
    answer = client.post(reverse("indicators:threshold-create"), typed)
    assert answer.status_code == 302
    assert OutboxEntry.objects.exists(), "everything is computed anew"
    recompute.drain()
    assert level("b", "2024").state == "value"
    assert level("a", "2022").state == "value", "the row holds for periods that end in its time"
    assert "Registerets vilkår" in words(client)
    row = DisclosureThreshold.objects.get()
    client.post(
        reverse("indicators:threshold-end", args=[row.pk]),
        {"valid_to": "31.12.2025", "seen": row.events.latest("pgh_id").pgh_id},
    )
    row.refresh_from_db()
    assert row.valid_to is not None


def test_a_row_below_three_is_refused(client: Client) -> None:
    typed = {"least_count": 2, "least_base": 20, "least_answers": 30, "reason": "x", "seen": 0}
    assert client.post(reverse("indicators:threshold-create"), typed).status_code == 200
    assert not DisclosureThreshold.objects.exists()


def test_a_row_cannot_end_before_it_begins(client: Client) -> None:
    row = DisclosureThreshold.objects.create(reason="x", valid_from="2024-01-01")
    answer = client.post(
        reverse("indicators:threshold-end", args=[row.pk]),
        {"valid_to": "1.1.2023", "seen": row.events.latest("pgh_id").pgh_id},
    )
    assert "før første dag" in answer.content.decode()
