"""A real browser for the journeys: Chromium of the machine, Danish, no accounts, no updates."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings
from playwright.sync_api import Page

AXE = (Path(__file__).resolve().parent.parent / "axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
Check = Callable[[Page], list[str]]


@pytest.fixture(scope="session", autouse=True)
def files_as_they_lie() -> Iterator[None]:
    """The journeys' server starts before a test's own settings; it too looks for no collected files."""
    with override_settings(WHITENOISE_AUTOREFRESH=True):
        yield


@pytest.fixture(scope="session")
def base_url() -> str:
    """Journeys name their server. (The plugin's own fixture warns, and a warning is an error here.)"""
    return ""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    more = {"executable_path": found} if found else {}
    return {**browser_type_launch_args, **more, "headless": True, "args": ARGUMENTS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {
        **browser_context_args,
        "locale": "da-DK",
        "timezone_id": "Europe/Copenhagen",
        "viewport": {"width": 1280, "height": 800},
    }


@pytest.fixture
def axe() -> Check:
    """What the accessibility checker objects to: rule and element, empty when all is well."""

    def run(page: Page) -> list[str]:
        page.evaluate(AXE)  # evaluated, because the page's policy forbids a script from elsewhere
        found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
        return [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found["violations"]]

    return run


@pytest.fixture
def quiet(page: Page) -> Iterator[Page]:
    """A page whose console stays silent and which asks nobody but this site."""
    noise: list[str] = []
    page.on("console", lambda message: noise.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: noise.append(f"error: {error}"))
    page.on(
        "request",
        lambda request: (
            None
            if request.url.startswith(("http://localhost:", "http://127.0.0.1:", "data:", "blob:"))
            else noise.append(f"asked {request.url}")
        ),
    )
    yield page
    assert noise == []
