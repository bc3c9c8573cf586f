"""A review closed with the keyboard alone: faults lead to their places, and no words are lost."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from accounts.models import User
from effects.models import Review
from tests.factories import people
from tests.factories import reviews as make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MOST_STOPS = 60
HAS_FOCUS = "element => element === document.activeElement"


def signed_in(page: Page, server: Any, user: User) -> None:
    client = Client()
    client.force_login(user)
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": server.url}]
    )


def reach(page: Page, target: Locator) -> None:
    """Press Tab until the target has the focus; of several choices any that Tab stops at."""
    for _stop in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if target.evaluate(HAS_FOCUS):
            return
    raise AssertionError(f"{target} is not reached by {MOST_STOPS} presses of Tab")


def write(page: Page, name: str, words: str) -> None:
    reach(page, page.locator(f"main [name={name}]"))
    page.keyboard.press("Control+A")
    page.keyboard.type(words)


def choose(page: Page, name: str, down: int) -> None:
    """The choice that stands so many below the first one."""
    reach(page, page.locator(f"main [name={name}]").first)
    page.keyboard.press("Space")
    for _step in range(down):
        page.keyboard.press("ArrowDown")


def send(page: Page) -> None:
    reach(page, page.get_by_role("button", name="Afslut opfølgningen"))
    page.keyboard.press("Enter")


def test_every_fault_is_told_with_its_place_and_what_was_written_stands(
    live_server: Any, quiet: Page, axe: Any
) -> None:
    review, page = make.review(), quiet
    signed_in(page, live_server, people.seated_user("secretariat"))
    page.goto(f"{live_server.url}/opfoelgninger/{review.pk}/afslut/")
    write(page, "story", "En fabrik åbnede.")
    send(page)
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("Vælg, hvad I fandt.")
    expect(summary).to_contain_text("Udfyld “Begrundelse”.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # the way to the fault
    first = page.locator("[name=finding]").first
    expect(first).to_be_focused()
    page.keyboard.press("Space")
    for _step in range(4):
        page.keyboard.press("ArrowDown")  # it cannot be told
    choose(page, "outcome", 0)
    write(page, "reason", "Der mangler tal.")
    write(page, "settled_on", f"{timezone.localdate():%d.%m.%Y}")
    send(page)
    expect(summary).to_contain_text("ved “kan ikke afgøres” skal det ses igen")
    assert axe(page) == []
    again = timezone.localdate() + dt.timedelta(days=400)
    write(page, "next_review_on", f"{again:%d.%m.%Y}")
    send(page)
    expect(page.get_by_text("Opfølgningen er afsluttet, og grundlaget er låst.")).to_be_visible()
    review.refresh_from_db()
    assert (review.finding, review.outcome, review.next_review_on) == (
        "cannot_tell", "continue", again,
    )  # fmt: skip
    assert review.story == "En fabrik åbnede."


def test_words_that_were_sent_when_the_session_had_ended_stand_there_after_signing_in(
    live_server: Any, quiet: Page
) -> None:
    review, page = make.review(), quiet
    user = people.seated_user("secretariat")
    signed_in(page, live_server, user)
    address = f"{live_server.url}/opfoelgninger/{review.pk}/afslut/"
    page.goto(address)
    choose(page, "finding", 2)
    choose(page, "outcome", 0)
    write(page, "reason", "Ingen kom.")
    write(page, "settled_on", f"{timezone.localdate():%d.%m.%Y}")
    page.context.clear_cookies(name="sessionid")
    send(page)
    expect(page.locator("[name=password]")).to_be_visible()
    signed_in(page, live_server, user)
    page.goto(address)
    expect(page.get_by_text("Du var logget ud.")).to_be_visible()
    expect(page.locator("[name=reason]")).to_have_value("Ingen kom.")
    expect(page.locator("[name=finding][value=not]")).to_be_checked()
    send(page)
    expect(page.get_by_text("Opfølgningen er afsluttet, og grundlaget er låst.")).to_be_visible()
    assert Review.objects.get().reason == "Ingen kom."
    # Sent and stored it waits for nobody.
    other = make.review()
    page.goto(f"{live_server.url}/opfoelgninger/{other.pk}/afslut/")
    expect(page.locator("[name=reason]")).to_have_value("")


def test_fields_show_with_the_decision_they_count_for_and_keep_what_was_typed(
    live_server: Any, quiet: Page, axe: Any
) -> None:
    review, page = make.review(), quiet
    signed_in(page, live_server, people.seated_user("secretariat"))
    page.goto(f"{live_server.url}/opfoelgninger/{review.pk}/afslut/")
    home, again = page.locator("[name=anchored_budget]"), page.locator("[name=next_review_on]")
    expect(home).to_be_hidden()
    expect(again).to_be_hidden()
    page.locator("[name=outcome][value=anchor]").check()
    expect(again).to_be_hidden()
    home.fill("Afdelingernes driftsbudget")
    page.locator("[name=outcome][value=continue]").check()
    expect(again).to_be_visible()
    expect(page.locator("[name=decision_title]")).to_be_hidden()
    expect(home).to_be_visible()  # something stands in it, so it is not hidden
    expect(home).to_have_value("Afdelingernes driftsbudget")
    home.fill("")
    home.blur()
    expect(home).to_be_hidden()
    assert axe(page) == []
