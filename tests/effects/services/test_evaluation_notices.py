"""Who is told that the year's question is open, and who is reminded: each once."""

import datetime as dt

import pytest
from django.utils import timezone

from accounts.models import Notice
from effects import tasks
from effects.models import EvaluationAnswer
from effects.services import evaluation_notices, evaluations
from partnership.services.edits import stamp_of
from tests.factories import decisions as make
from tests.factories import people

DAY = dt.timedelta(days=1)
TODAY = timezone.localdate


@pytest.fixture
def asked(db):
    return evaluations.ask(
        by=make.secretary(), year=TODAY().year, question="Giver det mere?",
        opens_on=TODAY() + DAY, closes_on=TODAY() + 15 * DAY,
    )  # fmt: skip


def told(user):
    return [notice.text for notice in Notice.objects.filter(user=user).order_by("pk")]


def test_those_who_may_answer_are_told_once_and_reminded_once(asked):
    one, _person = make.member()
    supplier = people.seated_user("supplier")
    evaluation_notices.remind()
    assert told(one) == []  # it is not open yet
    Notice.objects.all().delete()
    for _tick in range(2):
        evaluation_notices.remind(today=asked.opens_on)
    (words,) = told(one)
    assert words.startswith("Årets selvevaluering er åben til den ")
    assert told(supplier) == []
    notice = Notice.objects.get(user=one)
    assert notice.path == f"/partnerskab/selvevaluering/{asked.year}/"
    near = asked.closes_on - 7 * DAY
    evaluation_notices.remind(today=near - DAY)
    assert len(told(one)) == 1
    for _tick in range(2):
        evaluation_notices.remind(today=near)
    assert told(one)[1].endswith("Du har ikke svaret endnu.")
    evaluation_notices.remind(today=asked.closes_on + DAY)
    assert len(told(one)) == 2


def test_whoever_has_answered_is_left_in_peace_and_whoever_comes_late_is_told_first(asked):
    done, person = make.member()
    evaluation_notices.remind(today=asked.opens_on)
    EvaluationAnswer.objects.create(evaluation=asked, person=person, answer=4)
    near = asked.closes_on - 7 * DAY
    late, _person = make.member()
    Notice.objects.filter(user=late).delete()
    evaluation_notices.remind(today=near)
    assert len(told(done)) == 1
    assert len(told(late)) == 1 and "er åben" in told(late)[0]


def test_the_clock_tells_of_it(asked):
    user, _person = make.member()
    evaluations.change(
        by=make.secretary(), evaluation_id=asked.pk, seen=stamp_of(asked),
        question=asked.question, opens_on=TODAY(), closes_on=asked.closes_on,
    )  # fmt: skip
    tasks.settle()
    assert len(told(user)) == 1
