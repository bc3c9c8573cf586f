"""Self-evaluation: the year's question is asked, answered once by each person, and counted.

Nobody but the person reads an answer; what is told of all of them is told when it has closed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from areas.models import Area
from effects.models import Evaluation, EvaluationAnswer
from effects.rules import evaluations as rules
from indicators.models import DataSet, Indicator
from indicators.rules.values import Figure
from indicators.services.catalogue import ensure_indicator, ensure_source, filled_in
from indicators.services.ledger import Ledger
from indicators.services.measurements import NewFigure, record_many
from partnership.models import Organisation, Seat
from partnership.rules.access import Standing, check
from partnership.services import edits
from partnership.services.plain_texts import refuse_civil_numbers

# What the result stands under, in the words of the catalogue of indicators, which holds outcomes for
# areas alone: it is about the partners, so it is off until administrators put it on the pages.
SOURCE = {
    "code": "selvevaluering", "name": "Partnerskabets selvevaluering",
    "name_en": "The partnership's self-evaluation", "shown_to": "partnership",
    "basis": "Spørgsmål til alle med en plads i et organ; kun samlede tal",
}  # fmt: skip
INDICATOR = {
    "code": "samarbejdets-vaerdi", "name": "Samarbejdets værdi",
    "name_en": "The value of working together", "data_kind": "survey", "direction": "higher",
    "numerator": "Svar “i høj grad” eller “i meget høj grad”",
    "numerator_en": "Answers “to a high degree” or “to a very high degree”",
    "denominator": "Alle svar fra dem, der har en plads i et organ",
    "denominator_en": "All answers from those with a seat in a body", "active": False,
}  # fmt: skip
QUESTION = gettext_noop("Giver samarbejdet mere, end vi kunne hver for sig?")
REASON = gettext_noop("selvevaluering lukket")


@transaction.atomic
def ask(
    *,
    by: Standing,
    year: int,
    question: str,
    opens_on: dt.date,
    closes_on: dt.date,
    today: dt.date | None = None,
) -> Evaluation:
    """Ask the year's question of everybody with a seat in a body."""
    check(rules.may_run_evaluations, by)
    _check(question, opens_on, closes_on, today or timezone.localdate())
    if Evaluation.objects.filter(year=year).exists():
        raise ValidationError({"year": _("Der er allerede spurgt for det år.")})
    made = Evaluation(year=year, question=question, opens_on=opens_on, closes_on=closes_on)
    with pghistory.context(reason="evaluation asked"):
        made.full_clean()
        made.save()
    return made


@transaction.atomic
def change(
    *,
    by: Standing,
    evaluation_id: int,
    seen: int,
    question: str,
    opens_on: dt.date,
    closes_on: dt.date,
    today: dt.date | None = None,
) -> Evaluation:
    """Move its days; the question itself stands as soon as somebody has answered it."""
    check(rules.may_run_evaluations, by)
    found = edits.locked(Evaluation, evaluation_id)
    if found.closed_at is not None:
        raise ValidationError(_("Den er lukket og talt op."))
    _check(question, opens_on, closes_on, today or timezone.localdate())
    if question != found.question and found.answers.exists():
        raise ValidationError({"question": _("Nogen har svaret: spørgsmålet kan ikke ændres.")})
    values = {"question": question, "opens_on": opens_on, "closes_on": closes_on}
    with pghistory.context(reason="evaluation changed"):
        edits.change(found, seen=seen, values=values)
    return found


def _check(question: str, opens_on: dt.date, closes_on: dt.date, today: dt.date) -> None:
    refuse_civil_numbers(question=question)
    fault = rules.day_fault(opens_on=opens_on, closes_on=closes_on, today=today)
    words = {
        rules.BACKWARDS: _("Sidste dag ligger før første dag."),
        rules.GONE: _("Dagen er gået. Vælg en dag, der kommer."),
    }
    if fault:
        raise ValidationError({"closes_on": words[fault]})


