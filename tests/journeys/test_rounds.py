"""Rounds, the wheel and notices in a real browser: accessible, quiet, within their width; one journey."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import gettext_lazy
from playwright.sync_api import Page

from accounts.models import User
from accounts.services import notices
from indicators.models import Round
from indicators.services import wheel
from tests.factories.entry import House, make_house
from tests.factories.rounds import answer, make_round, responsible

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def sign_in(page: Page, url: str, user: User) -> None:
    client = Client()
    client.force_login(user)
    for name, cookie in client.cookies.items():
        page.context.add_cookies([{"name": name, "value": cookie.value, "url": url}])


def site() -> tuple[House, Round]:
    house = make_house()
    responsible(house.safe_set, house.secretary)
    today = timezone.localdate()
    days = {"opens_on": today - dt.timedelta(days=30)}
    found = make_round(house, deadline=today + dt.timedelta(days=5), **days)
    make_round(house, name="Overskredet", deadline=today - dt.timedelta(days=2), **days)
    answer(house, house.people, 0, "2024", by=house.secretary)
    wheel.add(
        by=house.standing,
        mark=wheel.Mark(
            "Årets tal", [house.safe.indicator], house.areas, "year", "previous", [2, 8], 1, 30
        ),
    )
    notices.tell(
        users=[house.secretary], kind="due", message=gettext_lazy("Fristen for %(what)s nærmer sig"),
        values={"what": "Forår 2026"}, path="/indberetning/", key="x",
    )  # fmt: skip
    return house, found


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (320, "dark")])
def test_every_page_is_accessible_quiet_and_within_its_width(
    quiet: Page, axe: Any, live_server: Any, width: int, scheme: Any
) -> None:
    house, found = site()
    sign_in(quiet, live_server.url, house.secretary)
    quiet.set_viewport_size({"width": width, "height": 800})
    quiet.emulate_media(color_scheme=scheme)
    base = f"/indberetning/indsamlinger/{found.slug}"
    trouble = []
    for path in (
        "/indberetning/", "/indberetning/indsamlinger/", "/indberetning/indsamlinger/opret/",
        f"{base}/", f"{base}/ret/", f"{base}/luk/", f"{base}/genaabn/",
        "/indberetning/aarshjul/", "/indberetning/aarshjul/opret/", "/beskeder/", "/indstillinger/",
    ):  # fmt: skip
        quiet.goto(live_server.url + path)
        trouble += [f"{path}: {one}" for one in axe(quiet)]
        if not quiet.evaluate("document.documentElement.scrollWidth <= innerWidth"):
            trouble.append(f"{path}: wider than {width}")
    assert trouble == []


def test_from_the_notice_to_the_cells_that_are_missing(quiet: Page, live_server: Any) -> None:
    house, found = site()
    sign_in(quiet, live_server.url, house.secretary)
    quiet.goto(f"{live_server.url}/omraader/")
    quiet.get_by_role("link", name="Beskeder").first.click()
    row = quiet.get_by_role("listitem").filter(has_text="Indsamlingen “Forår 2026” er åben")
    row.get_by_role("button", name="Åbn").click()
    quiet.wait_for_url(f"**/indsamlinger/{found.slug}/")
    assert "1 af 12 udfyldt" in quiet.inner_text("main")
    quiet.get_by_role("link", name="Udfyld det, der mangler").click()
    quiet.wait_for_url("**indsamling=**")
    assert quiet.get_by_role("heading", level=1).inner_text() == "Forår 2026"
