"""Reading a partnership file: everything is checked, and every fault named, before a row is made."""

from __future__ import annotations

import csv
import datetime as dt
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from indicators.services.catalogue import Catalogue, filled_in, read_catalogue
from indicators.services.partnership_sections import (
    FIGURE_PARTS,
    GENERATOR,
    SECTIONS,
    SINGLE,
    Spec,
    type_in_words,
)
from partnership.rules.privacy import looks_like_cpr

Row = dict[str, Any]


class FileRefused(Exception):
    """The file cannot be loaded; `problems` are sentences that name the section and the row."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass
class PartnershipFile:
    """A checked file: plain rows by section, and the catalogue with the file's own additions."""

    partnership: Row
    frame: Row
    sections: dict[str, list[Row]]
    generator: Row
    catalogue: Catalogue
    figures: list[Row] = field(default_factory=list)

    def rows(self, section: str) -> list[Row]:
        """The rows of a section, none where the file has no such section."""
        return self.sections.get(section, [])

    def goals(self) -> Iterable[tuple[Row, Row]]:
        """Each goal with its vision."""
        return ((vision, goal) for vision in self.rows("visions") for goal in vision["goals"])

    def used_indicators(self) -> set[str]:
        """Codes of the indicators that stand under a goal."""
        return {code for _vision, goal in self.goals() for code in goal["indicators"]}


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
    problems += _link_problems(file)
    if problems:
        raise FileRefused(problems)
    return file


def _file(raw: Row) -> PartnershipFile:
    known = read_catalogue()
    catalogue = Catalogue(
        sources=known.sources | {row["code"]: row for row in raw.get("sources", [])},
        indicators=known.indicators
        | {row["code"]: filled_in(row) for row in raw.get("indicators", [])},
    )
    return PartnershipFile(
        partnership=raw["partnership"],
        frame=raw["frame"],
        sections={name: raw[name] for name in SECTIONS if name in raw},
        generator=raw.get("generator", {}),
        catalogue=catalogue,
    )


def _shape_problems(raw: Row) -> list[str]:
    """Unknown sections and fields, missing fields, and values of the wrong kind."""
    problems = []
    for name in raw:
        if name not in SECTIONS and name not in SINGLE and name != "generator":
            problems.append(_("Ukendt afsnit: [%(name)s].") % {"name": name})
    for name, spec in SINGLE.items():
        if name not in raw:
            problems.append(_("Afsnittet [%(name)s] mangler.") % {"name": name})
        else:
            problems += _row_problems(f"[{name}]", raw[name], spec)
    for name, spec in SECTIONS.items():
        rows = raw.get(name, [])
        if not isinstance(rows, list):
            problems.append(_("[%(name)s] skal skrives [[%(name)s]].") % {"name": name})
            continue
        for number, row in enumerate(rows, start=1):
            problems += _row_problems(f"[[{name}]] {number}", row, spec)
    if "generator" in raw:
        problems += _row_problems("[generator]", raw["generator"], GENERATOR)
    return problems


def _row_problems(place: str, row: Any, spec: Spec) -> list[str]:
    if not isinstance(row, dict):
        return [_("%(place)s: her skal stå felter med værdier.") % {"place": place}]
    problems = []
    for name in row.keys() - spec.keys():
        problems.append(_("%(place)s: ukendt felt “%(name)s”.") % {"place": place, "name": name})
    for name, rule in spec.items():
        at: Row = {"place": place, "name": name}
        value = row.get(name)
        if value is None:
            if rule.required:
                problems.append(_("%(place)s: feltet “%(name)s” mangler.") % at)
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
                problems += _row_problems(f"{place}, {name} {number}", inner, rule.rows)
    return sorted(problems)


