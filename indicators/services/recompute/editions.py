"""What was once shown is known for good: it is kept when a new run shows something else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection

from indicators.models import Definition, Group, PublishedCell, Result, Run
from indicators.services.definition_series import series_by_version

# series, category, area, slot
Place = tuple[int, int, int, str]
Numbers = tuple[float | None, float | None, float | None]  # numerator, denominator, estimate

# Of statements only those that a reader can add and subtract; all others follow from these.
_RECORD = """
INSERT INTO indicators_publishedcell (definition_id, area_id, category_id, statement, comparator,
    slot, numerator, denominator, estimate, run_id, replaced_at)
SELECT old.definition_id, old.area_id, old.category_id, old.statement, old.comparator,
    old.slot, old.numerator, old.denominator, old.estimate, old.run_id, now()
FROM indicators_result old
LEFT JOIN indicators_result new
    ON new.run_id = %(new)s AND new.state = 'value'
    AND new.statement = old.statement AND new.comparator = old.comparator
    AND new.definition_id = old.definition_id AND new.area_id = old.area_id
    AND new.category_id = old.category_id AND new.slot = old.slot
    AND new.other_id IS NOT DISTINCT FROM old.other_id
WHERE old.run_id = %(old)s AND old.state = 'value'
    AND (old.statement IN ('level', 'pooled') AND old.comparator = ''
         OR (old.statement = 'comparator' AND old.comparator = 'without_areas'
             AND old.other_id IS NULL))
    AND (new.id IS NULL
         OR (new.numerator, new.denominator, new.estimate)
            IS DISTINCT FROM (old.numerator, old.denominator, old.estimate))
"""


def record_editions(group: Group, old_run_id: int, new_run_id: int) -> None:
    """Log what the old run shows and the new one hides, changes or no longer has.

    Runs in the transaction that publishes the new run, while the results of both are stored; those
    of the old one are cleared away after the commit.
    """
    with connection.cursor() as cursor:
        cursor.execute(_RECORD, {"old": old_run_id, "new": new_run_id})


@dataclass(frozen=True)
class Shown:
    """A figure that some edition showed."""

    place: Place
    numbers: Numbers


def earlier(group: Group) -> list[Shown]:
    """Figures that editions before the present one showed and it does not, or not so."""
    names = _names(group)
    rows = PublishedCell.objects.filter(
        definition__indicator__group=group, statement=Result.Statement.LEVEL
    )
    return list(_shown(rows, names))


def present(group: Group, run_id: int) -> list[Shown]:
    """Figures that an edition shows."""
    rows = Result.objects.filter(
        run_id=run_id, state=Result.State.VALUE, statement=Result.Statement.LEVEL
    )
    return list(_shown(rows, _names(group)))


def hidden_in(group: Group, run_id: int) -> list[Place]:
    """Figures that an edition hides: they stay hidden in those that follow."""
    account = Run.objects.filter(pk=run_id).values_list("audit", flat=True).first()
    places, names = (account or {}).get("kept", []), _names(group)
    return [(names.get(one, one), category, area, slot) for one, category, area, slot in places]


def _names(group: Group) -> dict[int, int]:
    """Each version's series: what was noted before a join is known of the joined curve."""
    versions = Definition.objects.filter(indicator__group=group)
    return {pk: series.pk for pk, series in series_by_version(versions).items()}


def _shown(rows: Any, names: Mapping[int, int]) -> Iterator[Shown]:
    found = rows.values_list(
        "definition_id", "category_id", "area_id", "slot",
        "numerator", "denominator", "estimate",
    )  # fmt: skip
    for definition, category, area, slot, part, base, estimate in found.iterator():
        place = names.get(definition, definition), category, area, slot
        yield Shown(place, (part, base, estimate))
