"""Decisions, approval in writing and tasks in a real browser: accessible, and by keyboard."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page

from accounts.models import User
from partnership.models import AgendaItem, Decision, FollowUp
from tests.factories import decisions as make
from tests.factories import meetings, people

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DAY = dt.timedelta(days=1)


def sign_in(page: Page, url: str, user: User) -> None:
    client = Client()
    client.force_login(user)
    for name, cookie in client.cookies.items():
        page.context.add_cookies([{"name": name, "value": cookie.value, "url": url}])


def site() -> tuple[User, AgendaItem]:
    """A meeting that was held yesterday, and somebody of the secretariat who is in the group too."""
    user = people.seated_user("secretariat")
    people.seat("group", person=user.person)
    held = meetings.meeting(starts_at=timezone.now() - DAY)
    item = meetings.item(
        held, "Lys på stien", kind="decision", recommendation="At der sættes lys op."
    )
    return user, item


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (320, "dark")])
def test_every_page_is_accessible_quiet_and_within_its_width(
    quiet: Page, axe: Any, live_server: Any, width: int, scheme: Any
) -> None:
    user, item = site()
    taken = make.decision(item=item, locked_at=timezone.now(), review_on=timezone.localdate())
    late = make.decision(due_on=timezone.localdate() - DAY, decided_on=timezone.localdate() - DAY)
    put_forward = make.proposal()
    task = make.follow_up(
        decision=taken, owner=user.person, due_on=timezone.localdate() - DAY
    )  # fmt: skip
    asked = make.procedure()
    make.answer(asked, make.member()[1], "meeting")
    sign_in(quiet, live_server.url, user)
    quiet.set_viewport_size({"width": width, "height": 800})
    quiet.emulate_media(color_scheme=scheme)
    one, work = f"/partnerskab/beslutninger/{taken.pk}", f"/partnerskab/opgaver/{task.pk}"
    trouble = []
    for path in (
        "/partnerskab/beslutninger/", "/partnerskab/beslutninger/?q=intet", f"{one}/", f"{one}/ret/",
        f"{one}/afloes/", f"/partnerskab/beslutninger/{late.pk}/gennemfoert/",
        f"/partnerskab/beslutninger/{put_forward.pk}/vedtag/",
        f"/partnerskab/moeder/punkter/{item.pk}/beslutning/",
        "/partnerskab/opgaver/", "/partnerskab/opgaver/?whose=all&state=done", f"{work}/",
        f"{work}/giv-videre/", f"{work}/udfoert/", "/partnerskab/opgaver/opret/",
        "/partnerskab/skriftlig-godkendelse/", "/partnerskab/skriftlig-godkendelse/opret/",
        f"/partnerskab/skriftlig-godkendelse/{asked.pk}/",
    ):  # fmt: skip
        quiet.goto(live_server.url + path)
        trouble += [f"{path}: {one}" for one in axe(quiet)]
        if not quiet.evaluate("document.documentElement.scrollWidth <= innerWidth"):
            trouble.append(f"{path}: wider than {width}")
    assert trouble == []


def test_from_the_meeting_to_a_task_that_is_done_by_keyboard(quiet: Page, live_server: Any) -> None:
    user, item = site()
    sign_in(quiet, live_server.url, user)
    quiet.goto(f"{live_server.url}/partnerskab/moeder/{item.meeting_id}/")
    quiet.get_by_role("link", name="Registrér beslutning").first.focus()
    quiet.keyboard.press("Enter")
    quiet.get_by_label("Art", exact=True).focus()
    quiet.keyboard.type("andet")
    quiet.get_by_label("Begrundelse").focus()
    quiet.keyboard.type("Der er mørkt.")
    quiet.get_by_label("Hvad skal der ske?").first.focus()
    quiet.keyboard.type("Indhent tilbud")
    quiet.keyboard.press("Tab")
    quiet.keyboard.type(user.person.name)
    quiet.keyboard.press("Tab")
    quiet.keyboard.type(f"{timezone.localdate() + 9 * DAY:%d.%m.%Y}")
    quiet.keyboard.press("Enter")
    quiet.get_by_role("heading", level=1, name="Lys på stien").wait_for()
    decision = Decision.objects.get()
    assert (decision.text, decision.reason) == ("At der sættes lys op.", "Der er mørkt.")
    quiet.get_by_role("link", name="Indhent tilbud").focus()
    quiet.keyboard.press("Enter")
    quiet.get_by_role("link", name="Markér som udført").focus()
    quiet.keyboard.press("Enter")
    quiet.get_by_label("Hvad kom der ud af det?").focus()
    quiet.keyboard.type("Tre tilbud er inde.")
    quiet.keyboard.press("Tab")
    quiet.keyboard.press("Enter")
    quiet.get_by_text("Opgaven er afsluttet.").wait_for()
    assert FollowUp.objects.get().closing_word == "Tre tilbud er inde."
