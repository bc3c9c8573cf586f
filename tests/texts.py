"""Collects all texts of the screen into the English catalogue, and compiles it.

    ./run texts

Danish is written in the source; this needs no GNU gettext. New texts come out with an empty
translation, which `tests/test_house.py` does not accept.
"""

from __future__ import annotations

import ast
import datetime as dt
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import django
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
APPS = (
    "accounts", "areas", "config", "dashboards", "effects", "indicators", "partnership", "reports",
)  # fmt: skip
PO = ROOT / "locale/en/LC_MESSAGES/django.po"
MO = PO.with_suffix(".mo")
ONE = {"_", "gettext", "gettext_lazy", "gettext_noop"}
MANY = {"ngettext", "ngettext_lazy"}

Text = str | tuple[str, str]


def template_files() -> list[Path]:
    return [
        p for ending in ("html", "txt") for p in sorted((ROOT / "templates").rglob(f"*.{ending}"))
    ]


def python_files() -> list[Path]:
    found = [path for app in APPS for path in sorted((ROOT / app).rglob("*.py"))]
    return [path for path in found if "migrations" not in path.parts]


def collected() -> Iterator[tuple[str, Text]]:
    """File and text; a pair of texts where there is a plural."""
    for path in template_files():
        for text in in_template(path.read_text()):
            yield str(path.relative_to(ROOT)), text
    for path in python_files():
        for text in in_python(path.read_text()):
            yield str(path.relative_to(ROOT)), text


def in_python(source: str) -> Iterator[Text]:
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        words = [
            a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)
        ]
        if node.func.id in ONE and words:
            yield words[0]
        elif node.func.id in MANY and len(words) >= 2:
            yield words[0], words[1]


_STRING = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
_CALL = re.compile(rf"\b(n?gettext|_)\(\s*({_STRING})(?:\s*,\s*({_STRING}))?", re.S)


def in_template(source: str) -> Iterator[Text]:
    """Texts in the pseudo-code that Django makes of a template."""
    for name, first, second in _CALL.findall(templatize(source)):
        one = _text(first)
        if one.strip():
            yield (one, _text(second)) if name == "ngettext" and second else one


def _text(literal: str) -> str:
    quote = literal[-1] * 3
    return str(ast.literal_eval(quote + literal.lstrip("u")[1:-1] + quote))


def empty() -> Catalog:
    """A catalogue whose head never changes by itself."""
    return Catalog(
        locale="en",
        project="Kvarterkompas",
        header_comment="# English texts of the screen, by their Danish ones.",
        msgid_bugs_address="-",
        creation_date=dt.datetime(2026, 11, 1, tzinfo=dt.UTC),
        revision_date=dt.datetime(2026, 11, 1, tzinfo=dt.UTC),
        last_translator="-",
        language_team="-",
        charset="utf-8",
        fuzzy=False,
    )


def catalogue() -> Catalog:
    if not PO.exists():
        return empty()
    with PO.open("rb") as file:
        return read_po(file, locale="en")


def main() -> int:
    settings.configure(USE_I18N=True)
    django.setup()
    wanted = empty()
    known = catalogue()
    for file, text in collected():
        singular = text if isinstance(text, str) else text[0]
        found = known.get(singular)
        english = found.string if found and found.string else ""
        if isinstance(text, tuple) and not isinstance(english, tuple):
            english = (english, "")
        if isinstance(text, str) and isinstance(english, tuple):
            english = english[0]
        wanted.add(text, english, locations=[(file, None)])
    PO.parent.mkdir(parents=True, exist_ok=True)
    with PO.open("wb") as file:
        write_po(file, wanted, sort_output=True, include_lineno=False, width=100, omit_header=False)
    with MO.open("wb") as file:
        write_mo(file, wanted)
    untold = [message.id for message in wanted if message.id and not _done(message.string)]
    print(f"{len(wanted)} texts, {len(untold)} without English")
    return 1 if untold else 0


def _done(english: str | tuple[str, ...] | list[str]) -> bool:
    return bool(english) and (isinstance(english, str) or all(english))


if __name__ == "__main__":
    sys.exit(main())
