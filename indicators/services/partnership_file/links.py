"""References inside a partnership file: to what the file or the catalogue must have."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from django.utils.translation import gettext as _

from indicators.services.partnership_file.contents import PartnershipFile
from indicators.services.partnership_file.work_links import known_work, work_links

# Fields of a section that name something else: field, and what it names.
SINGLE = {
    "bodies": (("parent", "body"),),
    "targets": (("area", "area"), ("indicator", "indicator")),
    "data_sets": (("supplier", "organisation"),),
    "indicators": (("source", "source"),),
    "events": (("area", "area"), ("indicator", "indicator")),
    "stories": (("area", "area"), ("indicator", "indicator")),
    "news": (("area", "area"), ("indicator", "indicator")),
    "relocations": (("from", "area"), ("to", "area")),
    "comparators": (("area", "area"),),
    "thresholds": (("source", "source"),),
    "control_limits": (("area", "area"), ("indicator", "indicator")),
    "statutory_inputs": (("indicator", "indicator"),),
    "origin_statements": (("area", "area"),),
}


def link_problems(file: PartnershipFile) -> list[str]:
    """References to something that the file does not have, and names that stand twice."""
    known = {
        "area": {row["code"] for row in file.rows("areas")},
        "organisation": {row["slug"] for row in file.rows("organisations")},
        "body": {row["slug"] for row in file.rows("bodies")},
        "person": {row["name"] for row in file.rows("people")},
        "source": set(file.catalogue.sources),
        "indicator": file.used_indicators(),
        "catalogue": set(file.catalogue.indicators),
        "category": {
            f"{row['code']}:{each['code']}"
            for row in file.catalogue.category_sets.values()
            for each in row["categories"]
        },
        **known_work(file),
    }
    problems = list(_twice(file))
    for place, what, code in (*_links(file), *work_links(file)):
        if code not in known[what]:
            problems.append(_unknown(place, what, code, known[what]))
    supplied = {code for row in file.rows("data_sets") for code in row["indicators"]}
    for code in sorted(file.used_indicators() - supplied):
        told = _(
            "[[data_sets]]: ingen leverandør har indikatoren “%(code)s”. Skriv den hos den "
            "organisation, der leverer tallene."
        )
        problems.append(told % {"code": code})
    return [*problems, *_series_problems(file)]


def _series_problems(file: PartnershipFile) -> Iterable[str]:
    """Groups and series that an invented series leans on."""
    bases = file.generator.get("bases", {})
    before: list[str] = []
    for number, row in enumerate(file.generator.get("series", ()), start=1):
        at = {"number": number}
        for name in ("base", "population"):
            if row.get(name, "") not in {"", *bases}:
                told = _("[[generator.series]] %(number)s: gruppen “%(base)s” står ikke i bases.")
                yield told % (at | {"base": row[name]}) + near(
                    row[name], bases, _("Tilføj den i [generator.bases].")
                )
        if row.get("mean_of", "") not in {"", *before}:
            told = _("[[generator.series]] %(number)s: serien “%(code)s” står ikke før denne.")
            yield told % (at | {"code": row["mean_of"]}) + near(
                row["mean_of"], before, _("Flyt den op over denne.")
            )
        before.append(row["indicator"])


def near(word: str, known: Iterable[str], otherwise: str) -> str:
    """What was probably meant; else what to do about it. Begins with a blank."""
    found = get_close_matches(word, list(known), n=1)
    return " " + (_("Mente du “%(near)s”?") % {"near": found[0]} if found else otherwise)


def _unknown(place: str, what: str, code: str, known: Iterable[str]) -> str:
    told, otherwise = {
        "area": (
            _("%(place)s: området “%(code)s” findes ikke i filen."),
            _("Tilføj det under [[areas]], eller ret koden."),
        ),
        "organisation": (
            _("%(place)s: organisationen “%(code)s” findes ikke i filen."),
            _("Tilføj den under [[organisations]], eller ret koden."),
        ),
        "body": (
            _("%(place)s: gruppen “%(code)s” findes ikke i filen."),
            _("Tilføj den under [[bodies]], eller ret koden."),
        ),
        "person": (
            _("%(place)s: personen “%(code)s” findes ikke i filen."),
            _("Tilføj personen under [[people]], eller ret navnet."),
        ),
        "source": (
            _("%(place)s: kilden “%(code)s” findes hverken i filen eller i kataloget."),
            _("Tilføj den under [[sources]], eller ret koden."),
        ),
        "indicator": (
            _("%(place)s: indikatoren “%(code)s” står ikke under noget mål i filen."),
            _("Skriv den under et mål i [[visions]], eller ret koden."),
        ),
        "catalogue": (
            _("%(place)s: indikatoren “%(code)s” findes hverken i filen eller i kataloget."),
            _("Tilføj den under [[indicators]], eller ret koden."),
        ),
        "category": (
            _("%(place)s: opdelingen “%(code)s” findes hverken i filen eller i kataloget."),
            _("Tilføj den under [[category_sets]], eller ret koden."),
        ),
    }.get(
        what,
        (
            _("%(place)s: “%(code)s” findes ikke i filen."),
            _("Tilføj det i filen, eller ret navnet."),
        ),
    )
    return told % {"place": place, "code": code} + near(code, known, otherwise)


def _twice(file: PartnershipFile) -> Iterable[str]:
    keys = {
        "areas": "code", "organisations": "slug", "bodies": "slug", "people": "name",
        "category_sets": "code", "statutory_inputs": "key",
    }  # fmt: skip
    for section, key in keys.items():
        seen: set[str] = set()
        for row in file.rows(section):
            if row[key] in seen:
                at = {"section": section, "code": row[key]}
                yield _("[[%(section)s]]: “%(code)s” står to gange. Slet den ene række.") % at
            seen.add(row[key])


def _links(file: PartnershipFile) -> Iterable[tuple[str, str, str]]:
    """Every reference in the file: where it stands, to what, and the code."""
    for section, fields in SINGLE.items():
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
        place = f"[[data_sets]] {number}"
        yield from ((place, "indicator", code) for code in row["indicators"])
        yield from ((place, "organisation", slug) for slug in row.get("readers", ()))
        if row.get("responsible"):
            yield place, "person", row["responsible"]
    for section in ("wheel", "rounds"):
        for number, row in enumerate(file.rows(section), start=1):
            place = f"[[{section}]] {number}"
            yield from ((place, "indicator", code) for code in row["indicators"])
            yield from ((place, "area", code) for code in row["areas"])
    for number, row in enumerate(file.figures, start=1):
        for name in ("indicator", "area", "source"):
            if row.get(name):
                yield f"[[figures]] {number}", name, row[name]
        if row.get("category_set") or row.get("category"):
            whole, part = row.get("category_set", ""), row.get("category", "")
            yield f"[[figures]] {number}", "category", f"{whole}:{part}"
    for number, row in enumerate(file.generator.get("series", ()), start=1):
        place = f"[[generator.series]] {number}"
        yield place, "indicator", row["indicator"]
        yield from ((place, "area", code) for code in row["levels"])
        yield from ((place, "area", step["area"]) for step in row.get("steps", ()))
        for whole, parts in row.get("breakdowns", {}).items():
            yield from ((place, "category", f"{whole}:{part}") for part in parts)
