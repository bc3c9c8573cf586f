"""States that a page only reaches by use: refused, in conflict, under way, without access."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from accounts.models import User
from partnership.models import Body, Organisation, Ownership, Person, Seat
from tests.factories.entry import House, make_house

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
GRID = "/indberetning/?for_what=i-beboere&first_year=2023&last_year=2024&writing=antal"
REFUSED = "område;indikator;periode;værdi\nFindes ikke;beboere;2023;4\nOmråde 1;beboere;2023;-4\n"


@pytest.fixture
def house(live_server: Any) -> House:
    """The secretary is an administrator too; one area is owned, one body can be changed."""
    house = make_house()
    organisation = Organisation.objects.get(slug="kommune")
    Seat.objects.create(
        person=Person.objects.get(user=house.secretary),
        organisation=organisation,
        role="administrator",
        starts_on="2020-01-01",
    )
    Ownership.objects.create(organisation=organisation, area=house.areas[0])
    return house


@pytest.fixture(params=[1280, 320])
def page_of(
    request: pytest.FixtureRequest, quiet: Page, house: House, live_server: Any
) -> tuple[Page, str]:
    """A signed-in page of that width, and the address of its site."""
    quiet.set_viewport_size({"width": request.param, "height": 800})
    sign_in(quiet, house.secretary, live_server.url)
    return quiet, live_server.url


def sign_in(page: Page, user: User, url: str) -> None:
    client = Client()
    client.force_login(user)
    page.context.add_cookies(
        [{"name": n, "value": c.value, "url": url} for n, c in client.cookies.items()]
    )


def is_fine(page: Page, axe: Any) -> None:
    """Accessible, and within its width."""
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_pages_of_one_thing(page_of: tuple[Page, str], axe: Any, house: House) -> None:
    page, url = page_of
    person = Person.objects.get(user=house.supplier)
    office = Body.objects.get(slug="sekretariatet")
    for path in (
        "komgodtigang/",
        f"personer/{person.pk}/ret/",
        f"pladser/{Seat.objects.get(person=person).pk}/afslut/",
        f"ejerskaber/{Ownership.objects.get().pk}/afslut/",
        f"organer/{office.slug}/ret/",
        f"brugere/{house.supplier.pk}/deaktiver/",
        "pladser/?vis=tidligere",
    ):
        page.goto(f"{url}/administration/{path}")
        is_fine(page, axe)
    for path in ("", "afslut/"):
        page.goto(f"{url}/partnerskab/organer/{office.slug}/{path}")
        is_fine(page, axe)


@pytest.mark.parametrize("width", [1280, 320])
def test_refused_rows_of_a_file(
    page: Page, axe: Any, house: House, live_server: Any, width: int
) -> None:
    """The browser itself notes a refused page in its console, so that one is not held quiet."""
    page.set_viewport_size({"width": width, "height": 800})
    url = live_server.url
    sign_in(page, house.secretary, url)
    page.goto(f"{url}/indberetning/import/")
    file = {"name": "tal.csv", "mimeType": "text/csv", "buffer": REFUSED.encode()}
    page.set_input_files("input[type=file]", file)  # type: ignore[arg-type]
    page.get_by_role("button", name="Læs filen").click()
    expect(page.get_by_text("Intet er indlæst")).to_be_visible()
    is_fine(page, axe)


def test_two_windows_on_one_figure_and_its_story(
    page_of: tuple[Page, str], axe: Any, house: House
) -> None:
    page, url = page_of
    cell = f"{house.people.pk}-{house.areas[0].pk}-2024"
    other = page.context.new_page()
    for window in (page, other):
        window.goto(url + GRID)
    for window, figure in ((other, "412"), (page, "300")):
        window.fill(f"#c-{cell}-1", figure)
        window.keyboard.press("Enter")
        expect(window.locator("#grid-status")).not_to_be_empty()
    expect(page.locator("#grid-troubled")).to_contain_text("Du skrev 300")
    is_fine(page, axe)
    page.goto(f"{url}/indberetning/celle/{cell.replace('-', '/')}/")
    is_fine(page, axe)


def test_two_windows_on_one_organisation(page_of: tuple[Page, str], axe: Any) -> None:
    page, url = page_of
    other = page.context.new_page()
    for window in (page, other):
        window.goto(f"{url}/administration/organisationer/politi/ret/")
    for window, name in ((other, "Politikredsen"), (page, "Politiet")):
        window.get_by_label("Navn", exact=True).fill(name)
        window.locator("main form .button").first.click()
    expect(page.get_by_text("To rettelser af det samme")).to_be_visible()
    is_fine(page, axe)


def test_a_full_computation_under_way(page_of: tuple[Page, str], axe: Any) -> None:
    page, url = page_of
    page.goto(f"{url}/administration/beregninger/")
    page.get_by_role("button", name="Beregn alle tal igen").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    is_fine(page, axe)


@pytest.mark.parametrize("width", [1280, 320])
def test_a_signed_in_person_without_a_seat(
    page: Page, axe: Any, house: House, live_server: Any, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    Seat.objects.filter(person__user=house.supplier).update(ends_on="2020-02-01")
    sign_in(page, house.supplier, live_server.url)
    page.goto(live_server.url + "/partnerskab/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Du har ingen plads i dag")
    is_fine(page, axe)
