"""Self-evaluation: asked, answered once, read by nobody, counted, and written as a survey figure."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from effects.models import Evaluation, EvaluationAnswer
from effects.services import evaluations
from indicators.models import Indicator, Measurement
from partnership.rules.access import NotAllowed
from partnership.services.edits import StaleEdit, stamp_of
from partnership.services.standing import standing_of
from tests.factories import decisions as make
from tests.factories import people

TODAY = timezone.localdate
DAY = dt.timedelta(days=1)


def ask(office, **changes):
    values = {
        "year": TODAY().year, "question": "Giver det mere?", "opens_on": TODAY(),
        "closes_on": TODAY() + 14 * DAY, **changes,
    }  # fmt: skip
    return evaluations.ask(by=office, **values)


@pytest.fixture
def office(db):
    return make.secretary()


def given(found, answers):
    for each in answers:
        user, _person = make.member()
        evaluations.answer(by=standing_of(user), evaluation_id=found.pk, answer=each)


def test_the_secretariat_asks_once_a_year(office):
    ask(office)
    with pytest.raises(ValidationError, match="allerede spurgt"):
        ask(office)
    with pytest.raises(NotAllowed):
        ask(standing_of(make.member()[0]), year=2031)
    for changes in (
        {"closes_on": TODAY() - DAY}, {"opens_on": TODAY() + 20 * DAY},
        {"question": "Hvad siger 010190-1234?"},
    ):  # fmt: skip
        with pytest.raises(ValidationError):
            ask(office, year=2032, **changes)
    assert Evaluation.objects.count() == 1


def test_one_answers_once_and_may_change_it_until_it_closes(office):
    found = ask(office)
    user, person = make.member()
    for answer in (2, 5):
        evaluations.answer(by=standing_of(user), evaluation_id=found.pk, answer=answer)
    mine = EvaluationAnswer.objects.get()
    assert (mine.person, mine.answer) == (person, 5)
    with pytest.raises(ValidationError):
        evaluations.answer(by=standing_of(user), evaluation_id=found.pk, answer=6)
    with pytest.raises(ValidationError, match="CPR"):
        evaluations.answer(
            by=standing_of(user), evaluation_id=found.pk, answer=1, comment="Se 010190-1234"
        )
    late = found.closes_on + DAY
    with pytest.raises(ValidationError, match="ikke svares nu"):
        evaluations.answer(by=standing_of(user), evaluation_id=found.pk, answer=1, today=late)
    supplier = standing_of(people.seated_user("supplier"))
    with pytest.raises(NotAllowed):
        evaluations.answer(by=supplier, evaluation_id=found.pk, answer=1)
    assert EvaluationAnswer.objects.get().answer == 5


def test_the_question_stands_once_somebody_has_answered(office):
    found = ask(office)
    days = {"opens_on": found.opens_on, "closes_on": found.closes_on + 7 * DAY}
    seen = stamp_of(found)
    evaluations.change(
        by=office, evaluation_id=found.pk, seen=seen, question="Giver det noget?", **days
    )
    with pytest.raises(StaleEdit):
        evaluations.change(
            by=office, evaluation_id=found.pk, seen=seen, question="Et tredje", **days
        )
    given(found, [3])
    with pytest.raises(ValidationError, match="Nogen har svaret"):
        evaluations.change(
            by=office, evaluation_id=found.pk, seen=seen, question="Et fjerde", **days
        )


def test_closing_counts_those_who_held_a_seat_and_writes_a_survey_figure(office):
    town = people.area("Byen", kind="municipality", code="999", slug="byen")
    found = ask(office)
    given(found, [5, 4, 4, 2, 3])
    gone = people.person()
    people.seat("group", person=gone, ends_on=TODAY() - DAY)
    assert evaluations.close_due() == 0
    after = found.closes_on + DAY
    assert evaluations.close_due(today=after) == 1
    assert evaluations.close_due(today=after) == 0
    found.refresh_from_db()
    assert found.invited == 6  # five members and the secretariat; not the one who had left
    figure = Measurement.objects.get()
    assert (figure.value, figure.n, figure.invited, figure.population) == (60, 5, 6, 6)
    assert (figure.cell.area, figure.cell.slot) == (town, str(found.year))
    assert (figure.starts_on, figure.ends_on) == (found.opens_on, found.closes_on)
    indicator = Indicator.objects.get(code="samarbejdets-vaerdi")
    assert not indicator.is_active
    with pytest.raises(ValidationError, match="lukket"):
        evaluations.change(
            by=office, evaluation_id=found.pk, seen=stamp_of(found), question="Nyt",
            opens_on=after, closes_on=after,
        )  # fmt: skip


@pytest.mark.parametrize(("answers", "towns"), [([5, 4], 1), ([5] * 5, 0), ([5] * 5, 2)])
def test_no_figure_of_too_few_or_without_one_municipality(office, answers, towns):
    for number in range(towns):
        people.area(f"By {number}", kind="municipality", code=f"9{number}", slug=f"by-{number}")
    found = ask(office)
    given(found, answers)
    evaluations.close_due(today=found.closes_on + DAY)
    assert Evaluation.objects.get().closed_at is not None
    assert not Measurement.objects.exists()
