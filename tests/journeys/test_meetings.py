"""Meetings in a real browser: accessible, quiet, within their width; the main task by keys alone."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import User
from partnership.models import Comment, Meeting, PlannedMeeting, StandingItem
from tests.factories import meetings as made
from tests.factories import people

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def sign_in(page: Page, url: str, user: User) -> None:
    client = Client()
    client.force_login(user)
    for name, cookie in client.cookies.items():
        page.context.add_cookies([{"name": name, "value": cookie.value, "url": url}])


def site() -> tuple[User, Meeting, PlannedMeeting]:
    secretary = people.seated_user("secretariat")
    body = people.body("coordination")
    body.quorum, body.votes = 3, True
    body.save()
    people.seated_user("group")
    mark = PlannedMeeting.objects.create(
        body=body, name="Forårsmøde", month=3, day=10, starts_at=dt.time(14), ends_at=dt.time(16)
    )
    StandingItem.objects.create(body=body, title="Eventuelt", is_last=True)
    soon = timezone.now() + dt.timedelta(days=10)
    meeting = made.meeting(
        state="called", called_at=timezone.now(), starts_at=soon, link="https://moede.test/1"
    )
    for title in ("Godkendelse af referat", "Fritidsjob til unge", "Eventuelt"):
        item = made.item(meeting, title, text="Sagen kort.", recommendation="At vi går i gang.")
    made.paper(item=item)
    Comment.objects.create(item=item, person=people.person("Områdechefen"), text="Enig.")
    made.attendance(meeting, people.person("Direktøren"), "excused", has_vote=True)
    return secretary, meeting, mark


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (320, "dark")])
def test_every_page_is_accessible_quiet_and_within_its_width(
    quiet: Page, axe: Any, live_server: Any, width: int, scheme: Any
) -> None:
    secretary, meeting, mark = site()
    sign_in(quiet, live_server.url, secretary)
    quiet.set_viewport_size({"width": width, "height": 800})
    quiet.emulate_media(color_scheme=scheme)
    base = f"/partnerskab/moeder/{meeting.pk}"
    for path in (
        "/partnerskab/aarshjul/", "/partnerskab/aarshjul/nyt/",
        "/partnerskab/aarshjul/faste-punkter/nyt/", f"/partnerskab/aarshjul/{mark.pk}/indkald/",
        "/partnerskab/moeder/", "/partnerskab/moeder/nyt/", f"{base}/", f"{base}/ret/",
        f"{base}/afholdt/", f"{base}/aflys/", f"{base}/laeg-sammen/", f"{base}/punkt/",
        f"{base}/deltagere/", "/partnerskab/kalender/",
    ):  # fmt: skip
        quiet.goto(live_server.url + path)
        assert axe(quiet) == [], path
        assert quiet.evaluate("document.documentElement.scrollWidth") <= width, path


def test_the_agenda_is_put_in_order_by_keys_and_by_drag(quiet: Page, live_server: Any) -> None:
    secretary, meeting, _mark = site()
    sign_in(quiet, live_server.url, secretary)
    quiet.goto(f"{live_server.url}/partnerskab/moeder/{meeting.pk}/")
    up = quiet.get_by_role("button", name=re.compile("^Op.*Fritidsjob"))
    up.focus()
    quiet.keyboard.press("Enter")
    expect(quiet.get_by_role("status")).to_contain_text("Rækkefølgen er gemt.")
    expect(up).to_be_focused()
    assert order(meeting) == ["Fritidsjob til unge", "Godkendelse af referat", "Eventuelt"]
    with quiet.expect_response("**/orden/"):
        quiet.keyboard.press("Alt+ArrowDown")
    assert order(meeting) == ["Godkendelse af referat", "Fritidsjob til unge", "Eventuelt"]
    handles, first = quiet.locator("[data-handle]"), quiet.locator(".agenda__item").first
    handles.last.scroll_into_view_if_needed()
    start, end = handles.last.bounding_box(), first.bounding_box()
    assert start and end
    quiet.mouse.move(start["x"] + 8, start["y"] + 8)
    quiet.mouse.down()
    quiet.mouse.move(end["x"] + 8, end["y"] + 20, steps=5)
    with quiet.expect_response("**/orden/"):
        quiet.mouse.up()
    assert order(meeting) == ["Eventuelt", "Godkendelse af referat", "Fritidsjob til unge"]
    numbers = quiet.locator("[data-number]").all_inner_texts()
    assert numbers == ["1", "2", "3"]


def order(meeting: Meeting) -> list[str]:
    return list(meeting.items.order_by("position").values_list("title", flat=True))


def test_a_meeting_is_called_from_the_wheel_by_keys_alone(quiet: Page, live_server: Any) -> None:
    secretary, _meeting, mark = site()
    sign_in(quiet, live_server.url, secretary)
    quiet.goto(f"{live_server.url}/partnerskab/aarshjul/")
    go(quiet, "link", "Opret mødet Forårsmøde")
    go(quiet, "button", "Opret mødet")
    expect(quiet.get_by_role("heading", level=1)).to_contain_text("Forårsmøde")
    go(quiet, "link", "Nyt punkt")
    quiet.get_by_label("Overskrift").focus()
    quiet.keyboard.type("Fritidsjob til unge")
    go(quiet, "button", "Sæt på dagsordenen")
    go(quiet, "link", "Send indkaldelsen")
    go(quiet, "button", "Send indkaldelsen")
    expect(quiet.get_by_text("1 person er indkaldt.")).to_be_visible()
    made_now = Meeting.objects.get(planned=mark)
    assert made_now.state == "called"
    assert order(made_now) == ["Fritidsjob til unge", "Eventuelt"]


def go(page: Page, role: Any, name: str) -> None:
    page.get_by_role(role, name=name).focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
