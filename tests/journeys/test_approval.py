"""From a draft to the partnership by keyboard, with two persons; every page accessible at two widths."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import BrowserContext, Page, expect

from accounts.models import User
from indicators.models import Measurement, PeriodLock
from tests.factories import people as make
from tests.factories.panels import Site, correct, three_areas

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
APPROVAL, RELEASE = "/indberetning/godkendelse/", "/indberetning/frigivelse/"
LOCKS = "/indberetning/laaste-perioder/"


def waiting_site() -> Site:
    """Two drafts that need approval."""
    site = three_areas()
    site.data_set.approval_required = True
    site.data_set.save()
    for area, part in (("a", 44), ("b", 120)):
        correct(site, area, "2025", (part, 200), workflow="draft", comment="Talt op i marts")
    return site


def sign_in(context: BrowserContext, live_server: Any, user: User) -> None:
    client = Client()
    client.force_login(user)
    for name, cookie in client.cookies.items():
        context.add_cookies([{"name": name, "value": cookie.value, "url": live_server.url}])


def focus_by_tab(page: Page, text: str) -> None:
    """Go on with Tab until the button of that text has the focus."""
    for _step in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == text:
            return
    raise AssertionError(f"Tab never reached {text}")


def choose_all_by_arrows(page: Page) -> None:
    page.locator('input[name="chosen"]').first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Shift+ArrowDown")
    expect(page.locator("#chosen-count")).to_have_text("2 tal er valgt")


def test_two_persons_bring_figures_out_by_keyboard(page: Page, live_server: Any) -> None:
    site = waiting_site()
    author = make.seated_user("supplier", organisation=site.data_set.supplier)
    second = make.seated_user("secretariat")
    sign_in(page.context, live_server, author)
    page.goto(f"{live_server.url}{APPROVAL}?vis=kladder")
    choose_all_by_arrows(page)
    focus_by_tab(page, "Send til godkendelse")
    page.keyboard.press("Enter")
    expect(page.get_by_text("2 tal er sendt til godkendelse.")).to_be_visible()

    page.context.clear_cookies()
    sign_in(page.context, live_server, second)
    page.goto(f"{live_server.url}{APPROVAL}")
    expect(page.locator("tbody tr").first).to_contain_text("Område b")
    page.locator('input[name="chosen"]').first.focus()
    page.keyboard.press("Space")
    focus_by_tab(page, "Send retur")
    page.keyboard.press("Enter")
    expect(page.locator(".error-summary, [class*=error]").first).to_contain_text("Skriv, hvorfor")
    assert page.locator('input[name="chosen"]').first.is_checked(), "what was chosen stays chosen"
    page.locator("#id_reason").focus()
    page.keyboard.type("Mere end halvdelen?")
    focus_by_tab(page, "Send retur")
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 tal er sendt retur.")).to_be_visible()
    page.locator('input[name="chosen"]').first.focus()
    page.keyboard.press("Space")
    focus_by_tab(page, "Godkend")
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 tal er godkendt.")).to_be_visible()

    page.goto(f"{live_server.url}{RELEASE}")
    page.locator('input[name="chosen"]').first.focus()
    page.keyboard.press("Space")
    focus_by_tab(page, "Frigiv")
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 tal er frigivet til partnerskabet.")).to_be_visible()
    newest = Measurement.objects.filter(cell__slot="2025").order_by("cell__area__slug")
    assert [each.workflow for each in newest] == ["released", "returned"]


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (320, "dark")])
def test_every_page_is_accessible_quiet_and_within_its_width(
    quiet: Page, axe: Any, live_server: Any, width: int, scheme: Any
) -> None:
    site = waiting_site()
    site.source.shown_to, site.source.may_be_published = "everyone", True
    site.source.save()
    for slot, state, day in (
        ("2026", "submitted", None), ("2027", "returned", None), ("2028", "approved", None),
        ("2029", "approved", dt.date(2099, 1, 1)),
    ):  # fmt: skip
        correct(site, "a", slot, (50, 200), workflow=state, release_on=day)
    lock = PeriodLock.objects.create(slot="2022", reason="Gjort op til årsmødet")
    sign_in(quiet.context, live_server, make.seated_user("secretariat"))
    quiet.set_viewport_size({"width": width, "height": 800})
    quiet.emulate_media(color_scheme=scheme)
    addresses = [
        *(f"{APPROVAL}?vis={name}" for name in ("venter", "kladder", "sendt", "retur")),
        *(f"{RELEASE}?vis={name}" for name in ("klar", "holdt", "frigivet")),
        LOCKS, f"{LOCKS}laas/", f"{LOCKS}{lock.pk}/laas-op/",
    ]  # fmt: skip
    for address in addresses:
        quiet.goto(live_server.url + address)
        for closed in quiet.locator("main details").all():
            closed.evaluate("element => { element.open = true; }")
        assert axe(quiet) == [], address
        wide = quiet.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, (address, wide)
