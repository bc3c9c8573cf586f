"""A file that is too large, in a real browser: said at the field, and still said when it is sent."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from tests.factories import meetings, people

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_words_stay_until_another_file_is_chosen(
    page: Page, live_server: Any, settings: Any
) -> None:
    settings.PAPER_MAX_BYTES = 1000
    meeting = meetings.meeting()
    client = Client()
    client.force_login(people.seated_user("secretariat"))
    for name, cookie in client.cookies.items():
        page.context.add_cookies([{"name": name, "value": cookie.value, "url": live_server.url}])
    address = f"{live_server.url}/partnerskab/moeder/{meeting.pk}/referat/laeg-ind/"
    page.goto(address)
    field = page.locator("input[type=file]")
    large = {"name": "stor.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-" + b"x" * 2000}
    field.set_input_files(large)
    expect(page.get_by_role("alert")).to_contain_text("større end")
    page.get_by_role("button", name="Læg ind").click()
    expect(page.get_by_role("alert")).to_contain_text("større end")
    expect(field).to_have_accessible_description(re.compile("større end"))
    field.set_input_files({**large, "buffer": b"%PDF-1.7"})
    expect(page.get_by_role("alert")).to_have_count(0)
