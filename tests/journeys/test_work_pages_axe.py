"""The pages of the partnership's work, wide and narrow, with the example set: accessible and silent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts.models import User
from effects.models import Review
from partnership.models import Body, Decision, FollowUp, Fund, Intervention, Meeting, Plan
from tests.factories import briefs, decisions, reviews

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LISTS = (
    "meeting-list", "planned-meeting-list", "calendar", "decision-list", "follow-up-list",
    "procedure-list", "money", "booking-list", "position-list", "co-financing-list",
    "programme", "delivery-list", "handover-list", "archive-list",
)  # fmt: skip


def sign_in(page: Page, url: str) -> None:
    client = Client()
    client.force_login(User.objects.get(email="sekretariat@eksempel.example"))
    page.context.add_cookies(
        [{"name": n, "value": c.value, "url": url} for n, c in client.cookies.items()]
    )


def things() -> Iterator[str]:
    """One address of each thing that has a page of its own."""
    held = Meeting.objects.filter(state="held", minutes__isnull=False)[0]
    called = Meeting.objects.filter(state="called")[0]
    for meeting in (held, called):
        yield reverse("partnership:meeting-detail", args=[meeting.pk])
    yield reverse("partnership:minutes-detail", args=[held.pk])
    yield reverse("partnership:minutes-write", args=[called.pk])
    for name, row in (
        ("decision-detail", Decision.objects.all()[0]),
        ("follow-up-detail", FollowUp.objects.all()[0]),
        ("procedure-detail", decisions.procedure()),
    ):
        yield reverse(f"partnership:{name}", args=[row.pk])
    yield reverse("effects:review-list")
    running = Intervention.objects.filter(state="running")[0]
    open_one = running.reviews.filter(closed_at=None).first() or reviews.review(running)
    for name, review in (
        ("review-detail", open_one), ("review-close", open_one),
        ("review-detail", Review.objects.filter(frozen__isnull=False)[0]),
    ):  # fmt: skip
        yield reverse(f"effects:{name}", args=[review.pk])
    yield reverse("effects:intervention-list")
    told = Intervention.objects.filter(reviews__frozen__isnull=False)[0]
    yield reverse("effects:intervention-detail", args=[told.slug])
    for name in ("dashboards:overview", "dashboards:moving", "effects:learning-list"):
        yield reverse(name)
    yield reverse("partnership:own-seat-list")
    edition = briefs.issued(called)
    yield reverse("reports:report-list")
    for name in ("brief-detail", "brief-change", "brief-issue"):
        yield reverse(f"reports:{name}", args=[called.pk])
    yield reverse("reports:edition-detail", args=[called.pk, edition.number])
    fund = Fund.objects.all()[0]
    payer = fund.keys.all()[0].shares.all()[0].organisation
    for name, slug in (
        ("plan-detail", Plan.objects.all()[0].slug),
        ("body-detail", Body.objects.filter(kind="coordination")[0].slug),
        ("fund-detail", fund.slug),
        ("money-payer", payer.slug),
    ):
        yield reverse(f"partnership:{name}", args=[slug])


def complaints(page: Page, axe: Any, url: str, paths: list[str]) -> dict[str, list[str]]:
    """What is wrong with each page: the checker's words, and sideways scrolling."""
    found = {}
    for path in paths:
        response = page.goto(url + path)
        wrong = axe(page)
        if response is None or response.status != 200:
            wrong.append(f"status {response.status if response else '?'}")
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wrong.append("scrolls sideways")
        if wrong:
            found[path] = wrong
    return found


def test_pages_of_the_work_and_the_key_of_search(quiet: Page, axe: Any, live_server: Any) -> None:
    call_command("load_example", "eksempel", verbosity=0)
    paths = [reverse(f"partnership:{name}") for name in LISTS]
    paths += [*things(), "/soeg/", "/soeg/?q=tryg", "/soeg/?q=findesikke"]
    sign_in(quiet, live_server.url)
    for width in (1280, 320):
        quiet.set_viewport_size({"width": width, "height": 800})
        assert complaints(quiet, axe, live_server.url, paths) == {}, width
    for width, name in ((1280, "soeg-bred"), (320, "soeg-smal")):
        quiet.set_viewport_size({"width": width, "height": 800})
        quiet.goto(live_server.url + reverse("partnership:meeting-list"))
        quiet.keyboard.press("/")
        expect(quiet.locator(f"#{name}")).to_be_focused()
    quiet.keyboard.type("tryg/")
    expect(quiet.locator("#soeg-smal")).to_have_value("tryg/")
    quiet.fill("#soeg-smal", "tryg")
    quiet.keyboard.press("Enter")
    expect(quiet.get_by_role("heading", name="Indikatorer")).to_be_visible()
    quiet.get_by_label("Tasten / går til søgefeltet").uncheck()
    quiet.locator("h1").click()
    quiet.keyboard.press("/")
    expect(quiet.locator("#soeg")).not_to_be_focused()
