"""A file's way in by keyboard, each step accessible and within its width."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from accounts.models import User
from indicators.models import Measurement, Source
from tests.factories.entry import House, make_house

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDE = "Kommune;2022;2023\nOmråde 1;70,5;71\nKommunen;80;..\nFremmedby;60;61\n"


@pytest.fixture
def house(live_server: Any) -> House:
    return make_house()


def sign_in(page: Page, user: User, url: str) -> None:
    client = Client()
    client.force_login(user)
    page.context.add_cookies(
        [{"name": n, "value": c.value, "url": url} for n, c in client.cookies.items()]
    )


def is_fine(page: Page, axe: Any) -> None:
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def press(page: Page, name: str) -> None:
    """A button by keyboard alone."""
    button = page.get_by_role("button", name=name)
    button.focus()
    expect(button).to_be_focused()
    page.keyboard.press("Enter")


@pytest.mark.parametrize("width", [1280, 320])
def test_a_table_is_explained_looked_at_taken_in_and_undone(
    quiet: Page, axe: Any, house: House, live_server: Any, width: int
) -> None:
    page, url = quiet, live_server.url
    page.set_viewport_size({"width": width, "height": 800})
    sign_in(page, house.secretary, url)
    page.goto(f"{url}/indberetning/import/")
    is_fine(page, axe)
    file = {"name": "tabel.csv", "mimeType": "text/csv", "buffer": WIDE.encode()}
    page.set_input_files("input[type=file]", file)  # type: ignore[arg-type]
    page.get_by_label("Hvor kommer tallene fra?").select_option(str(Source.objects.get().pk))
    press(page, "Læs filen")
    expect(page.get_by_text("Det mangler vi at vide")).to_be_visible()
    is_fine(page, axe)
    page.get_by_label("Hvilken indikator er tallene for?").select_option(label="Trygge")
    page.get_by_label("Hvad betyder ..?").select_option("M")
    press(page, "Prøv filen")
    expect(page.get_by_role("heading", name="Det vil ske")).to_be_visible()
    expect(page.get_by_role("heading", name="Navne, vi ikke kender")).to_be_visible()
    is_fine(page, axe)
    press(page, "Indlæs tallene")
    expect(page.get_by_text("Tilstand: indlæst")).to_be_visible()
    is_fine(page, axe)
    assert Measurement.objects.count() == 4
    page.get_by_role("link", name="Fortryd filen").click()
    is_fine(page, axe)
    press(page, "Fortryd filen")
    expect(page.get_by_text("Sat tilbage")).to_be_visible()
    is_fine(page, axe)
    assert Measurement.objects.filter(state="missing").count() == 5


@pytest.mark.parametrize("width", [1280, 320])
def test_a_file_on_its_way_and_a_refused_one(
    quiet: Page, axe: Any, house: House, live_server: Any, settings: Any, width: int
) -> None:
    settings.IMPORT_AT_ONCE_BYTES = 10
    page, url = quiet, live_server.url
    page.set_viewport_size({"width": width, "height": 800})
    sign_in(page, house.secretary, url)
    page.goto(f"{url}/indberetning/import/")
    file = {"name": "tabel.csv", "mimeType": "text/csv", "buffer": WIDE.encode()}
    page.set_input_files("input[type=file]", file)  # type: ignore[arg-type]
    press(page, "Læs filen")
    expect(page.get_by_role("progressbar")).to_be_visible()
    is_fine(page, axe)
    press(page, "Stop")
    expect(page.get_by_text("Filen er kasseret. Intet er indlæst.")).to_be_visible()
    is_fine(page, axe)
    settings.IMPORT_AT_ONCE_BYTES = 1_000_000
    page.goto(f"{url}/indberetning/import/")
    file = {"name": "tal.pdf", "mimeType": "text/csv", "buffer": b"%PDF-1.4"}
    page.set_input_files("input[type=file]", file)  # type: ignore[arg-type]
    press(page, "Læs filen")
    expect(page.get_by_text("Filen er afvist. Intet er indlæst.")).to_be_visible()
    is_fine(page, axe)
