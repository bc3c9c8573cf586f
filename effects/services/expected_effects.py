"""Expected effects: said beforehand, amended with a reason and a date, withdrawn with a reason.

What was written is never changed: every change is a new version beside the old one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from areas.models import Area
from effects.models import EffectVersion, ExpectedEffect
from effects.rules import expected_effects as rules
from effects.rules.access import check_write_effects_of
from effects.services import expectations, markers, review_agendas
from indicators.models import Definition, Indicator
from partnership.models import Decision, Intervention, TargetGroup
from partnership.rules import interventions as steps
from partnership.rules.access import NotAllowed, Standing
from partnership.services import decision_pages, edits
from partnership.services.plain_texts import refuse_civil_numbers


@dataclass(frozen=True)
class Wording:
    """What is expected, as a person writes it; sizes in the indicator's unit, points for shares."""

    direction: str
    size: float
    earliest_on: dt.date
    latest_on: dt.date
    why: str
    areas: Sequence[Area] = ()  # none named: all areas of the intervention
    other_causes: str = ""
    measure: str = EffectVersion.Measure.LEVEL
    target_group: TargetGroup | None = None
    indicator: Indicator | None = None  # named when it is first written; never another one later


@transaction.atomic
def write(
    *, by: Standing, intervention_id: int, wording: Wording, today: dt.date | None = None
) -> ExpectedEffect:
    """Say what an intervention should move. Raises `NotAllowed`, and `ValidationError` by field."""
    today = today or timezone.localdate()
    intervention = _open(by, intervention_id)
    indicator = wording.indicator
    if indicator is None or not _offered(by).filter(pk=indicator.pk).exists():
        raise ValidationError({"indicator": _("Vælg den indikator, indsatsen skal flytte.")})
    areas = _checked(intervention, indicator, wording, today)
    _check_once(intervention, indicator, areas)
    last = intervention.expected_effects.aggregate(last=Max("number"))["last"] or 0
    effect = ExpectedEffect(intervention=intervention, indicator=indicator, number=last + 1)
    with pghistory.context(reason="effect expected"):
        effect.full_clean()
        effect.save()
        _add(effect, 1, wording, areas, by=by, today=today)
    markers.settle(today=today)
    review_agendas.tell_anew_of(intervention.pk)
    return effect


@transaction.atomic
def amend(
    *,
    by: Standing,
    effect_id: int,
    seen: int,
    wording: Wording,
    reason: str,
    decision: Decision | None = None,
    today: dt.date | None = None,
) -> EffectVersion:
    """Write a new version beside the old ones, with its reason and date.

    `seen` is the number of the version the writer read; `StaleEdit` where a newer one stands.
    """
    today = today or timezone.localdate()
    effect, intervention = _held(by, effect_id)
    newest = effect.versions.order_by("-number").prefetch_related("areas").first()
    assert newest is not None  # noqa: S101 - written with its first version
    if newest.number != seen:
        raise edits.StaleEdit(newest, newest.number)
    if not reason.strip():
        raise ValidationError({"reason": _("Skriv, hvorfor forventningen ændres.")})
    if decision is not None and not decisions_for(by).filter(pk=decision.pk).exists():
        raise ValidationError({"decision": _("Vælg en beslutning, der er taget.")})
    areas = _checked(intervention, effect.indicator, wording, today, reason)
    _check_once(intervention, effect.indicator, areas, but=effect.pk)
    if not rules.changed(_values(newest, newest.areas.all()), _values(wording, areas)):
        raise ValidationError(_("Der er ikke ændret noget."))
    with pghistory.context(reason="effect amended"):
        added = _add(
            effect, newest.number + 1, wording, areas, by=by, today=today, reason=reason,
            decision=decision,
        )  # fmt: skip
    markers.settle(today=today)
    review_agendas.tell_anew_of(intervention.pk)
    return added


@transaction.atomic
def withdraw(
    *, by: Standing, effect_id: int, reason: str, today: dt.date | None = None
) -> ExpectedEffect:
    """Expect it no longer; what was written stays readable with the reason. Twice is as once."""
    today = today or timezone.localdate()
    effect, intervention = _held(by, effect_id, may_be_withdrawn=True)
    refuse_civil_numbers(reason=reason)
    if not reason.strip():
        raise ValidationError({"reason": _("Skriv, hvorfor det ikke forventes mere.")})
    if effect.withdrawn_on is None:
        effect.withdrawn_on, effect.withdrawn_because = today, reason
        with pghistory.context(reason="effect withdrawn"):
            effect.full_clean()
            effect.save()
        markers.settle(today=today)
        review_agendas.tell_anew_of(intervention.pk)
    return effect


