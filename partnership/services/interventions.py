"""Interventions (indsatser): proposed, kept, and taken from step to step by decisions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pghistory
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from partnership.models import BudgetLine, Decision, Intervention, InterventionStep, Organisation
from partnership.rules import interventions as rules
from partnership.rules.access import NotAllowed, Standing
from partnership.rules.bodies import check_run_body, may_write_programme
from partnership.services import decision_pages, edits

THEORY = ("problem", "for_whom", "what_we_do", "what_should_change")
FREE = ("name", "name_en", "plan", "body", "responsible")  # changed without a decision
SETS = ("goals", "areas", "target_groups", "partners")
RESERVED = ("erfaringer",)  # the archive of what was learnt stands at that address
# What an adjustment changes, once the intervention runs.
ADJUSTED = (*THEORY, "effort_area")
ADJUSTED_SETS = ("goals", "areas", "target_groups")


@dataclass(frozen=True)
class Home:
    """Where an anchored intervention lives on: with whom, and on whose ordinary budget."""

    organisation: Organisation
    budget: str


def check_write(by: Standing) -> None:
    """Raise `NotAllowed` unless the person keeps the programme."""
    if not may_write_programme(by):
        raise NotAllowed("may_write_programme")


@transaction.atomic
def create(
    *, by: Standing, values: Mapping[str, Any], sets: Mapping[str, Iterable[models.Model]]
) -> Intervention:
    """Write a proposed intervention; it has its address from now on."""
    check_write(by)
    with pghistory.context(reason="intervention proposed"):
        return edits.created(Intervention, values=values, sets=sets, reserved=RESERVED)


@transaction.atomic
def change(
    *,
    by: Standing,
    intervention_id: int,
    seen: int,
    values: Mapping[str, Any],
    sets: Mapping[str, Iterable[models.Model]],
) -> Intervention:
    """Change it without a decision: all of a proposal; of one that runs who does it, not its theory."""
    check_write(by)
    found = edits.locked(Intervention, intervention_id)
    if not rules.STEPS[found.state]:
        raise ValidationError(_("Indsatsen er slut og kan ikke rettes."))
    if found.state != rules.PROPOSED:
        values = {name: value for name, value in values.items() if name not in ADJUSTED}
        sets = {name: rows for name, rows in sets.items() if name not in ADJUSTED_SETS}
    edits.check_name_is_free(Intervention, values["name"], but=found.pk)
    with pghistory.context(reason="intervention changed"):
        edits.change(found, seen=seen, values=values, sets=sets)
    return found


def decisions_for(found: Intervention, standing: Standing) -> QuerySet[Decision]:
    """Taken decisions a step may rest on: those that name it first, then others of its body.

    A decision that has taken the intervention a step already does not take it another one.
    """
    at_home = Q(body=found.body_id) | Q(held_by=found.body_id)
    named = Q(interventions=found)
    seen = decision_pages.visible_to(standing).filter(state__in=rules.RESTS_ON)
    used = InterventionStep.objects.filter(intervention=found).values("decision")
    rows = seen.filter(named | at_home).exclude(pk__in=used)
    naming = Decision.interventions.through.objects.filter(
        intervention_id=found.pk, decision_id=models.OuterRef("pk")
    )
    return (
        rows.annotate(names_it=models.Exists(naming)).distinct()
        .order_by("-names_it", "-decided_on", "-serial")
    )  # fmt: skip


@transaction.atomic
def take_step(
    *,
    by: Standing,
    intervention_id: int,
    verb: str,
    decision: Decision,
    on: dt.date,
    note: str = "",
    home: Home | None = None,
) -> Intervention:
    """Start, complete, anchor, stop or drop it, as a body decided; money set aside later ends too."""
    found = _held(by, intervention_id, verb, decision, on)
    values: dict[str, Any] = {"state": rules.STEPS[found.state][verb]}
    if verb == rules.START:
        values |= {"starts_on": on, "ends_on": None}
    else:
        values["ends_on"] = on
    if home is not None:
        values |= {"anchored_with": home.organisation, "anchored_budget": home.budget}
    with pghistory.context(reason=f"intervention {verb}"):
        _record(found, verb, decision, on, note)
        for name, value in values.items():
            setattr(found, name, value)
        found.full_clean()
        found.save()
        if verb in rules.ENDINGS:
            _end_money(found, on)
    return found


@transaction.atomic
def adjust(
    *,
    by: Standing,
    intervention_id: int,
    seen: int,
    decision: Decision,
    on: dt.date,
    note: str,
    values: Mapping[str, Any],
    sets: Mapping[str, Iterable[models.Model]],
) -> Intervention:
    """Change the theory, the areas or the goals of one that runs, as a body decided."""
    found = _held(by, intervention_id, rules.ADJUST, decision, on)
    with pghistory.context(reason="intervention adjust"):
        is_changed = edits.change(
            found, seen=seen,
            values={name: value for name, value in values.items() if name in ADJUSTED},
            sets={name: rows for name, rows in sets.items() if name in ADJUSTED_SETS},
        )  # fmt: skip
        if not is_changed:
            raise ValidationError(
                _("Intet er ændret, så der er intet at justere. Ret mindst ét af felterne.")
            )
        _record(found, rules.ADJUST, decision, on, note)
    return found


def _held(
    by: Standing, intervention_id: int, verb: str, decision: Decision, on: dt.date
) -> Intervention:
    """The intervention, held, where this step can be taken by this decision on this day."""
    found = edits.locked(Intervention, intervention_id)
    check_run_body(by, found.body_id)
    if rules.closed(verb, found.state, has_decision=True):
        raise ValidationError(
            _("Det kan ikke lade sig gøre mere: indsatsen står nu som “%(state)s”.")
            % {"state": found.get_state_display()}
        )
    standing = edits.locked(Decision, decision.pk)
    if not decisions_for(found, by).filter(pk=standing.pk).exists():
        raise ValidationError(
            {
                "decision": _(
                    "Beslutningen gælder ikke mere, eller den er brugt til et andet skridt."
                )
            }
        )
    _check_day(found, standing, on)
    return found


def _check_day(found: Intervention, decision: Decision, on: dt.date) -> None:
    words = {
        "undecided": _(
            "Dagen ligger før beslutningen. Vælg dagen, den blev taget, eller en senere."
        ),
        "before": _("Dagen ligger før det forrige skridt i indsatsen."),
        "far": _("Dagen ligger mere end to år ude i fremtiden."),
    }
    today = timezone.localdate()
    last = found.steps.order_by("-happens_on").values_list("happens_on", flat=True).first()
    fault = rules.day_fault(
        on, decided_on=decision.decided_on or today, today=today, since=last or found.starts_on
    )
    if fault:
        raise ValidationError({"on": words[fault]})


def _record(
    found: Intervention, verb: str, decision: Decision, on: dt.date, note: str
) -> InterventionStep:
    """Write the step down, and let the decision name the intervention from now on."""
    if not decision.interventions.filter(pk=found.pk).exists():
        decision.interventions.add(found)
        Decision.objects.filter(pk=decision.pk).update(revision=F("revision") + 1)
    step = InterventionStep(
        intervention=found, decision=decision, verb=verb, from_state=found.state,
        to_state=rules.STEPS[found.state][verb], happens_on=on, note=note,
    )  # fmt: skip
    step.full_clean()
    step.save()
    return step


def _end_money(found: Intervention, on: dt.date) -> None:
    """What is set aside for the time after the day stops with it."""
    lines = BudgetLine.objects.select_for_update().filter(intervention=found, year__gte=on.year)
    for line in lines.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on)):
        line.ends_on = on
        line.save(update_fields=["ends_on"])
