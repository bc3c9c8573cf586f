"""What is expected of interventions: each expected effect with everything that was written of it.

It is written, amended and withdrawn in `expected_effects`; here it is read.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from django.db.models import Prefetch, QuerySet

from areas.models import Area
from effects.models import EffectVersion, ExpectedEffect
from effects.rules import expected_effects as rules
from partnership.models import Intervention


@dataclass(frozen=True)
class Expected:
    """An expected effect as it stands: its newest version, and what was believed first."""

    effect: ExpectedEffect
    version: EffectVersion
    first: EffectVersion
    areas: tuple[Area, ...]
    amendments: tuple[EffectVersion, ...]  # all versions but the first, oldest first
    # Areas that were named only after the start, with the day.
    added: dict[int, dt.date] = field(default_factory=dict)

    @property
    def versions(self) -> tuple[EffectVersion, ...]:
        """Everything that was ever written of it, oldest first."""
        return (self.first, *self.amendments)

    @property
    def is_late(self) -> bool:
        """Whether it was first described when the intervention had begun."""
        return _written(self.first, self.effect.intervention.starts_on).is_late

    @property
    def original(self) -> EffectVersion:
        """What stood when the intervention began; the first version where all were written later."""
        begun = self.effect.intervention.starts_on
        return self.versions[rules.at_start([_written(each, begun) for each in self.versions])]

    @property
    def rewritten(self) -> tuple[str, ...]:
        """What the newest version foretells otherwise than the one that stood at the start."""
        told = [
            {name: getattr(v, name) for name in rules.FORETOLD}
            for v in (self.original, self.version)
        ]
        return rules.changed(*told)

    @property
    def regrouped_on(self) -> dt.date | None:
        """The day another target group was named than at the start; None where it is the same."""
        begun = self.effect.intervention.starts_on
        return rules.regrouped_on([_written(each, begun) for each in self.versions])

    @property
    def is_as_foretold(self) -> bool:
        """Whether all that it says was said before the intervention began."""
        changed = self.rewritten or self.added or self.regrouped_on
        return not (self.is_late or changed)

    @property
    def as_original(self) -> Expected:
        """The expectation as it stood when the intervention began."""
        return replace(self, version=self.original, amendments=())

    @property
    def is_withdrawn(self) -> bool:
        """Whether it is expected no longer."""
        return self.effect.withdrawn_on is not None


def of_interventions(
    ids: Iterable[int], *, restricted: bool = False, withdrawn: bool = False
) -> dict[int, list[Expected]]:
    """What is expected of some interventions, by number; three queries.

    Those on restricted indicators come along only with `restricted`, what was taken back only with
    `withdrawn`. An intervention of which nothing is expected has an empty list.
    """
    found: dict[int, list[Expected]] = {pk: [] for pk in ids}
    rows = ExpectedEffect.objects.filter(intervention__in=list(found))
    for one in read(rows, restricted=restricted, withdrawn=withdrawn):
        found[one.effect.intervention_id].append(one)
    return found


def read(
    rows: QuerySet[ExpectedEffect], *, restricted: bool, withdrawn: bool = True
) -> list[Expected]:
    """Some effects with all their versions, by intervention and number; three queries."""
    if not restricted:
        rows = rows.filter(indicator__is_restricted=False)
    if not withdrawn:
        rows = rows.filter(withdrawn_on__isnull=True)
    written = EffectVersion.objects.select_related("target_group", "decision__body", "written_by")
    areas = Prefetch("areas", queryset=Area.objects.order_by("position", "name"))
    rows = rows.select_related(
        "intervention", "indicator__group", "indicator__merged_into"
    ).prefetch_related(
        Prefetch("versions", queryset=written.prefetch_related(areas).order_by("number"))
    )
    return [
        of_versions(row, list(row.versions.all()))
        for row in rows.order_by("intervention", "number")
    ]


def of_versions(effect: ExpectedEffect, versions: Sequence[EffectVersion]) -> Expected:
    """The expectation as these versions tell it, oldest first; their areas must have been read."""
    begun = effect.intervention.starts_on
    written = [_written(each, begun, each.areas.all()) for each in versions]
    return Expected(
        effect=effect, version=versions[-1], first=versions[0],
        areas=tuple(versions[-1].areas.all()), amendments=tuple(versions[1:]),
        added=rules.added_areas(written),
    )  # fmt: skip


def _written(
    version: EffectVersion, begun: dt.date | None, areas: Iterable[Area] = ()
) -> rules.Written:
    return rules.Written(
        on=version.written_on,
        is_late=version.is_late or rules.is_late(version.written_on, begun),
        areas=frozenset(area.pk for area in areas),
        target_group=version.target_group_id,
    )


def offered_areas(intervention: Intervention) -> list[Area]:
    """Where it can be expected to move something: its areas, or all of them where none are named."""
    named = list(intervention.areas.order_by("position", "name"))
    return named or list(Area.objects.compared())
