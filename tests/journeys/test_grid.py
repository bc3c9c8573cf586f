"""The wide grid in a real browser: rounds, several cells at once, undo, flags, lost connections, a phone."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from indicators.models import Category, CategorySet, Evidence, Flag, Measurement, Round
from tests.factories.entry import House, make_house
from tests.journeys.test_entry import GRID, field, paste, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ROUND = "/indberetning/?indsamling=tryghed"


@pytest.fixture
def house(live_server: Any) -> House:
    """A round asks for safe residents in three areas, also for women and men."""
    made = make_house()
    kinds = CategorySet.objects.create(code="koen", name="Køn")
    for at, name in enumerate(("Kvinder", "Mænd")):
        Category.objects.create(category_set=kinds, code=f"k{at}", name=name, position=at)
    made.safe.breakdowns.add(kinds)
    asked = Round.objects.create(
        name="Tryghed", slug="tryghed", slots=["2022", "2023", "2024"],
        opens_on=timezone.localdate(), deadline=timezone.localdate() + dt.timedelta(days=30),
    )  # fmt: skip
    asked.indicators.add(made.safe.indicator)
    asked.areas.add(*made.areas)
    return made


def open_round(page: Page, live_server: Any, house: House) -> None:
    sign_in(page.context, house.secretary, live_server.url)
    page.goto(live_server.url + ROUND)


def status(page: Page) -> Any:
    return page.locator("#grid-status")


def test_a_number_costs_its_digits_and_one_key(quiet: Page, live_server: Any, house: House) -> None:
    page = quiet
    open_round(page, live_server, house)
    page.focus(field(house, slot="2022"))
    for text in ("411", "412", "413"):
        page.keyboard.type(text)
        page.keyboard.press("Tab")
    for text in ("508", "509", "510"):
        page.keyboard.type(text)
        page.keyboard.press("Tab")
    expect(page.locator("#grid-filled")).to_have_text("3 af 27 celler er udfyldt")
    assert sorted(int(m.numerator or 0) for m in Measurement.objects.all()) == [411, 412, 413]


def test_one_reason_for_many_missing_cells(quiet: Page, live_server: Any, house: House) -> None:
    page = quiet
    open_round(page, live_server, house)
    page.focus(field(house, slot="2022"))
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    expect(status(page)).to_have_text("Valgte celler: 3.")
    page.keyboard.press("m")
    expect(page.locator("#grid-asks")).to_have_text("Hvorfor mangler de 3 tal?")
    expect(page.locator("#grid-answer")).to_be_focused()
    page.keyboard.type("Undersøgelsen er flyttet")
    page.keyboard.press("Enter")
    expect(page.locator("#grid-filled")).to_have_text("3 af 27 celler er udfyldt")
    expect(page.locator("#grid-question")).to_be_hidden()
    expect(page.locator(field(house, slot="2022"))).to_be_focused()
    told = {(m.state, m.comment) for m in Measurement.objects.all()}
    assert told == {("missing", "Undersøgelsen er flyttet")}


def test_a_pasted_block_is_few_requests_and_goes_back_as_one(
    quiet: Page, live_server: Any, house: House
) -> None:
    page = quiet
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    asked: list[str] = []
    page.on("request", lambda r: asked.append(r.url) if r.url.endswith("/celler/") else None)
    open_round(page, live_server, house)
    page.focus(field(house, slot="2022"))
    paste(page, "11\t12\t13\n20\t20\t20\n")
    expect(status(page)).to_have_text("Indsat. Gemte celler: 3.")
    page.focus(field(house, slot="2022"))
    paste(page, "14\t15\t16\n")
    expect(page.locator(f"#n-{house.safe.pk}-{house.areas[0].pk}-2024")).to_have_text("80,0 %")
    assert len(asked) == 2
    page.keyboard.press("Control+Z")
    expect(status(page)).to_have_text("Fortrudt. Celler, der er gået tilbage: 3.")
    expect(page.locator(field(house, slot="2024"))).to_have_value("13")
    page.keyboard.press("Control+Z")
    expect(page.locator(field(house, slot="2024"))).to_have_value("M")
    page.keyboard.press("Control+Z")
    expect(status(page)).to_have_text("Der er ikke noget at fortryde.")
    assert Measurement.objects.filter(cell__slot="2024").count() == 4


def test_after_a_reload_the_panel_takes_an_earlier_figure_back(
    quiet: Page, live_server: Any, house: House
) -> None:
    page = quiet
    open_round(page, live_server, house)
    for text in ("411", "114"):
        page.fill(field(house), text)
        page.fill(field(house, line=2), "508")
        page.keyboard.press("Enter")
        expect(status(page)).to_contain_text("✓ Gemt kl.")
        page.reload()
    page.focus(field(house))
    page.get_by_role("button", name="Gå tilbage til denne").press("Enter")
    expect(page.locator(field(house))).to_have_value("411")
    assert Measurement.objects.get(version=3).numerator == 411


def test_parts_that_do_not_give_the_whole_are_answered_by_keyboard(
    quiet: Page, live_server: Any, house: House
) -> None:
    page = quiet
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_round(page, live_server, house)
    page.focus(field(house, slot="2022"))
    paste(page, "10\n20\n6\n11\n5\n9\n")
    expect(page.locator("#grid-troubled")).to_contain_text(
        "Køn: delene giver 11 tilsammen, men her står 10."
    )
    page.keyboard.press("F8")
    expect(page.locator("#grid-troubled li > a").first).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.type("Én har ikke svaret på køn")
    page.keyboard.press("Enter")
    expect(page.locator("#grid-calm")).to_be_visible()
    flag = Flag.objects.get()
    assert (flag.clearing, flag.cleared_by) == ("Én har ikke svaret på køn", house.secretary)
    page.reload()
    expect(page.locator("#grid-calm")).to_be_visible()


def test_values_wait_for_the_connection_and_arrive_once(
    page: Page, live_server: Any, house: House
) -> None:
    open_round(page, live_server, house)
    page.context.set_offline(True)
    for slot, text in (("2022", "411"), ("2023", "412"), ("2024", "413")):
        page.fill(field(house, slot=slot), text)
        page.fill(field(house, slot=slot, line=2), "508")
        page.keyboard.press("Enter")
    page.fill(field(house, area=1), "010180-1234")
    page.fill(field(house, area=1, line=2), "508")
    page.keyboard.press("Enter")
    expect(page.locator("#grid-queue")).to_have_text("Venter på forbindelsen (4)")
    kept = page.evaluate("JSON.stringify(localStorage)")
    assert "413" in kept
    assert "010180" not in kept
    assert not Measurement.objects.exists()
    page.context.set_offline(False)
    expect(page.locator("#grid-queue")).to_have_text("")
    expect(page.locator("#grid-filled")).to_have_text("3 af 27 celler er udfyldt")
    expect(page.locator("#grid-troubled")).to_contain_text("ligner et CPR-nummer")
    assert [int(m.numerator or 0) for m in Measurement.objects.order_by("numerator")] == [
        411,
        412,
        413,
    ]
    assert "venter" not in page.evaluate("JSON.stringify(localStorage)")


def test_an_answer_that_is_lost_on_the_way_makes_no_second_version(
    page: Page, live_server: Any, house: House
) -> None:
    open_round(page, live_server, house)
    calls = []

    def lose(route: Any) -> None:
        calls.append(route)
        response = route.fetch()
        if len(calls) == 1:
            route.abort()
        else:
            route.fulfill(response=response)

    page.route("**/celler/", lose)
    page.fill(field(house), "411")
    page.fill(field(house, line=2), "508")
    page.keyboard.press("Enter")
    expect(status(page)).to_contain_text("✓ Der er forbindelse igen", timeout=15_000)
    assert len(calls) >= 2
    assert Measurement.objects.get().numerator == 411


def test_what_a_closed_page_could_not_send_is_sent_by_the_next(
    page: Page, live_server: Any, house: House
) -> None:
    page.on("dialog", lambda dialog: dialog.accept())
    open_round(page, live_server, house)
    page.route("**/celler/", lambda route: route.abort())
    page.fill(field(house), "411")
    page.fill(field(house, line=2), "508")
    page.keyboard.press("Enter")
    expect(page.locator("#grid-queue")).to_have_text("Venter på forbindelsen (1)")
    page.unroute("**/celler/")
    with page.expect_response("**/celler/"):
        page.goto(live_server.url + GRID.format("beboere", "antal"))
    expect(page.locator("#grid")).to_be_visible()
    page.goto(live_server.url + ROUND)
    expect(page.locator(field(house))).to_have_value("411")
    assert Measurement.objects.get().numerator == 411
    page.route("**/celler/", lambda route: route.abort())
    page.fill(field(house, area=1), "7")
    page.fill(field(house, area=1, line=2), "9")
    page.keyboard.press("Enter")
    expect(page.locator("#grid-queue")).to_have_text("Venter på forbindelsen (1)")
    with page.expect_navigation():
        page.evaluate("document.querySelector('form[data-sign-out]').requestSubmit()")
    assert "venter" not in page.evaluate("JSON.stringify(localStorage)")


def test_evidence_and_keys_in_the_panel(quiet: Page, live_server: Any, house: House) -> None:
    page = quiet
    open_round(page, live_server, house)
    page.focus(field(house))
    page.keyboard.press("?")
    expect(page.locator("#grid-help")).to_have_attribute("open", "")
    page.keyboard.press("?")
    expect(page.locator(field(house))).to_be_focused()
    page.keyboard.type("411")
    page.fill(field(house, line=2), "508")
    page.keyboard.press("Enter")
    expect(status(page)).to_contain_text("✓ Gemt kl.")
    page.focus(field(house))
    expect(page.locator("#grid-panel")).to_contain_text("411 af 508")
    page.get_by_text("Tilføj en fil eller et link").press("Enter")
    page.fill("#evidence-url", "https://www.dst.dk/rapport")
    page.keyboard.press("Enter")
    expect(page.locator("#grid-panel").get_by_role("link", name="dst.dk")).to_be_visible()
    assert Evidence.objects.get().url == "https://www.dst.dk/rapport"


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (320, "light")])
def test_the_wide_grid_is_accessible_in_every_state(
    quiet: Page, axe: Any, live_server: Any, house: House, width: int, scheme: Any
) -> None:
    page = quiet
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_round(page, live_server, house)
    page.locator("#grid-help summary").press("Enter")
    page.focus(field(house, slot="2024"))
    paste(page, "10\n20\n6\n11\n5\n9\n600\n500\n")
    expect(page.locator("#grid-troubled li")).to_have_count(2)
    page.focus(field(house))
    page.keyboard.press("Shift+ArrowDown")
    expect(page.locator("#grid-panel")).to_contain_text("Tilføj en fil eller et link")
    page.get_by_text("Tilføj en fil eller et link").press("Enter")
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.goto(live_server.url + "/indberetning/flag/")
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_on_a_phone_one_period_stands_at_a_time(
    quiet: Page, live_server: Any, house: House
) -> None:
    page = quiet
    page.set_viewport_size({"width": 390, "height": 800})
    open_round(page, live_server, house)
    expect(page.locator(field(house, slot="2024"))).to_be_visible()
    expect(page.locator(field(house, slot="2023"))).to_be_hidden()
    page.locator(".grid__switch").first.get_by_role("button", name="Forrige periode").click()
    expect(page.locator(field(house, slot="2023"))).to_be_visible()
    expect(page.locator(field(house, slot="2024"))).to_be_hidden()
    page.locator(field(house, slot="2023")).click()
    page.keyboard.type("411")
    page.fill(field(house, slot="2023", line=2), "508")
    page.get_by_role("button", name="Mangler", exact=True).click()
    expect(page.locator("#grid-asks")).to_have_text("Hvorfor mangler tallet?")
    small = page.evaluate(
        "[...document.querySelectorAll('.grid button, .grid td input, .grid summary')]"
        ".map(e => e.getBoundingClientRect()).filter(r => r.width && (r.width < 24 || r.height < 24)).length"
    )
    assert small == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