def _link_problems(file: PartnershipFile) -> list[str]:
    """References to something that the file does not have, and names that stand twice."""
    known = {
        "area": {row["code"] for row in file.rows("areas")},
        "organisation": {row["slug"] for row in file.rows("organisations")},
        "body": {row["slug"] for row in file.rows("bodies")},
        "source": set(file.catalogue.sources),
        "indicator": file.used_indicators(),
        "catalogue": set(file.catalogue.indicators),
    }
    problems = list(_twice(file))
    for place, what, code in _links(file):
        if code not in known[what]:
            problems.append(_unknown(place, what, code))
    supplied = {code for row in file.rows("data_sets") for code in row["indicators"]}
    for code in sorted(file.used_indicators() - supplied):
        problems.append(
            _("[[data_sets]]: ingen leverandør har indikatoren “%(code)s”.") % {"code": code}
        )
    bases = file.generator.get("bases", {})
    for number, row in enumerate(file.generator.get("series", ()), start=1):
        if row.get("base", "") not in {"", *bases}:
            at = {"number": number, "base": row["base"]}
            problems.append(
                _("[[generator.series]] %(number)s: gruppen “%(base)s” står ikke i bases.") % at
            )
    return problems


def _unknown(place: str, what: str, code: str) -> str:
    at = {"place": place, "code": code}
    return {
        "area": _("%(place)s: området “%(code)s” findes ikke i filen."),
        "organisation": _("%(place)s: organisationen “%(code)s” findes ikke i filen."),
        "body": _("%(place)s: gruppen “%(code)s” findes ikke i filen."),
        "source": _("%(place)s: kilden “%(code)s” findes hverken i filen eller i kataloget."),
        "indicator": _("%(place)s: indikatoren “%(code)s” står ikke under noget mål i filen."),
        "catalogue": _(
            "%(place)s: indikatoren “%(code)s” findes hverken i filen eller i kataloget."
        ),
    }[what] % at


def _twice(file: PartnershipFile) -> Iterable[str]:
    keys = {"areas": "code", "organisations": "slug", "bodies": "slug", "people": "name"}
    for section, key in keys.items():
        seen: set[str] = set()
        for row in file.rows(section):
            if row[key] in seen:
                at = {"section": section, "code": row[key]}
                yield _("[[%(section)s]]: “%(code)s” står to gange.") % at
            seen.add(row[key])


def _links(file: PartnershipFile) -> Iterable[tuple[str, str, str]]:
    """Every reference in the file: where it stands, to what, and the code."""
    single = {
        "bodies": (("parent", "body"),),
        "targets": (("area", "area"), ("indicator", "indicator")),
        "data_sets": (("supplier", "organisation"),),
        "indicators": (("source", "source"),),
    }
    for section, fields in single.items():
        for number, row in enumerate(file.rows(section), start=1):
            for name, what in fields:
                if row.get(name):
                    yield f"[[{section}]] {number}", what, row[name]
    for row in file.rows("areas"):
        place = f"[[areas]] {row['code']}"
        yield from ((place, "organisation", slug) for slug in row.get("owners", ()))
        parents = [row.get("parent"), *(each.get("parent") for each in row.get("extents", ()))]
        yield from ((place, "area", parent) for parent in parents if parent)
    for person in file.rows("people"):
        for seat in person["seats"]:
            place = f"[[people]] {person['name']}"
            yield place, "organisation", seat["organisation"]
            if seat.get("body"):
                yield place, "body", seat["body"]
    for vision, goal in file.goals():
        place = f"[[visions]] {vision['number']}.{goal['number']}"
        yield from ((place, "catalogue", code) for code in goal["indicators"])
    for number, row in enumerate(file.rows("data_sets"), start=1):
        yield from ((f"[[data_sets]] {number}", "indicator", c) for c in row["indicators"])
    for number, row in enumerate(file.figures, start=1):
        for name in ("indicator", "area", "source"):
            if row.get(name):
                yield f"[[figures]] {number}", name, row[name]
    for number, row in enumerate(file.generator.get("series", ()), start=1):
        place = f"[[generator.series]] {number}"
        yield place, "indicator", row["indicator"]
        yield from ((place, "area", code) for code in row["levels"])


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
    row["values"] = {given["period"]: parts}
    if "published_on" in given:
        row["published_on"] = dt.date.fromisoformat(given["published_on"])
    return row
