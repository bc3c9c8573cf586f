"""Every page, wide and narrow: accessible, silent in the console, and asking only this site."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page

from accounts.models import User
from areas.models import Area
from indicators.models import OutboxEntry, Result
from partnership.models import Body, Organisation, Person, Seat
from tests.factories.results import Published, aim, published, reader

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDTHS = [1280, 320]
NOTHING = {
    "estimate": None, "lower": None, "upper": None, "lower_998": None, "upper_998": None,
    "n": None, "verdict": "", "certainty": "",
}  # fmt: skip

READERS_PAGES = [
    "/",
    "/omraader/",
    "/omraader/omraade-0/",
    "/omraader/omraade-1/",
    "/omraader/kommunen/",
    "/sammenligning/",
    "/sammenligning/?vision=v2",
    "/sammenligning/?sammenlign=kommunen&data=register",
    "/sammenligning/kurver/",
    "/sammenligning/kurver/?indikator=indikator-0",
    "/sammenligning/afstand/indikator-0/",
    "/sammenligning/afstand/indikator-4/?sammenlign=kommunen",
    "/indikatorer/",
    "/indikatorer/indikator-0/",
    "/indikatorer/indikator-0/?omraade=omraade-0",
    "/indikatorer/indikator-4/",
    "/partnerskab/",
    "/indstillinger/",
    "/adgangskode/skift/",
]
STAFF_PAGES = [
    "/",
    "/indberetning/",
    "/indberetning/?for_what=i-indikator-0&first_year=2022&last_year=2025&writing=",
    "/administration/",
    "/administration/organisationer/",
    "/administration/organisationer/opret/",
    "/administration/organisationer/bolig/",
    "/administration/organisationer/bolig/ret/",
    "/administration/organer/",
    "/administration/organer/opret/",
    "/administration/pladser/",
    "/administration/pladser/inviter/",
    "/administration/brugere/",
    "/administration/beregninger/",
]
OPEN_PAGES = [
    "/log-ind/",
    "/adgangskode/glemt/",
    "/konto/opret/",
    "/konto/lukket/",
]
ERRORS = {
    "/invitation/forkert/": 410,
    "/omraader/findes-ikke/": 404,
    "/administration/brugere/": 403,
}


def sign_in(page: Page, user: User, url: str) -> None:
    client = Client()
    client.force_login(user)
    page.context.add_cookies(
        [{"name": n, "value": c.value, "url": url} for n, c in client.cookies.items()]
    )


@pytest.fixture
def shown(live_server: Any) -> Published:
    """A site with a target, every state of a figure, a waiting computation and empty places."""
    made = published(indicators=7)
    aim(made.definitions[0], made.areas[0], 90)
    states = ["missing", "suppressed", "suppressed_by_source", "not_released", "not_relevant"]
    for definition, state in zip(made.definitions[1:], states, strict=False):
        Result.objects.filter(definition=definition, area=made.areas[1]).update(
            state=state, **NOTHING
        )
    Result.objects.filter(definition=made.definitions[4]).delete()
    Result.objects.filter(definition=made.definitions[0], statement="gap_change").update(
        verdict="widened"
    )
    OutboxEntry.objects.create(group=made.definitions[3].indicator.group, reason="prøve")
    return made


def staff() -> User:
    """A secretary who is an administrator too."""
    office = Body.objects.create(kind="secretariat", name="Sekretariatet", slug="sekretariatet")
    user = reader("stab@test.dk", body=office, role="secretariat")
    Seat.objects.create(
        person=Person.objects.get(user=user),
        organisation=Organisation.objects.get(slug="prove"),
        role="administrator",
        starts_on="2020-01-01",
    )
    return user


def complaints(page: Page, axe: Any, url: str, paths: list[str]) -> dict[str, list[str]]:
    """What is wrong with each page: the checker's words, and sideways scrolling."""
    found = {}
    for path in paths:
        response = page.goto(url + path)
        wrong = axe(page)
        if response is None or response.status != 200:
            wrong.append(f"status {response.status if response else '?'}")
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wrong.append("scrolls sideways")
        if wrong:
            found[path] = wrong
    return found


@pytest.mark.parametrize("width", WIDTHS)
def test_pages_of_readers(quiet: Page, axe: Any, live_server: Any, shown: Any, width: int) -> None:
    quiet.set_viewport_size({"width": width, "height": 800})
    sign_in(quiet, reader(), live_server.url)
    assert complaints(quiet, axe, live_server.url, READERS_PAGES) == {}


@pytest.mark.parametrize("width", WIDTHS)
def test_pages_of_staff(quiet: Page, axe: Any, live_server: Any, shown: Any, width: int) -> None:
    quiet.set_viewport_size({"width": width, "height": 800})
    sign_in(quiet, staff(), live_server.url)
    assert complaints(quiet, axe, live_server.url, STAFF_PAGES) == {}


@pytest.mark.parametrize("width", WIDTHS)
def test_pages_without_sign_in(quiet: Page, axe: Any, live_server: Any, width: int) -> None:
    quiet.set_viewport_size({"width": width, "height": 800})
    assert complaints(quiet, axe, live_server.url, OPEN_PAGES) == {}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_an_empty_site_and_the_dark(
    quiet: Page, axe: Any, live_server: Any, width: int, scheme: Any
) -> None:
    published(areas=1, indicators=0)
    Area.objects.filter(kind="area").update(slug="omraade-0")
    quiet.emulate_media(color_scheme=scheme)
    quiet.set_viewport_size({"width": width, "height": 800})
    sign_in(quiet, reader(), live_server.url)
    paths = ["/", "/omraader/", "/omraader/omraade-0/", "/sammenligning/", "/indikatorer/"]
    assert complaints(quiet, axe, live_server.url, paths) == {}


@pytest.mark.parametrize("width", WIDTHS)
def test_pages_that_refuse(page: Page, axe: Any, live_server: Any, shown: Any, width: int) -> None:
    """The browser itself notes a refused page in its console, so that one is not held quiet."""
    page.set_viewport_size({"width": width, "height": 800})
    sign_in(page, reader(), live_server.url)
    for path, status in ERRORS.items():
        response = page.goto(live_server.url + path)
        assert response is not None
        assert response.status == status
        assert axe(page) == []
