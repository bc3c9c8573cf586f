"""The nightly check: everything worked out anew in memory and held against what is shown."""

from __future__ import annotations

import json
import logging
from typing import Any

import polars as pl
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from areas.models import Area
from indicators.models import Group, OutboxEntry, Result, Run
from indicators.models.runs import LOCK_CLASS, NIGHTLY
from indicators.services.names import group_name
from indicators.services.recompute.columns import COLUMNS, KEYS, NUMBERS, WORDS
from indicators.services.recompute.copying import copy_out
from indicators.services.recompute.frames import ResultWriter
from indicators.services.recompute.groups import CODE_VERSION, compute
from indicators.services.staleness import mark_stale

log = logging.getLogger(__name__)

SLACK = 1e-9  # of the number itself: the last digits may differ between versions of a library
PLACE = (
    "statement", "definition_id", "area_id", "comparator", "other_id", "slot", "category_id",
    "event_id",
)  # fmt: skip
_TRUTHS = ("is_latest", "is_default")
_WHOLE = ("run_id", "definition_id", "area_id", "category_id", *KEYS, *_TRUTHS)
_SCHEMA: dict[str, pl.DataType] = {
    name: pl.Float64() if name in NUMBERS else pl.Int64() if name in _WHOLE else pl.String()
    for name in COLUMNS
}


def check_all() -> Run:
    """Work out every group anew and compare; the account says how many were wrong, and where.

    What stood wrong is published right at once by the usual way. Groups that wait to be computed, or
    that another worker holds, are left to that. A group that cannot be worked out is an alarm too, and
    stops no other.
    """
    groups = list(Group.objects.filter(current_run__isnull=False).prefetch_related("indicators"))
    account = Run.objects.create(reason=NIGHTLY, total=len(groups), code_version=CODE_VERSION)
    alarms = [alarm for group in groups if (alarm := _alarm_of(group))]
    Run.objects.filter(pk=account.pk).update(
        state=Run.State.DONE, finished_at=timezone.now(), alarm=" ".join(alarms)[:300]
    )
    account.refresh_from_db()
    return account


def _alarm_of(group: Group) -> str:
    try:
        return check_group(group)
    except Exception:
        log.exception("group %s could not be checked", group.pk)
        return _("%(group)s kunne ikke kontrolleres.") % {"group": group_name(group)}


@transaction.atomic
def check_group(group: Group) -> str:
    """Compare one group; where results stood wrong say so, on its run too, and mark it stale."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [LOCK_CLASS, group.pk])
        is_free = cursor.fetchone()[0]
    if not is_free or OutboxEntry.objects.filter(group=group).exists():
        return ""
    run_id = Group.objects.values_list("current_run_id", flat=True).get(pk=group.pk)
    assert run_id is not None  # noqa: S101 - a pointer is moved, never taken away
    writer = ResultWriter(run_id, keeps=True)
    compute(group, writer)
    wrong, example = differences(stored(run_id), _as_stored(writer.frame()))
    if not wrong:
        return ""
    alarm = _("%(group)s: %(count)s aflæsninger var forkerte, blandt andet %(example)s.") % {
        "group": group_name(group),
        "count": wrong,
        "example": _named(example),
    }
    Run.objects.filter(pk=run_id).update(alarm=alarm[:300])
    mark_stale(groups=[group], reason=NIGHTLY)
    return alarm


def stored(run_id: int) -> pl.DataFrame:
    """A run's results as they stand in the database."""
    listed = ", ".join(f"{name}::int" if name in _TRUTHS else name for name in COLUMNS)
    text = copy_out(f"SELECT {listed} FROM indicators_result WHERE run_id = %s", [run_id])  # noqa: S608
    return _read(text)


def differences(before: pl.DataFrame, now: pl.DataFrame) -> tuple[int, dict[str, Any]]:
    """How many results differ in anything but their ids, and where the first of them stands."""
    pairs = before.with_columns(here=True).join(
        now.with_columns(there=True), on=PLACE, how="full", nulls_equal=True, coalesce=True
    )
    unlike = [pl.col("here").is_null() | pl.col("there").is_null()]
    for name in COLUMNS:
        if name in PLACE or name == "run_id":
            continue
        a, b = pl.col(name), pl.col(f"{name}_right")
        if name in NUMBERS:
            near = (a - b).abs() <= SLACK * pl.max_horizontal(a.abs(), b.abs(), 1.0)
            unlike.append(~near.fill_null(False) & ~(a.is_null() & b.is_null()))  # noqa: FBT003
        else:
            unlike.append(a.ne_missing(b))
    found = pairs.filter(pl.any_horizontal(unlike)).select(PLACE)
    return len(found), found.row(0, named=True) if len(found) else {}


def _as_stored(frame: pl.DataFrame) -> pl.DataFrame:
    truths = [pl.col(name).cast(pl.Int8) for name in _TRUTHS]
    return _read(frame.with_columns(truths).write_csv(include_header=False).encode())


def _read(text: bytes) -> pl.DataFrame:
    if not text:
        return pl.DataFrame(schema=_SCHEMA)
    found = pl.read_csv(text, has_header=False, schema=_SCHEMA)
    return found.with_columns(
        pl.col(list(WORDS)).fill_null(""),
        pl.col("details").map_elements(_canonical, return_dtype=pl.String),
    )


def _canonical(text: str) -> str:
    """The same JSON is the same text: names in order, numbers to ten digits."""

    def rounded(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: rounded(each) for name, each in sorted(value.items())}
        if isinstance(value, list):
            return [rounded(each) for each in value]
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        return f"{value:.9e}" if is_number else value

    return json.dumps(rounded(json.loads(text)))


def _named(place: dict[str, Any]) -> str:
    """Where a result stands, in words; never the figure itself, which may have to be hidden."""
    area = Area.objects.filter(pk=place["area_id"]).first()
    statement = Result.Statement(place["statement"]).label
    return f"{statement}, {area}, {place['slot']}"
