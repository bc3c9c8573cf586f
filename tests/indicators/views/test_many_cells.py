"""Many cells in one request: each with its own outcome; breakdowns, rounds, undo and reasons."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from indicators.models import Category, CategorySet, Flag, Measurement, Round
from tests.factories.divisions import client_of
from tests.factories.entry import House, make_house

pytestmark = pytest.mark.django_db
GRID = {"for_what": "i-trygge", "first_year": "2021", "last_year": "2024"}


@pytest.fixture
def house() -> House:
    return make_house()


@pytest.fixture
def desk(house: House) -> Client:
    return client_of(house.secretary)


@pytest.fixture
def asked(house: House) -> Round:
    """A round that asks for two areas' safe residents in 2024."""
    made = Round.objects.create(
        name="Tryghed 2024",
        slug="tryghed-2024",
        slots=["2024"],
        opens_on=timezone.localdate(),
        deadline=timezone.localdate() + dt.timedelta(days=30),
    )
    made.indicators.add(house.safe.indicator)
    made.areas.add(*house.areas[:2])
    return made


def key(house: House, area: int = 0, slot: str = "2024", part: Category | None = None) -> str:
    tail = f"-{part.pk}" if part else ""
    return f"{house.safe.pk}-{house.areas[area].pk}-{slot}{tail}"


def send(client: Client, *cells: dict[str, Any]) -> dict[str, Any]:
    body = json.dumps({"writing": "antal", "cells": [{"seen": 0, **cell} for cell in cells]})
    answer = client.post(reverse("indicators:entry-cells"), body, content_type="application/json")
    assert answer.status_code == 200
    return answer.json()["cells"]


def test_each_cell_has_its_own_outcome(house, desk):
    told = send(
        desk,
        {"id": key(house), "first": "411", "second": "508"},
        {"id": key(house, 1), "first": "600", "second": "508"},
        {"id": key(house, 2), "first": "12"},
        {"id": key(house, 2, "2023"), "first": "født 010180-1234", "second": "2"},
        {"id": "9-9-2024", "first": "1"},
    )
    assert [one["status"] for one in told.values()] == [
        "saved", "refused", "waiting", "refused", "gone"
    ]  # fmt: skip
    assert Measurement.objects.get().numerator == 411
    assert "010180" not in json.dumps(told)


def test_a_block_costs_as_many_queries_as_a_cell(house, desk):
    cells = [
        {"id": key(house, area, str(year)), "first": "4", "second": "5"}
        for area in range(3)
        for year in range(2015, 2025)
    ]
    send(desk, cells[0])
    with CaptureQueriesContext(connection) as for_one:
        send(desk, cells[1])
    with CaptureQueriesContext(connection) as for_many:
        told = send(desk, *cells[2:])
    assert {one["status"] for one in told.values()} == {"saved"}
    assert len(for_many) <= len(for_one)
    assert {one["status"] for one in send(desk, *cells).values()} == {"unchanged"}
    assert Measurement.objects.count() == 30


@pytest.mark.parametrize(
    "body",
    [
        "x", "[]", "{}", '{"cells": [1]}', '{"cells": [{"id": "1-1-2024"}]}',
        '{"cells": [{"id": "1-1-2024", "seen": -1}]}',
        '{"cells": [{"id": "1-1-2024", "seen": 0, "back_to": "x"}]}',
        '{"cells": [{"id": "1-1-2024", "seen": 0, "first": "' + "1" * 61 + '"}]}',
        '{"writing": "frit", "cells": []}',
        '{"cells": [{"id": "1-1-2024", "seen": 0}, {"id": "1-1-2024", "seen": 0}]}',
        '{"cells": [' + ",".join(f'{{"id": "1-1-{n}", "seen": 0}}' for n in range(1001)) + "]}",
    ],
)  # fmt: skip
def test_what_is_no_list_of_cells_saves_nothing(desk, body):
    url = reverse("indicators:entry-cells")
    assert desk.post(url, body, content_type="application/json").status_code == 400
    assert not Measurement.objects.exists()


def test_a_round_shows_exactly_its_cells_and_how_far_it_is(house, desk, asked):
    send(desk, {"id": key(house), "first": "411", "second": "508"})
    url = reverse("indicators:entry") + "?indsamling=tryghed-2024"
    page = desk.get(url).content.decode()
    assert "1 af 2 udfyldt, frist" in page
    assert f'id="c-{key(house)}-1"' in page
    assert f'id="c-{key(house, 2)}-1"' not in page
    assert f'id="c-{key(house, 0, "2023")}-1"' not in page
    assert "Beboere" not in page
    left = desk.get(url + "&mangler=1").content.decode()
    assert f'id="c-{key(house)}-1"' not in left
    assert f'id="c-{key(house, 1)}-1"' in left
    assert desk.get(reverse("indicators:entry") + "?indsamling=findes-ikke").status_code == 404
    other = client_of(house.other_supplier).get(url).content.decode()
    assert f'id="c-{key(house)}-1"' not in other


