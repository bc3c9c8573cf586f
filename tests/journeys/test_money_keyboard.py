"""Money and programme with the keyboard alone: every stop is reached by Tab, and is seen."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Locator, Page, expect

from partnership.models import Booking, BudgetLine, Delivery, DistributionKey, EffortArea
from tests.factories import money, people, programme

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MOST_STOPS = 90
SEEN = """element => {
  const style = getComputedStyle(element), box = element.getBoundingClientRect();
  const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  return outlined && box.bottom > 0 && box.top < innerHeight;
}"""


@pytest.fixture
def page_of_secretary(live_server: Any, quiet: Page) -> Page:
    client = Client()
    client.force_login(people.seated_user("secretariat"))
    quiet.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    return quiet


def reach(page: Page, target: Locator) -> None:
    """Press Tab until the target has the focus, and see that it shows."""
    for _stop in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            assert target.evaluate(SEEN), f"the focus is not seen at {target}"
            return
    raise AssertionError(f"{target} is not reached by {MOST_STOPS} presses of Tab")


def open_link(page: Page, name: str | re.Pattern[str]) -> None:
    reach(page, page.get_by_role("link", name=name).first)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def fill(page: Page, **values: str) -> None:
    """Type into fields by their names, each reached by Tab; a choice is made by its first letters."""
    for name, text in values.items():
        field = page.locator(f"main [name={name}]").first
        reach(page, field)
        if field.evaluate("element => element.tagName") == "INPUT":
            page.keyboard.press("Control+A")
        page.keyboard.type(text)


def press(page: Page, name: str) -> None:
    reach(page, page.get_by_role("main").get_by_role("button", name=name, exact=True))
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_a_budget_a_booking_and_a_keys_day_are_set(
    page_of_secretary: Page, live_server: Any
) -> None:
    page, made = page_of_secretary, money.make()
    page.goto(f"{live_server.url}/oekonomi/?aar=2027")
    open_link(page, made.fund.name)
    open_link(page, "Ny budgetpost")
    fill(page, name="Trykning", year="2027", amount="12.000")
    press(page, "Gem")
    expect(page.get_by_text("Trykning").first).to_be_visible()
    assert BudgetLine.objects.filter(name="Trykning", amount=12000, year=2027).exists()
    open_link(page, "Ret første dag")
    fill(page, valid_from="1.2.2020", reason="Tastefejl")
    press(page, "Gem")
    expect(page.get_by_text("Ændringerne er gemt.")).to_be_visible()
    assert str(DistributionKey.objects.get().valid_from) == "2020-02-01"
    open_link(page, "Bogføring")
    open_link(page, "Bogfør et beløb")
    fill(
        page,
        fund=made.fund.name,
        kind="udgift",
        year="2027",
        quarter="2",
        text="Plakater",
        amount="1.200,50",
    )
    press(page, "Gem")
    expect(page.get_by_text("Beløbet er bogført.")).to_be_visible()
    booking = Booking.objects.get(text="Plakater")
    assert (booking.kind, booking.quarter, str(booking.amount)) == ("expense", 2, "1200.50")


def test_an_effort_area_and_a_delivery_are_kept(page_of_secretary: Page, live_server: Any) -> None:
    page, agreed = page_of_secretary, programme.plan("Strategisk aftale")
    party = people.organisation("Boligforeningen Ål")
    page.goto(f"{live_server.url}/partnerskab/program/")
    open_link(page, "Nyt indsatsområde")
    fill(page, name="Fritid")
    press(page, "Gem")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Fritid")
    assert EffortArea.objects.filter(name="Fritid").exists()
    open_link(page, "Program")
    open_link(page, agreed.name)
    open_link(page, "Ny leverance")
    fill(page, title="Lys på stien", party=party.name, due_on="1.3.2030")
    press(page, "Gem")
    open_link(page, re.compile("^Leveret.*Lys på stien"))
    fill(page, word="Det er tændt.")
    press(page, "Leveret")
    expect(page.get_by_text("Det er gemt.")).to_be_visible()
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.word, delivery.party) == ("kept", "Det er tændt.", party)
