"""The house rules that a reader can check by eye, checked by machine."""

from __future__ import annotations

import ast
import gettext
import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from django.apps import apps
from django.core.management import call_command

from tests import texts

ROOT = Path(__file__).resolve().parent.parent
APPS = (
    "accounts", "areas", "config", "dashboards", "effects", "indicators", "partnership", "reports",
)  # fmt: skip
AIM_FILE, AIM_FUNCTION, AIM_VIEW, AIM_TEMPLATE = 300, 50, 25, 150
SLACK = 1.5


def sources() -> list[Path]:
    """Our own Python files, migrations left out."""
    found = [path for app in APPS for path in (ROOT / app).rglob("*.py")]
    return [path for path in found if "migrations" not in path.parts]


def templates() -> list[Path]:
    return sorted((ROOT / "templates").rglob("*.html")) + sorted(
        (ROOT / "templates").rglob("*.txt")
    )


def functions(path: Path) -> Iterator[tuple[str, int, int]]:
    """Name, lines without the docstring, and how many lines it should have at the most."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            lines = (node.end_lineno or 0) - body[0].lineno + 1 if body else 0
            is_view = bool(node.args.args) and node.args.args[0].arg == "request"
            aim = AIM_VIEW if is_view else AIM_FUNCTION
            yield f"{path.relative_to(ROOT)}:{node.name}", lines, aim


def test_files_and_functions_stay_small() -> None:
    long = [
        f"{path.relative_to(ROOT)}: {count} lines"
        for path in sources()
        if (count := len(path.read_text().splitlines())) > AIM_FILE * SLACK
    ]
    for path in sources():
        long += [f"{name}: {lines}" for name, lines, aim in functions(path) if lines > aim * SLACK]
    long += [
        f"{path.relative_to(ROOT)}: {count} lines"
        for path in templates()
        if (count := len(path.read_text().splitlines())) > AIM_TEMPLATE * SLACK
    ]
    assert not long, "\n".join(long)


@pytest.mark.django_db
def test_no_migration_is_pending() -> None:
    call_command("makemigrations", check=True, dry_run=True, stdout=io.StringIO())


def test_no_rubbish_drawers() -> None:
    bad = {"utils.py", "helpers.py", "common.py", "core.py"}
    assert not [path for path in sources() if path.name in bad]


def test_the_web_process_loads_no_numerics() -> None:
    code = (
        "import django, sys; django.setup(); import config.urls, config.wsgi; "
        "from django.urls import get_resolver; get_resolver().url_patterns; "
        "print([name for name in ('numpy', 'scipy', 'plotly', 'indicators.tasks') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings"},
    )  # fmt: skip
    assert done.stdout.strip() == "[]"


def test_no_inline_script_or_style_in_templates() -> None:
    inline = re.compile(r"\sstyle=|\son[a-z]+=\"|<style|<script(?![^>]*\bsrc=)(?![^>]*json)", re.I)
    bad = [
        f"{path.relative_to(ROOT)}: {hit[0]}"
        for path in templates()
        if (hit := inline.search(path.read_text()))
    ]
    assert not bad, "\n".join(bad)


def test_every_text_has_its_english() -> None:
    known = {message.id: message.string for message in texts.catalogue()}
    english = {(i if isinstance(i, str) else i[0]): found for i, found in known.items() if i}
    missing = set()
    for file, text in texts.collected():
        found = english.get(text if isinstance(text, str) else text[0])
        if not found or (isinstance(found, (tuple, list)) and not all(found)):
            missing.add(f"{file}: {text}")
    assert not missing, f"{len(missing)} texts: " + "\n".join(sorted(missing)[:40])


def forms(text: str | tuple[str, ...] | list[str]) -> list[str]:
    return [text] if isinstance(text, str) else list(text)


def test_every_english_text_keeps_what_is_filled_in_and_is_a_whole_text() -> None:
    """A pair written as one text would be cut into its first two characters."""
    filled_in = re.compile(r"%\(\w+\)s|%s|\{\w*\}")
    bad = []
    for message in texts.catalogue():
        danish, english = forms(message.id), forms(message.string)
        for number, (text, its_english) in enumerate(zip(danish, english, strict=True)):
            wanted, kept = set(filled_in.findall(text)), set(filled_in.findall(its_english))
            may_leave_out = 1 if len(danish) > 1 and number == 0 else 0  # one: the count
            if kept - wanted or len(wanted - kept) > may_leave_out:
                bad.append(f"{text} -> {its_english}")
            if len(its_english) <= 2 and len(text) > 10:
                bad.append(f"{text} -> {its_english}")
    assert not bad, "\n".join(bad)


def test_the_compiled_catalogue_is_the_written_one() -> None:
    written = io.BytesIO()
    write_mo(written, texts.catalogue())
    theirs = gettext.GNUTranslations(io.BytesIO(written.getvalue()))
    with texts.MO.open("rb") as file:
        ours = gettext.GNUTranslations(file)
    stale = [
        message.id
        for message in texts.catalogue()
        if isinstance(message.id, str) and ours.gettext(message.id) != theirs.gettext(message.id)
    ]
    assert not stale, "run ./run texts"


def test_no_danish_place_stands_in_code() -> None:
    places = re.compile(r"Gladsaxe|Værebro|Mørkhøj|København|Hovedstaden|Søborg|Bagsværd", re.I)
    bad = [str(path.relative_to(ROOT)) for path in sources() if places.search(path.read_text())]
    assert not bad


def test_every_noun_of_the_domain_stands_in_the_glossary() -> None:
    glossary = (ROOT / "docs/glossary.md").read_text()
    own = [app for app in apps.get_app_configs() if app.label in APPS]
    nouns = [
        m.__name__ for app in own for m in app.get_models() if not m.__name__.endswith("Event")
    ]
    assert nouns
    assert not [noun for noun in nouns if f"`{noun}`" not in glossary]
