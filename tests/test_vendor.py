"""Third-party files are the ones their README names, byte for byte."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import brotli
import django_htmx
import pytest
from plotly.offline import get_plotlyjs_version

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "static" / "vendor"
ROW = re.compile(r"^\| `(?P<name>[^`]+)` \|.*\| `(?P<checksum>[0-9a-f]{64})` \|$", re.MULTILINE)
NAMED = dict(ROW.findall((VENDOR / "README.md").read_text()))


def checksum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_readme_names_every_file_and_no_other() -> None:
    assert set(NAMED) == {path.name for path in VENDOR.iterdir()} - {"README.md"}


@pytest.mark.parametrize("name", sorted(NAMED))
def test_a_file_is_unchanged(name: str) -> None:
    assert checksum(VENDOR / name) == NAMED[name]


def test_the_accessibility_checker_is_unchanged() -> None:
    note = (ROOT / "tests" / "axe.README.md").read_text()
    assert checksum(ROOT / "tests" / "axe.min.js") in note


def test_the_browser_draws_with_the_version_that_the_charts_are_tested_with() -> None:
    version = get_plotlyjs_version()
    script = VENDOR / f"plotly-scatter-{version}.min.js"
    assert f"plotly.js (scatter - minified) v{version}" in script.read_text()[:200]
    assert f"vendor/{script.name}" in (ROOT / "templates" / "base.html").read_text()


def test_the_first_visit_to_a_page_with_curves_leaves_room_for_the_page() -> None:
    """At most 400 kB in all; what every page shares may take 390 of them, head lines included."""
    base = (ROOT / "templates" / "base.html").read_text()
    named = [
        ROOT / "static" / path for path in re.findall(r'\{% static "([^"]+\.(?:js|css))" %\}', base)
    ]
    named += [ROOT / "static" / "css" / "dashboards.css", *VENDOR.glob("*.woff2")]
    htmx = Path(django_htmx.__file__).parent / "static" / "django_htmx" / "htmx-2.min.js"
    sizes = [
        path.stat().st_size if path.suffix == ".woff2" else len(brotli.compress(path.read_bytes()))
        for path in (*named, htmx)
    ]
    assert len(sizes) >= 14
    assert sum(sizes) + 750 * len(sizes) <= 390_000


def test_no_chart_offers_to_send_figures_away() -> None:
    """Plotly 4 shares with its maker's cloud unless told otherwise."""
    script = (ROOT / "static" / "js" / "charts.js").read_text()
    assert "showSendToCloud: false" in script
    assert 'plotlyServerURL: ""' in script
