"""What the header rows and the column of areas seem to hold, before any figure is looked at."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from indicators.importers import shapes
from indicators.importers.layout import Grid, Layout
from indicators.importers.periods import looks_like_period
from indicators.importers.shapes import Column
from indicators.importers.vocabulary import (
    CATEGORIES,
    COUNTS,
    bare,
    code_and_name,
    is_code,
    is_total,
    role_of,
)

_WITH_YEAR = re.compile(r"^(.*\D)[ _-]?((?:19|20)\d\d)$")


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
