"""Every page behind the figures in a real browser: accessible, quiet, within its width."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page

from areas.models import Area
from indicators.models import ControlLimit, Definition, EventMarker, Relocation, StoryNote
from tests.factories import panels
from tests.factories import people as make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DAY = dt.date(2024, 5, 1)


def pages() -> list[str]:
    """Something in every list, and the addresses that show it."""
    site = panels.site({"nord": {"2024": (10, 100)}, "kommune": {"2024": (50, 1000)}})
    Definition.objects.update(frequency="quarter")
    area, indicator = site.areas["nord"], site.definition.indicator
    make.area("Fyrrelunden", kind=Area.Kind.REFERENCE)
    event = EventMarker.objects.create(kind="other", title="Beboerhuset lukker", happened_on=DAY)
    EventMarker.objects.create(
        kind="effort", title="Jobrådgivning i opgangene", happened_on=DAY, area=area,
        indicator=indicator, is_withdrawn=True,
    )  # fmt: skip
    story = StoryNote.objects.create(indicator=indicator, text="Vi ved mere end kurven. " * 20)
    move = Relocation.objects.create(
        from_area=area, households=1200, starts_on=DAY, announced_on=DAY, source="Helhedsplanen"
    )
    limit = ControlLimit.objects.create(
        definition=site.definition, area=area, from_slot="2024K1", reason="Ny måde at tælle på"
    )
    below = [
        "haendelser/", "haendelser/opret/", f"haendelser/{event.pk}/ret/",
        f"haendelser/{event.pk}/traek-tilbage/", "noter/", "noter/opret/",
        f"noter/{story.pk}/ret/", f"noter/{story.pk}/traek-tilbage/", "flytninger/",
        "flytninger/opret/", f"flytninger/{move.pk}/ret/", f"flytninger/{move.pk}/aflys/",
        "kontrolgraenser/", "kontrolgraenser/opret/", f"kontrolgraenser/{limit.pk}/ret/",
        f"kontrolgraenser/{limit.pk}/ophaev/",
    ]  # fmt: skip
    return [*(f"/indberetning/{path}" for path in below), "/administration/sammenligning/"]


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (320, "dark")])
def test_every_page_is_accessible_quiet_and_within_its_width(
    quiet: Page, axe: Any, live_server: Any, width: int, scheme: Any
) -> None:
    addresses = pages()
    client = Client()
    client.force_login(make.seated_user("secretariat"))
    for name, cookie in client.cookies.items():
        quiet.context.add_cookies([{"name": name, "value": cookie.value, "url": live_server.url}])
    quiet.set_viewport_size({"width": width, "height": 800})
    quiet.emulate_media(color_scheme=scheme)
    trouble = []
    for path in addresses:
        quiet.goto(live_server.url + path)
        trouble += [f"{path}: {found}" for found in axe(quiet)]
        if not quiet.evaluate("document.documentElement.scrollWidth <= innerWidth"):
            trouble.append(f"{path}: wider than {width}")
    assert trouble == []


def test_a_refused_event_says_so_to_everybody(quiet: Page, axe: Any, live_server: Any) -> None:
    panels.site({"nord": {"2024": (10, 100)}, "kommune": {"2024": (50, 1000)}})
    client = Client()
    client.force_login(make.seated_user("secretariat"))
    for name, cookie in client.cookies.items():
        quiet.context.add_cookies([{"name": name, "value": cookie.value, "url": live_server.url}])
    quiet.goto(f"{live_server.url}/indberetning/haendelser/opret/")
    quiet.get_by_label("Titel", exact=True).fill("Jobrådgivning i opgangene")
    quiet.get_by_label("Slags").select_option("effort")
    quiet.get_by_label("Dato").fill("1.9.2020")
    quiet.get_by_role("button", name="Tilføj hændelse").click()
    assert quiet.get_by_label("Titel", exact=True).input_value() == "Jobrådgivning i opgangene"
    assert "Vælg det område" in quiet.content()
    assert axe(quiet) == []
