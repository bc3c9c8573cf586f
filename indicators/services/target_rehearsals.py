"""Prøv et måltal: from a level aimed at back to yearly points and to persons. Nothing is stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from areas.models import Area
from indicators.models import Definition
from indicators.rules import paces
from indicators.rules.figures import NumberStyle
from indicators.rules.numbers import read_number
from indicators.rules.periods import UnknownPeriod, parse_slot
from indicators.rules.rehearsal import Rehearsal, rehearse
from indicators.rules.values import Refused
from indicators.rules.verdicts import NO_N, Evidence
from indicators.services import wording
from indicators.services.indicator_grounds import Aim
from indicators.services.results import Entry, Figures, Reading

AREA, TARGET, YEAR = "proev", "maaltal", "aar"
USUAL_YEAR, LATEST_YEAR = 2030, 2100


@dataclass(frozen=True)
class Rehearsed:
    """What the form shows: what was typed, and the answer or what is wrong with the question."""

    areas: list[tuple[str, str, bool]]
    target: str
    year: str
    errors: dict[str, str]
    sentences: list[str]
    table: dict[str, object] | None


def rehearsed(
    entry: Entry,
    asked: Mapping[str, str],
    housing: Sequence[Area],
    figures: Mapping[int, Figures],
    targets: Mapping[int, Aim],
) -> Rehearsed:
    """Answer a question from the address; a question that cannot be answered says why."""
    slug, typed, year = (asked.get(name, "").strip() for name in (AREA, TARGET, YEAR))
    area = next((each for each in housing if each.slug == slug), housing[0] if housing else None)
    usual = _usual_year(targets.get(area.pk) if area else None)
    errors: dict[str, str] = {}
    sentences: list[str] = []
    table = None
    if typed and area is not None:
        level = figures.get(area.pk, Figures()).basis
        target = _number(typed, errors)
        due = _year(year or str(usual), errors)
        if level is None or not level.has_value:
            errors[AREA] = wording.silence(level)
        elif not errors and target is not None and due is not None:
            found = _rehearse(entry, level, target, due, errors)
            if found is not None:
                sentences, table = _told(entry, level, found, due), _table(entry, found)
    return Rehearsed(
        areas=[(each.slug, each.label, each == area) for each in housing],
        target=typed,
        year=year or str(usual),
        errors=errors,
        sentences=sentences,
        table=table,
    )


def _usual_year(target: Aim | None) -> int:
    if target is None:
        return USUAL_YEAR
    try:
        return parse_slot(target.slot).ends_on.year
    except UnknownPeriod:
        return USUAL_YEAR


def _number(typed: str, errors: dict[str, str]) -> float | None:
    english = (get_language() or "da").startswith("en")
    try:
        return float(read_number(typed.removesuffix("%").strip(), english=english))
    except Refused:
        errors[TARGET] = _("Skriv måltallet som et tal, for eksempel 85 eller 85,5.")
        return None


def _year(typed: str, errors: dict[str, str]) -> int | None:
    if typed.isdecimal() and len(typed) == 4 and int(typed) <= LATEST_YEAR:
        return int(typed)
    errors[YEAR] = _("Skriv året med fire cifre, for eksempel 2030.")
    return None


def _rehearse(
    entry: Entry, level: Reading, target: float, due: int, errors: dict[str, str]
) -> Rehearsal | None:
    try:
        return rehearse(
            level=level.estimate or 0.0,
            year=_year_of(level),
            target=target,
            due=due,
            base=level.n or level.denominator,
            per=entry.per,
            is_share=entry.kind == Definition.Kind.SHARE,
            direction=entry.direction,
        )
    except ValueError:
        errors[TARGET] = _("En andel ligger mellem 0 og 100 procent.")
        return None


def _year_of(level: Reading) -> int:
    return level.ends_on.year if level.ends_on else int(level.slot[:4])


def _counts_persons(entry: Entry) -> bool:
    """Whether a number of persons has a meaning: those counted are people, and all are counted."""
    return (
        entry.kind == Definition.Kind.SHARE
        and entry.data_kind == Definition.DataKind.REGISTER
        and entry.counts == Definition.Counts.PERSONS
    )


def _told(entry: Entry, level: Reading, found: Rehearsal, due: int) -> list[str]:
    style = wording.number_style()
    if found.reason == "reached":
        return [_reached(entry, level, (level.estimate or 0.0) + found.change)]
    if found.reason == "due":
        return [
            _("Det seneste tal er fra %(year)s. Vælg et senere år.") % {"year": _year_of(level)}
        ]
    parts = [
        _(
            "Fra %(level)s i %(year)s til %(target)s i %(due)s kræver "
            "%(yearly)s %(unit)s om året."
        )
        % {
            "level": style.plain(level.estimate or 0.0, entry.decimals),
            "year": _year_of(level),
            "target": style.plain((level.estimate or 0.0) + found.change, entry.decimals),
            "due": due,
            "yearly": style.signed(found.yearly or 0.0, max(entry.decimals, 1)),
            "unit": wording.gap_unit(entry),
        }
    ]  # fmt: skip
    if found.persons is not None and _counts_persons(entry):
        parts.append(_persons(found.persons, due, style))
    parts.append(_seen(entry, found, due, style))
    return [part for part in parts if part]


def _reached(entry: Entry, level: Reading, target: float) -> str:
    """That the newest figure is there already, and whether that is sure."""
    values: dict[str, object] = {"year": _year_of(level)}
    known = Evidence(level.estimate, level.lower, level.upper)
    found = paces.standing(level.estimate or 0.0, known, target, entry.direction)
    if found.reason == NO_N or level.lower is None or level.upper is None:
        return _(
            "Tallet er allerede i %(year)s på den rigtige side af måltallet, men usikkerheden kendes "
            "ikke."
        ) % values  # fmt: skip
    if found.code != paces.MET:
        values["limits"] = wording.number_style().interval(level.lower, level.upper, entry.decimals)
        return _(
            "Tallet er allerede i %(year)s på den rigtige side af måltallet, men ikke sikkert: "
            "usikkerheden (%(limits)s) rummer måltallet."
        ) % values  # fmt: skip
    return _("Måltallet er nået allerede i %(year)s.") % values


def _persons(persons: int, due: int, style: NumberStyle) -> str:
    values = {"n": style.plain(abs(persons)), "due": due}
    if persons < 0:
        words = ngettext(
            "Det svarer til %(n)s person færre i %(due)s, hvis der stadig er lige så mange i alt.",
            "Det svarer til %(n)s personer færre i %(due)s, hvis der stadig er lige så mange i alt.",
            abs(persons),
        )
    else:
        words = ngettext(
            "Det svarer til %(n)s person mere i %(due)s, hvis der stadig er lige så mange i alt.",
            "Det svarer til %(n)s personer flere i %(due)s, hvis der stadig er lige så "
            "mange i alt.",
            persons,
        )
    return words % values


def _seen(entry: Entry, found: Rehearsal, due: int, style: NumberStyle) -> str:
    """From when the change could be seen at all; what is too small to be seen is said."""
    if found.smallest_seen is None:
        return ""
    smallest = style.plain(found.smallest_seen, max(entry.decimals, 1))
    if found.seen_from is None:
        return _(
            "Ændringen er mindre end det, der kan ses med så få bag tallet "
            "(%(smallest)s procentpoint): den kan næppe afgøres inden %(due)s."
        ) % {"smallest": smallest, "due": due}  # fmt: skip
    return _(
        "Med så mange bag tallet kan en ændring på %(smallest)s procentpoint ses, "
        "altså tidligst i %(year)s."
    ) % {"smallest": smallest, "year": found.seen_from}  # fmt: skip


def _table(entry: Entry, found: Rehearsal) -> dict[str, object] | None:
    if not found.steps:
        return None
    style, with_persons = wording.number_style(), _counts_persons(entry)
    columns = [{"label": _("År"), "is_number": False}, {"label": entry.unit, "is_number": True}]
    if with_persons:
        columns.append({"label": _("personer, siden det seneste tal"), "is_number": True})
    rows = []
    for step in found.steps:
        row = [str(step.year), style.plain(step.level, max(entry.decimals, 1))]
        if with_persons:
            row.append("–" if step.persons is None else style.signed(step.persons))
        rows.append(row)
    return {"caption": _("Lige vej til måltallet, år for år"), "columns": columns, "rows": rows}
