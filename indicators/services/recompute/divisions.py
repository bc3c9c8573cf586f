"""Areas without figures of their own: their divisions' counts are added up, never percentages.

Where not all divisions have one, the area gets no figure but the words "delvist (4 af 5 afdelinger)".
No figure of a division goes any further than this.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

import polars as pl

from areas.models import Area
from indicators.models import Definition, Measurement
from indicators.rules.partial import partial
from indicators.rules.periods import parse_slot
from indicators.services.recompute.geography import Geography
from indicators.services.recompute.words import KINDS

Kind = Definition.Kind
State = Measurement.State
_CELL = ["definition_id", "category_id", "area_id", "slot"]
_PLACE = ["definition_id", "area_id", "slot"]
_NEWEST = ("id", "version", "made_with", "published_on", "ends_on")
_SUMS = ("numerator", "denominator", "value", "n", "population")


def with_sums(
    cells: pl.DataFrame,
    geography: Geography,
    definitions: Mapping[int, Definition],
    families: Mapping[int, int],
) -> pl.DataFrame:
    """The figures of all places but divisions, and columns `reason` and `divisions` (how many).

    What an area has of its own in a period stands alone, with its breakdowns; only a figure that
    is missing there is replaced by its divisions'. Figures from unlike sources or measuring periods
    are not added up.
    """
    cells = cells.with_columns(
        reason=pl.lit("", dtype=pl.String), divisions=pl.lit(0, dtype=pl.Int32)
    )
    divisions = geography.ids[geography.kind == KINDS.code(Area.Kind.DIVISION)]
    if not len(divisions):
        return cells
    is_division = pl.col("area_id").is_in(divisions.tolist())
    parts = cells.filter(is_division)
    if parts.is_empty():
        return cells
    own = cells.filter(~is_division)
    stands = own.filter(pl.col("state").ne_missing(pl.lit(State.MISSING.value)))
    sums = _summed(parts, geography, definitions, families).join(stands, on=_PLACE, how="anti")
    return pl.concat([own.join(sums, on=_CELL, how="anti"), sums.select(own.columns)])


def _summed(
    parts: pl.DataFrame,
    geography: Geography,
    definitions: Mapping[int, Definition],
    families: Mapping[int, int],
) -> pl.DataFrame:
    """One row for each area and period in which at least one division has counts to add."""
    counted = [pk for pk, one in definitions.items() if one.kind in (Kind.SHARE, Kind.RATE)]
    plain = [pk for pk, one in definitions.items() if one.kind == Kind.COUNT]
    has_counts = (
        pl.col("definition_id").is_in(counted)
        & pl.col("numerator").is_not_null()
        & pl.col("denominator").is_not_null()
    ) | (pl.col("definition_id").is_in(plain) & pl.col("value").is_not_null())
    is_known = (pl.col("state") == State.VALUE.value).fill_null(value=False) & has_counts
    inside = _inside(geography, parts["slot"].unique())
    rows = (
        parts.with_columns(
            known=is_known,
            idle=(pl.col("state") == State.NOT_RELEVANT.value).fill_null(value=False),
            family=pl.col("source_id").replace_strict(
                dict(families), default=0, return_dtype=pl.Int64
            ),
        )
        .join(inside, on=["area_id", "slot"])
        .drop("area_id")
        .rename({"parent_id": "area_id"})
    )
    return _worded(rows.group_by(_CELL, maintain_order=True).agg(*_together()), parts.schema)


def _together() -> list[pl.Expr]:
    """What becomes of the divisions' columns: the known ones' together."""
    known = pl.col("known")
    all_have = {name: pl.col(name).filter(known).is_not_null().all() for name in _SUMS}
    alike = [pl.col(n).filter(known).n_unique() == 1 for n in ("family", "starts_on", "ends_on")]
    return [
        known.sum().alias("many"),
        (pl.col("due").first() - pl.col("idle").sum()).alias("due"),
        pl.all_horizontal(alike).alias("alike"),
        *(pl.when(all_have[n]).then(pl.col(n).filter(known).sum()).alias(n) for n in _SUMS),
        pl.lit(None, dtype=pl.Float64).alias("sd"),
        pl.col("design_effect").filter(known).max(),
        *(pl.col(n).filter(known).max() for n in _NEWEST),
        *(pl.col(n).filter(known).min() for n in ("source_id", "starts_on")),
    ]


def _worded(sums: pl.DataFrame, schema: pl.Schema) -> pl.DataFrame:
    """States and reasons in the place of sums that are not whole."""
    found = sums.filter(pl.col("many") > 0)
    words = [
        "" if many == due and alike else "different_sources" if many == due else partial(many, due)
        for many, due, alike in found.select("many", "due", "alike").iter_rows()
    ]
    found = found.with_columns(reason=pl.Series(words, dtype=pl.String), divisions=pl.col("due"))
    is_whole = pl.col("reason") == ""
    numbers = (*_SUMS, "design_effect")
    return found.with_columns(
        pl.when(is_whole)
        .then(pl.lit(State.VALUE.value))
        .otherwise(pl.lit("not_computed"))
        .alias("state"),
        *(pl.when(is_whole).then(pl.col(name)).alias(name) for name in numbers),
    ).select(pl.col(name).cast(kind) for name, kind in schema.items())


def _inside(geography: Geography, slots: Iterable[str]) -> pl.DataFrame:
    """Which division lies in which area at the end of each period, and how many lie there."""
    kinds = dict(zip(geography.ids.tolist(), geography.kind.tolist(), strict=True))
    division, area = KINDS.code(Area.Kind.DIVISION), KINDS.code(Area.Kind.AREA)
    pairs = [
        (extent.area_id, slot, extent.parent_id)
        for slot in slots
        for extent in geography.extents
        if kinds[extent.area_id] == division
        and extent.parent_id is not None
        and kinds[extent.parent_id] == area
        and _holds(extent.valid_from, extent.valid_to, parse_slot(slot).ends_on)
    ]
    columns = {"area_id": pl.Int64, "slot": pl.String, "parent_id": pl.Int64}
    found = pl.DataFrame(pairs, schema=columns, orient="row")
    return found.with_columns(due=pl.len().over("parent_id", "slot").cast(pl.Int64))


def _holds(first: dt.date | None, last: dt.date | None, day: dt.date) -> bool:
    return (first is None or first <= day) and (last is None or last >= day)
