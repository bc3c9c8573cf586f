"""An area's distances on a phone and by keyboard: the essentials first, the rest one step down."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from indicators.models import Result
from tests.factories.results import Published, published, reader
from tests.journeys.conftest import Check
from tests.journeys.test_fresh import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 390, "height": 800}


@pytest.fixture
def area(live_server: Any, quiet: Page) -> Published:
    """In the first area the first indicator cannot be told of, and the last goes the wrong way."""
    made = published()
    here = Result.objects.filter(definition=made.definitions[0], area=made.areas[0])
    here.filter(statement__in=("change", "gap_change")).update(
        verdict="cannot_tell", reason="change_smaller_than_uncertainty"
    )
    last = Result.objects.filter(definition=made.definitions[2], area=made.areas[0])
    last.filter(statement="change").update(verdict="back")
    sign_in(quiet.context, reader(), live_server.url)
    return made


def test_the_lead_opens_the_list_of_what_cannot_be_told_and_its_names_are_explained(
    quiet: Page, live_server: Any, area: Published, axe: Check
) -> None:
    quiet.goto(f"{live_server.url}/omraader/omraade-0/")
    name = area.definitions[0].indicator.name
    listed = quiet.locator("#afstande-uafgjort").get_by_role("link", name=name)
    expect(listed).to_be_hidden()
    quiet.locator(".lead a[href='#afstande-uafgjort']").press("Enter")
    expect(listed).to_be_visible()
    assert axe(quiet) == []
    listed.press("Enter")
    expect(quiet.get_by_role("dialog").get_by_text("Forklar afstanden")).to_be_visible()


def test_a_phone_folds_what_has_nothing_to_tell_and_paper_shows_it(
    quiet: Page, live_server: Any, area: Published, axe: Check
) -> None:
    quiet.set_viewport_size(PHONE)
    quiet.goto(f"{live_server.url}/omraader/omraade-0/")
    card = quiet.locator("#tal-indikator-0")
    expect(card).to_be_hidden()
    expect(quiet.locator("#tal-indikator-2")).to_be_visible()
    assert axe(quiet) == []
    quiet.emulate_media(media="print")
    expect(card).to_be_visible()
    quiet.emulate_media(media="screen")
    quiet.locator("#fold-tal-indikator-0 > summary").press("Enter")
    expect(card).to_be_visible()
    quiet.set_viewport_size({"width": 1280, "height": 800})
    quiet.goto(f"{live_server.url}/omraader/omraade-1/")
    expect(card).to_be_visible()
    expect(quiet.locator("#fold-tal-indikator-0 > summary")).to_be_hidden()
