"""The shape of a table: where its heads, labels and figures stand, and what each column holds.

Recognition proposes a `Shape`; a person corrects it; `reading.rows` follows it. It is plain data
that can be kept as JSON and offered again for the next file with the same headings.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

AREA, AREA_CODE, PERIOD, INDICATOR = "area", "area_code", "period", "indicator"
CATEGORY, IGNORED, COMMENT, LABEL = "category", "ignored", "comment", "label"
INDICATOR_PERIOD = "indicator_period"  # one heading says both: "ASSAULT_2014"
VALUE, NUMERATOR, DENOMINATOR, N = "value", "numerator", "denominator", "n"
FIGURES = (VALUE, NUMERATOR, DENOMINATOR, N, "invited", "population", "sd", "design_effect")
OTHERS = ("state", "source", "published_on")
COLUMN_ROLES = (AREA, AREA_CODE, PERIOD, INDICATOR, CATEGORY, *FIGURES, COMMENT, *OTHERS, IGNORED)
HEAD_ROLES = (LABEL, PERIOD, AREA, CATEGORY, INDICATOR, INDICATOR_PERIOD, IGNORED)
MEANINGS = ("0", "M", "X", "<5", "skip")  # what a mark may be said to mean
SPLIT_YEARS = ("first", "last")
DATES = ("year", "half", "quarter", "month")


@dataclass(frozen=True)
class Column:
    """One column: the texts above it and what its cells are.

    `heads` has a text for each header row, a merged head repeated over its columns. `name` is the
    dimension of a category. `fill_down`: a blank cell means what stands above it. `has_code`: a
    code stands before the name ("101 Nordby"). `is_code`: numbers of ten digits that are codes, most
    of which cannot be CPR numbers.
    """

    place: int
    heads: tuple[str, ...]
    role: str = IGNORED
    name: str = ""
    fill_down: bool = False
    has_code: bool = False
    is_code: bool = False

    @property
    def heading(self) -> str:
        """Its heads in one text."""
        return " / ".join(dict.fromkeys(head for head in self.heads if head))


@dataclass(frozen=True)
class Shape:
    """How one sheet (or the one table of a text file) is to be read.

    Rows are numbered as in the file, from 1; columns from 0. `head_roles` and `head_names` say for
    each header row what its texts over the figures are: periods, areas, categories (of the
    dimension named), indicators, or only labels. `decimal` is "," or "."; "" while nobody has said
    which. `marks` holds what each mark means. `split_year` says which year "2018/19" reports for
    and `date_as` how long a period a date stands for; "" while nobody has said. `constants` are
    texts that the table itself lacks (the period of a one-year sheet). `chosen` keeps of a
    category only the rows with this member.
    """

    sheet: str
    header_rows: tuple[int, ...]
    first_row: int
    last_row: int | None
    columns: tuple[Column, ...]
    head_roles: tuple[str, ...] = ()
    head_names: tuple[str, ...] = ()
    decimal: str = ""
    marks: Mapping[str, str] = field(default_factory=dict)
    split_year: str = ""
    date_as: str = ""
    constants: Mapping[str, str] = field(default_factory=dict)
    chosen: Mapping[str, str] = field(default_factory=dict)
    delimiter: str = ""
    encoding: str = ""
    is_text: bool = False

    def with_role(self, role: str) -> tuple[Column, ...]:
        """The columns of a role."""
        return tuple(column for column in self.columns if column.role == role)

    @property
    def categories(self) -> tuple[str, ...]:
        """The names of its dimensions: of columns first, then of header rows."""
        names = [column.name for column in self.with_role(CATEGORY)]
        names += [
            name
            for role, name in zip(self.head_roles, self.head_names, strict=True)
            if role == CATEGORY
        ]
        return tuple(dict.fromkeys(names))

    @property
    def signature(self) -> str:
        """A digest of headings that stays when periods and rows are added: to offer it again."""
        return signature(self)

    def to_json(self) -> dict[str, Any]:
        """Plain data for storing and for the child process."""
        return asdict(self)

    def corrected(
        self, *, roles: Mapping[int, str] | None = None, names: Mapping[int, str] | None = None,
        **changes: Any,
    ) -> Shape:  # fmt: skip
        """The shape with other roles (and category names) by column place, and other settings."""
        roles, names = roles or {}, names or {}
        columns = tuple(
            replace(c, role=roles.get(c.place, c.role), name=names.get(c.place, c.name))
            for c in self.columns
        )
        return replace(self, columns=columns, **changes)


def shape_from_json(stored: Mapping[str, Any]) -> Shape:
    """The shape that `Shape.to_json` wrote. Raises `KeyError` or `TypeError` for anything else."""
    plain = dict(stored)
    plain["columns"] = tuple(
        Column(**{**column, "heads": tuple(column["heads"])}) for column in plain["columns"]
    )
    for name in ("header_rows", "head_roles", "head_names"):
        plain[name] = tuple(plain[name])
    return Shape(**plain)


def signature(shape: Shape) -> str:
    """A digest of what does not change from one delivery to the next.

    The headings of the columns that hold no periods, areas or members in their heads, and the
    roles of the header rows.
    """
    steady = [
        head.casefold().strip()
        for column in shape.columns
        for head, role in zip(column.heads, shape.head_roles, strict=True)
        if role in {LABEL, IGNORED, CATEGORY, INDICATOR} or column.role not in FIGURES
    ]
    text = "\x1f".join([*shape.head_roles, *dict.fromkeys(steady)])
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def remembered(shape: Shape) -> dict[str, Any]:
    """What is worth keeping for the next file from the same source: roles by heading, and answers.

    `apply_remembered` lays it over a newly recognised shape.
    """
    return {
        "signature": signature(shape),
        "columns": [
            {"heading": c.heading, "place": c.place, "role": c.role, "name": c.name}
            for c in shape.columns
            if not is_headed(c, shape)
        ],
        "figures": sorted({c.role for c in shape.columns if is_headed(c, shape)}),
        "head_roles": list(shape.head_roles),
        "head_names": list(shape.head_names),
        "decimal": shape.decimal,
        "marks": dict(shape.marks),
        "split_year": shape.split_year,
        "date_as": shape.date_as,
        "constants": _lasting(shape.constants),
        "chosen": dict(shape.chosen),
    }


def apply_remembered(stored: Mapping[str, Any], shape: Shape) -> Shape:
    """The recognised shape with the roles and answers that a person gave last time.

    Columns are found again by heading (by place when the heading is blank); answers about marks
    are kept for the marks that were seen then, so a new mark is asked about.
    """
    by_heading = {column["heading"].casefold(): column for column in stored["columns"]}
    by_place = {c["place"]: c for c in stored["columns"] if not c["heading"]}
    same_heads = len(stored["head_roles"]) == len(shape.head_roles)
    laid = replace(
        shape,
        head_roles=tuple(stored["head_roles"]) if same_heads else shape.head_roles,
        head_names=tuple(stored["head_names"]) if same_heads else shape.head_names,
        decimal=shape.decimal or stored["decimal"],
        marks={**shape.marks, **stored["marks"]},
        split_year=stored["split_year"],
        date_as=stored["date_as"],
        constants={**_lasting(stored["constants"]), **shape.constants},
        chosen=dict(stored["chosen"]),
    )
    columns = []
    for column in laid.columns:
        known = (
            by_heading.get(column.heading.casefold())
            if column.heading
            else by_place.get(column.place)
        )
        if is_headed(column, laid):
            role = stored["figures"][0] if len(stored["figures"]) == 1 else column.role
            columns.append(replace(column, role=role))
        elif known:
            columns.append(replace(column, role=known["role"], name=known["name"]))
        else:
            columns.append(column)
    return replace(laid, columns=tuple(columns))


def _lasting(constants: Mapping[str, str]) -> dict[str, str]:
    """What was said for a whole file and holds for the next one, too: not its period or its area.

    A sheet for one year would otherwise be laid over the year before.
    """
    return {role: said for role, said in constants.items() if role not in {PERIOD, AREA}}


def is_headed(column: Column, shape: Shape) -> bool:
    """Whether its heads say periods, areas, members or indicators, so that they come and go."""
    steady = {LABEL, IGNORED}
    return column.role in FIGURES and any(role not in steady for role in shape.head_roles)


def letters(place: int) -> str:
    """A column's letters: 0 is A, 25 is Z, 26 is AA."""
    text, rest = "", place + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        text = chr(65 + digit) + text
    return text


