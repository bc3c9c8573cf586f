"""Rules between indicators, set on their page and met by the one who writes."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from indicators.models import CheckRule, Indicator
from tests.factories import people
from tests.factories.results import Published, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def site() -> Published:
    return published(areas=1, indicators=3)


@pytest.fixture
def staff(site: Published, client: Client) -> Client:
    client.force_login(people.seated_user("secretariat"))
    return client


def given(site: Published, **more: object) -> dict[str, object]:
    one, other, _third = (definition.indicator.pk for definition in site.definitions)
    return {
        "name": "Den ene kan ikke være større", "left": one, "left_part": "numerator",
        "relation": "at_most", "right": [other], "right_part": "denominator", "is_active": "on",
        **more,
    }  # fmt: skip


def test_a_rule_is_added_shown_changed_and_put_out_of_use(site: Published, staff: Client) -> None:
    assert "Ingen regler endnu" in staff.get(reverse("indicators:check-rule-list")).content.decode()
    staff.post(reverse("indicators:check-rule-create"), given(site))
    rule = CheckRule.objects.get()
    assert list(rule.right.all()) == [site.definitions[1].indicator]
    page = staff.get(reverse("indicators:check-rule-list")).content.decode()
    assert "Den ene kan ikke være større" in page
    assert "mærkes" in page
    change = reverse("indicators:check-rule-change", args=[rule.pk])
    seen = staff.get(change).context["form"]["seen"].value()
    staff.post(change, given(site, seen=seen, is_active="", is_hard="on"))
    page = staff.get(reverse("indicators:check-rule-list")).content.decode()
    assert "ude af brug" in page
    assert "afvises" in page


def test_a_rule_that_makes_no_sense_is_refused_by_its_field(site: Published, staff: Client) -> None:
    one, other, third = (definition.indicator.pk for definition in site.definitions)
    for right, word in (([one], "andre indikatorer"), ([other, third], "Vælg én indikator")):
        answer = staff.post(reverse("indicators:check-rule-create"), given(site, right=right))
        assert word in answer.content.decode()
    assert not CheckRule.objects.exists()


def test_a_rule_about_a_restricted_indicator_is_kept_from_others(
    site: Published, staff: Client
) -> None:
    staff.post(reverse("indicators:check-rule-create"), given(site))
    Indicator.objects.filter(pk=site.definitions[1].indicator_id).update(is_restricted=True)
    page = staff.get(reverse("indicators:check-rule-list")).content.decode()
    assert "Den ene kan ikke være større" not in page
