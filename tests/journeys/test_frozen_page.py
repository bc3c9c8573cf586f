"""Locked evidence, wide and narrow: accessible, silent, with what became of its figures beside it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from indicators.services.recompute import groups as recompute
from tests.factories import frozen, people
from tests.factories.panels import correct

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LOOKS = [(1280, "light"), (390, "dark"), (320, "light")]


@pytest.fixture
def address(live_server: Any) -> str:
    """The locked evidence of one effect in two areas; one of its figures was corrected since."""
    made = frozen.many_years()
    review = frozen.locked(made, "a", "b")
    correct(made, "a", "2024", (140, 400))
    recompute.drain()
    return f"{live_server.url}/opfoelgninger/{review.pk}/laast-grundlag/"


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_the_page_of_locked_evidence(
    quiet: Page, axe: Any, address: str, width: int, scheme: Any
) -> None:
    client = Client()
    client.force_login(people.seated_user("group"))
    cookies = [{"name": n, "value": c.value, "url": address} for n, c in client.cookies.items()]
    quiet.context.add_cookies(cookies)
    quiet.emulate_media(color_scheme=scheme)
    quiet.set_viewport_size({"width": width, "height": 800})
    quiet.goto(address)
    expect(quiet.get_by_role("heading", name="Jobvejleder")).to_be_visible()
    expect(quiet.get_by_text("passer, kontrolleret nu")).to_be_visible()
    expect(quiet.get_by_role("cell", name="24,5 → 35,0").first).to_be_visible()
    assert axe(quiet) == []
    assert not quiet.evaluate("document.documentElement.scrollWidth > innerWidth")
