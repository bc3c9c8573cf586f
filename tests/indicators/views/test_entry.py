"""The entry pages by plain HTTP: who gets in, what one cell answers."""

from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from indicators.models import Measurement
from tests.factories.entry import House, make_house

pytestmark = pytest.mark.django_db
GRID = {"for_what": "i-trygge", "first_year": "2021", "last_year": "2024"}


@pytest.fixture
def house() -> House:
    return make_house()


@pytest.fixture
def desk(house: House) -> Client:
    """The secretary's browser."""
    client = Client()
    client.force_login(house.secretary)
    return client


def url(house: House, *, slot: str = "2024", area: int = 0) -> str:
    return reverse("indicators:entry-cell", args=[house.safe.pk, house.areas[area].pk, slot])


def test_a_cell_saves_itself_and_says_so(house, desk):
    answer = desk.post(url(house), {"first": "411", "second": "508", "seen": 0})
    assert answer.status_code == 200
    told = answer.json()
    assert (told["status"], told["version"], told["lines"]) == ("saved", 1, ["411", "508"])
    assert told["note"] == "80,9 %"
    assert told["by"] == "sekretaer"
    assert Measurement.objects.get().numerator == 411


def test_the_grid_shows_what_was_saved(house, desk):
    desk.post(url(house), {"first": "411", "second": "508", "seen": 0})
    page = desk.get(reverse("indicators:entry"), GRID)
    assert page.status_code == 200
    body = page.content.decode()
    assert f'id="c-{house.safe.pk}-{house.areas[0].pk}-2024-1"' in body
    assert 'value="411"' in body
    assert 'value="508"' in body
    assert "80,9 %" in body


def test_whole_page_saves_without_javascript_and_keeps_what_was_refused(house, desk):
    first, second = (f"{house.safe.pk}-{area.pk}-2024" for area in house.areas[:2])
    fields = {
        "seen": f'{{"{first}": 0, "{second}": 0}}',
        f"c-{first}-1": "411", f"c-{first}-2": "508", f"c-{second}-1": "600", f"c-{second}-2": "500",
    }  # fmt: skip
    page = desk.post(reverse("indicators:entry") + "?" + urlencode(GRID), fields)
    body = page.content.decode()
    assert page.status_code == 422
    assert [m.numerator for m in Measurement.objects.all()] == [411]
    assert "1 celle er gemt." in body
    assert "Delen (600) er større end helheden (500)" in body
    assert 'value="600"' in body
    assert f'href="#c-{second}-1"' in body


def test_page_leaves_alone_what_its_reader_did_not_touch(house, desk):
    cell = f"{house.safe.pk}-{house.areas[0].pk}-2024"
    desk.post(url(house), {"first": "411", "second": "508", "seen": 0})
    desk.post(url(house), {"first": "412", "second": "508", "seen": 1})
    old_page = {"seen": f'{{"{cell}": 1}}', f"c-{cell}-1": "411", f"c-{cell}-2": "508"}
    address = reverse("indicators:entry") + "?" + urlencode(GRID)
    assert "ingen ændringer" in desk.post(address, old_page).content.decode()
    edited = desk.post(address, {**old_page, f"c-{cell}-1": "300"})
    assert edited.status_code == 422
    assert "skrev samtidig" in edited.content.decode()
    assert Measurement.objects.count() == 2
