"""What each column and each header row seems to hold: area, period, breakdown, figure, comment."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from indicators.importers import shapes
from indicators.importers.layout import Grid, Layout, is_period_column
from indicators.importers.periods import looks_like_period
from indicators.importers.shapes import Column
from indicators.importers.survey import ColumnSeen, Survey
from indicators.importers.vocabulary import (
    CATEGORIES,
    COUNTS,
    bare,
    code_and_name,
    is_code,
    is_total,
    role_of,
)
from partnership.rules.privacy import looks_like_cpr

_WITH_YEAR = re.compile(r"^(.*\D)[ _-]?((?:19|20)\d\d)$")
_MOST_MEMBERS = 300
_FEW_MEMBERS = 12
_MOST_TRIED = 30
_NAMES = frozenset({"name", "navn", "titel", "title"})


def area_place(layout: Layout, grid: Grid, known: Collection[str]) -> int | None:
    """The column that most likely holds the areas: known names, a heading that says so, variety."""
    data = [grid[row] for row in sorted(grid) if row >= layout.first_row]

    def score(place: int) -> float:
        texts = [row[place][1] for row in data if place in row]
        if not texts or sum(map(looks_like_period, texts)) * 2 >= len(texts):
            return -1.0
        names = {_name(text).casefold() for text in texts}
        head = layout.heads_of(place)[-1] if layout.header_rows else ""
        said = role_of(head)
        points = 20.0 * sum(name in known for name in names) / len(names)
        points += {shapes.AREA: 10, shapes.AREA_CODE: 4}.get(said, 0)
        points += (
            5 if sum(code_and_name(text) is not None for text in texts) * 5 >= len(texts) * 4 else 0
        )
        points += min(3.0, len(names) / 30)
        points -= 5 if all(map(is_total, names)) else 0
        points -= 2 if all(is_code(name) or name.isdigit() for name in names) else 0
        points -= (
            8
            if (said and said not in {shapes.AREA, shapes.AREA_CODE}) or bare(head) in CATEGORIES
            else 0
        )
        return points

    places = [place for place in layout.label_places if score(place) > -1]
    return max(places, key=score, default=None)


def _name(text: str) -> str:
    parts = code_and_name(text)
    return parts[1] if parts else text


def head_roles(layout: Layout, known: Collection[str]) -> tuple[str, ...]:
    """For each header row, what its texts over the figures are."""
    roles = [_head_role(layout, row, known) for row in layout.header_rows]
    periods = [at for at, role in enumerate(roles) if role == shapes.PERIOD]
    for at in periods[
        1:
    ]:  # the first row of periods is the one that counts; a note tells of others
        roles[at] = shapes.IGNORED
    if shapes.PERIOD in roles or shapes.AREA in roles:
        roles = [shapes.CATEGORY if role == shapes.INDICATOR else role for role in roles]
        for at, role in enumerate(roles):
            if role == shapes.CATEGORY and not _splits(layout, roles, at):
                roles[at] = shapes.LABEL
    return tuple(roles)


def _splits(layout: Layout, roles: Sequence[str], at: int) -> bool:
    """Whether columns could not be told apart without this header row."""
    kept = [n for n, role in enumerate(roles) if role not in {shapes.LABEL, shapes.IGNORED}]
    heads = {layout.heads_of(place) for place in layout.figure_places}
    without = {tuple(head[n] for n in kept if n != at) for head in heads}
    return len(without) < len({tuple(head[n] for n in kept) for head in heads})


def _head_role(layout: Layout, row: int, known: Collection[str]) -> str:
    texts = [t for place in layout.figure_places if (t := layout.heads[row].get(place, ""))]
    distinct = set(texts)
    if not texts:
        return shapes.LABEL
    if sum(map(looks_like_period, texts)) * 10 >= len(texts) * 6:
        return shapes.PERIOD
    if sum(_name(t).casefold() in known for t in distinct) * 2 >= len(distinct):
        return shapes.AREA
    if len(distinct) == 1 or any(role_of(t) in shapes.FIGURES for t in distinct):
        return shapes.LABEL
    if sum(bool(_WITH_YEAR.match(t)) for t in texts) * 10 >= len(texts) * 6:
        return shapes.INDICATOR_PERIOD
    return shapes.LABEL if bare(texts[0]) in COUNTS else shapes.INDICATOR


def split_year(head: str) -> tuple[str, str]:
    """A heading such as "ASSAULT_2014" in its two parts; no period when it names none."""
    found = _WITH_YEAR.match(head)
    return (found[1].strip(" _-"), found[2]) if found else (head, "")


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


def texts_in_heads(
    columns: Sequence[Column], roles: Sequence[str], role: str
) -> Mapping[str, tuple[int, int]]:
    """The texts that header rows of a role hold over figures: header row (counted) and place."""
    found: dict[str, tuple[int, int]] = {}
    for column in columns:
        if column.role not in shapes.FIGURES:
            continue
        for at, (head, said) in enumerate(zip(column.heads, roles, strict=True)):
            if said == role and head:
                found.setdefault(head, (at, column.place))
            elif said == shapes.INDICATOR_PERIOD and head:
                part = split_year(head)[role == shapes.PERIOD]
                if role in {shapes.INDICATOR, shapes.PERIOD} and part:
                    found.setdefault(part, (at, column.place))
    return found
