"""Presets: indicators ready to take into use, from the program's catalogue or from a file."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from indicators.models import CategorySet, Definition, Indicator, Source
from indicators.services.catalogue import (
    DEFINITION_FIELDS,
    SOURCE_FIELDS,
    Catalogue,
    ensure_categories,
    ensure_indicator,
    ensure_source,
    filled_in,
    read_catalogue,
)
from indicators.services.ledger import Ledger, RowRefused
from indicators.services.names import in_english
from indicators.services.partnership_file.reading import row_problems
from indicators.services.partnership_file.sections import SECTIONS
from indicators.services.staleness import mark_stale
from partnership.rules.access import Standing, check, may_define
from partnership.rules.privacy import looks_like_cpr

LARGEST = 500_000  # bytes
PARTS = ("category_sets", "sources", "indicators")


@dataclass(frozen=True)
class Preset:
    """One indicator that can be taken into use."""

    code: str
    name: str
    counts: str
    source: str
    is_here: bool


@dataclass
class PresetFile:
    """A file of presets: what it offers, and everything that is wrong with it."""

    catalogue: Catalogue = field(default_factory=Catalogue)
    problems: list[str] = field(default_factory=list)


def offered(catalogue: Catalogue, *, restricted: bool) -> list[Preset]:
    """What a catalogue offers, in its order; restricted indicators by right only."""
    here = set(Indicator.objects.values_list("code", flat=True))
    ending = "_en" if in_english() else ""

    def said(row: dict[str, Any], name: str) -> str:
        return str(row.get(name + ending) or row.get(name, ""))

    found = []
    for row in catalogue.indicators.values():
        if row.get("restricted") and not restricted:
            continue
        source = catalogue.sources.get(row["source"], {})
        parts = [said(row, "numerator"), said(row, "denominator")]
        counts = _("%(counted)s ud af: %(base)s") % {"counted": parts[0], "base": parts[1]}
        found.append(
            Preset(
                code=row["code"],
                name=said(row, "name"),
                counts=counts if all(parts) else parts[0] or said(row, "unit"),
                source=said(source, "name"),
                is_here=row["code"] in here,
            )
        )
    return found


@transaction.atomic
def adopt(*, by: Standing, codes: Iterable[str], catalogue: Catalogue | None = None) -> int:
    """Take presets into use; what is here already stays as it is. Returns how many were made.

    Raises `RowRefused` where a row cannot be stored, and then nothing is.
    """
    check(may_define, by)
    known, ledger = catalogue or read_catalogue(), Ledger()
    wanted = set(codes) - set(Indicator.objects.values_list("code", flat=True))
    made = []
    for row in known.category_sets.values():
        if wanted:
            ensure_categories(ledger, row)
    for code, row in known.indicators.items():
        if code in wanted and (by.sees_restricted or not row.get("restricted")):
            source = ensure_source(ledger, known.sources[row["source"]])
            made.append(ensure_indicator(ledger, {**row, "active": True}, source=source))
    mark_stale(groups={indicator.group for indicator in made}, reason="ny indikator")
    return len(made)


def read_file(content: bytes) -> PresetFile:
    """Read a file of presets. Nothing is stored; all faults are told at once."""
    try:
        text = content.decode("utf-8-sig")
        raw = tomllib.loads(text)
    except UnicodeDecodeError:
        return PresetFile(problems=[_("Filen er ikke gemt som UTF-8. Gem den igen som UTF-8.")])
    except tomllib.TOMLDecodeError as error:
        told = _("Filen kan ikke læses som TOML: %(error)s") % {"error": error}
        return PresetFile(problems=[told])
    if looks_like_cpr(text):
        told = _("Filen ser ud til at indeholde et CPR-nummer. Fjern det.")
        return PresetFile(problems=[told])
    file = PresetFile()
    rows: dict[str, list[dict[str, Any]]] = {}
    for name in PARTS:
        rows[name] = given = raw.get(name, [])
        if not isinstance(given, list):
            told = _("[%(name)s] skal skrives [[%(name)s]].") % {"name": name}
            return PresetFile(problems=[told])
        for number, row in enumerate(given, start=1):
            file.problems += row_problems(f"[[{name}]] {number}", row, SECTIONS[name])
    if not rows["indicators"]:
        file.problems.append(_("Filen har ingen indikatorer. De står under [[indicators]]."))
    if file.problems:
        return file
    known = read_catalogue()
    file.catalogue = Catalogue(
        sources=known.sources | {row["code"]: row for row in rows["sources"]},
        indicators={row["code"]: filled_in(row) for row in rows["indicators"]},
        category_sets={row["code"]: row for row in rows["category_sets"]},
    )
    for number, row in enumerate(rows["indicators"], start=1):
        if row["source"] not in file.catalogue.sources:
            file.problems.append(
                _("[[indicators]] %(number)s: kilden “%(source)s” står hverken i filen eller her.")
                % {"number": number, "source": row["source"]}
            )
    return file


def take_file(*, by: Standing, content: bytes) -> int:
    """Take all of a file's presets into use, or none. Raises ValueError where it has faults."""
    file = read_file(content)
    if file.problems:
        raise ValueError("the file has faults")
    return adopt(by=by, codes=file.catalogue.indicators, catalogue=file.catalogue)


