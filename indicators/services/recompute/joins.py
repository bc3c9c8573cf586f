"""Figures of unbroken versions under their one series: in each place those of one version."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from indicators.services.definition_series import Series

_PLACE = ["definition_id", "area_id", "slot"]


def joined(cells: pl.DataFrame, series: Sequence[Series]) -> pl.DataFrame:
    """The cells with their series in `definition_id`, and the version that made each in `made_with`.

    Where several versions have figures of an area in a period, one stands with its breakdowns: a
    released one before one that is not, then that which holds for the period, then the newest.
    Nothing of the others goes further.
    """
    whole = cells.with_columns(made_with=pl.lit(0, dtype=pl.Int32))
    several = {one.pk: each for each in series if len(each.versions) > 1 for one in each.versions}
    is_one_of_several = pl.col("definition_id").is_in(list(several))
    parts = whole.filter(is_one_of_several)
    if parts.is_empty():
        return whole
    return pl.concat([whole.filter(~is_one_of_several), _one_version_each(parts, several)])


def _one_version_each(parts: pl.DataFrame, several: Mapping[int, Series]) -> pl.DataFrame:
    versions = {one.pk: one.version for each in several.values() for one in each.versions}
    names = {pk: each.pk for pk, each in several.items()}
    named = parts.with_columns(
        pl.col("definition_id").replace_strict(names, return_dtype=pl.Int64),
        made_with=pl.col("definition_id").replace_strict(versions, return_dtype=pl.Int32),
    )
    standing = (
        named.group_by([*_PLACE, "made_with"])
        .agg(is_out=pl.col("id").is_not_null().any())
        .join(_holding(named["slot"], several), on=["definition_id", "slot"])
        .sort("is_out", pl.col("made_with") == pl.col("holding"), "made_with", descending=True)
        .unique(subset=_PLACE, keep="first", maintain_order=True)
    )
    return named.join(standing, on=[*_PLACE, "made_with"], how="semi")


def _holding(slots: pl.Series, several: Mapping[int, Series]) -> pl.DataFrame:
    """The version that each series' figures of a period are made with."""
    rows = [
        (each.pk, slot, each.holding(slot).version)
        for each in {each.pk: each for each in several.values()}.values()
        for slot in slots.unique()
    ]
    schema = {"definition_id": pl.Int64, "slot": pl.String, "holding": pl.Int32}
    return pl.DataFrame(rows, schema=schema, orient="row")
