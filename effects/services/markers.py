"""Interventions on the curves: where something is expected, their start and their steps are marked.

The markers follow what is written of interventions and expected effects; nobody keeps them by hand.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import pghistory
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from effects.models import EffectMarker, EffectVersion, ExpectedEffect
from effects.rules import expected_effects as rules
from indicators.models import EventMarker
from indicators.services import events
from partnership.models import Intervention, InterventionStep
from partnership.rules import interventions as steps

REASON = "effect marked"
LONGEST = 120
_ONE_AT_A_TIME = 7301  # the advisory lock under which markers are brought in line
# What is written on the curves, in both languages: a step and the intervention's name.
STEPS = {
    steps.ADJUST: ("%s: justeret", "%s: adjusted"),
    steps.STOP: ("%s: stoppet", "%s: stopped"),
    steps.COMPLETE: ("%s: afsluttet", "%s: completed"),
    steps.ANCHOR: ("%s: forankret i driften", "%s: made part of ordinary running"),
}
Key = tuple[int, str, int]  # area, kind, and which of its kind


@dataclass(frozen=True)
class _Plan:
    """An effect with all that decides how it is marked."""

    effect: ExpectedEffect
    here: tuple[int, ...]
    efforts: tuple[int, ...]
    described_on: dict[int, dt.date]  # area by area: one added later was said later
    steps: tuple[InterventionStep, ...]


@transaction.atomic
def settle(*, today: dt.date | None = None) -> int:
    """Bring all markers in line with what is expected; how many were made, moved or taken off.

    Call it as often as you like: it writes only what differs. Two at once wait for each other.
    """
    today = today or timezone.localdate()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_AT_A_TIME])
    effects = list(ExpectedEffect.objects.select_related("intervention").order_by("pk"))
    known: dict[int, dict[Key, EventMarker]] = {}
    joined = EffectMarker.objects.filter(effect__in=effects).select_related(
        "event__indicator__group"
    )
    for one in joined.order_by("pk"):
        mine = known.setdefault(one.effect_id, {})
        area, kind = one.event.area_id or 0, one.event.kind
        nth = sum(1 for key in mine if key[:2] == (area, kind))
        mine[(area, kind, nth)] = one.event
    moved = 0
    with pghistory.context(reason=REASON):
        for plan in _plans(effects):
            moved += _keep(plan, known.get(plan.effect.pk, {}), today)
    return moved


def _plans(effects: list[ExpectedEffect]) -> list[_Plan]:
    """Everything that is needed, in a fixed number of queries."""
    written: dict[int, list[EffectVersion]] = {}
    versions = EffectVersion.objects.filter(effect__in=effects).prefetch_related("areas")
    for version in versions.order_by("number"):
        written.setdefault(version.effect_id, []).append(version)
    owners = {effect.intervention_id for effect in effects}
    places: dict[int, set[int]] = {}
    for pk, area in Intervention.areas.through.objects.filter(
        intervention_id__in=owners
    ).values_list("intervention_id", "area_id"):
        places.setdefault(pk, set()).add(area)
    taken: dict[int, list[InterventionStep]] = {}
    for step in InterventionStep.objects.filter(intervention__in=owners, verb__in=STEPS).order_by(
        "pk"
    ):
        taken.setdefault(step.intervention_id, []).append(step)
    found = []
    for effect in effects:
        mine = written.get(effect.pk)
        if not mine:
            continue
        wanted = {area.pk for area in mine[-1].areas.all()}
        whole = places.get(effect.intervention_id, set())
        found.append(
            _Plan(
                effect=effect, here=tuple(sorted(wanted & whole if whole else wanted)),
                efforts=tuple(sorted(wanted | whole)),
                described_on=dict.fromkeys(wanted, mine[0].written_on) | _added(effect, mine),
                steps=tuple(taken.get(effect.intervention_id, ())),
            )
        )  # fmt: skip
    return found


def _added(effect: ExpectedEffect, versions: list[EffectVersion]) -> dict[int, dt.date]:
    """The areas that were named only when the intervention had begun, with the day of each."""
    begun = effect.intervention.starts_on
    written = [
        rules.Written(
            on=each.written_on,
            is_late=each.is_late or rules.is_late(each.written_on, begun),
            areas=frozenset(area.pk for area in each.areas.all()),
        )
        for each in versions
    ]
    return rules.added_areas(written)


def _wanted(plan: _Plan, today: dt.date) -> dict[Key, dict[str, Any]]:
    """What should stand on the curves today."""
    intervention = plan.effect.intervention
    starts_on = intervention.starts_on
    has_begun = starts_on is not None and starts_on <= today
    if plan.effect.withdrawn_on or not has_begun or intervention.state == steps.DROPPED:
        return {}
    names = (intervention.name, intervention.name_en or intervention.name)
    page = reverse("effects:intervention-detail", args=[intervention.slug])
    found: dict[Key, dict[str, Any]] = {}
    for area in plan.here:
        effort = EventMarker.Kind.EFFORT
        found[(area, effort, 0)] = {
            "kind": effort, "title": names[0], "title_en": intervention.name_en,
            "happened_on": starts_on, "described_on": plan.described_on[area],
            "same_effort": list(plan.efforts), "path": page,
        }  # fmt: skip
        for nth, step in enumerate(s for s in plan.steps if s.happens_on <= today):
            found[(area, EventMarker.Kind.DECISION, nth)] = {
                "kind": EventMarker.Kind.DECISION, "happened_on": step.happens_on,
                "title": _titled(STEPS[step.verb][0], names[0]),
                "title_en": _titled(STEPS[step.verb][1], names[1]), "path": page,
            }  # fmt: skip
    return found


def _titled(pattern: str, name: str) -> str:
    room = LONGEST - len(pattern) + 2
    return pattern % (name if len(name) <= room else name[: room - 1] + "…")


def _keep(plan: _Plan, known: dict[Key, EventMarker], today: dt.date) -> int:
    moved = 0
    wanted = _wanted(plan, today)
    for key, values in wanted.items():
        event = known.get(key)
        if event is None:
            made = events.mark(
                values | {"area_id": key[0], "indicator_id": plan.effect.indicator_id}
            )
            EffectMarker.objects.create(effect=plan.effect, event=made)
            moved += 1
        else:
            moved += events.keep(event, values | {"is_withdrawn": False})
    for key, event in known.items():
        if key not in wanted:
            moved += events.keep(event, {"is_withdrawn": True})
    return moved
