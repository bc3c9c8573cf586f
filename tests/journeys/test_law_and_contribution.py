"""The law's criteria, areas close to a threshold and efforts: by browser, by keyboard, accessible."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from accounts.models import User
from areas.models import Area
from indicators.models import EventMarker, OriginStatement, Relocation
from indicators.services.recompute import groups as recompute
from tests.factories import people
from tests.factories.panels import site
from tests.factories.statutory import full, log, moved, statutory_site

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LOOKS = [(1280, "light"), (390, "dark"), (320, "light")]
YEARS = range(2015, 2024)
SERIES = {
    "a": [160, 164, 158, 161, 159, 130, 126, 128, 124],
    "b": [120, 123, 119, 122, 121, 120, 122, 119, 121],
    "c": [101, 99, 102, 98, 100, 101, 99, 100, 102],
    "kommune": [1500] * 9,
}


def sign_in(page: Page, user: User, url: str) -> None:
    client = Client()
    client.force_login(user)
    page.context.add_cookies(
        [{"name": n, "value": c.value, "url": url} for n, c in client.cookies.items()]
    )


def look(page: Page, width: int, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})


def faults(page: Page, axe: Any) -> list[str]:
    wrong: list[str] = axe(page)
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        wrong.append("scrolls sideways")
    return wrong


@pytest.fixture
def law(live_server: Any) -> None:
    """Two areas with every criterion, one of them close and going wrong, and an announced move."""
    made = statutory_site()
    log(Area.objects.get(kind="country"), "convicted", s2024=1.0, s2025=1.0)
    full(made.areas[0], outside_work=38.0)
    full(made.areas[1], outside_work=39.0, convicted=2.9)
    moved(made.areas[0], "outside_work", "back")
    OriginStatement.objects.create(
        area=made.areas[0], limit=30, is_over=True, list_on=dt.date(2025, 12, 1), source="Listen"
    )
    Relocation.objects.create(
        from_area=made.areas[0], to_area=made.areas[1], households=60, residents=140,
        starts_on=dt.date(2027, 5, 1), announced_on=dt.date(2026, 5, 12), source="Planen",
    )  # fmt: skip


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_the_laws_criteria(
    quiet: Page, axe: Any, live_server: Any, law: None, width: int, scheme: str
) -> None:
    look(quiet, width, scheme)
    sign_in(quiet, people.seated_user("board", sees_restricted=True), live_server.url)
    for path in ("/lovkrav/", "/lovkrav/?liste=2025", "/lovkrav/taet-paa/?afstand=20"):
        quiet.goto(live_server.url + path)
        assert faults(quiet, axe) == [], path


def test_from_the_area_to_a_threshold_by_keyboard(quiet: Page, live_server: Any, law: None) -> None:
    sign_in(quiet, people.seated_user("board", sees_restricted=True), live_server.url)
    quiet.goto(live_server.url + "/omraader/omraade-0/")
    quiet.get_by_role("link", name="Lovens kriterier (egen beregning)").focus()
    quiet.keyboard.press("Enter")
    expect(quiet.get_by_role("heading", level=1)).to_have_text(
        "Egen beregning – ikke den officielle liste"
    )
    assert quiet.url.endswith("#omraade-0")
    quiet.get_by_role("link", name="Områder tæt på en grænse").focus()
    quiet.keyboard.press("Enter")
    quiet.get_by_role("link", name="inden for 20 pct.").focus()
    quiet.keyboard.press("Enter")
    quiet.wait_for_url("**/*afstand=20*")
    quiet.get_by_label("Beboere pr. husstand, hvor antallet ikke er oplyst").fill("2,1")
    quiet.keyboard.press("Enter")
    quiet.wait_for_url("**/*beboere=2*")
    assert "afstand=20" in quiet.url


def efforts() -> EventMarker:
    made = site(
        {
            slug: {
                str(year): (count, 9000 if slug == "kommune" else 400)
                for year, count in zip(YEARS, counts, strict=True)
            }
            for slug, counts in SERIES.items()
        }
    )
    event = EventMarker.objects.create(
        kind="effort", title="Jobvejleder", happened_on=dt.date(2020, 1, 1), area=made.areas["a"],
        indicator=made.definition.indicator, described_on=dt.date(2019, 11, 1),
    )  # fmt: skip
    recompute.drain()
    return event


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_an_effort(quiet: Page, axe: Any, live_server: Any, width: int, scheme: str) -> None:
    event = efforts()
    look(quiet, width, scheme)
    sign_in(quiet, people.seated_user("board"), live_server.url)
    quiet.goto(live_server.url + "/bidrag/")
    assert faults(quiet, axe) == []
    quiet.get_by_role("link", name="Jobvejleder").focus()
    quiet.keyboard.press("Enter")
    quiet.wait_for_url(f"**/bidrag/{event.pk}/")
    expect(quiet.locator(".figure__canvas .main-svg").first).to_be_visible()
    assert faults(quiet, axe) == []
