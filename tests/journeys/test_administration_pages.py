"""Every page of the administration in a real browser: accessible, quiet, within its width."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page

from accounts.services import invitations
from partnership.models import Frame, Goal, Ownership, Seat, Vision
from tests.factories import people as make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def pages() -> list[str]:
    """A partnership with something in every list, and the addresses that show it."""
    owner = make.organisation("Boligforeningen Nyt Hjem", kind="housing")
    Ownership.objects.create(organisation=owner, area=make.area("Skovparken"))
    member = make.person("Formand for boligforeningen")
    make.seat("board", person=member, organisation=owner)
    make.body("ad_hoc", name="Trygge stier")
    waiting = make.user("en.person.med.lang.adresse@boligforeningen.test", password=None)
    make.seat("group", person=make.person("Ny person", user=waiting))
    invitations.issue(user=waiting, issued_by=None)
    frame = Frame.objects.create(
        name="Visioner", slug="visioner", starts_on="2020-01-01", ends_on="2030-12-31"
    )
    vision = Vision.objects.create(frame=frame, number=1, title="Et trygt kvarter", slug="trygt")
    Goal.objects.create(vision=vision, number=1, title="Flere føler sig trygge")
    seat = Seat.objects.get(person=member)
    one = f"organisationer/{owner.slug}/"
    below = (
        "", "komgodtigang/", "organisationer/", "organisationer/opret/", one, f"{one}ret/",
        f"{one}luk/", f"{one}omraade/", "organer/", "organer/opret/", "pladser/",
        "pladser/inviter/", f"pladser/{seat.pk}/afslut/", f"personer/{member.pk}/ret/", "brugere/",
        f"brugere/{waiting.pk}/deaktiver/",
    )  # fmt: skip
    return [*(f"/administration/{path}" for path in below), "/partnerskab/", "/indstillinger/"]


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (320, "dark")])
def test_every_page_is_accessible_quiet_and_within_its_width(
    quiet: Page, axe: Any, live_server: Any, width: int, scheme: Any
) -> None:
    client = Client()
    client.force_login(make.seated_user("administrator"))
    for name, cookie in client.cookies.items():
        quiet.context.add_cookies([{"name": name, "value": cookie.value, "url": live_server.url}])
    quiet.set_viewport_size({"width": width, "height": 800})
    quiet.emulate_media(color_scheme=scheme)
    trouble = []
    for path in pages():
        quiet.goto(live_server.url + path)
        trouble += [f"{path}: {found}" for found in axe(quiet)]
        if not quiet.evaluate("document.documentElement.scrollWidth <= innerWidth"):
            trouble.append(f"{path}: wider than {width}")
    quiet.goto(f"{live_server.url}/administration/pladser/inviter/")
    quiet.get_by_role("button", name="Giv plads og send invitation").click()
    quiet.get_by_role("heading", name="Der er noget, der skal rettes").wait_for()
    trouble += [f"refused form: {found}" for found in axe(quiet)]
    assert trouble == []
