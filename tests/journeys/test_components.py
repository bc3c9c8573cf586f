"""The components in a real browser: wide and narrow, light and dark, with and without scripts."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from partnership.models import Body, Organisation
from tests.factories.entry import make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def reader(live_server: Any) -> list[dict[str, Any]]:
    """The cookies of a signed-in member."""
    organisation = Organisation.objects.create(name="Prøve Bolig", slug="prove", kind="housing")
    body = Body.objects.create(name="Partnerskabet", slug="bestyrelsen", kind="board")
    user = make_user("laeser@test.dk", organisation=organisation, body=body, role="member")
    client = Client()
    client.force_login(user)
    return [
        {"name": name, "value": cookie.value, "url": live_server.url}
        for name, cookie in client.cookies.items()
    ]


def draw_all(page: Page) -> None:
    for place in range(page.locator("[data-chart]").count()):
        page.locator("[data-chart]").nth(place).scroll_into_view_if_needed()
    expect(page.locator("[data-chart][data-drawn]")).to_have_count(2)


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everything_is_accessible_quiet_and_within_the_page(
    quiet: Page, axe: Any, live_server: Any, reader: Any, width: int, scheme: Any
) -> None:
    quiet.context.add_cookies(reader)
    quiet.set_viewport_size({"width": width, "height": 800})
    quiet.emulate_media(color_scheme=scheme)
    quiet.goto(f"{live_server.url}/komponenter/?name=")
    draw_all(quiet)
    assert axe(quiet) == []
    assert quiet.evaluate("document.documentElement.scrollWidth <= innerWidth")
    # nothing offers to send the figures away
    expect(
        quiet.locator(".modebar, [data-title*='cloud' i], [data-title*='Share' i]")
    ).to_have_count(0)


def test_a_chart_is_drawn_anew_in_the_colours_a_person_chooses(
    quiet: Page, live_server: Any, reader: Any
) -> None:
    quiet.context.add_cookies(reader)
    quiet.goto(f"{live_server.url}/komponenter/")
    draw_all(quiet)
    line = quiet.locator("[data-chart] .scatterlayer .js-line").last
    before = line.evaluate("element => element.style.stroke")
    quiet.locator(".account-menu > summary").click()
    quiet.locator(".account-menu button[value=dark]").click()
    expect(line).not_to_have_css("stroke", before)
    quiet.reload()
    expect(quiet.locator("html")).to_have_attribute("data-theme", "dark")


def test_a_saved_picture_needs_nothing_but_this_site(
    quiet: Page, live_server: Any, reader: Any
) -> None:
    quiet.context.add_cookies(reader)
    quiet.goto(f"{live_server.url}/komponenter/")
    draw_all(quiet)
    with quiet.expect_download() as download:
        quiet.locator("[data-save-chart]").first.click()
    assert download.value.suggested_filename == "tryg-i-nabolaget-eksempel.png"


def test_without_scripts_the_table_stands_open_and_the_phone_menu_opens(
    browser: Browser, live_server: Any, reader: Any
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    context.add_cookies(reader)
    page = context.new_page()
    page.goto(f"{live_server.url}/komponenter/")
    expect(page.locator(".figure__table table").first).to_be_visible()
    expect(page.locator(".figure__canvas").first).to_be_hidden()
    page.locator(".site-menu > summary").click()
    expect(page.locator(".site-menu nav")).to_be_visible()
    context.close()


@pytest.mark.parametrize("width", [1280, 320])
def test_the_sign_in_page_says_what_is_missing_and_where(
    quiet: Page, axe: Any, live_server: Any, width: int
) -> None:
    quiet.set_viewport_size({"width": width, "height": 800})
    quiet.goto(f"{live_server.url}/log-ind/")
    assert axe(quiet) == []
    quiet.get_by_role("button", name="Log ind").click()
    expect(quiet.locator("[data-error-summary]")).to_be_focused()
    assert axe(quiet) == []
    quiet.locator("[data-error-summary] a").first.click()
    expect(quiet.get_by_label("E-mail")).to_be_focused()
