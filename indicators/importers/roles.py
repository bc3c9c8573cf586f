"""What each column seems to hold: area, period, breakdown, figure, comment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from indicators.importers import shapes
from indicators.importers.heads import split_year
from indicators.importers.layout import Layout, is_period_column
from indicators.importers.periods import looks_like_period
from indicators.importers.shapes import Column
from indicators.importers.survey import ColumnSeen, Survey
from indicators.importers.vocabulary import (
    CATEGORIES,
    COUNTS,
    bare,
    code_and_name,
    is_code,
    role_of,
)
from partnership.rules.privacy import looks_like_cpr

_MOST_MEMBERS = 300
_FEW_MEMBERS = 12
_MOST_TRIED = 30
_NAMES = frozenset({"name", "navn", "titel", "title"})


def propose(
    layout: Layout, survey: Survey, roles: Sequence[str], *, is_text: bool
) -> tuple[Column, ...]:
    """The columns with their proposed roles."""
    columns = [
        Column(place, layout.heads_of(place))
        for place in sorted({*layout.figure_places, *layout.label_places})
    ]
    columns = _labels(columns, layout, survey, roles, is_text=is_text)
    columns = _needed(columns, survey)
    return tuple(_figures(columns, layout, roles))


def _labels(
    columns: list[Column], layout: Layout, survey: Survey, roles: Sequence[str], *, is_text: bool
) -> list[Column]:
    done: dict[int, Column] = {}
    taken = set(roles)
    left = min(layout.figure_places)
    order = sorted(columns, key=lambda c: _first_named(c, survey))
    for column in order:
        seen = survey.columns.get(column.place)
        if column.place in layout.figure_places:
            continue
        if seen is None:  # a state is said only where there is no figure
            if role_of(column.heading) in shapes.OTHERS:
                done[column.place] = replace(column, role=role_of(column.heading))
            continue
        role = _label_role(column, seen, survey, taken)
        blank = seen.blank > 0
        fill = (
            blank
            and column.place < left
            and column.place in survey.first_labels
            and (not is_text or shapes.PERIOD in roles)
        )
        done[column.place] = replace(
            column,
            role=role,
            name=_dimension_name(column) if role == shapes.CATEGORY else "",
            fill_down=fill and role not in {shapes.COMMENT, shapes.IGNORED},
            has_code=role == shapes.AREA and _has_codes(seen),
            is_code=_are_long_codes(seen),
        )
        taken.add(role)
    return [done.get(column.place, column) for column in columns]


def _needed(columns: list[Column], survey: Survey) -> list[Column]:
    """Only the breakdowns without which rows could not be told apart, and those named as such."""
    keys = {shapes.AREA, shapes.AREA_CODE, shapes.PERIOD, shapes.INDICATOR}
    kept = [c.place for c in columns if c.role in keys]
    rest = [c.place for c in columns if c.role == shapes.CATEGORY]
    kept += [c.place for c in columns if c.place in rest and bare(c.heading) in CATEGORIES]
    rest = [place for place in rest if place not in kept]
    left_out, rest = rest[_MOST_TRIED:], rest[:_MOST_TRIED]
    sample = _filled(survey.sample, [c.place for c in columns if c.fill_down])

    def told_apart(places: list[int]) -> int:
        return len({tuple(row.get(place, "") for place in places) for row in sample})

    apart = told_apart(kept)
    while rest and apart < len(sample):
        best = max(rest, key=lambda place: told_apart([*kept, place]))
        if told_apart([*kept, best]) == apart:
            break
        kept.append(best)
        rest.remove(best)
        apart = told_apart(kept)
    return [
        replace(c, role=shapes.IGNORED, name="", fill_down=False)
        if c.place in {*rest, *left_out}
        else c
        for c in columns
    ]


def _filled(sample: list[dict[int, str]], places: list[int]) -> list[dict[int, str]]:
    above: dict[int, str] = {}
    whole = []
    for row in sample:
        above |= {place: row[place] for place in places if place in row}
        whole.append(row | above)
    return whole


def _first_named(column: Column, survey: Survey) -> tuple[int, int]:
    """The area first, then headings that name a role, then the others."""
    if column.place == survey.area_place:
        return 0, column.place
    return (1 if role_of(column.heading) else 2), column.place


def _label_role(column: Column, seen: ColumnSeen, survey: Survey, taken: set[str]) -> str:
    if column.place == survey.area_place:
        return shapes.AREA
    head = column.heads[-1] if column.heads else ""
    said = role_of(head) or role_of(column.heading)
    if said == shapes.AREA_CODE or (said == shapes.AREA and survey.depends.get(column.place)):
        codes = sum(is_code(text) for text in seen.texts) * 10 >= len(seen.texts) * 9
        return shapes.AREA_CODE if codes and shapes.AREA_CODE not in taken else shapes.IGNORED
    if said in {shapes.COMMENT, "state", "source", "published_on"} and said not in taken:
        return said
    periods = is_period_column([("", text) for text in list(seen.texts)[:500]])
    if shapes.PERIOD not in taken and (periods or (said == shapes.PERIOD and _has_periods(seen))):
        return shapes.PERIOD
    if (said == shapes.INDICATOR or bare(head) in _NAMES) and shapes.INDICATOR not in taken:
        return shapes.INDICATOR
    if len(seen.texts) < 2 or len(seen.texts) > _MOST_MEMBERS or seen.is_cut or periods:
        return shapes.IGNORED
    # What follows from the area (its type, its region) splits nothing; nor does free text.
    if survey.depends.get(column.place) or _is_free_text(seen, survey):
        return shapes.IGNORED
    return shapes.CATEGORY


def _is_free_text(seen: ColumnSeen, survey: Survey) -> bool:
    return len(seen.texts) > _FEW_MEMBERS and survey.rows < 2 * len(seen.texts)


def _has_periods(seen: ColumnSeen) -> bool:
    return any(looks_like_period(text) for text in list(seen.texts)[:500])


def _has_codes(seen: ColumnSeen) -> bool:
    found = sum(code_and_name(text) is not None for text in seen.texts)
    return found * 5 >= len(seen.texts) * 4


def _are_long_codes(seen: ColumnSeen) -> bool:
    """Numbers of ten digits of which most could be no CPR number: then none of them is one."""
    long = [text for text in seen.texts if len(text) == 10 and text.isdigit()]
    return len(long) > 20 and sum(map(looks_like_cpr, long)) * 2 < len(long)


def _dimension_name(column: Column) -> str:
    return column.heading or f"Opdeling {column.place + 1}"


def _figures(columns: list[Column], layout: Layout, roles: Sequence[str]) -> list[Column]:
    """The roles of figure columns: by their headings, else the value."""
    spread = any(role not in {shapes.LABEL, shapes.IGNORED} for role in roles)
    places = set(layout.figure_places)
    said = {
        c.place: _figure_role(c, roles)
        for c in columns
        if c.place in places and _has_its_period(c, roles)
    }
    named = {role for role in said.values() if role}
    counts = {c.place for c in columns if c.place in said and _is_count(c)}
    if counts and shapes.DENOMINATOR in named and shapes.NUMERATOR not in named:
        said |= dict.fromkeys(sorted(counts)[: None if spread else 1], shapes.NUMERATOR)
    elif counts and not named:
        said |= dict.fromkeys(sorted(counts)[: None if spread else 1], shapes.VALUE)
    if spread and not any(said.values()):
        said = dict.fromkeys(said, shapes.VALUE)
    if len(said) == 1:
        said = {place: role or shapes.VALUE for place, role in said.items()}
    repeated = Counter(role for role in said.values() if role)
    result = []
    used: set[object] = set()
    for column in columns:
        role = said.get(column.place, "")
        key: object = (column.heads, role) if spread else role
        if column.place in places:
            again = key in used or (not role and bool(repeated))
            column = replace(column, role=shapes.IGNORED if again or not role else role)
            used.add(key)
        result.append(column)
    return result


def _figure_role(column: Column, roles: Sequence[str]) -> str:
    for head, role in zip(column.heads, roles, strict=True):
        if role in {shapes.LABEL, shapes.CATEGORY, shapes.INDICATOR}:
            said = role_of(head)
            if said in shapes.FIGURES:
                return said
    return ""


def _has_its_period(column: Column, roles: Sequence[str]) -> bool:
    """Whether its heading is a period where the others' are ("Ændring" and "_id" are none)."""
    for head, role in zip(column.heads, roles, strict=True):
        if role == shapes.PERIOD and not looks_like_period(head):
            return False
        if role == shapes.INDICATOR_PERIOD and not split_year(head)[1]:
            return False
    return True


def _is_count(column: Column) -> bool:
    return any(bare(head) in COUNTS for head in column.heads)
