"""From a new housing organisation to a board member who is in, and out again, in a real browser."""

import datetime as dt
import re

import pytest
import time_machine
from django.core import mail
from playwright.sync_api import Page, expect

from tests.factories import people as make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NEW_PASSWORD = "kornmarken ved åen"


def sign_in(page: Page, address: str, email: str, password: str = make.PASSWORD) -> None:
    page.goto(f"{address}/log-ind/")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Adgangskode", exact=True).fill(password)
    page.locator("main").get_by_role("button", name="Log ind").click()


def test_an_administrator_invites_a_board_member_by_seat(live_server, quiet, axe, settings):
    settings.SITE_URL = live_server.url
    admin = make.seated_user("administrator")
    board = make.body("board", name="Det fælles partnerskab")
    with time_machine.travel(dt.datetime(2026, 11, 23, 10, tzinfo=dt.UTC), tick=True):
        sign_in(quiet, live_server.url, admin.email)
        expect(quiet).to_have_url(f"{live_server.url}/")
        quiet.goto(f"{live_server.url}/administration/organisationer/opret/")
        quiet.get_by_label("Navn", exact=True).fill("Boligforeningen Nyt Hjem")
        quiet.get_by_label("Art", exact=True).select_option("housing")
        quiet.get_by_role("button", name="Opret organisation").click()
        expect(quiet.get_by_role("heading", level=1)).to_have_text("Boligforeningen Nyt Hjem")
        assert axe(quiet) == []

        quiet.get_by_role("link", name="Inviter til en plads").click()
        quiet.get_by_label("Navn", exact=True).fill("Formanden")
        quiet.get_by_label("E-mail").fill("formand@test.dk")
        quiet.get_by_label("Rolle").select_option("chair")
        quiet.locator("#id_body").select_option(str(board.pk))
        quiet.get_by_label(re.compile("^Til og med")).fill("1.3.2027")
        quiet.get_by_role("button", name="Giv plads og send invitation").click()
        expect(quiet.get_by_text("Invitationen er sendt til formand@test.dk.")).to_be_visible()
        assert axe(quiet) == []
        (letter,) = mail.outbox
        link = next(word for word in letter.body.split() if "/invitation/" in word)

        member = quiet.context.browser.new_context(locale="da-DK").new_page()
        member.goto(link)
        assert axe(member) == []
        member.get_by_label("Adgangskode", exact=True).fill(NEW_PASSWORD)
        member.get_by_label("Gentag adgangskoden").fill(NEW_PASSWORD)
        member.get_by_role("button", name="Gem og log ind").click()
        expect(member).to_have_url(f"{live_server.url}/")
        member.goto(f"{live_server.url}/partnerskab/")
        expect(member.get_by_text("Det fælles partnerskab").first).to_be_visible()
        assert axe(member) == []

        stranger = quiet.context.browser.new_context(locale="da-DK").new_page()
        stranger.goto(link)
        expect(stranger.get_by_role("heading", level=1)).to_have_text("Linket er allerede brugt")
        assert axe(stranger) == []
    with time_machine.travel(dt.datetime(2027, 3, 1, 22, 58, tzinfo=dt.UTC), tick=True):
        member.context.clear_cookies()
        sign_in(member, live_server.url, "formand@test.dk", NEW_PASSWORD)
        member.goto(f"{live_server.url}/partnerskab/")
        expect(member.get_by_role("heading", level=1)).to_have_text("Partnerskab")
    with time_machine.travel(dt.datetime(2027, 3, 1, 23, 1, tzinfo=dt.UTC), tick=True):
        member.goto(f"{live_server.url}/partnerskab/")
        expect(member.get_by_role("heading", level=1)).to_have_text("Du har ingen plads i dag")
        assert axe(member) == []
