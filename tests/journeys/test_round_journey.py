"""One round by keyboard alone: from its opening through doubt, return and approval to the dashboard."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import User
from indicators.models import Category, CategorySet, Flag, Measurement, Round
from indicators.services.recompute import groups as recompute
from tests.factories import people as make
from tests.factories.panels import Site, three_areas
from tests.factories.results import reader
from tests.journeys.test_entry import paste, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SLOTS = ("2024", "2025", "2026", "2027")
REASON, ANSWER = "Er kvinderne talt med to gange?", "Én er flyttet mellem tællingerne"
MOST_STEPS = 150


class Keys:
    """The keyboard, and how often it was pressed."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.presses = 0

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.presses += 1

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.presses += len(text)

    def to(self, wanted: str) -> None:
        """Go on with Tab to what is matched by a selector, or carries the text."""
        for _step in range(MOST_STEPS):
            found = self.page.evaluate(
                "wanted => { const here = document.activeElement; const text = here.textContent.trim();"
                " return text === wanted || (/^[#.a-z[]/.test(wanted) && here.matches(wanted)); }",
                wanted,
            )
            if found:
                return
            self.press("Tab")
        raise AssertionError(f"Tab never reached {wanted}")

    def push(self, button: str) -> None:
        """Reach a button or a link that leads to another page, and press it."""
        self.to(button)
        with self.page.expect_navigation():
            self.press("Enter")


def divided_site() -> Site:
    """Three areas whose figures need a second person, and are also told for women and men."""
    site = three_areas()
    site.data_set.approval_required = True
    site.data_set.save()
    kinds = CategorySet.objects.create(code="koen", name="Køn")
    for at, name in enumerate(("Kvinder", "Mænd")):
        Category.objects.create(category_set=kinds, code=f"k{at}", name=name, position=at)
    site.definition.breakdowns.add(kinds)
    recompute.drain()
    return site


def change_person(page: Page, url: str, user: User, path: str) -> Keys:
    page.context.clear_cookies()
    sign_in(page.context, user, url)
    page.goto(url + path)
    return Keys(page)


def open_the_round(keys: Keys) -> None:
    keys.push("Ny indsamling")
    keys.to("#id_name")
    keys.type("Årets tal")
    keys.to("input[name=indicators]")
    keys.press("Space")
    keys.to("input[name=areas-gruppe]")  # the areas are chosen from the start; out and in again
    keys.press("Space")
    expect(keys.page.locator("input[name=areas]:checked")).to_have_count(0)
    keys.press("Space")
    expect(keys.page.locator("input[name=areas]:checked")).to_have_count(3)
    keys.to("input[name=slots]:checked")
    keys.press("Space")
    keys.to("#id_more_slots")
    keys.type(", ".join(SLOTS))
    today = timezone.localdate()
    for field, day in (("#id_opens_on", today), ("#id_deadline", today + dt.timedelta(days=30))):
        keys.to(field)
        keys.press("Control+A")
        keys.type(f"{day.day}.{day.month}.{day.year}")
    keys.push("Opret indsamling")
    expect(keys.page.get_by_text("Indsamlingen er oprettet.")).to_be_visible()


def field(site: Site, slug: str, slot: str, line: int, part: int | None = None) -> str:
    below = f"-{part}" if part else ""
    return f"#c-{site.definition.pk}-{site.areas[slug].pk}-{slot}{below}-{line}"


def block(slug: str) -> str:
    """All rows of one area for four periods: 30 of 200, of them 10 + 20 women and men."""
    part = {"a": (30, 10, 20), "b": (55, 25, 30), "c": (60, 30, 30)}[slug]
    whole = {"a": (200, 100, 100), "b": (250, 100, 150), "c": (300, 150, 150)}[slug]
    lines = [line for pair in zip(part, whole, strict=True) for line in pair]
    return "\n".join("\t".join([str(number)] * len(SLOTS)) for number in lines) + "\n"


