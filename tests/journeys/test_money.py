"""The money in a browser: a key by keyboard, a file looked through and taken in, every page accessible."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from partnership.models import Booking, DistributionKey
from tests.factories import money, people

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDTHS = (1280, 320)


def signed_in(page: Page, url: str, role: str) -> None:
    client = Client()
    client.force_login(people.seated_user(role))
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": url}]
    )


def is_fine(page: Page, axe: Any) -> None:
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert axe(page) == [], (page.url, width)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url
    page.set_viewport_size({"width": 1280, "height": 800})


def test_a_key_is_set_and_a_file_taken_in(live_server: Any, quiet: Page, axe: Any) -> None:
    made = money.make(payers=[people.organisation(f"Part {letter}") for letter in "AB"])
    signed_in(quiet, live_server.url, "secretariat")
    quiet.goto(f"{live_server.url}/oekonomi/puljer/{made.fund.slug}/?aar=2027")
    quiet.get_by_role("link", name="Ny fordelingsnøgle").press("Enter")
    quiet.get_by_label("Navn").fill("Fra sommeren")
    quiet.get_by_label("Gælder fra").fill("1.7.2027")
    quiet.get_by_label("Part A, andel i procent").fill("60")
    quiet.get_by_label("Part B, andel i procent").fill("39,99")
    quiet.get_by_label("Prøve Kommune, andel i procent").fill("")
    quiet.get_by_role("button", name="Gem nøglen").press("Enter")
    expect(quiet.get_by_text("der mangler 0,01 procentpoint").first).to_be_visible()
    is_fine(quiet, axe)
    quiet.get_by_label("Part B, andel i procent").fill("40")
    quiet.get_by_role("button", name="Gem nøglen").press("Enter")
    expect(quiet.get_by_text("Nøglen er gemt.")).to_be_visible()
    assert DistributionKey.objects.count() == 2
    quiet.goto(f"{live_server.url}/oekonomi/bogfoering/indlaes/")
    text = (
        "Pulje;Art;År;Kvartal;Organisation;Indsats;Tekst;Beløb\n"
        f"{made.fund.name};udgift;2027;2;Part A;;Trykning;1.200,00\n"
    )
    quiet.get_by_label("CSV-fil med bogførte beløb").set_input_files(
        {"name": "kvartal.csv", "mimeType": "text/csv", "buffer": text.encode()}
    )
    quiet.get_by_role("button", name="Se, hvad filen gør").press("Enter")
    expect(quiet.get_by_text("kvartal.csv: 1 nye beløb")).to_be_visible()
    is_fine(quiet, axe)
    quiet.get_by_role("button", name="Bogfør beløbene").press("Enter")
    expect(quiet.get_by_text("1 beløb er bogført.")).to_be_visible()
    assert Booking.objects.filter(text="Trykning").exists()


def test_every_page_on_money_is_accessible(live_server: Any, quiet: Page, axe: Any) -> None:
    made = money.make()
    signed_in(quiet, live_server.url, "secretariat")
    for path in (
        "?aar=2027", "?aar=2027&vis=organisationer", "?vis=aar",
        f"puljer/{made.fund.slug}/?aar=2027", "puljer/opret/",
        f"puljer/{made.fund.slug}/noegle/?forslag=boliger&kommune=50",
        f"puljer/{made.fund.slug}/post/", f"tilsagn/{made.commitment.pk}/fjern/",
        f"organisationer/{made.payers[0].slug}/?aar=2027",
        f"indsatser/{made.intervention.slug}/?aar=2027",
        f"organer/{made.intervention.body.slug}/?aar=2027",
        "bogfoering/?aar=2027", "bogfoering/ny/", "aarsvaerk/?aar=2027", "medfinansiering/",
    ):  # fmt: skip
        quiet.goto(f"{live_server.url}/oekonomi/{path}")
        is_fine(quiet, axe)


def test_long_names_of_keys_stand_within_their_column_on_a_phone(
    live_server: Any, quiet: Page
) -> None:
    made = money.make()
    made.key.name = "Lige dele mellem boligorganisationerne"
    made.key.basis = "Halvdelen fra kommunen, resten delt lige"
    made.key.valid_to = dt.date(2027, 6, 30)
    made.key.save()
    shares = dict(zip(made.payers, ("50", "30", "20"), strict=True))
    then = money.key(
        made.fund, shares, first=dt.date(2027, 7, 1), name="Efter antal boliger i områderne"
    )
    assert then.valid_to is None
    signed_in(quiet, live_server.url, "secretariat")
    quiet.goto(f"{live_server.url}/oekonomi/puljer/{made.fund.slug}/?aar=2027")
    beyond = """() => [...document.querySelectorAll("td[data-head]")]
        .filter(cell => cell.scrollWidth > cell.clientWidth + 1).map(cell => cell.dataset.head)"""
    for width in (390, 320):
        quiet.set_viewport_size({"width": width, "height": 800})
        assert quiet.evaluate(beyond) == [], width