def address(shape: Shape, row: int, place: int) -> str:
    """Where a cell stands: C7 in a sheet; "7:C" (line and column) in a text file."""
    return cell_address(row, place, is_text=shape.is_text)


def cell_address(row: int, place: int, *, is_text: bool) -> str:
    """The same where only the kind of file is known."""
    return f"{row}:{letters(place)}" if is_text else f"{letters(place)}{row}"


def fields(shape: Shape) -> tuple[str, ...]:
    """The names of the texts in each tuple of `reading.tuples`, after row and place.

    Roles that the shape fills, then "category:NAME" for each dimension that is kept.
    """
    said: Iterable[str] = (
        role
        for role in (AREA_CODE, AREA, INDICATOR, PERIOD, *FIGURES, COMMENT, *OTHERS)
        if shape.with_role(role) or role in shape.constants or _from_heads(shape, role)
    )
    kept = [f"{CATEGORY}:{name}" for name in shape.categories if name not in shape.chosen]
    codes = [AREA_CODE] if any(c.has_code for c in shape.columns if c.role == AREA) else []
    return tuple(dict.fromkeys([*codes, *said, *kept]))


def _from_heads(shape: Shape, role: str) -> bool:
    return role in shape.head_roles or (
        role in {INDICATOR, PERIOD} and INDICATOR_PERIOD in shape.head_roles
    )
