"""A feed from search to figures in a real browser: accessible on every page, followed while it runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from indicators.importers.statbank_api import Statbank
from indicators.importers.statbank_transport import Patience, Transport
from indicators.models import Feed, FeedFetch, Measurement
from indicators.services.feeds import fetching
from tests.factories.feeds import make_feed, make_statistics
from tests.factories.statbank_server import StatbankServer
from tests.journeys.test_pages_axe import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
START = "/indberetning/dst/"


@pytest.fixture
def bank(settings: Any) -> Iterator[StatbankServer]:
    with StatbankServer() as server:
        settings.STATBANK_URL = server.url
        yield server


def work(bank: StatbankServer) -> None:
    patience = Patience(connect=1, silence=0.5, total=1, tries=1)
    fetching.run_due(asked=Statbank(Transport(bank.url, patience=patience)))


def test_a_feed_by_keyboard(quiet: Page, live_server: Any, bank: StatbankServer) -> None:
    page = quiet
    sign_in(page, make_statistics().secretary, live_server.url)
    page.goto(f"{live_server.url}{START}")
    page.get_by_role("link", name="Find en tabel").press("Enter")
    page.get_by_label("Søg efter").fill("frekvens")
    page.get_by_label("Søg efter").press("Enter")
    page.get_by_role("link", name="RAS200").press("Enter")
    expect(page.get_by_label("Kommunen")).to_be_checked()
    expect(page.get_by_label("Gladsaxe")).not_to_be_checked()
    page.get_by_label("Beskæftigelsesfrekvens").press("Space")
    page.get_by_role("button", name="Videre").press("Enter")
    page.get_by_label("Indikator").select_option("i-job")
    page.get_by_role("button", name="Gem, og se, hvad der sker").press("Enter")
    expect(page.get_by_text("Venter på, at serveren har tid")).to_be_visible()
    work(bank)
    # The page notices by itself that the fetch has ended.
    expect(page.get_by_text("Intet er indlæst endnu").first).to_be_visible()
    expect(page.get_by_text("10 nye tal (2019–2023).").first).to_be_visible()
    page.get_by_role("button", name="Indlæs tallene, og hent dem fremover").press("Enter")
    work(bank)
    expect(page.get_by_text("Hentet første gang").first).to_be_visible()
    assert Measurement.objects.count() == 10 and Feed.objects.get().is_active


def test_long_lists_are_narrowed(
    quiet: Page, live_server: Any, bank: StatbankServer, monkeypatch: Any
) -> None:
    many = {str(code): f"Sted {code}" for code in range(300, 340)} | {"901": "Kommunen"}
    shape = bank.variables_of("RAS200") | {"OMRÅDE": ("område", True, many)}
    monkeypatch.setattr(StatbankServer, "variables_of", lambda _self, _table: shape)
    page = quiet
    sign_in(page, make_statistics().secretary, live_server.url)
    page.goto(f"{live_server.url}{START}tabeller/RAS200/")
    page.get_by_label("Find en værdi").fill("sted 31")
    expect(page.get_by_label("Sted 310")).to_be_visible()
    expect(page.get_by_label("Sted 320")).to_be_hidden()
    page.get_by_role("button", name="Vælg alle, der vises").first.click()
    assert page.locator("input[name='v-OMRÅDE']:checked").count() == 11
    page.get_by_role("button", name="Fravælg alle").first.click()
    assert page.locator("input[name='v-OMRÅDE']:checked").count() == 0


@pytest.mark.parametrize("width", [1280, 320])
def test_the_pages_are_accessible(
    page: Page,
    live_server: Any,
    bank: StatbankServer,
    axe: Callable[[Page], list[str]],
    width: int,
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    sign_in(page, make_statistics().secretary, live_server.url)

    def check() -> None:
        assert axe(page) == []
        wider = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wider <= 0, page.url

    for address in ("", "tabeller/?q=frekvens", "tabeller/RAS209/"):
        page.goto(f"{live_server.url}{START}{address}")
        check()
    page.get_by_label("Beskæftigede").check()
    page.get_by_label("I alt").first.check()
    page.get_by_role("button", name="Videre").click()
    check()
    page.get_by_role("button", name="Gem, og se, hvad der sker").click()
    expect(page.get_by_role("alert")).to_be_visible()
    check()
    feed = make_feed()
    FeedFetch.objects.create(feed=feed, details={"purpose": "take"})
    page.goto(f"{live_server.url}{START}{feed.pk}/")
    check()
    work(bank)
    for address in (f"{feed.pk}/", "", f"{feed.pk}/ret/"):
        page.goto(f"{live_server.url}{START}{address}")
        check()
