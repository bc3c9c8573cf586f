"""Forklar tallet by keyboard: beside the page, in the address, and back again."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.factories.results import Published, aim, published, reader
from tests.journeys.test_pages_axe import WIDTHS, complaints, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = [
    "/indikatorer/indikator-0/forklar/omraade-0/afstandens-aendring/",
    "/indikatorer/indikator-0/forklar/omraade-0/aendring/",
    "/indikatorer/indikator-0/forklar/omraade-0/vurdering/",
    "/saadan-regner-vi/",
]


@pytest.fixture
def shown(live_server: Any) -> Published:
    made = published(areas=2, indicators=2)
    aim(made.definitions[0], made.areas[0], 90)
    return made


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_explanations_and_methods_are_for_everybody(
    quiet: Page, axe: Any, live_server: Any, shown: Any, width: int, scheme: Any
) -> None:
    quiet.emulate_media(color_scheme=scheme)
    quiet.set_viewport_size({"width": width, "height": 800})
    sign_in(quiet, reader(), live_server.url)
    assert complaints(quiet, axe, live_server.url, PAGES) == {}


@pytest.mark.parametrize("width", WIDTHS)
def test_it_opens_beside_the_page_and_closes_where_it_was_opened(
    quiet: Page, axe: Any, live_server: Any, shown: Any, width: int
) -> None:
    quiet.set_viewport_size({"width": width, "height": 800})
    sign_in(quiet, reader(), live_server.url)
    quiet.goto(f"{live_server.url}/omraader/omraade-0/")
    folded = quiet.locator(".card-fold:not([open]) > summary")
    if folded.count():  # a phone folds the cards that ask for nothing
        folded.first.press("Enter")
    link = quiet.locator("main a[href*='/forklar/']:visible").first
    address = link.get_attribute("href")
    link.focus()
    quiet.keyboard.press("Enter")
    panel = quiet.get_by_role("dialog")
    expect(panel).to_be_visible()
    expect(panel.get_by_role("heading", level=2).first).to_be_focused()
    assert quiet.url.endswith(address or "?")
    assert axe(quiet) == []
    panel.locator("tbody a").first.click()  # one input's own explanation, in the same place
    quiet.wait_for_url(lambda url: not url.endswith(address or "?"))
    quiet.go_back()
    quiet.wait_for_url(lambda url: url.endswith(address or "?"))
    expect(panel).to_be_visible()
    quiet.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(link).to_be_focused()
    quiet.wait_for_url(f"{live_server.url}/omraader/omraade-0/")
    quiet.go_forward()
    expect(panel).to_be_visible()
    quiet.reload()  # the address alone is a page
    expect(quiet.get_by_role("heading", level=1)).to_be_visible()
    expect(panel).to_be_hidden()


def test_without_scripts_the_link_leads_to_the_page(
    browser: Any, live_server: Any, shown: Any
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, reader(), live_server.url)
    page.goto(f"{live_server.url}/omraader/omraade-0/")
    page.locator("main a[href*='/forklar/']:visible").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert "/forklar/" in page.url
    context.close()
