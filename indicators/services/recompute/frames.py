"""Writing for recompute: blocks of results as columns, copied into the database in one stream.

    writer = ResultWriter(run.pk)
    rows, slots = np.nonzero(panel.has_cell)          # one entry per result to be written
    writer.block(
        panel,
        statement="level",
        rows=rows,                                    # rows of the panel
        slots=slots,                                  # columns of the panel, or slot codes
        line=level.at(rows, slots),                   # figures, limits, states and reasons
        method="wilson",
        version=panel.version[rows, slots],
        details={"sd": sd[rows, slots]},              # or one dict (or None) per result
    )
    slope = trends.trend(...)                         # one answer per area
    writer.block(
        panel,
        statement="trend",
        rows=np.arange(len(panel.area_ids)),
        slots=newest,                                 # each area's newest slot
        baseline=first,                               # each area's first slot
        line=line(slope.estimate, at95=(lower, upper), at998=(lower_998, upper_998)),
        verdict=ask(lambda i: verdicts.change(...), *features),
        is_latest=True,
        details=[{"p": …, "score": …, "periods": …}, …],
    )
    with writer.copying():                            # what was gathered, and all blocks inside
        write_statements(study, writer)

No row is ever a Python object: a run of a national installation writes millions. While the
database takes in one block the next is worked out, so nothing may be asked of the database inside.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import ArrayLike, NDArray

from indicators.services.recompute.columns import COLUMNS, WORDS, Block, as_csv, frame_of, together
from indicators.services.recompute.copying import CopyStream, copy_in
from indicators.services.recompute.inputs import Panel
from indicators.services.recompute.lines import Line
from indicators.services.recompute.verdicts import Words
from indicators.services.recompute.words import (
    COMPARATORS,
    METHODS,
    REASONS,
    SLOTS,
    STATEMENTS,
)

Ints = NDArray[np.int64]
ENOUGH = 5000  # rows that are worth a frame of their own; smaller blocks wait for each other
Details = Mapping[str, ArrayLike] | Sequence[Mapping[str, Any] | None] | None


class ResultWriter:
    """Gathers blocks of results of one run, and copies them into the database in one stream.

    With `keeps` nothing is copied: `frame` then gives all results, to be compared with others.
    """

    def __init__(self, run_id: int, *, keeps: bool = False) -> None:
        self.run_id, self.keeps, self.count = run_id, keeps, 0
        self._blocks: list[Block] = []
        self._frames: list[pl.DataFrame] = []
        self._stream: CopyStream | None = None

    @contextmanager
    def copying(self) -> Iterator[None]:
        """Copy blocks into the table as they come, in the transaction that is open."""
        if self.keeps:
            yield
            return
        names = ", ".join(f'"{name}"' for name in COLUMNS)
        with copy_in(f"COPY indicators_result ({names}) FROM STDIN (FORMAT csv)") as stream:
            self._stream = stream
            yield
            self._hand_over()
        self._stream = None

    def frame(self) -> pl.DataFrame:
        """All results that were kept, one row each, with the columns named in COLUMNS (no ids)."""
        self._hand_over()
        nothing = pl.DataFrame(schema=dict.fromkeys(COLUMNS, pl.Null))
        return pl.concat(self._frames) if self._frames else nothing

    def block(
        self,
        panel: Panel,
        *,
        statement: str,
        rows: ArrayLike,
        slots: ArrayLike,
        line: Line,
        comparator: str = "",
        other: ArrayLike | None = None,
        is_default: ArrayLike = False,
        is_latest: ArrayLike = False,
        baseline: ArrayLike | None = None,
        ratio: tuple[ArrayLike, ArrayLike, ArrayLike] | None = None,
        verdict: Words | None = None,
        method: str = "",
        version: ArrayLike = 0,
        details: Details = None,
        event: int = 0,
        passport: bool = True,
    ) -> None:
        """Add results about one panel: all arguments but the names have one entry per result.

        rows, slots: where in the panel (slots also as codes: "2030"). line: the figures, of the
        same length. other: area ids, 0 for none. baseline: columns or codes, -1 or "" for none.
        ratio: estimate and 95 % limits without a unit. verdict: from `ask`; its reason replaces
        the line's where it says more. method: how the limits were found; left out where there are
        none. details: numbers that belong to the method, as columns (NaN is left out) or as dicts;
        none are kept where the state is not "value". passport: whether the measuring period,
        publication and source of the panel's cell are those of the result.
        """
        at = np.asarray(rows, dtype=np.int64)
        if not len(at):
            return
        known = line.has("value")
        columns = _figures(line, known, ratio) | _places(panel, at, slots, baseline)
        if passport:
            columns |= _passports(panel, at, np.asarray(slots, dtype=np.int64))
        code, certainty, reason = _verdict(line, known, verdict)
        columns |= {
            "area_id": panel.area_ids[at],
            "definition_id": panel.series_id,
            "category_id": panel.category_id,
            "statement": STATEMENTS.code(statement),
            "comparator": COMPARATORS.code(comparator),
            "other_id": 0 if other is None else other,
            "event_id": event,
            "is_default": is_default,
            "is_latest": is_latest,
            "verdict": code,
            "certainty": certainty,
            "reason": reason,
            "method": np.where(np.isnan(columns["lower"]), 0, METHODS.code(method)),
            "version": np.where(known, version, 0),
            "run_id": self.run_id,
        }
        self._blocks.append(Block(columns, _details(details, known), len(at)))
        self.count += len(at)
        if self._stream is not None and sum(block.count for block in self._blocks) >= ENOUGH:
            self._hand_over()

    def _hand_over(self) -> None:
        """Turn the blocks that wait into one frame: to be copied, or to be kept."""
        if not self._blocks:
            return
        found = frame_of(together(self._blocks))
        self._blocks = []
        if self._stream is not None:
            self._stream.write(as_csv(found))
        else:
            self._frames.append(found.with_columns(pl.col(tuple(WORDS)).cast(pl.String)))


def _figures(
    line: Line, known: NDArray[np.bool_], ratio: tuple[ArrayLike, ArrayLike, ArrayLike] | None
) -> dict[str, Any]:
    relative = [np.asarray(part, dtype=np.float64) for part in ratio or ()]
    usable = [np.where(known & np.isfinite(part), part, np.nan) for part in relative]
    return {
        "state": line.state,
        "estimate": line.estimate,
        "lower": line.at95.lower,
        "upper": line.at95.upper,
        "lower_998": line.at998.lower,
        "upper_998": line.at998.upper,
        "numerator": line.numerator,
        "denominator": line.denominator,
        "n": line.n,
        **dict(zip(("ratio", "ratio_lower", "ratio_upper"), usable, strict=False)),
    }


def _places(
    panel: Panel, rows: Ints, slots: ArrayLike, baseline: ArrayLike | None
) -> dict[str, Any]:
    own = SLOTS.codes([*panel.slot_codes, ""])  # the last one is reached by -1

    def codes(given: ArrayLike) -> Any:
        places = np.asarray(given)
        if places.dtype.kind in "iu":
            return own[places]
        return SLOTS.codes(np.broadcast_to(places, rows.shape).tolist())

    return {"slot": codes(slots), "baseline_slot": 0 if baseline is None else codes(baseline)}


def _passports(panel: Panel, rows: Ints, slots: Ints) -> dict[str, Any]:
    return {
        name: getattr(panel, name)[rows, slots]
        for name in ("starts_on", "ends_on", "published_on", "source_id")
    }


def _verdict(line: Line, known: NDArray[np.bool_], verdict: Words | None) -> tuple[Any, Any, Any]:
    """Words for known figures only; a known reason for missing limits says more than "no_n"."""
    if verdict is None:
        return 0, 0, line.reason
    says_less = (verdict.reason == REASONS.code("no_n")) & (line.reason != 0)
    reason = np.where(known & ~says_less, verdict.reason, line.reason)
    return np.where(known, verdict.code, 0), np.where(known, verdict.certainty, 0), reason


def _details(details: Details, known: NDArray[np.bool_]) -> pl.Series | None:
    """JSON texts, none behind a state but "value"."""
    if details is None:
        return None
    if isinstance(details, Mapping):
        numbers = {
            name: np.where(known, np.asarray(values, dtype=np.float64), np.nan)
            for name, values in details.items()
        }
        some = {name: values for name, values in numbers.items() if not np.isnan(values).all()}
        if not some:
            return None
        found = pl.DataFrame({n: pl.Series(v, nan_to_null=True) for n, v in some.items()})
        is_there = pl.any_horizontal(pl.all().is_not_null())
        text = pl.when(is_there).then(pl.struct(pl.all()).struct.json_encode()).otherwise(None)
        return found.select(text.alias("details"))["details"]
    texts = [
        json.dumps(_plain(each), ensure_ascii=False, allow_nan=False) if each and shown else None
        for each, shown in zip(details, known, strict=True)
    ]
    return pl.Series("details", texts, dtype=pl.String)


def _plain(value: Any) -> Any:
    """JSON without NumPy's numbers, and without numbers that are not finite."""
    if isinstance(value, Mapping):
        return {str(name): _plain(each) for name, each in value.items()}
    if isinstance(value, np.generic | np.ndarray):
        return _plain(value.tolist())
    if isinstance(value, str):
        return value
    if isinstance(value, Iterable):
        return [_plain(each) for each in value]
    return None if isinstance(value, float) and not np.isfinite(value) else value
