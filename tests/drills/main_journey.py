"""Drill: from the secretary's keyboard to the board member's open dashboard, on a whole site.

    .venv/bin/python tests/drills/main_journey.py [EXAMPLE]

EXAMPLE is a set from `examples/` (default: eksempel; to-kommuner is the second partnership). The
secretary works by keyboard alone; prints the seconds from the saved figure to the open dashboard.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.drills.parts import Site, wait_until_fresh

SITE = Site()
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # the browser's loop runs beside the ORM

import django  # noqa: E402

django.setup()

from playwright.sync_api import Browser, Page, expect, sync_playwright  # noqa: E402

from areas.models import Area  # noqa: E402
from indicators.models import Measurement, Result  # noqa: E402
from indicators.services import examples  # noqa: E402

SOON = 60_000
STEPS = 120


def main(example: str) -> int:
    with SITE:
        SITE.load(example)
        SITE.beat()
        SITE.worker()
        SITE.web()
        wait_until_fresh("first computation")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-quic"]
            )
            journey(browser, chosen())
            browser.close()
    return 0


def chosen() -> Result:
    """A front figure made of counts, with a gap to the rest of the municipality."""
    return (
        Result.objects.published()
        .filter(
            statement="gap",
            comparator="rest",
            is_latest=True,
            state="value",
            definition__kind="share",
            definition__data_kind="register",
            definition__indicator__is_front=True,
            area__kind=Area.Kind.AREA,
        )
        .select_related("definition__indicator", "area")
        .order_by("definition__indicator__position", "area__position")[0]
    )


def sign_in(browser: Browser, role: str) -> Page:
    """By keyboard: Tab to the fields, Enter to go in."""
    email = next(each.email for each in examples.sign_ins() if each.role == role)
    page = browser.new_context(locale="da-DK").new_page()
    page.goto(f"{SITE.url}/log-ind/")
    tab_to(page, "[name=login]")
    page.keyboard.type(email)
    tab_to(page, "[name=password]")
    page.keyboard.type(examples.PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "log-ind" not in url)
    return page


def tab_to(page: Page, selector: str) -> None:
    wanted = page.locator(selector).first
    for _step in range(STEPS):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise SystemExit(f"{selector} is not reached by Tab")


def journey(browser: Browser, gap: Result) -> None:
    indicator, area = gap.definition.indicator, gap.area
    board = sign_in(browser, "board")
    board.goto(f"{SITE.url}/omraader/{area.slug}/")
    card = board.locator(f"[data-live=tal-{indicator.code}]")
    value, distance = card.locator(".value__number"), card.locator(".gap__number")
    before = value.inner_text(), distance.inner_text()

    page = sign_in(browser, "secretariat")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    year = int(gap.slot[:4])
    page.goto(
        f"{SITE.url}/indberetning/?for_what=i-{indicator.code}"
        f"&frequency=year&first_year={year - 3}&last_year={year}"
    )
    first = f"#c-{gap.definition_id}-{area.pk}-{year - 3}-1"
    tab_to(page, first)
    versions = Measurement.objects.count()
    page.evaluate("text => navigator.clipboard.writeText(text)", block(page, gap, year))
    began = time.monotonic()
    page.keyboard.press("Control+V")
    expect(page.locator("#grid-troubled li")).to_have_count(1, timeout=SOON)
    print("refused:", page.locator("#grid-troubled li").inner_text().replace("\n", " "))
    expect(value).not_to_have_text(before[0], timeout=SOON)
    seconds = time.monotonic() - began
    print(f"versions saved: {Measurement.objects.count() - versions}")
    print(f"{area} / {indicator}: {before[0]} → {value.inner_text()}, gap {before[1]} → "
          f"{distance.inner_text()}, {seconds:.1f} s after the paste, page not reloaded")  # fmt: skip
    print("the reader sees:", " ".join(card.locator(".passport").inner_text().split()))


def block(page: Page, gap: Result, year: int) -> str:
    """Three rows by four years: a few more in each count, and one cell that is no count."""
    rows = []
    areas = Area.objects.compared()[:3]
    for row, (area, line) in enumerate([(areas[0], 1), (areas[0], 2), (areas[1], 1)]):
        cells = []
        for slot in range(year - 3, year + 1):
            field = page.locator(f"#c-{gap.definition_id}-{area.pk}-{slot}-{line}")
            count = int(field.input_value().replace(".", "") or 100)
            cells.append(str(count + 7) if line == 1 else str(count))
        if row == 2:
            cells[1] = "omtrent 40"
        rows.append("\t".join(cells))
    return "\n".join(rows) + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "eksempel"))
