"""The comparison by keyboard alone: choose what to compare with, read on, reach an explanation."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from indicators.models import Result
from tests.factories.results import Published, publish, published, reader

SOON = 10_000  # ms; the page asks every three seconds
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def site(live_server: Any) -> Published:
    """A published site whose areas can be held against the municipality as well."""
    made = published(indicators=4)
    for row in Result.objects.filter(is_default=True):
        row.pk, row.comparator, row.is_default = None, "municipality", False
        row.estimate = (row.estimate or 0.0) - 1
        row.save()
    return made


@pytest.fixture
def signed_in(quiet: Page, live_server: Any, site: Published) -> Page:
    """A board member's browser."""
    client = Client()
    client.force_login(reader())
    quiet.context.add_cookies(
        [{"name": n, "value": c.value, "url": live_server.url} for n, c in client.cookies.items()]
    )
    return quiet


def test_the_comparator_is_chosen_and_a_cell_explained_without_a_mouse(
    signed_in: Page, live_server: Any
) -> None:
    page = signed_in
    page.goto(f"{live_server.url}/sammenligning/")
    page.get_by_label("Sammenlignes med").focus()
    page.keyboard.press("ArrowDown")
    button = page.get_by_role("button", name="Vis")
    for _step in range(8):
        page.keyboard.press("Tab")
        if button.evaluate("element => element === document.activeElement"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**sammenlign=kommunen**")
    expect(page.get_by_label("Sammenlignes med")).to_have_value("kommunen")
    region = page.get_by_role("region", name="Seneste tal for hvert område")
    region.focus()
    expect(region).to_be_focused()
    page.keyboard.press("Tab")
    expect(region.get_by_role("link").first).to_be_focused()
    link = region.get_by_role(
        "link", name=re.compile("Forklar tallet.*Tryg i nabolaget, Område 0")
    ).first
    assert "/forklar" in (link.get_attribute("href") or "")


def test_small_curves_come_when_they_are_scrolled_to_and_again_with_new_figures(
    signed_in: Page, live_server: Any
) -> None:
    page = signed_in
    page.goto(f"{live_server.url}/sammenligning/")
    assert page.locator("svg.multiple").count() == 0
    page.locator("#kurver").scroll_into_view_if_needed()
    page.mouse.wheel(0, 3000)
    expect(page.locator("svg.multiple")).to_have_count(4)
    figure = page.locator("figure.multiple-card").first
    figure.get_by_text("Tabel").first.click()
    expect(figure.get_by_role("table")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 390])
def test_head_and_first_column_stay_while_the_matrix_is_scrolled(
    signed_in: Page, live_server: Any, width: int
) -> None:
    page = signed_in
    page.set_viewport_size({"width": width, "height": 500})
    page.goto(f"{live_server.url}/sammenligning/")
    row = page.locator('[data-live="raekke-indikator-1"]')
    row.evaluate("element => element.scrollIntoView({ block: 'start' })")
    page.wait_for_timeout(200)
    if width == 1280:
        assert page.locator("thead th").first.bounding_box()["y"] < 80  # type: ignore[index]
        assert page.locator("thead th").first.bounding_box()["y"] >= 0  # type: ignore[index]
    else:  # on a phone each figure carries the head of its column
        cell = page.locator("td[data-head]").first
        assert "Område 0" in cell.evaluate("e => getComputedStyle(e, '::before').content")


def test_new_figures_reach_an_open_comparison_and_its_curves(
    signed_in: Page, live_server: Any, site: Published
) -> None:
    page = signed_in
    page.goto(f"{live_server.url}/sammenligning/?sammenlign=kommunen")
    row = page.locator('[data-live="raekke-indikator-0"]')
    expect(row).to_contain_text("81,4")
    page.locator("#kurver").scroll_into_view_if_needed()
    page.mouse.wheel(0, 3000)
    expect(page.locator("#kurve-indikator-0")).to_contain_text("81,4")
    publish(site, site.definitions[0], shift=1)
    expect(row).to_contain_text("82,4", timeout=SOON)
    expect(page.locator("#kurve-indikator-0")).to_contain_text("82,4", timeout=SOON)
    assert "sammenlign=kommunen" in page.url