def export_file(*, restricted: bool) -> str:
    """The indicators in use as a file that `read_file` takes; restricted ones by right only."""
    indicators = Indicator.objects.seen_by(restricted=restricted).select_related("group")
    newest = (
        Definition.objects.filter(indicator__in=indicators)
        .order_by("indicator_id", "-version")
        .distinct("indicator_id")
        .select_related("indicator__group", "source")
    )
    found = sorted(newest, key=lambda definition: definition.indicator.position)
    sources = Source.objects.filter(definitions__in=[d.pk for d in found]).distinct()
    sets = CategorySet.objects.exclude(code="total").prefetch_related("categories")
    lines: list[str] = []
    for whole in sets:
        parts = [
            {"code": part.code, "name": part.name, "name_en": part.name_en}
            for part in whole.categories.all()
        ]
        if len(parts) > 1:
            row = {"code": whole.code, "name": whole.name, "name_en": whole.name_en}
            lines += _table("category_sets", {**row, "categories": parts})
    for source in sources:
        row = {"code": source.code, "name": source.name, "family": source.family}
        lines += _table("sources", row | {name: getattr(source, name) for name in SOURCE_FIELDS})
    for definition in found:
        lines += _table("indicators", _indicator_row(definition))
    return "\n".join(lines) + "\n"


def _indicator_row(definition: Definition) -> dict[str, Any]:
    indicator = definition.indicator
    row = {
        "code": indicator.code, "number": indicator.number, "name": indicator.name,
        "name_en": indicator.name_en, "group": indicator.group.code, "front": indicator.is_front,
        "restricted": indicator.is_restricted, "source": definition.source.code,
    }  # fmt: skip
    return row | {name: getattr(definition, name) for name in DEFINITION_FIELDS}


def _table(name: str, row: dict[str, Any]) -> list[str]:
    """A row as a TOML table; what is empty is left out. JSON's strings and numbers are TOML's too."""
    fields = [
        f"{key} = {_value(value)}"
        for key, value in row.items()
        if value is not None and value != "" and value is not False
    ]
    return [f"[[{name}]]", *fields, ""]


def _value(value: Any) -> str:
    if isinstance(value, list):
        rows = [", ".join(f"{key} = {_value(part)}" for key, part in row.items()) for row in value]
        return "[" + ", ".join(f"{{ {row} }}" for row in rows) + "]"
    return json.dumps(value, ensure_ascii=False)


__all__ = [
    "LARGEST", "Preset", "PresetFile", "RowRefused", "adopt", "export_file", "offered", "read_file",
    "take_file",
]  # fmt: skip
