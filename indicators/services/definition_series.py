"""Series: unbroken versions of a definition, whose figures make one curve.

The first version is the series' name, in every key of a result; the newest is its voice.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from indicators.models import Definition
from indicators.rules.definitions import APART, set_apart
from indicators.rules.periods import parse_slot


@dataclass(frozen=True)
class Series:
    """Consecutive versions of one definition without a break between them, oldest first."""

    versions: tuple[Definition, ...]

    @property
    def pk(self) -> int:
        """The id its results bear: that of its first version, however many follow."""
        return self.versions[0].pk

    @property
    def newest(self) -> Definition:
        """The version whose words, direction and limits hold for the whole curve."""
        return self.versions[-1]

    def holding(self, slot: str) -> Definition:
        """The version that a period's figures are made with."""
        return definition_in(self.versions[::-1], slot)


def definition_in(versions: Sequence[Definition], slot: str) -> Definition:
    """The version, of these from the newest on, that a period's figures are made with.

    An early period keeps the older one.
    """
    for version in versions:
        if version.valid_from is None or version.valid_from <= parse_slot(slot).starts_on:
            return version
    return versions[-1]


def begins_series(before: Definition, after: Definition) -> bool:
    """Whether a version's figures stand apart from those of the version before it."""
    return after.breaks_series or bool(set_apart(_apart(before), _apart(after)))


def series_of(definitions: Iterable[Definition]) -> list[Series]:
    """The series that these definitions make, by indicator and time. Give all versions of each."""
    found: list[list[Definition]] = []
    for after in sorted(definitions, key=lambda one: (one.indicator_id, one.version)):
        before = found[-1][-1] if found else None
        is_next = before is not None and before.indicator_id == after.indicator_id
        if before is None or not is_next or begins_series(before, after):
            found.append([])
        found[-1].append(after)
    return [Series(tuple(versions)) for versions in found]


def series_by_version(definitions: Iterable[Definition]) -> dict[int, Series]:
    """Each version's series, by the version's id."""
    return {one.pk: series for series in series_of(definitions) for one in series.versions}


def series_beside(definition_ids: Iterable[int]) -> dict[int, Series]:
    """The series that these versions belong to, by every version's id; one query."""
    indicators = Definition.objects.filter(pk__in=list(definition_ids)).values("indicator")
    return series_by_version(Definition.objects.filter(indicator__in=indicators))


def _apart(definition: Definition) -> dict[str, object]:
    return {name: getattr(definition, name) for name in APART}