@transaction.atomic
def answer(
    *,
    by: Standing,
    evaluation_id: int,
    answer: int,
    comment: str = "",
    today: dt.date | None = None,
) -> None:
    """Answer once; until it closes the answer may be changed. It leaves no trace of its own."""
    rules.check_answer(by)
    refuse_civil_numbers(comment=comment)
    found = edits.locked(Evaluation, evaluation_id)
    if state(found, today=today) != rules.OPEN:
        raise ValidationError(_("Der kan ikke svares nu."))
    person = by.person_id or 0
    mine = EvaluationAnswer.objects.filter(evaluation=found, person_id=person).first()
    given = mine or EvaluationAnswer(evaluation=found, person_id=person)
    given.answer, given.comment, given.answered_at = answer, comment, timezone.now()
    given.full_clean()
    given.save()


def state(found: Evaluation, *, today: dt.date | None = None) -> str:
    """Where it stands today."""
    return rules.state_of(
        opens_on=found.opens_on, closes_on=found.closes_on,
        is_closed=found.closed_at is not None, today=today or timezone.localdate(),
    )  # fmt: skip


@transaction.atomic
def close_due(*, today: dt.date | None = None) -> int:
    """Count those whose last day has gone, and write the result as a figure; how many."""
    today = today or timezone.localdate()
    due = Evaluation.objects.select_for_update().filter(closed_at__isnull=True, closes_on__lt=today)
    closed = 0
    for found in due.order_by("year"):
        # Who has answered was asked, also where the seat has been taken back since.
        answered = found.answers.values_list("person_id", flat=True)
        found.invited = len({*seated(found), *answered})
        found.closed_at = timezone.now()
        with pghistory.context(reason="evaluation closed"):
            found.save()
        _write_figure(found)
        closed += 1
    return closed


def seated(found: Evaluation) -> dict[int, int]:
    """Person → organisation, of all who held a seat in a body while it was open; the first seat counts."""
    return seated_in([found])[found.pk]


def seated_in(every: Sequence[Evaluation]) -> dict[int, dict[int, int]]:
    """The same of several, by their numbers; one query."""
    people: dict[int, dict[int, int]] = {found.pk: {} for found in every}
    held = Seat.objects.filter(body__isnull=False).order_by("pk")
    for person, organisation, first, last in held.values_list(
        "person_id", "organisation_id", "starts_on", "ends_on"
    ):
        for found in every:
            if first <= found.closes_on and (last is None or last >= found.opens_on):
                people[found.pk].setdefault(person, organisation)
    return people


def _write_figure(found: Evaluation) -> None:
    """The share as a survey figure of the municipality; the rules for surveys hold for it there.

    Left out where there is no one municipality it could stand for, or too few have answered.
    """
    told = rules.outcome(list(found.answers.values_list("answer", flat=True)))
    towns = list(Area.objects.filter(kind=Area.Kind.MUNICIPALITY)[:2])
    if told.share is None or len(towns) != 1:
        return
    indicator = _indicator()
    definition = indicator.definitions.order_by("-version").first()
    supplier = _supplier()
    if definition is None or supplier is None:
        return
    data_set, _made = DataSet.objects.get_or_create(
        indicator=indicator, supplier=supplier,
        defaults={"is_default": not indicator.data_sets.exists()},
    )  # fmt: skip
    figure = Figure(
        value=Decimal(repr(told.share)), n=told.answers, invited=found.invited,
        population=max(found.invited, told.answers),
    )  # fmt: skip
    entry = NewFigure(
        definition=definition, area=towns[0], slot=str(found.year), figure=figure,
        data_set=data_set, starts_on=found.opens_on, ends_on=found.closes_on,
    )  # fmt: skip
    record_many(entries=[entry], by=None, standing=None, reason=str(REASON))


def _indicator() -> Indicator:
    """The indicator the result stands under, made where it is not here yet."""
    ledger = Ledger()
    source = ensure_source(ledger, SOURCE)
    return ensure_indicator(ledger, filled_in(INDICATOR), source=source)


def _supplier() -> Organisation | None:
    """Where the secretariat sits; it asks on behalf of all."""
    return Organisation.objects.filter(seats__role=Seat.Role.SECRETARIAT).order_by("pk").first()
