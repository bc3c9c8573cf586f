"""A review on its body's agendas: what the item says, who presents it, and taking it off again."""

from __future__ import annotations

import datetime as dt

import pghistory
from django.utils import formats, timezone, translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from effects.models import Review
from effects.services import expectations
from effects.services.expectations import Expected
from effects.services.expected_effect_pages import sentence_of, unit_of
from effects.services.rewriting_words import when_described
from indicators.services.names import spoken
from partnership.models import AgendaItem, Body, Decision, Person, Seat, StandingItem
from partnership.rules import meetings
from partnership.services import agenda_notices, agendas, dated_matters
from partnership.services.agendas import Place

MINUTES = 20


def owner_of(review: Review) -> Body:
    """The body that looks at it: the intervention's or the decision's, or what took over from it."""
    body = body_of(review)
    while body.closed_at is not None and body.parent is not None:
        body = body.parent
    return body


def body_of(review: Review) -> Body:
    """The body it is with on paper."""
    if review.intervention is not None:
        return review.intervention.body
    decision = review.decision
    assert decision is not None  # noqa: S101 - a database rule: it is about something
    return decision.held_by or decision.body


def responsible_of(review: Review) -> Person | None:
    """Who answers for it, while they hold a seat."""
    of = review.intervention or review.decision
    person = of.responsible if of is not None else None
    held = Seat.objects.on(timezone.localdate()).filter(person=person)
    return person if person is not None and held.exists() else None


def settle(review: Review, *, today: dt.date) -> Place | None:
    """Let the review stand on the first meeting on its day or after it, or wait for one.

    What stands there of it is kept right, unless people have written it otherwise.
    """
    place = dated_matters.settle(
        body=owner_of(review), origin=review.origin, day=review.due_on, today=today,
        fresh=lambda: _item(review),
    )  # fmt: skip
    _tell_anew(review, place)
    return place


def tell_anew_of(intervention_id: int) -> None:
    """Let the agenda tell what is expected now; the intervention is held by whoever changed that."""
    rows = Review.objects.select_related("intervention__body__parent", "decision")
    review = rows.filter(intervention=intervention_id, closed_at__isnull=True).first()
    if review is not None:
        agendas.hold([owner_of(review).pk])
        _tell_anew(review, agendas.where(review.origin))


def _tell_anew(review: Review, place: Place | None) -> None:
    """Write the text of the item anew where it still says what was written there last."""
    if place is None or (isinstance(place, AgendaItem) and not _may_change(place)):
        return
    place.refresh_from_db(fields=["text"])
    text = _text(review)
    if place.text not in (text, review.agenda_text):
        return
    with pghistory.context(reason="review told anew on the agenda"):
        if place.text != text:
            place.text = text
            place.save(update_fields=["text"])
        if review.agenda_text != text:
            review.agenda_text = text
            review.save(update_fields=["agenda_text"])


def _may_change(item: AgendaItem) -> bool:
    return item.meeting.is_ahead and item.meeting.starts_at > timezone.now()


def take_off(review: Review, *, treated_on: AgendaItem | None = None) -> None:
    """The review is closed: it leaves the agenda, treated if it was closed on that very item."""
    place = agendas.where(review.origin)
    is_there = isinstance(place, AgendaItem) and place == treated_on
    with translation.override("da"):  # an agenda is a record, whoever closes the review
        because = _("trukket tilbage") if review.withdrawn_because else _settled_words(review)
    title = place.title if place is not None else ""  # before the reason is added to it
    agendas.close(
        origin=review.origin, outcome=meetings.TREATED if is_there else meetings.WITHDRAWN,
        because=because,
    )  # fmt: skip
    if isinstance(place, AgendaItem) and not is_there:
        why = agenda_notices.WITHDRAWN if review.withdrawn_because else agenda_notices.SETTLED
        agenda_notices.left(place, why=why, title=title, by=review.closed_by_id)


def _settled_words(review: Review) -> str:
    if review.settled_on is None:  # treated at another meeting
        return _("afsluttet uden for mødet")
    day = formats.date_format(review.settled_on, "j. F Y")
    return _("afgjort uden for mødet den %(day)s") % {"day": day}


def _item(review: Review) -> AgendaItem:
    """The item it gets; taken off an agenda by hand, it says on the next one what people wrote there."""
    off = AgendaItem.objects.filter(origin=review.origin, outcome=meetings.WITHDRAWN)
    before = off.order_by("-pk").first()
    return AgendaItem(
        title=title_of(review)[:160], kind=StandingItem.Kind.REVIEW,
        text=before.text if before else _text(review),
        recommendation=before.recommendation if before else "", minutes=MINUTES,
        presenter=responsible_of(review), origin=review.origin, carries_over=True,
    )  # fmt: skip


def title_of(review: Review) -> str:
    """What the item is called, and the review's page."""
    if review.intervention is not None:
        return _("Effektopfølgning: %(name)s") % {"name": review.intervention.name}
    return _("Opfølgning på beslutning %(decision)s") % {"decision": review.decision}


def _text(review: Review) -> str:
    """What was expected, in Danish: an agenda is a record.

    Restricted indicators are not named: the agenda is read by all in the body.
    """
    with translation.override("da"):
        return _told(review)


def _told(review: Review) -> str:
    if review.intervention is None:
        decision = review.decision
        assert decision is not None  # noqa: S101 - a database rule: it is about something
        return _decision_words(decision)
    found = expectations.of_interventions([review.intervention.pk])
    lines = [f"– {told_words(each)}" for each in found[review.intervention.pk]]
    if not lines:
        return _("Der er ikke skrevet nogen forventet effekt, som alle i organet kan læse.")
    return "\n".join([_("Det ventede vi:"), *lines])


def _decision_words(decision: Decision) -> str:
    day = formats.date_format(decision.decided_on, "j. F Y") if decision.decided_on else ""
    return _("Besluttet den %(day)s: %(text)s") % {"day": day, "text": decision.text}


def told_words(each: Expected) -> str:
    """One expectation, and that it was written, or rewritten, after the start."""
    words = expected_words(each)
    if each.is_as_foretold or not each.areas:
        return words
    when = capfirst(when_described(each, unit_of(each.effect.indicator)))
    return f"{words.rstrip('.')}. {when}."


def expected_words(each: Expected) -> str:
    """One expectation in a sentence: what moves how much, where, and by when."""
    if not each.areas:  # what it was about is gone; the rest still stands
        return spoken(each.effect.indicator, "name")
    return sentence_of(each, unit_of(each.effect.indicator))
