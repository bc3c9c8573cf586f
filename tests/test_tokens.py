"""The two ways into the dark theme, by device and by choice, give the same colours."""

from __future__ import annotations

import re
from pathlib import Path

from indicators.charts import shapes

CSS = (Path(__file__).resolve().parent.parent / "static" / "css" / "tokens.css").read_text()
TOKEN = re.compile(r"(--[\w-]+|color-scheme):\s*([^;]+);")


def tokens(selector: str) -> dict[str, str]:
    block = CSS.split(f"{selector} {{", 1)[1].split("}", 1)[0]
    return dict(TOKEN.findall(block))


def test_dark_by_device_and_dark_by_choice_are_equal() -> None:
    by_device = tokens(':root:not([data-theme="light"])')
    assert by_device == tokens(':root[data-theme="dark"]')
    assert by_device["color-scheme"] == "dark"


def test_every_dark_token_replaces_a_light_one() -> None:
    assert set(tokens(':root[data-theme="dark"]')) <= set(tokens(":root"))


def test_saved_pictures_use_the_colours_of_the_light_page() -> None:
    light = tokens(":root")
    assert tuple(light[f"--area-{place}"] for place in range(1, 6)) == shapes.AREA_HUES
    assert (light["--ink"], light["--ink-soft"]) == (shapes.INK, shapes.INK_SOFT)
