"""Two windows on the same ticks: the second is told, nothing is lost, and both are kept on demand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from areas.models import Area
from indicators.models import CategorySet, CheckRule, DataSet, WheelEntry
from tests.factories import people
from tests.factories.results import Published, published

pytestmark = pytest.mark.django_db

Stored = Callable[[], set[str]]


@pytest.fixture
def site() -> Published:
    return published(areas=3, indicators=3)


@pytest.fixture
def staff(site: Published, client: Client) -> Client:
    user = people.seated_user("secretariat")
    # Only a supplier opens what it owns to others: they sit for both.
    people.seat("supplier", person=user.person, organisation=people.organisation())
    client.force_login(user)
    return client


def readers_of_a_data_set(site: Published) -> tuple[str, str, list[Any], Stored]:
    supplier = people.organisation()
    indicator = site.definitions[0].indicator
    made = DataSet.objects.create(
        indicator=indicator, supplier=supplier, is_default=True, is_supplier_owned=True
    )
    others = [people.organisation(slug=name, name=name.title()) for name in ("nord", "syd")]
    url = reverse("indicators:data-set-change", args=[indicator.code, made.pk])

    def stored() -> set[str]:
        return {reader.organisation.name for reader in made.readers.all()}

    return url, "readers", others, stored


def breakdowns_of_a_definition(site: Published) -> tuple[str, str, list[Any], Stored]:
    definition = site.definitions[0]
    sets = [CategorySet.objects.create(code=name, name=name.title()) for name in ("nord", "syd")]
    url = reverse("indicators:definition-reword", args=[definition.indicator.code])
    return url, "breakdowns", sets, lambda: {one.name for one in definition.breakdowns.all()}


def what_a_rule_is_held_against(site: Published) -> tuple[str, str, list[Any], Stored]:
    left, *right = (definition.indicator for definition in site.definitions)
    rule = CheckRule.objects.create(
        name="Summen passer", left=left, left_part="numerator", relation="equals",
        right_part="numerator",
    )  # fmt: skip
    rule.right.set(right)
    for name, one in zip(("Nord", "Syd"), right, strict=True):
        one.name = name
        one.save()
    url = reverse("indicators:check-rule-change", args=[rule.pk])
    return url, "right", right, lambda: {one.name for one in rule.right.all()}


def areas_of_a_mark_on_the_wheel(site: Published) -> tuple[str, str, list[Any], Stored]:
    entry = WheelEntry.objects.create(
        name="Årets tal", frequency="year", period="previous", months=[3, 4], day=1
    )
    entry.indicators.set([site.definitions[0].indicator])
    places = list(Area.objects.filter(kind="area")[:2])
    for name, one in zip(("Nord", "Syd"), places, strict=True):
        one.name = name
        one.save()
    entry.areas.set(places)
    url = reverse("indicators:wheel-change", args=[entry.pk])
    return url, "areas", places, lambda: {one.name for one in entry.areas.all()}


def window(client: Client, url: str) -> dict[str, Any]:
    """What the form shows, as the browser would send it back."""
    return sent(client.get(url).context["form"])


def sent(form: Any) -> dict[str, Any]:
    shown = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in shown.items() if value not in (None, False)}


@pytest.mark.parametrize(
    "about",
    [
        readers_of_a_data_set,
        breakdowns_of_a_definition,
        what_a_rule_is_held_against,
        areas_of_a_mark_on_the_wheel,
    ],
)
def test_the_second_window_is_told_and_may_still_have_its_way(
    site: Published, staff: Client, about: Any
) -> None:
    url, field, (north, south), stored = about(site)
    first, second = window(staff, url), window(staff, url)
    assert staff.post(url, {**first, field: [north.pk]}).status_code == 302
    assert stored() == {"Nord"}
    answer = staff.post(url, {**second, field: [south.pk]})
    assert answer.status_code == 200
    form = answer.context["form"]
    assert [told[1:] for told in form.conflicts] == [("Syd", "Nord")]
    assert "En anden har rettet det samme" in answer.content.decode()
    assert stored() == {"Nord"}
    again = staff.post(url, sent(form))
    assert again.status_code == 302
    assert stored() == {"Syd"}


def test_every_tick_stays_when_a_window_is_told(site: Published, staff: Client) -> None:
    url, field, both, stored = areas_of_a_mark_on_the_wheel(site)
    first, second = window(staff, url), window(staff, url)
    staff.post(url, {**first, field: [both[0].pk], "months": [5]})
    answer = staff.post(url, {**second, field: [one.pk for one in both]})
    form = answer.context["form"]
    assert {told[1:] for told in form.conflicts} == {("Marts, April", "Maj"), ("Nord, Syd", "Nord")}
    staff.post(url, sent(form))
    assert stored() == {"Nord", "Syd"}
    assert WheelEntry.objects.get().months == [3, 4]


def test_the_same_ticks_twice_are_no_quarrel(site: Published, staff: Client) -> None:
    url, field, (north, _south), stored = what_a_rule_is_held_against(site)
    first, second = window(staff, url), window(staff, url)
    for typed in (first, second):
        assert staff.post(url, {**typed, field: [north.pk]}).status_code == 302
    assert stored() == {"Nord"}


def test_a_quarrel_names_nothing_that_one_of_the_two_may_not_see(
    site: Published, staff: Client
) -> None:
    url, field, (north, south), _stored = areas_of_a_mark_on_the_wheel(site)
    hidden = site.definitions[2].indicator
    hidden.is_restricted = True
    hidden.save()
    WheelEntry.objects.get().indicators.add(hidden)
    shown = {"indicators": [site.definitions[0].indicator.pk]}  # no box stands for the hidden one
    first, second = (window(staff, url) | shown for _window in range(2))
    staff.post(url, {**first, field: [north.pk]})
    answer = staff.post(url, {**second, field: [south.pk]})
    assert answer.context["form"].conflicts == (("Områder", "Syd", "Nord"),)
    assert hidden.name not in answer.content.decode()
