"""Reviews: closed with what was found and what was decided, or withdrawn when they became moot."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from effects.models import Review
from effects.rules import reviews as rules
from effects.services import (
    expectations,
    frozen_evidence,
    review_agendas,
    review_answers,
    review_notices,
)
from effects.services.review_answers import Closing, faults_in_words
from partnership.models import AgendaItem, Decision, Intervention
from partnership.rules import interventions as steps
from partnership.rules.access import Standing
from partnership.rules.bodies import check_run_body
from partnership.services import (
    agendas,
    decision_pages,
    decisions,
    edits,
    interventions,
    minutes_locks,
)
from partnership.services.plain_texts import refuse_civil_numbers

# An intervention, or a decision that is followed up for itself.
Subject = tuple[int | None, int | None]
STEP_OF = {rules.STOP: steps.STOP, rules.ANCHOR: steps.ANCHOR}
TEXTS = ("reason", "story", "early_reason")


def of_subject(subject: Subject) -> dict[str, Any]:
    """The rows about an intervention, or about a decision alone."""
    intervention, decision = subject
    if intervention is not None:
        return {"intervention": intervention}
    return {"intervention__isnull": True, "decision": decision}


def held(pk: int) -> Review | None:
    """An open review, held until the transaction ends; None where it is closed already.

    Its intervention is held before it, as everywhere: two who act on both wait, and never deadlock.
    """
    intervention = Review.objects.values_list("intervention_id", flat=True).get(pk=pk)
    if intervention is not None:
        edits.locked(Intervention, intervention)
    Review.objects.select_for_update(of=("self",)).get(pk=pk)
    found = Review.objects.select_related(
        "intervention__body__parent", "intervention__responsible",
        "decision__body__parent", "decision__held_by__parent", "decision__responsible",
    ).get(pk=pk)  # fmt: skip
    return found if found.is_open else None


@transaction.atomic
def withdraw(pk: int, *, because: str, due_on: dt.date) -> bool:
    """End a review without a finding: there is nothing left to look at.

    False where it was closed, or is due on another day than it was when that was judged.
    """
    review = held(pk)
    if review is None or review.due_on != due_on:
        return False
    review.closed_at, review.withdrawn_because = timezone.now(), because
    with pghistory.context(reason="review withdrawn"):
        review.save(update_fields=["closed_at", "withdrawn_because"])
        review_agendas.take_off(review)
        review_notices.stop(review)
    return True


@transaction.atomic
def ask(*, by: Standing, intervention_id: int, on: dt.date) -> Review:
    """Open a review that somebody asks for; an open one is moved to the day if that is sooner."""
    intervention = edits.locked(Intervention, intervention_id)
    check_run_body(by, intervention.body_id)
    if intervention.state != steps.RUNNING:
        raise ValidationError(_("Indsatsen er ikke i gang, så der er intet at følge op på."))
    if on < timezone.localdate():
        raise ValidationError({"on": _("Dagen er gået. Vælg i dag eller en senere dag.")})
    standing = Review.objects.filter(intervention=intervention, closed_at__isnull=True).first()
    found = held(standing.pk) if standing is not None else None
    review = found or Review(intervention=intervention, due_on=on, cause=rules.ASKED)
    if found is None or on < found.due_on:
        review.due_on, review.cause = on, rules.ASKED
        with pghistory.context(reason="review asked for"):
            review.full_clean(validate_constraints=False)
            review.save()
    return review


@transaction.atomic
def close(*, by: Standing, review_id: int, closing: Closing) -> Review:
    """Write what was found and decided; the evidence is frozen with it, and the steps are taken.

    Raises `NotAllowed`, and `ValidationError` by field; then nothing of it happened. The same words
    sent twice by the same person are sent once.
    """
    review = held(review_id)
    if review is None:
        stands = Review.objects.get(pk=review_id)
        if review_answers.is_sent_twice(stands, by=by, sent=vars(closing)):
            return stands
        raise ValidationError(review_answers.already_closed(stands), code="closed")
    owner = review_agendas.owner_of(review)
    check_run_body(by, owner.pk)
    _check(review, closing)
    with pghistory.context(reason="review closed"):
        decision = _decision(review, closing, by)
        review.finding, review.outcome = closing.finding, closing.outcome
        for name in TEXTS:
            setattr(review, name, getattr(closing, name).strip())
        review.next_review_on = closing.next_review_on
        review.body, review.item, review.settled_by = owner, closing.item, decision
        review.settled_on = closing.settled_on
        review.closed_at, review.closed_by_id = timezone.now(), by.user_id
        # Restricted figures come along only where whoever closes it may see them: then nobody
        # without that right can open the copy.
        review.frozen = frozen_evidence.lock(review, restricted=by.sees_restricted)
        review.full_clean(validate_constraints=False)
        review.save()
        if decision is not None and closing.outcome in STEP_OF:
            _take_step(review, closing, decision, by)
        review_agendas.take_off(review, treated_on=closing.item)
        review_notices.stop(review)
    return review


def facts_of(review: Review) -> rules.Facts:
    """What is looked at, as the rules see it."""
    is_ahead = agendas.where(review.origin) is not None
    open_from = min(timezone.localdate(review.opened_at), review.due_on)
    if review.intervention is None:
        return rules.Facts(
            is_intervention=False, is_running=False, is_ahead=is_ahead, open_from=open_from
        )
    effects = expectations.of_interventions([review.intervention.pk], restricted=True)
    days = [each.version.earliest_on for each in effects[review.intervention.pk]]
    return rules.Facts(
        is_intervention=True, is_running=review.intervention.state == steps.RUNNING,
        earliest_on=min(days, default=None), is_ahead=is_ahead, open_from=open_from,
    )  # fmt: skip


def items_for(review: Review) -> QuerySet[AgendaItem]:
    """The items it may have been treated on: of meetings that have begun, not locked; latest first."""
    found = AgendaItem.objects.filter(
        origin=review.origin, meeting__starts_at__lte=timezone.now()
    ).exclude(meeting__state__in=("cancelled", "merged"))
    found = found.exclude(outcome__in=("moved", "withdrawn"))
    found = found.exclude(meeting__minutes__locked_at__isnull=False)
    return found.select_related("meeting__body").order_by("-meeting__starts_at", "-pk")


def decisions_for(review: Review, standing: Standing) -> QuerySet[Decision]:
    """Taken decisions it may rest on; those registered on one of its items first."""
    if review.intervention is not None:
        return interventions.decisions_for(review.intervention, standing)
    body = review_agendas.owner_of(review)
    found = decision_pages.visible_to(standing).filter(state__in=steps.RESTS_ON, body=body)
    return found.exclude(pk=review.decision_id or 0).order_by("-decided_on", "-serial")


def _check(review: Review, closing: Closing) -> None:
    """Refuse what does not go together, in words beside its field."""
    refuse_civil_numbers(**{name: getattr(closing, name) for name in TEXTS})
    found = faults_in_words(closing.answer, facts_of(review), today=timezone.localdate())
    if found:
        raise ValidationError(found)
    item = closing.item
    if item is not None and minutes_locks.is_locked(item.meeting_id):
        raise ValidationError(
            {
                "item": _(
                    "Referatet af det møde er godkendt og låst. Vælg “Uden for møde”, eller tag "
                    "opfølgningen op på næste møde."
                )
            }
        )
    if item is not None and not items_for(review).filter(pk=item.pk).exists():
        raise ValidationError({"item": _("Opfølgningen står ikke på det møde mere.")})


def _decision(review: Review, closing: Closing, by: Standing) -> Decision | None:
    """The decision it rests on: the chosen one, or the one written in the same form."""
    if closing.wording is None:
        if closing.decision is None:
            return None
        if not decisions_for(review, by).filter(pk=closing.decision.pk).exists():
            raise ValidationError({"decision": _("Beslutningen gælder ikke mere. Vælg en anden.")})
        return closing.decision
    return decisions.adopt(
        by=by, wording=closing.wording, item=closing.item,
        body=None if closing.item else review_agendas.owner_of(review),
        decided_on=closing.settled_on,
        replaces=_replaced(review, closing),
    )  # fmt: skip


def _replaced(review: Review, closing: Closing) -> Decision | None:
    """A decision followed up for itself, that is adjusted or stopped, is replaced by the new one."""
    old = review.decision
    if review.intervention is not None or old is None or old.state != Decision.State.ADOPTED:
        return None
    return old if closing.outcome in (rules.ADJUST, rules.STOP) else None


def _take_step(review: Review, closing: Closing, decision: Decision, by: Standing) -> None:
    """Stop the intervention, or let it live on in the ordinary running, with its money."""
    intervention: Intervention | None = review.intervention
    if intervention is None:
        return
    with translation.override("da"):  # what is noted is the record, whoever closes it
        note = _("Besluttet ved effektopfølgningen.")
    interventions.take_step(
        by=by, intervention_id=intervention.pk, verb=STEP_OF[closing.outcome], decision=decision,
        on=closing.on or decision.decided_on or timezone.localdate(), home=closing.home, note=note,
    )  # fmt: skip