def test_in_a_round_a_missing_figure_needs_a_reason_and_one_serves_many(house, desk, asked):
    cells = [{"id": key(house, area), "first": "M"} for area in (0, 1)]
    told = send(desk, *cells)
    assert {(one["status"], one["field"]) for one in told.values()} == {("asking", "comment")}
    assert not Measurement.objects.exists()
    told = send(desk, *({**cell, "comment": "Afdelingen svarede ikke"} for cell in cells))
    assert {one["status"] for one in told.values()} == {"saved"}
    assert {m.comment for m in Measurement.objects.all()} == {"Afdelingen svarede ikke"}
    assert send(desk, {"id": key(house, 2), "first": "M"})[key(house, 2)]["status"] == "saved"


def test_without_scripts_the_reason_stands_under_the_form(house, desk, asked):
    url = reverse("indicators:entry") + "?indsamling=tryghed-2024"
    fields = {"seen": "{}", f"c-{key(house)}-1": "M", f"c-{key(house)}-2": ""}
    refused = desk.post(url, fields)
    assert refused.status_code == 422
    assert "Skriv, hvorfor det mangler" in refused.content.decode()
    assert desk.post(url, {**fields, "reason": "Ikke talt endnu"}).status_code == 200
    assert Measurement.objects.get().comment == "Ikke talt endnu"


def test_an_earlier_figure_goes_back_as_a_new_version(house, desk):
    send(desk, {"id": key(house), "first": "411", "second": "508", "comment": "talt"})
    send(desk, {"id": key(house), "first": "114", "second": "508", "seen": 1})
    story = desk.get(reverse("indicators:entry-cell", args=key(house).split("-"))).content.decode()
    assert "Gå tilbage til denne" in story
    told = send(desk, {"id": key(house), "back_to": 1, "seen": 2})[key(house)]
    assert (told["status"], told["version"], told["lines"]) == ("saved", 3, ["411", "508"])
    assert Measurement.objects.get(version=3).comment == "talt"
    assert (
        send(desk, {"id": key(house), "back_to": 7, "seen": 3})[key(house)]["status"] == "refused"
    )
    assert (
        send(desk, {"id": key(house), "back_to": 2, "seen": 2})[key(house)]["status"] == "parallel"
    )


def test_before_the_first_figure_there_was_none(house, desk):
    send(desk, {"id": key(house), "first": "411", "second": "508"})
    told = send(desk, {"id": key(house), "back_to": 0, "seen": 1})[key(house)]
    assert (told["status"], told["state"]) == ("saved", "missing")
    undone = Measurement.objects.get(version=2)
    assert undone.correction.startswith("Fortrudt")
    assert undone.comment == "", "nobody said why it is missing"


def test_a_published_figure_is_corrected_with_a_reason(house, desk):
    send(desk, {"id": key(house), "first": "411", "second": "508"})
    Measurement.objects.update(workflow="published")
    change = {"id": key(house), "first": "412", "second": "508", "seen": 1}
    told = send(desk, change)[key(house)]
    assert (told["status"], told["field"]) == ("asking", "correction")
    told = send(desk, {**change, "correction": "Et svar var talt to gange"})[key(house)]
    assert told["status"] == "saved"
    assert Measurement.objects.get(version=2).correction == "Et svar var talt to gange"


@pytest.fixture
def sexes(house: House) -> list[Category]:
    """Safe residents are collected for women and men too."""
    kinds = CategorySet.objects.create(code="koen", name="Køn")
    house.safe.breakdowns.add(kinds)
    names = ("Kvinder", "Mænd")
    return [
        Category.objects.create(category_set=kinds, code=f"k{at}", name=name, position=at)
        for at, name in enumerate(names)
    ]


def test_parts_have_rows_and_are_checked_against_the_whole(house, desk, sexes):
    women, men = sexes
    page = desk.get(reverse("indicators:entry"), GRID).content.decode()
    assert f'id="c-{key(house, part=women)}-1"' in page
    assert "Mænd" in page
    send(
        desk,
        {"id": key(house), "first": "10", "second": "20"},
        {"id": key(house, part=women), "first": "6", "second": "11"},
    )
    assert not Flag.objects.exists(), "one part is still unknown"
    send(desk, {"id": key(house, part=men), "first": "5", "second": "9"})
    flag = Flag.objects.get()
    assert (flag.kind, flag.cell.category.code) == ("total", "total")
    page = desk.get(reverse("indicators:entry"), GRID).content.decode()
    assert "Køn: delene giver 11 tilsammen, men her står 10." in page
    assert "50,0 % · delene passer ikke" in page
    send(desk, {"id": key(house, part=men), "first": "4", "second": "9", "seen": 1})
    flag.refresh_from_db()
    assert flag.cleared_at is not None
    assert flag.cleared_by is None
    story = desk.get(reverse("indicators:entry-part", args=key(house, part=men).split("-")))
    assert "Område 1, Mænd, Trygge, 2024" in story.content.decode()


def test_a_part_that_is_not_collected_has_no_cell(house, desk, sexes):
    other = CategorySet.objects.create(code="alder", name="Alder")
    age = Category.objects.create(category_set=other, code="18", name="18-29 år")
    told = send(desk, {"id": key(house, part=age), "first": "1", "second": "2"})
    assert told[key(house, part=age)]["status"] == "gone"
