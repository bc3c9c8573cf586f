"""The page of hidden figures in a real browser: accessible, quiet, within its width."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page

from indicators.models import DisclosureThreshold
from indicators.services.recompute import groups as recompute
from tests.factories import people
from tests.factories.panels import correct, three_areas

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark"), (320, "light")])
def test_hidden_figures_are_told_to_everybody_who_may_know(
    quiet: Page, axe: Any, live_server: Any, width: int, scheme: Any
) -> None:
    made = three_areas()
    correct(made, "a", "2024", (3, 200))
    row = DisclosureThreshold.objects.create(
        source=made.source, valid_from="2020-01-01", reason="Registerets vilkår af 1. marts"
    )
    recompute.drain()
    client = Client()
    client.force_login(people.seated_user("administrator"))
    for name, cookie in client.cookies.items():
        quiet.context.add_cookies([{"name": name, "value": cookie.value, "url": live_server.url}])
    quiet.set_viewport_size({"width": width, "height": 800})
    quiet.emulate_media(color_scheme=scheme)
    for path in ("", "graense/", f"graense/{row.pk}/"):
        quiet.goto(f"{live_server.url}/administration/skjulte-tal/{path}")
        assert axe(quiet) == []
        assert quiet.evaluate("document.documentElement.scrollWidth <= innerWidth")
