"""A fresh figure appears on an open dashboard without reloading, and disturbs nobody's reading."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import BrowserContext, Page, expect

from accounts.models import User
from indicators.services.recompute import groups as recompute
from tests.factories.panels import Site, correct, site
from tests.factories.results import Published, make_indicator, publish, published, reader

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SOON = 10_000  # ms; the page asks every three seconds


def sign_in(context: BrowserContext, user: User, url: str) -> None:
    client = Client()
    client.force_login(user)
    context.add_cookies(
        [{"name": n, "value": c.value, "url": url} for n, c in client.cookies.items()]
    )


@pytest.fixture
def counted(live_server: Any) -> Site:
    made = site(
        {
            "a": {"2022": (60, 200), "2023": (55, 200), "2024": (40, 200)},
            "b": {"2022": (50, 250), "2023": (50, 250), "2024": (50, 250)},
            "kommune": {"2022": (1000, 10000), "2023": (990, 10000), "2024": (960, 10000)},
        }
    )
    recompute.drain()
    return made


@pytest.fixture
def shown(live_server: Any) -> Published:
    """Results by hand; the first vision has an indicator that lies one click down."""
    made = published()
    goal = made.definitions[0].indicator.home_goal
    make_indicator(made, 5, goal=goal, is_front=False)
    return made


def test_a_corrected_figure_goes_all_the_way_to_an_open_dashboard(
    quiet: Page, live_server: Any, counted: Site
) -> None:
    sign_in(quiet.context, reader(), live_server.url)
    quiet.goto(f"{live_server.url}/omraader/a/")
    card = quiet.locator("[data-live=tal-uden-job]")
    expect(card.locator(".value__number")).to_have_text("20,0")
    before = card.locator(".gap__number").inner_text()

    correct(counted, "a", "2024", (30, 200))
    expect(card.get_by_text("beregnes", exact=True)).to_be_visible(timeout=SOON)
    expect(quiet.locator("[data-live-news]")).to_have_text("")

    recompute.drain()
    expect(card.locator(".value__number")).to_have_text("15,0", timeout=SOON)
    expect(card.locator(".gap__number")).not_to_have_text(before)
    expect(card.get_by_text("beregnes", exact=True)).to_have_count(0)
    expect(card).to_have_class("changed")
    news = quiet.locator("[data-live-news]")
    expect(news).to_have_text("Nye tal: Uden job, Område a")
    expect(news).to_have_attribute("role", "status")
    expect(card.locator(".passport")).to_contain_text("Prøveregister")


def test_focus_and_open_details_stay(quiet: Page, live_server: Any, shown: Published) -> None:
    sign_in(quiet.context, reader(), live_server.url)
    quiet.goto(f"{live_server.url}/omraader/omraade-0/")
    quiet.locator("details.more > summary").first.click()
    link = quiet.locator("[data-live=tal-indikator-0] h3 a")
    link.focus()
    publish(shown, shown.definitions[0], shift=2.0)
    card = quiet.locator("[data-live=tal-indikator-0]")
    expect(card.locator(".value__number")).to_have_text("83,4", timeout=SOON)
    expect(link).to_be_focused()
    expect(quiet.locator("details.more").first).to_have_attribute("open", "")
    expect(quiet.locator("[data-live=tal-indikator-2]")).not_to_have_class("changed")


@pytest.mark.parametrize(
    ("path", "part"),
    [
        ("/sammenligning/", "[data-live=raekke-indikator-0] .matrix__value >> nth=0"),
        ("/indikatorer/indikator-0/", "[data-live=tal-omraade-0] .value__number"),
    ],
)
def test_other_open_pages_move_too(
    quiet: Page, live_server: Any, shown: Published, path: str, part: str
) -> None:
    sign_in(quiet.context, reader(), live_server.url)
    quiet.goto(live_server.url + path)
    expect(quiet.locator(part)).to_have_text("81,4")
    publish(shown, shown.definitions[0], shift=2.0)
    expect(quiet.locator(part)).to_have_text("83,4", timeout=SOON)
    expect(quiet.locator("[data-live-news]")).to_contain_text("Nye tal:")


def test_a_curve_is_drawn_anew(quiet: Page, live_server: Any, shown: Published) -> None:
    sign_in(quiet.context, reader(), live_server.url)
    quiet.goto(f"{live_server.url}/indikatorer/indikator-0/")
    quiet.locator("[data-chart]").scroll_into_view_if_needed()
    expect(quiet.locator("[data-chart][data-drawn]")).to_have_count(1)
    publish(shown, shown.definitions[0], shift=2.0)
    summary = quiet.locator("#kurve figcaption")
    expect(summary).to_contain_text("til 83,4 i 2025", timeout=SOON)
    quiet.locator("[data-chart]").scroll_into_view_if_needed()
    expect(quiet.locator("[data-chart][data-drawn]")).to_have_count(1)


def test_who_was_signed_out_is_told(quiet: Page, live_server: Any, shown: Published) -> None:
    sign_in(quiet.context, reader(), live_server.url)
    quiet.goto(f"{live_server.url}/omraader/omraade-0/")
    quiet.context.clear_cookies()
    expect(quiet.locator("[data-live-news]")).to_contain_text("Log ind igen", timeout=SOON)
    expect(quiet.locator(".value__number").first).to_have_text("81,4")
