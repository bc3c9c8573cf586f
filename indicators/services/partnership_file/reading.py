"""Reading a partnership file: everything is checked, and every fault named, before a row is made."""

from __future__ import annotations

import csv
import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from indicators.services.catalogue import Catalogue, filled_in, read_catalogue
from indicators.services.partnership_file.chapters import chapters
from indicators.services.partnership_file.checks import content_problems
from indicators.services.partnership_file.contents import PartnershipFile, Row
from indicators.services.partnership_file.links import link_problems, near
from indicators.services.partnership_file.sections import (
    FIGURE_PARTS,
    GENERATOR,
    SECTIONS,
    SINGLE,
    Spec,
    type_in_words,
)
from indicators.services.partnership_file.work_sections import WORK
from partnership.rules.privacy import looks_like_cpr

__all__ = ["FileRefused", "PartnershipFile", "read_partnership"]


class FileRefused(Exception):
    """The file cannot be loaded; `problems` are sentences that name the section and the row."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def read_partnership(path: Path) -> PartnershipFile:
    """Read and check a file. Raises `FileRefused` with everything that is wrong with it."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        raw = tomllib.loads(text)
    except FileNotFoundError:
        raise FileRefused([_("Filen %(name)s findes ikke.") % {"name": path.name}]) from None
    except UnicodeDecodeError:
        raise FileRefused([_("Filen er ikke gemt som UTF-8. Gem den igen som UTF-8.")]) from None
    except tomllib.TOMLDecodeError as error:
        told = _("Filen kan ikke læses som TOML: %(error)s") % {"error": error}
        raise FileRefused([told]) from None
    problems = []
    if looks_like_cpr(text):
        problems.append(_("Filen ser ud til at indeholde et CPR-nummer. Fjern det."))
    problems += _shape_problems(raw)
    if problems:
        raise FileRefused(problems)
    file = _file(raw)
    file.figures = [*file.rows("figures"), *_figures_beside(path, file, problems)]
    problems += link_problems(file)
    problems += content_problems(file)
    if problems:
        raise FileRefused(problems)
    return file


def known_sections() -> dict[str, Spec]:
    """Every section that a file may have, those of the chapters with them."""
    known = SECTIONS | WORK
    for chapter in chapters():
        known |= chapter.sections
    return known


def _file(raw: Row) -> PartnershipFile:
    known = read_catalogue()
    catalogue = Catalogue(
        sources=known.sources | {row["code"]: row for row in raw.get("sources", [])},
        indicators=known.indicators
        | {row["code"]: filled_in(row) for row in raw.get("indicators", [])},
        category_sets=known.category_sets
        | {row["code"]: row for row in raw.get("category_sets", [])},
    )
    return PartnershipFile(
        partnership=raw["partnership"],
        frame=raw["frame"],
        sections={name: raw[name] for name in known_sections() if name in raw},
        generator=raw.get("generator", {}),
        catalogue=catalogue,
    )


def _shape_problems(raw: Row) -> list[str]:
    """Unknown sections and fields, missing fields, and values of the wrong kind."""
    problems, sections = [], known_sections()
    remove = _("Ret navnet, eller slet afsnittet.")
    for name in raw:
        if name not in sections and name not in SINGLE and name != "generator":
            told = _("Ukendt afsnit: [%(name)s].") % {"name": name}
            problems.append(told + near(name, [*SINGLE, *sections, "generator"], remove))
    for name, spec in SINGLE.items():
        if name not in raw:
            problems.append(_("Afsnittet [%(name)s] mangler.") % {"name": name})
        else:
            problems += row_problems(f"[{name}]", raw[name], spec)
    for name, spec in sections.items():
        rows = raw.get(name, [])
        if not isinstance(rows, list):
            problems.append(_("[%(name)s] skal skrives [[%(name)s]].") % {"name": name})
            continue
        for number, row in enumerate(rows, start=1):
            problems += row_problems(f"[[{name}]] {number}", row, spec)
    if "generator" in raw:
        problems += row_problems("[generator]", raw["generator"], GENERATOR)
    return problems


def row_problems(place: str, row: Any, spec: Spec) -> list[str]:
    if not isinstance(row, dict):
        return [_("%(place)s: her skal stå felter med værdier.") % {"place": place}]
    problems = []
    for name in row.keys() - spec.keys():
        told = _("%(place)s: ukendt felt “%(name)s”.") % {"place": place, "name": name}
        problems.append(told + near(name, spec, _("Ret navnet, eller slet feltet.")))
    for name, rule in spec.items():
        at: Row = {"place": place, "name": name}
        value = row.get(name)
        if value is None:
            if rule.required:
                problems.append(_("%(place)s: feltet “%(name)s” mangler. Tilføj det.") % at)
        elif not isinstance(value, rule.types) or (
            isinstance(value, bool) and bool not in rule.types
        ):
            at["kind"] = type_in_words(rule.types)
            problems.append(_("%(place)s: “%(name)s” skal være %(kind)s.") % at)
        elif rule.choices and value not in rule.choices:
            at |= {"value": value, "choices": ", ".join(sorted(rule.choices))}
            problems.append(
                _("%(place)s: “%(name)s” kan ikke være “%(value)s”. Vælg mellem: %(choices)s.") % at
            )
        elif rule.rows:
            for number, inner in enumerate(list(row[name]), start=1):
                problems += row_problems(f"{place}, {name} {number}", inner, rule.rows)
    return sorted(problems)


def _figures_beside(path: Path, file: PartnershipFile, problems: list[str]) -> list[Row]:
    """The figures of a CSV file that lies beside the partnership file."""
    name = file.partnership.get("figures_file")
    if not name:
        return []
    beside = path.parent / Path(name).name
    if not beside.exists():
        problems.append(_("[partnership]: filen %(name)s findes ikke.") % {"name": name})
        return []
    rows = []
    with beside.open(encoding="utf-8-sig", newline="") as lines:
        for number, line in enumerate(csv.DictReader(lines, delimiter=";"), start=2):
            given = {key: text.strip() for key, text in line.items() if key and text}
            try:
                rows.append(_figure_row(given))
            except (KeyError, ValueError) as error:
                at = {"name": name, "line": number, "error": error}
                problems.append(_("%(name)s, linje %(line)s kan ikke læses: %(error)s") % at)
    return rows


def _figure_row(given: dict[str, str]) -> Row:
    parts = {
        key: given[key] if key == "state" else float(given[key].replace(",", "."))
        for key in FIGURE_PARTS
        if key in given
    }
    row: Row = {key: given[key] for key in ("indicator", "area", "source")}
    row |= {key: given[key] for key in ("category_set", "category") if key in given}
    row["values"] = {given["period"]: parts}
    if "published_on" in given:
        row["published_on"] = dt.date.fromisoformat(given["published_on"])
    return row
