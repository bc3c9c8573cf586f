"""A block of results as columns that the database takes: words, numbers, days and keys."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from indicators.services.recompute.inputs import NO_DAY
from indicators.services.recompute.words import (
    CERTAINTIES,
    COMPARATORS,
    METHODS,
    REASONS,
    SLOTS,
    STATEMENTS,
    STATES,
    VERDICTS,
    Vocabulary,
)

# Every stored column but the id, in the order of the copy.
WORDS: dict[str, Vocabulary] = {
    "statement": STATEMENTS, "comparator": COMPARATORS, "slot": SLOTS, "baseline_slot": SLOTS,
    "state": STATES, "reason": REASONS, "verdict": VERDICTS, "certainty": CERTAINTIES,
    "method": METHODS,
}  # fmt: skip
NUMBERS = (
    "estimate", "lower", "upper", "lower_998", "upper_998", "ratio", "ratio_lower", "ratio_upper",
    "numerator", "denominator", "n",
)  # fmt: skip
_DAYS = ("starts_on", "ends_on", "published_on")
KEYS = ("other_id", "event_id", "version", "source_id")  # 0 stands for none
COLUMNS = (
    "run_id", "definition_id", "area_id", "category_id", "is_latest", "is_default", *WORDS,
    *NUMBERS, *_DAYS, *KEYS, "details",
)  # fmt: skip
# What stands where a block says nothing.
_EMPTY: dict[str, float] = {
    **dict.fromkeys(COLUMNS, 0), **dict.fromkeys(NUMBERS, np.nan), **dict.fromkeys(_DAYS, NO_DAY),
}  # fmt: skip
_BARE = pl.Series("details", [None], dtype=pl.String)


@dataclass(frozen=True)
class Block:
    """Columns of so many results: arrays, or one value that holds for all of them."""

    columns: dict[str, Any]
    details: pl.Series | None
    count: int


def together(blocks: Sequence[Block]) -> Block:
    """Several blocks as one."""
    if len(blocks) == 1:
        return blocks[0]
    columns = {}
    for name in COLUMNS[:-1]:
        parts = [np.asarray(block.columns.get(name, _EMPTY[name])) for block in blocks]
        if any(part.ndim for part in parts) or len({part.item() for part in parts}) > 1:
            columns[name] = np.concatenate(
                [
                    np.broadcast_to(part, block.count)
                    for part, block in zip(parts, blocks, strict=True)
                ]
            )
        else:
            columns[name] = parts[0]
    texts = [
        _BARE.new_from_index(0, block.count) if block.details is None else block.details
        for block in blocks
    ]
    is_bare = all(block.details is None for block in blocks)
    count = sum(block.count for block in blocks)
    return Block(columns, None if is_bare else pl.concat(texts), count)


def frame_of(block: Block) -> pl.DataFrame:
    """A block as the database wants it: words as words, days as dates, nothing as null."""
    arrays, constants = {}, []
    for name in COLUMNS[:-1]:
        values = block.columns.get(name, _EMPTY[name])
        if np.ndim(values):
            arrays[name] = _typed(name, np.asarray(values))
        else:
            single = _typed(name, np.full(1, values))
            constants.append(pl.lit(single.item(), dtype=single.dtype).alias(name))
    bare = pl.lit(None, dtype=pl.String)
    last = bare if block.details is None else pl.lit(block.details)
    constants.append(last.alias("details"))
    return pl.DataFrame(arrays).with_columns(constants).select(COLUMNS)


def _typed(name: str, values: NDArray[Any]) -> pl.Series:
    if name in WORDS:
        return pl.Series(name, values.astype(np.uint16)).cat.to(pl.Enum(WORDS[name].words))
    if name in NUMBERS:
        return pl.Series(name, values.astype(np.float64), nan_to_null=True)
    if name in _DAYS:
        days = pl.Series(name, values.astype(np.int32))
        return days.set(days == NO_DAY, None).cast(pl.Date)
    if name in KEYS:
        keys = pl.Series(name, values.astype(np.int64))
        return keys.set(keys == 0, None)
    kind = np.bool_ if name in ("is_latest", "is_default") else np.int64
    return pl.Series(name, values.astype(kind))


def as_csv(block: pl.DataFrame) -> memoryview:
    """A frame as COPY reads it: nothing between two commas is null, an empty word stands quoted."""
    stream = io.BytesIO()
    block.write_csv(stream, include_header=False)
    return stream.getbuffer()
