"""The evidence of an intervention, wide and narrow: accessible, silent, and whole without its curves."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from effects.models import EffectVersion, ExpectedEffect
from effects.services import markers
from indicators.services.recompute import groups as recompute
from tests.factories import people, programme
from tests.factories.panels import site

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LOOKS = [(1280, "light"), (390, "dark"), (320, "light")]
YEARS = range(2015, 2024)
SERIES = {
    "a": [160, 164, 158, 161, 159, 130, 126, 128, 124],
    "b": [120, 123, 119, 122, 121, 120, 122, 119, 121],
    "c": [101, 99, 102, 98, 100, 101, 99, 100, 102],
    "kommune": [1500] * 9,
}


@pytest.fixture
def address(live_server: Any) -> str:
    """One expected effect in one area, and one (of the distance) in two: curve and small curves."""
    made = site(
        {
            slug: {
                str(year): (count, 9000 if slug == "kommune" else 400)
                for year, count in zip(YEARS, counts, strict=True)
            }
            for slug, counts in SERIES.items()
        }
    )
    effort = programme.running("Jobvejleder")
    for number, (slugs, measure) in enumerate([("a", "level"), ("bc", "gap")], 1):
        effect = ExpectedEffect.objects.create(
            intervention=effort, indicator=made.definition.indicator, number=number
        )
        version = EffectVersion.objects.create(
            effect=effect, number=1, measure=measure, direction="fall", size=4.0,
            earliest_on=dt.date(2021, 1, 1), latest_on=dt.date(2024, 12, 31), why="Fordi",
            written_on=dt.date(2019, 12, 1),
        )  # fmt: skip
        version.areas.set([made.areas[slug] for slug in slugs])
    markers.settle()
    recompute.drain()
    return f"{live_server.url}/indsatser/{effort.slug}/grundlag/"


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_the_page_of_evidence(quiet: Page, axe: Any, address: str, width: int, scheme: Any) -> None:
    client = Client()
    client.force_login(people.seated_user("board"))
    cookies = [{"name": n, "value": c.value, "url": address} for n, c in client.cookies.items()]
    quiet.context.add_cookies(cookies)
    quiet.emulate_media(color_scheme=scheme)
    quiet.set_viewport_size({"width": width, "height": 800})
    quiet.goto(address)
    expect(quiet.get_by_role("heading", name="Jobvejleder")).to_be_visible()
    expect(quiet.locator("svg.multiple")).to_have_count(2)
    expect(quiet.get_by_text("Forventningen er, at andelen i Område a falder")).to_be_visible()
    assert axe(quiet) == []
    assert not quiet.evaluate("document.documentElement.scrollWidth > innerWidth")
