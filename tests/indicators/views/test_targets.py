"""A target and the decision in the register that set it."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from indicators.models import Target
from partnership.services.edits import stamp_of
from tests.factories import decisions, people
from tests.factories.results import aim, published


@pytest.fixture
def target(db):
    site = published(areas=1, indicators=1)
    return aim(site.definitions[0], site.areas[0], 80)


@pytest.fixture
def office(target):  # after the figures, which bring their own organisation
    client = Client()
    client.force_login(people.seated_user("secretariat"))
    return client


def test_a_target_points_at_the_decision_that_set_it(office, target):
    made = decisions.decision(kind="target", decided_on=dt.date(2026, 3, 1), title="Mål for 2030")
    decisions.decision(kind="other", title="Noget andet")
    address = reverse("indicators:target-change", args=[target.indicator.code, target.pk])
    page = office.get(address).content.decode()
    assert made.title in page
    assert "Noget andet" not in page
    typed = {
        "baseline_slot": target.baseline_slot, "slot": target.slot, "value": "75",
        "set_by": made.pk, "seen": stamp_of(target),
    }  # fmt: skip
    assert office.post(address, typed).status_code == 302
    target.refresh_from_db()
    assert (target.set_by, target.decided_on) == (made, made.decided_on)
    assert made.number in target.decision
    trail = office.get(reverse("partnership:decision-detail", args=[made.pk])).content.decode()
    listed = reverse("indicators:target-list", args=[made.pk])
    assert listed in trail
    assert target.area.name in office.get(listed).content.decode()
    part = office.get(listed, headers={"HX-Request": "true"}).content.decode()
    assert target.area.name in part
    assert "<html" not in part


def test_who_may_not_see_the_decision_changes_the_target_and_keeps_it(target):
    made = decisions.decision(kind="target")
    Target.objects.update(set_by=made, decided_on=made.decided_on, decision="Et sted")
    client = Client()
    client.force_login(people.seated_user("administrator"))
    address = reverse("indicators:target-change", args=[target.indicator.code, target.pk])
    assert made.title not in client.get(address).content.decode()
    target.refresh_from_db()
    typed = {
        "baseline_slot": target.baseline_slot, "slot": target.slot, "value": "61",
        "decided_on": "1.3.2026", "decision": "Et sted", "seen": stamp_of(target),
    }  # fmt: skip
    assert client.post(address, typed).status_code == 302
    target.refresh_from_db()
    assert (target.value, target.set_by) == (61, made)
    assert client.get(reverse("indicators:target-list", args=[made.pk])).status_code == 404