def fill(keys: Keys, site: Site) -> None:
    """Two areas by paste, the third by typing."""
    keys.to(field(site, "a", "2024", 1))
    paste(keys.page, block("a") + block("b"))
    keys.presses += 1
    status = keys.page.locator("#grid-status")
    expect(status).to_contain_text("Indsat. Gemte celler: 24.")
    expect(status).to_contain_text("Frigivne tal med en ny udgave")
    for _row in range(12):
        keys.press("ArrowDown")
    expect(keys.page.locator(field(site, "c", "2024", 1))).to_be_focused()
    numbers = [line.split("\t") for line in block("c").splitlines()]
    numbers[2][1] = "31"  # one woman too many in 2025
    before, digits = keys.presses, 0
    for at, line in enumerate(numbers):
        for number in line:
            keys.type(number)
            keys.press("Tab")
            digits += len(number)
        assert at or keys.presses - before - digits == len(line), (
            "a number costs its digits and Tab"
        )
    typed = sum(map(len, numbers))
    assert keys.presses - before - digits <= typed * 2, "at most one key beyond the digits and Tab"
    expect(keys.page.locator("#grid-filled")).to_have_text("36 af 36 celler er udfyldt")


def answer_the_doubt(keys: Keys) -> None:
    page = keys.page
    expect(page.locator("#grid-troubled")).to_contain_text("delene giver 61 tilsammen")
    keys.press("F8")
    expect(page.locator("#grid-troubled li > a").first).to_be_focused()
    keys.press("Tab")
    keys.type(ANSWER)
    keys.press("Enter")
    expect(page.locator("#grid-calm")).to_be_visible()
    assert Flag.objects.get().clearing == ANSWER


def test_a_round_goes_from_its_opening_to_the_dashboard_by_keyboard(
    quiet: Page, live_server: Any
) -> None:
    page, url = quiet, live_server.url
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    site = divided_site()
    author, second = make.seated_user("secretariat"), make.seated_user("secretariat")

    keys = change_person(page, url, author, "/indberetning/indsamlinger/")
    open_the_round(keys)
    assert sorted(Round.objects.get().slots) == list(SLOTS)
    keys.push("Se alle celler i skemaet")
    expect(page.locator("#grid-filled")).to_have_text("3 af 36 celler er udfyldt")
    fill(keys, site)
    answer_the_doubt(keys)
    keys.push("Se dine kladder")
    keys.to("#choose-all")
    keys.press("Space")
    keys.push("Send til godkendelse")
    expect(page.get_by_text("36 tal er sendt til godkendelse.")).to_be_visible()

    keys = change_person(page, url, second, "/indberetning/godkendelse/")
    row = page.locator("tbody tr").filter(has_text=ANSWER)
    expect(row).to_contain_text("Område c")
    returned = row.locator("input").get_attribute("value")
    keys.to(f"input[value='{returned}']")
    keys.press("Space")
    keys.to("#id_reason")
    keys.type(REASON)
    keys.push("Send retur")
    expect(page.get_by_text("1 tal er sendt retur.")).to_be_visible()
    keys.to("#choose-all")
    keys.press("Space")
    keys.push("Godkend")
    expect(page.get_by_text("35 tal er godkendt.")).to_be_visible()

    keys = change_person(page, url, author, "/indberetning/godkendelse/?vis=retur")
    expect(page.locator("#queue tbody")).to_contain_text(REASON)
    keys.push("Område c")
    expect(page.locator("main")).to_contain_text(ANSWER)
    keys.push("Ret tallet i skemaet")
    here = field(site, "c", "2025", 1)
    expect(page.locator("html.has-grid")).to_be_attached()
    expect(page.locator(here)).to_be_focused()
    keys.type("61")
    keys.press("Tab")  # to the other line of the same cell
    keys.press("Tab")
    expect(page.locator("#grid-status")).to_contain_text("✓ Gemt kl.")
    keys.push("Se dine kladder")
    keys.press("Tab")
    keys.to("input[name=chosen]")
    keys.press("Space")
    keys.push("Send til godkendelse")
    expect(page.get_by_text("1 tal er sendt til godkendelse.")).to_be_visible()

    keys = change_person(page, url, second, "/indberetning/godkendelse/")
    keys.to("input[name=chosen]")
    keys.press("Space")
    keys.push("Godkend")
    expect(page.get_by_text("1 tal er godkendt.")).to_be_visible()
    page.goto(f"{url}/indberetning/frigivelse/")
    keys.to("#choose-all")
    keys.press("Space")
    keys.push("Frigiv")
    expect(page.get_by_text("36 tal er frigivet til partnerskabet.")).to_be_visible()

    assert {m.workflow for m in Measurement.objects.filter(cell__slot__gte="2025")} >= {"released"}
    recompute.drain()
    change_person(page, url, reader(), "/omraader/a/")
    card = page.locator("[data-live=tal-uden-job]")
    expect(card.locator(".value__number")).to_have_text("15,0")
    expect(card.locator(".passport")).to_contain_text("2027")
