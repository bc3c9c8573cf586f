"""A brief in a real browser: written, sent out, read and corrected; by keys alone; accessible."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import docx
import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from accounts.models import Notice, User
from indicators.services.recompute import groups as recompute
from reports.models import Brief
from reports.services import corrections
from tests.factories import briefs, people
from tests.factories.panels import correct

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OPENING = "Kære alle. Læs især om Område a."


def sign_in(page: Page, url: str, user: User) -> None:
    page.context.clear_cookies()
    client = Client()
    client.force_login(user)
    for name, cookie in client.cookies.items():
        page.context.add_cookies([{"name": name, "value": cookie.value, "url": url}])


def site() -> tuple[briefs.World, User, User]:
    """Figures, a meeting ahead with a matter, who writes its brief, and who reads it."""
    world = briefs.world()
    world.meeting.starts_at = timezone.now() + dt.timedelta(days=10)
    world.meeting.ends_at = world.meeting.starts_at + dt.timedelta(hours=2)
    world.meeting.save()
    return world, people.seated_user("secretariat"), people.seated_user("group", body=world.body)


def go(page: Page, role: Any, name: str, *, exact: bool = False) -> None:
    page.get_by_role(role, name=name, exact=exact).first.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


def fetched(page: Page, name: str) -> bytes:
    """The bytes behind a link of the page."""
    address = page.get_by_role("link", name=name).get_attribute("href")
    return page.request.get(f"{page.url.split('/rapporter')[0]}{address}").body()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (320, "dark")])
def test_every_page_is_accessible_quiet_and_within_its_width(
    quiet: Page, axe: Any, live_server: Any, width: int, scheme: Any
) -> None:
    world, secretary, _member = site()
    briefs.issued(world.meeting)
    sign_in(quiet, live_server.url, secretary)
    quiet.set_viewport_size({"width": width, "height": 800})
    quiet.emulate_media(color_scheme=scheme)
    base = f"/rapporter/moedeoplaeg/{world.meeting.pk}/"
    for path in ("/rapporter/", base, f"{base}ret/", f"{base}send/", f"{base}udgave/1/"):
        quiet.goto(live_server.url + path)
        assert axe(quiet) == [], path
        assert quiet.evaluate("document.documentElement.scrollWidth") <= width, path


def test_from_the_draft_by_keys_to_the_reader_and_one_notice_of_a_correction(
    quiet: Page, live_server: Any
) -> None:
    world, secretary, member = site()
    sign_in(quiet, live_server.url, secretary)
    quiet.goto(f"{live_server.url}/rapporter/moedeoplaeg/{world.meeting.pk}/")
    go(quiet, "link", "Ret teksterne")
    quiet.get_by_label("Indledning").focus()
    quiet.keyboard.type(OPENING)
    go(quiet, "button", "Gem")
    expect(quiet.get_by_text(OPENING)).to_be_visible()
    expect(quiet.get_by_text("Område a 32,0 (20,0)")).to_be_visible()

    # A figure is corrected while the draft lies open: what goes out is what was read.
    correct(world.site, "a", "2024", (120, 400), published_on=dt.date(2026, 4, 2))
    recompute.drain()
    go(quiet, "link", "Send ud")
    go(quiet, "button", "Send ud")
    expect(quiet.get_by_text("Læs det igen, og send det så ud.").first).to_be_visible()
    go(quiet, "link", "Læs udkastet igen")
    expect(quiet.get_by_text("Område a 30,0 (20,0)")).to_be_visible()
    go(quiet, "link", "Send ud")
    go(quiet, "button", "Send ud")
    expect(quiet.get_by_text("Mødeoplægget er sendt ud.")).to_be_visible()

    sign_in(quiet, live_server.url, member)
    quiet.goto(f"{live_server.url}/")
    go(quiet, "link", "mødeoplægget til Møde i maj")
    expect(quiet.get_by_text(OPENING)).to_be_visible()
    expect(quiet.get_by_text("Ingen af tallene er ændret.")).to_be_visible()
    pages = PdfReader(io.BytesIO(fetched(quiet, "Mødeoplæg (PDF)"))).pages
    assert len(pages) <= 2
    told = " ".join(page.extract_text() for page in pages)
    word = docx.Document(io.BytesIO(fetched(quiet, "Mødeoplæg (Word)")))
    for words in (told, "\n".join(each.text for each in word.paragraphs)):
        assert "Område a 30,0 (20,0)" in " ".join(words.split())

    correct(world.site, "a", "2024", (100, 400), published_on=dt.date(2026, 4, 3))
    recompute.drain()
    corrections.settle()
    corrections.settle()
    (notice,) = Notice.objects.filter(user=member, kind="brief_corrected")
    quiet.goto(f"{live_server.url}/")  # from elsewhere, as people come
    quiet.goto(live_server.url + notice.path)
    expect(quiet.get_by_text("30,0 → 25,0").first).to_be_visible()
    expect(quiet.get_by_text("Område a 30,0 (20,0)")).to_be_visible()


def test_two_windows_at_one_text_both_are_seen_and_a_cpr_number_is_refused(
    quiet: Page, live_server: Any
) -> None:
    world, secretary, _member = site()
    sign_in(quiet, live_server.url, secretary)
    url = f"{live_server.url}/rapporter/moedeoplaeg/{world.meeting.pk}/ret/"
    quiet.goto(url)
    other = quiet.context.new_page()
    other.goto(url)
    other.get_by_label("Indledning").fill("Skrevet i det andet vindue.")
    go(other, "button", "Gem")
    quiet.get_by_label("Indledning").fill("Skrevet her.")
    go(quiet, "button", "Gem")
    expect(quiet.get_by_text("Skrevet i det andet vindue.")).to_be_visible()
    expect(quiet.get_by_label("Indledning")).to_have_value("Skrevet her.")
    quiet.get_by_label("Indledning").fill("Ring til 010203-1234.")
    go(quiet, "button", "Gem")
    expect(quiet.get_by_role("alert")).to_contain_text("CPR")
    quiet.get_by_label("Indledning").fill("Skrevet her.")
    go(quiet, "button", "Gem")
    expect(quiet.get_by_text("Mødeoplægget er gemt.")).to_be_visible()
    assert Brief.objects.get().blocks.get(key="opening").text == "Skrevet her."
