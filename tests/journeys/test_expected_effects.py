"""Writing what an intervention should move, in a real browser: by keyboard alone, told as one types."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect

from effects.models import Evaluation
from effects.services import evaluations
from partnership.models import Intervention
from tests.factories import people, programme
from tests.factories.results import published

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LOOKS = [(1280, "light"), (320, "dark")]


@pytest.fixture
def office(quiet: Page, live_server: Any) -> Page:
    """The secretariat's browser, at a site with a proposed intervention in two areas."""
    site = published(areas=3, indicators=1)
    programme.intervention("Aftenvagter").areas.set(site.areas[:2])
    client = Client()
    client.force_login(people.seated_user("secretariat"))
    cookies = [
        {"name": n, "value": c.value, "url": live_server.url} for n, c in client.cookies.items()
    ]
    quiet.context.add_cookies(cookies)
    return quiet


def test_an_effect_is_written_by_keyboard_and_says_at_once_whether_it_can_be_seen(
    office: Page, live_server: Any
) -> None:
    slug = Intervention.objects.get().slug
    office.goto(f"{live_server.url}/indsatser/{slug}/forventede-effekter/ny/")
    choice = office.get_by_label("Hvilken indikator skal flytte sig?")
    choice.focus()
    choice.select_option(index=1)
    office.keyboard.press("Tab")
    office.keyboard.press("Enter")
    office.get_by_label("Hvor meget, i procentpoint?").focus()
    office.keyboard.type("3,5")
    office.keyboard.press("Tab")
    expect(office.get_by_text("en stigning på 3,5 procentpoint")).to_be_visible()
    day = timezone.localdate()
    for years in (1, 3):
        later = day.replace(year=day.year + years, day=1)
        office.keyboard.type(f"1.{later.month}.{later.year}")
        office.keyboard.press("Tab")
    office.keyboard.type("Det er set i andre boligområder.")
    office.keyboard.press("Tab")
    office.keyboard.press("Tab")
    office.keyboard.press("Enter")
    expect(office.get_by_role("heading", name="Hvad vi tror")).to_be_visible()
    expect(office.get_by_text("stiger 3,5 procentpoint i Område 0 og Område 1")).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_every_page_is_open_to_all(
    office: Page, axe: Any, live_server: Any, width: int, scheme: Any
) -> None:
    today = timezone.localdate()
    found = Intervention.objects.get()
    for year, first in ((today.year, today), (today.year - 1, today - dt.timedelta(days=400))):
        Evaluation.objects.create(
            year=year, question="Giver det mere?", opens_on=first,
            closes_on=first + dt.timedelta(days=9),
        )  # fmt: skip
    evaluations.close_due()
    office.emulate_media(color_scheme=scheme)
    office.set_viewport_size({"width": width, "height": 800})
    start = f"/indsatser/{found.slug}/forventede-effekter/ny/"
    for path in (
        start, f"{start}?indikator=indikator-0", "/partnerskab/selvevaluering/",
        f"/partnerskab/selvevaluering/{today.year}/", "/partnerskab/selvevaluering/ny/",
    ):  # fmt: skip
        office.goto(live_server.url + path)
        assert axe(office) == [], path
        assert not office.evaluate("document.documentElement.scrollWidth > innerWidth"), path
    office.goto(f"{live_server.url}{start}?indikator=indikator-0")
    office.get_by_label("Hvor meget, i procentpoint?").fill("2")
    office.get_by_role("button", name="Gem").click()
    expect(office.get_by_text("Der er noget, der skal rettes")).to_be_visible()
    assert axe(office) == []
    day = today + dt.timedelta(days=400)
    for label in ("Tidligst", "Senest"):
        office.get_by_label(label, exact=True).fill(f"{day:%d.%m.%Y}")
    office.get_by_label("Hvorfor tror vi på det?").fill("Fordi.")
    office.get_by_role("button", name="Gem").click()
    expect(office.get_by_role("heading", name="Hvad vi tror")).to_be_visible()
    assert axe(office) == []
    assert not office.evaluate("document.documentElement.scrollWidth > innerWidth")
    for part in ("ret/", "traek/"):
        office.goto(f"{live_server.url}/indsatser/{found.slug}/forventede-effekter/1/{part}")
        assert axe(office) == [], part
