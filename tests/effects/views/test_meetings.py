"""A meeting's page beside each review: how strong its evidence is, as it stands everywhere else."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from effects.models import Review
from indicators.models import Indicator
from indicators.services.recompute import groups as recompute
from tests.factories import briefs, frozen, meetings, people, programme, reviews

pytestmark = pytest.mark.django_db
QUESTION = "Hvor stærkt er grundlaget?"


@pytest.fixture
def meeting():
    with time_machine.travel(briefs.MOMENT, tick=False):
        made, body = frozen.many_years(), people.body("coordination")
        meeting = briefs.ahead(body)
        for name in ("Jobvejleder", "Rådgiver"):
            effort = programme.running(name, body=body)
            frozen.expect(made, effort, "a")
            review = reviews.review(effort, due_on=dt.date(2026, 5, 1))
            meetings.item(meeting, name, kind="review", origin=review.origin, carries_over=True)
        recompute.drain()
        yield meeting


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def asked(client, meeting):
    return client.get(reverse("effects:meeting-strength", args=[meeting.pk])).content.decode()


def test_each_review_has_its_line_at_its_own_place(meeting):
    client = signed_in(people.seated_user("group", body=meeting.body))
    page = client.get(reverse("partnership:meeting-detail", args=[meeting.pk])).content.decode()
    part = asked(client, meeting)
    assert reverse("effects:meeting-strength", args=[meeting.pk]) in page
    for item in meeting.items.all():
        assert f'id="styrke-{item.pk}"' in page and f'id="styrke-{item.pk}"' in part
    assert part.count(QUESTION) == 2
    own = client.get(reverse("effects:review-detail", args=[Review.objects.first().pk]))
    line = part.split(QUESTION)[1].split("</p>")[0]
    assert line in own.content.decode()


def test_more_reviews_cost_no_more_queries(meeting):
    client, counts = signed_in(people.seated_user("group", body=meeting.body)), []
    asked(client, meeting)
    for _each in range(2):
        with CaptureQueriesContext(connection) as found:
            asked(client, meeting)
        counts.append(len(found))
        meeting.items.first().delete()
    assert counts[0] == counts[1]


def test_what_rests_on_restricted_figures_alone_is_not_told(meeting):
    Indicator.objects.update(is_restricted=True)
    assert QUESTION not in asked(signed_in(people.seated_user("group", body=meeting.body)), meeting)


def test_an_agenda_that_is_not_sent_tells_nothing(meeting):
    type(meeting).objects.filter(pk=meeting.pk).update(called_at=None, state="planned")
    client = signed_in(people.seated_user("group", body=meeting.body))
    assert client.get(reverse("effects:meeting-strength", args=[meeting.pk])).status_code == 404
