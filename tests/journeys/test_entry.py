"""The secretary's grid in a real browser: keys alone, a pasted block, two windows, no network."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect

from accounts.models import User
from indicators.models import Measurement
from indicators.services.recompute import groups as recompute
from partnership.models import Body
from tests.factories.entry import PASSWORD, House, make_house, make_user
from tests.factories.panels import site
from tests.factories.results import reader

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
GRID = "/indberetning/?for_what=i-{}&first_year=2021&last_year=2024&writing={}"


@pytest.fixture
def house(live_server: Any) -> House:
    return make_house()


def sign_in(context: BrowserContext, user: User, url: str) -> None:
    client = Client()
    client.force_login(user)
    context.add_cookies(
        [{"name": n, "value": c.value, "url": url} for n, c in client.cookies.items()]
    )


def field(
    house: House, *, area: int = 0, slot: str = "2024", line: int = 1, of: str = "safe"
) -> str:
    return f"#c-{getattr(house, of).pk}-{house.areas[area].pk}-{slot}-{line}"


def paste(page: Page, text: str) -> None:
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    page.keyboard.press("Control+V")


def tab_to(page: Page, selector: str) -> None:
    """Walk there with the Tab key, as somebody without a mouse does."""
    wanted = page.locator(selector)
    for _step in range(80):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{selector} is not reached by Tab")


def test_by_keyboard_alone_from_sign_in_to_a_pasted_block(
    quiet: Page, live_server: Any, house: House
) -> None:
    page = quiet
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(live_server.url + "/indberetning/")
    tab_to(page, "input[type=email], input[name=login]")
    page.keyboard.type("sekretaer@test.dk")
    tab_to(page, "input[type=password]")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    tab_to(page, "#id_for_what")
    page.keyboard.type("Beboere")
    page.keyboard.press("Tab")
    tab_to(page, "#id_first_year")
    page.keyboard.type("2021")
    page.keyboard.press("Tab")
    page.keyboard.type("2024")
    page.keyboard.press("Enter")
    tab_to(page, field(house, of="people", slot="2021"))
    paste(page, "1.200\t1.210\t1.220\t1.230\n2200\t2210\t22,5\t2230\n3 200\t3210\tM\t3,230.0\n")
    expect(page.locator("#grid-status")).to_have_text("Indsat. Gemte celler: 11. Ikke gemt: 1.")
    refused = page.locator(field(house, of="people", area=1, slot="2023"))
    expect(refused).to_have_value("22,5")
    expect(refused).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#grid-troubled")).to_contain_text("22,5 er ikke et helt tal")
    assert Measurement.objects.count() == 11
    assert Measurement.objects.get(cell__slot="2022", cell__area=house.areas[0]).value == 1210
    assert Measurement.objects.get(cell__slot="2023", cell__area=house.areas[2]).state == "missing"
    tab_to(page, "#grid-troubled a")
    page.keyboard.press("Enter")
    page.keyboard.type("2225")
    page.keyboard.press("Enter")
    expect(page.locator("#grid-status")).to_contain_text("✓ Gemt kl.")
    expect(page.locator("#grid-troubled li")).to_have_count(0)
    expect(page.locator("#grid-filled")).to_have_text("12 af 16 celler er udfyldt")
    assert Measurement.objects.count() == 12


def test_a_pasted_block_moves_an_open_dashboard(
    quiet: Page, browser: Browser, live_server: Any
) -> None:
    made = site(
        {
            "a": {"2022": (60, 200), "2023": (55, 200), "2024": (40, 200)},
            "b": {"2022": (50, 250), "2023": (50, 250), "2024": (50, 250)},
            "kommune": {"2022": (1000, 10000), "2023": (990, 10000), "2024": (960, 10000)},
        }
    )
    recompute.drain()
    office = Body.objects.create(kind="secretariat", name="Sekretariatet", slug="sekretariatet")
    secretary = make_user(
        "sekretaer@test.dk", organisation=made.data_set.supplier, body=office, role="secretariat"
    )
    board = browser.new_context(locale="da-DK").new_page()
    sign_in(board.context, reader(), live_server.url)
    board.goto(f"{live_server.url}/omraader/a/")
    card = board.locator("[data-live=tal-uden-job]")
    expect(card.locator(".value__number")).to_have_text("20,0")
    gap = card.locator(".gap__number").inner_text()

    page = quiet
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    sign_in(page.context, secretary, live_server.url)
    page.goto(live_server.url + "/indberetning/?for_what=i-uden-job&first_year=2021&last_year=2024")
    cell = f"#c-{made.definition.pk}-{made.areas['a'].pk}-{{}}-1"
    tab_to(page, cell.format("2021"))
    paste(page, "58\t60\t55\t30\n200\t200\t200\t200\n\t50\t500\t49\n")
    expect(page.locator("#grid-status")).to_have_text(
        "Indsat. Gemte celler: 6. Ikke gemt: 1. Frigivne tal, der er afløst af nye: 2."
    )
    expect(page.locator("#grid-troubled")).to_contain_text(
        "Delen (500) er større end helheden (250)"
    )
    recompute.drain()
    expect(card.locator(".value__number")).to_have_text("15,0", timeout=10_000)
    expect(card.locator(".gap__number")).not_to_have_text(gap)
    passport = card.locator(".passport")
    expect(passport).to_contain_text("Prøveregister")
    expect(passport).to_contain_text("2024")
    expect(passport).to_contain_text("200")


def test_arrows_enter_and_escape_move_as_in_a_spreadsheet(
    quiet: Page, live_server: Any, house: House
) -> None:
    page = quiet
    sign_in(page.context, house.secretary, live_server.url)
    page.goto(live_server.url + GRID.format("trygge", "antal"))
    page.focus(field(house, slot="2021"))
    page.keyboard.type("411")
    page.keyboard.press("ArrowDown")
    expect(page.locator(field(house, slot="2021", line=2))).to_be_focused()
    page.keyboard.type("508")
    page.keyboard.press("ArrowRight")
    expect(page.locator(field(house, slot="2022", line=2))).to_be_focused()
    expect(page.locator(f"#n-{house.safe.pk}-{house.areas[0].pk}-2021")).to_have_text("80,9 %")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowUp")
    page.keyboard.type("999")
    page.keyboard.press("Escape")
    expect(page.locator(field(house, slot="2021"))).to_have_value("411")
    page.keyboard.press("Enter")
    expect(page.locator(field(house, slot="2021", line=2))).to_be_focused()
    assert Measurement.objects.count() == 1
    expect(page.locator("#grid-panel")).to_contain_text("411 af 508 (80,9 %)")


def test_numerator_waits_for_its_denominator(quiet: Page, live_server: Any, house: House) -> None:
    page = quiet
    page.on("dialog", lambda dialog: dialog.accept())
    sign_in(page.context, house.secretary, live_server.url)
    page.goto(live_server.url + GRID.format("trygge", "antal"))
    page.focus(field(house, slot="2021"))
    page.keyboard.type("411")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#grid-troubled")).to_contain_text("Mangler nævner")
    expect(page.locator(field(house, slot="2021"))).to_have_value("411")
    assert not Measurement.objects.exists()
    page.focus(field(house, slot="2021", line=2))
    page.keyboard.type("<5")
    page.keyboard.press("Enter")
    expect(page.locator("#grid-troubled")).to_contain_text("cellens første linje")
    page.focus(field(house, slot="2021", line=2))
    page.keyboard.type("508")
    page.keyboard.press("Enter")
    expect(page.locator("#grid-calm")).to_be_visible()
    assert Measurement.objects.get().denominator == 508


@pytest.mark.parametrize(("button", "left"), [("Behold min", 300), ("Behold den anden", 412)])
def test_two_windows_on_one_cell_lose_neither_figure(
    browser: Browser, live_server: Any, house: House, button: str, left: int
) -> None:
    pages = []
    for user in (house.secretary, house.supplier):
        context = browser.new_context(locale="da-DK")
        sign_in(context, user, live_server.url)
        pages.append(context.new_page())
        pages[-1].goto(live_server.url + GRID.format("trygge", "antal"))
    one, two = pages
    for page, part in ((two, "412"), (one, "300")):
        page.fill(field(house), part)
        page.fill(field(house, line=2), "508")
        page.keyboard.press("Enter")
        expect(page.locator("#grid-status")).not_to_be_empty()
    expect(one.locator("#grid-troubled")).to_contain_text("politi skrev samtidig i cellen")
    expect(one.locator("#grid-troubled")).to_contain_text(
        "Du skrev 300 / 508. politi skrev 412 / 508"
    )
    expect(one.locator(field(house))).to_have_value("300")
    one.get_by_role("link", name="Se begge tal og vælg").press("Enter")
    expect(one.get_by_role("button", name="Behold min")).to_be_focused()
    one.get_by_role("button", name=button).press("Enter")
    expect(one.locator("#grid-calm")).to_be_visible()
    expect(one.locator(field(house))).to_have_value(str(left))
    newest = Measurement.objects.latest("version")
    assert newest.numerator == left
    assert Measurement.objects.filter(numerator=412).exists(), "the other figure is in the history"
    for page in pages:
        page.context.close()


def test_without_network_the_figure_stays_and_is_sent_later(
    page: Page, live_server: Any, house: House
) -> None:
    sign_in(page.context, house.secretary, live_server.url)
    page.goto(live_server.url + GRID.format("beboere", "antal"))
    expect(page.locator("main")).to_contain_text("Område 1")
    page.context.set_offline(True)
    page.fill(field(house, of="people"), "4500")
    page.keyboard.press("Enter")
    expect(page.locator("#grid-status")).to_contain_text("Ikke gemt")
    expect(page.locator(field(house, of="people"))).to_have_value("4500")
    assert not Measurement.objects.exists()
    page.context.set_offline(False)
    expect(page.locator("#grid-status")).to_contain_text("✓ Der er forbindelse igen")
    assert Measurement.objects.get().value == 4500


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_grid_is_accessible_in_every_state(
    quiet: Page, axe: Any, live_server: Any, house: House, width: int, scheme: Any
) -> None:
    page = quiet
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    sign_in(page.context, house.secretary, live_server.url)
    page.goto(live_server.url + "/indberetning/")
    assert axe(page) == []
    page.goto(live_server.url + GRID.format("beboere", "antal"))
    for area, text in enumerate(("4500", "22,5", "M")):
        page.fill(field(house, of="people", area=area), text)
        page.keyboard.press("Enter")
    expect(page.locator("#grid-troubled li")).to_have_count(1)
    expect(page.locator("#grid-filled")).to_have_text("2 af 16 celler er udfyldt")
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


FILE = "område;indikator;periode;værdi\nOmråde 1;beboere;2023;4500\nOmråde 2;beboere;2023;{}\n"


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_file_is_looked_at_before_it_is_taken_in(
    quiet: Page, axe: Any, live_server: Any, house: House, width: int, scheme: Any
) -> None:
    page = quiet
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    sign_in(page.context, house.secretary, live_server.url)
    page.goto(live_server.url + "/indberetning/import/")
    assert axe(page) == []
    file = {"name": "tal.csv", "mimeType": "text/csv", "buffer": FILE.format("3200").encode()}
    page.set_input_files("input[type=file]", file)  # type: ignore[arg-type]
    page.get_by_role("button", name="Læs filen").press("Enter")
    expect(page.get_by_role("cell", name="4.500")).to_be_visible()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="Indlæs tallene").press("Enter")
    expect(page.get_by_text("Tilstand: indlæst")).to_be_visible()
    assert Measurement.objects.count() == 2