def decisions_for(by: Standing) -> QuerySet[Decision]:
    """Taken decisions that may stand behind an amendment, the newest first."""
    found = decision_pages.visible_to(by).filter(state__in=steps.RESTS_ON)
    return found.order_by("-decided_on", "-year", "-serial")


def _offered(by: Standing) -> QuerySet[Indicator]:
    return Indicator.objects.seen_by(restricted=by.sees_restricted)


def _open(by: Standing, intervention_id: int) -> Intervention:
    """The intervention, held, where something may still be expected of it."""
    found = edits.locked(Intervention, intervention_id)
    check_write_effects_of(by, found.body_id)
    if not steps.STEPS[found.state]:
        raise ValidationError(_("Indsatsen er slut. Det, der var forventet, står, som det stod."))
    return found


def _held(
    by: Standing, effect_id: int, *, may_be_withdrawn: bool = False
) -> tuple[ExpectedEffect, Intervention]:
    """An effect with its intervention, which is held: all that is written of it goes one by one."""
    intervention = _open(by, ExpectedEffect.objects.get(pk=effect_id).intervention_id)
    effect = ExpectedEffect.objects.select_related("indicator", "intervention").get(pk=effect_id)
    if effect.indicator.is_restricted and not by.sees_restricted:
        raise NotAllowed("sees_restricted")
    if effect.withdrawn_on is not None and not may_be_withdrawn:
        raise ValidationError(_("Den forventede effekt er trukket tilbage. Skriv en ny."))
    return effect, intervention


def _checked(
    intervention: Intervention,
    indicator: Indicator,
    wording: Wording,
    today: dt.date,
    reason: str = "",
) -> list[Area]:
    """The areas meant, where all that is written can stand; `ValidationError` by field."""
    refuse_civil_numbers(why=wording.why, other_causes=wording.other_causes, reason=reason)
    offered = expectations.offered_areas(intervention)
    areas = list(wording.areas) or offered
    kind = indicator.definitions.order_by("-version").values_list("kind", flat=True).first()
    found = rules.day_faults(
        earliest_on=wording.earliest_on, latest_on=wording.latest_on,
        starts_on=intervention.starts_on, today=today,
    ) | {
        "size": rules.size_fault(wording.size, is_share=kind == Definition.Kind.SHARE),
        "areas": rules.area_fault([a.pk for a in areas], [a.pk for a in offered]),
    }  # fmt: skip
    faults = {name: _words(code) for name, code in found.items() if code}
    if faults:
        raise ValidationError(faults)
    return areas


def _check_once(
    intervention: Intervention, indicator: Indicator, areas: list[Area], *, but: int | None = None
) -> None:
    """One expectation of an indicator in an area: two would leave open which one is judged."""
    others = ExpectedEffect.objects.filter(
        intervention=intervention, indicator=indicator, withdrawn_on__isnull=True
    ).exclude(pk=but or 0)
    here = {area.pk for area in areas}
    for other in expectations.read(others, restricted=True):
        if here & {area.pk for area in other.areas}:
            raise ValidationError(
                {
                    "areas": _(
                        "Forventet effekt nr. %(number)s gælder allerede indikatoren i samme "
                        "område. Ret den i stedet."
                    )
                    % {"number": other.effect.number}
                }
            )


def _words(code: str) -> str:
    return {
        rules.NO_SIZE: _("Skriv et tal over 0. Retningen vælges for sig."),
        rules.NOT_A_SIZE: _("Skriv et tal."),
        rules.TOO_LARGE: _("En andel kan højst flytte sig 100 procentpoint."),
        rules.BEFORE_START: _("Dagen ligger før indsatsens start. Vælg en senere dag."),
        rules.BEFORE_TODAY: _("Dagen er gået. Vælg en dag, der kommer."),
        rules.BEFORE_EARLIEST: _("“Senest” ligger før “tidligst”."),
        rules.NO_AREAS: _("Vælg mindst ét område."),
        rules.OTHER_AREAS: _("Vælg blandt indsatsens områder."),
    }[code]


def _values(row: Wording | EffectVersion, areas: Iterable[Area]) -> dict[str, Any]:
    told = {name: getattr(row, name) for name in rules.TOLD if name != "areas"}
    return told | {"areas": {area.pk for area in areas}}


def _add(
    effect: ExpectedEffect,
    number: int,
    wording: Wording,
    areas: list[Area],
    *,
    by: Standing,
    today: dt.date,
    reason: str = "",
    decision: Decision | None = None,
) -> EffectVersion:
    told = {name: getattr(wording, name) for name in rules.TOLD if name != "areas"}
    version = EffectVersion(
        effect=effect, number=number, **told, reason=reason, decision=decision, written_on=today,
        is_late=rules.is_late(today, effect.intervention.starts_on), written_by_id=by.user_id,
    )  # fmt: skip
    version.full_clean()
    version.save()
    version.areas.set(areas)
    return version
