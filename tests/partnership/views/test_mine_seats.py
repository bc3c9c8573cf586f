"""Mine pladser: everybody with a seat sees for whom, where, as what and how long."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import people

pytestmark = pytest.mark.django_db


def page_of(user):
    client = Client(headers={"host": "localhost"})
    client.force_login(user)
    return client, reverse("partnership:own-seat-list")


def test_a_seat_tells_organisation_body_role_and_days_and_leads_to_what_is_paid():
    payer = people.organisation("Boligforeningen", kind="housing")
    user = people.seated_user("group", organisation=payer, ends_on=dt.date(2090, 12, 31))
    gone = people.organisation("Den Forrige", kind="housing")
    people.seat("board", person=user.person, organisation=gone, ends_on=dt.date(2021, 1, 1))
    client, address = page_of(user)
    html = client.get(address).content.decode()
    for words in ("Boligforeningen", people.body("coordination").name, "Medlem", "fra 1.1.2020"):
        assert words in html
    assert "til og med 31.12.2090" in html
    assert "Den Forrige" not in html
    assert reverse("partnership:money-payer", args=[payer.slug]) in html


def test_a_supplier_is_led_to_no_page_that_is_closed_to_them():
    client, address = page_of(people.seated_user("supplier"))
    html = client.get(address).content.decode()
    assert "Leverandør" in html
    assert "Det betaler vi" not in html


def test_the_way_there_is_on_the_page_of_settings_for_those_with_a_seat():
    client, address = page_of(people.seated_user("board"))
    assert (
        f'<p><a href="{address}">' in client.get(reverse("accounts:preferences")).content.decode()
    )
    client.force_login(people.user())
    assert address not in client.get(reverse("accounts:preferences")).content.decode()


def test_many_seats_take_as_many_queries_as_few(django_assert_max_num_queries):
    user = people.seated_user("board")
    for number in range(12):
        payer = people.organisation(f"Organisation {number}")
        people.seat("group", person=user.person, organisation=payer)
    client, address = page_of(user)
    with django_assert_max_num_queries(8):
        client.get(address)
