"""Members of another group find nothing at any address of decisions, tasks or procedures."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.doors import decisions as doors
from tests.factories import people


@pytest.fixture
def stranger(db):
    user = people.user()
    other = people.body("ad_hoc", name="En anden gruppe", slug="en-anden")
    seat = people.seat("group", person=people.person(user=user), body=other)
    type(seat).objects.filter(pk=seat.pk).update(role="chair")
    client = Client()
    client.force_login(user)
    return client


def test_foreign_addresses_answer_as_if_nothing_were_there(stranger):
    for name, values in doors.arguments().items():
        address = reverse(name, kwargs=values)
        answers = {stranger.get(address).status_code, stranger.post(address, {}).status_code}
        assert answers <= {404, 405}, name
        assert 404 in answers, name
