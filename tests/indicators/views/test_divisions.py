"""Divisions at entry: written and seen by their owner and by those who enter for all, by nobody else."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from areas.models import Area
from indicators.models import Flag, Measurement
from tests.factories.divisions import Divided, client_of, make_divided

pytestmark = pytest.mark.django_db
GRID = {"for_what": "i-beboere", "first_year": "2023", "last_year": "2024", "parts": "alle"}


@pytest.fixture
def site() -> Divided:
    return make_divided()


def address(site: Divided, area: Area, slot: str = "2024") -> str:
    return f"{site.house.people.pk}-{area.pk}-{slot}"


def send(client: Client, **cells: str) -> dict[str, Any]:
    rows = [{"id": key, "first": text, "seen": 0} for key, text in cells.items()]
    body = json.dumps({"writing": "antal", "cells": rows})
    answer = client.post(reverse("indicators:entry-cells"), body, content_type="application/json")
    assert answer.status_code == 200
    return answer.json()["cells"]


def grid(client: Client) -> str:
    return client.get(reverse("indicators:entry"), GRID).content.decode()


def test_an_owner_writes_its_own_division_and_learns_nothing_of_the_other(site: Divided) -> None:
    desk, north, south = map(client_of, (site.house.secretary, site.northern, site.southern))
    assert (
        send(north, **{address(site, site.north): "417"})[address(site, site.north)]["status"]
        == "saved"
    )
    mine, theirs = grid(north), grid(south)
    assert 'value="417"' in mine
    assert "Sydafdelingen" not in mine
    assert 'value="417"' not in theirs
    assert "Nordafdelingen" not in theirs
    assert "Nordafdelingen" in grid(desk)
    key = address(site, site.north)
    assert send(south, **{key: "9"})[key]["status"] == "gone"
    place = reverse("indicators:entry-cell", args=key.split("-"))
    assert south.get(place).status_code == 404
    assert south.post(place, {"first": "9", "seen": 0}).status_code == 404
    assert north.get(place).status_code == 200
    assert [int(m.value or 0) for m in Measurement.objects.all()] == [417]


def test_those_who_see_all_divisions_see_their_sum_and_what_is_missing(site: Divided) -> None:
    desk, north = client_of(site.house.secretary), client_of(site.northern)
    send(desk, **{address(site, site.north): "417"})
    assert "delvist (1 af 2 afdelinger)" in grid(desk)
    send(desk, **{address(site, site.south): "83"})
    assert "afdelinger: 500" in grid(desk)
    for words in ("afdelinger: 500", "delvist", 'value="83"'):
        assert words not in grid(north)


def test_a_sum_that_is_not_the_areas_own_is_flagged_for_those_who_see_it(site: Divided) -> None:
    desk, north = client_of(site.house.secretary), client_of(site.northern)
    whole = address(site, site.house.areas[0])
    send(desk, **{address(site, site.north): "417", address(site, site.south): "83", whole: "499"})
    assert "Boligafdelingerne giver 500 tilsammen, men her står 499." in grid(desk)
    assert Flag.objects.get().cell.area == site.house.areas[0]
    listed = desk.get(reverse("indicators:flag-list")).content.decode()
    assert "giver 500 tilsammen" in listed
    assert "tilsammen" not in north.get(reverse("indicators:flag-list")).content.decode()
    assert "500 tilsammen" not in grid(north)
    body = json.dumps({"cells": [{"id": address(site, site.south), "first": "82", "seen": 1}]})
    desk.post(reverse("indicators:entry-cells"), body, content_type="application/json")
    assert Flag.objects.get().cleared_at is not None
    assert "tilsammen" not in grid(desk)


def test_an_owner_is_not_offered_what_others_own(site: Divided) -> None:
    choices = client_of(site.northern).get(reverse("indicators:entry")).content.decode()
    assert "Nordafdelingen" in choices
    assert "Sydafdelingen" not in choices
    supplier = client_of(site.house.other_supplier)
    assert "Sydafdelingen" in supplier.get(reverse("indicators:entry")).content.decode()
