"""Self-evaluation as a browser meets it: nobody reads another's answer, too few tell nothing."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from effects.models import Evaluation, EvaluationAnswer
from effects.services import evaluations
from tests.factories import decisions as make
from tests.factories import people

TODAY = timezone.localdate
DAY = dt.timedelta(days=1)
PAGE = "/partnerskab/selvevaluering/"


def browser(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def office(db):
    return browser(people.seated_user("secretariat"))


@pytest.fixture
def asked(office):
    today = TODAY()
    return Evaluation.objects.create(
        year=today.year, question="Giver det mere?", opens_on=today, closes_on=today + 7 * DAY
    )


def text_of(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def give(asked, answers, **seat):
    for number, answer in enumerate(answers):
        _user, person = make.member(**seat)
        EvaluationAnswer.objects.create(
            evaluation=asked, person=person, answer=answer, comment=f"Ord {9 - number}"
        )


def close(asked):
    evaluations.close_due(today=asked.closes_on + DAY)


def test_the_question_is_asked_answered_and_changed(office):
    assert "ikke spurgt sig selv endnu" in text_of(office.get(PAGE))
    day = TODAY() + 7 * DAY
    typed = {
        "year": TODAY().year, "question": "Giver samarbejdet mere?",
        "opens_on": f"{TODAY():%d.%m.%Y}", "closes_on": f"{day:%Y-%m-%d}",
    }  # fmt: skip
    assert "Giver samarbejdet mere, end vi kunne" in text_of(office.get(f"{PAGE}ny/"))
    assert office.post(f"{PAGE}ny/", typed)["Location"] == PAGE
    again = text_of(office.post(f"{PAGE}ny/", typed))
    assert "Der er allerede spurgt for det år." in again
    user, _person = make.member()
    member = browser(user)
    own = reverse("effects:evaluation-answer", args=[TODAY().year])
    assert own in text_of(member.get(PAGE))
    assert "Ingen andre kan læse dit svar." in text_of(member.get(own))
    assert "field__error" in text_of(member.post(own, {"answer": ""}))
    member.post(own, {"answer": "4", "comment": "Vi taler sammen nu."})
    page = text_of(member.get(own))
    assert "Vi taler sammen nu." in page
    assert "Ændr dit svar" in text_of(member.get(PAGE))
    listed = text_of(office.get(PAGE))
    assert "1 af 2 har svaret" in listed
    assert "Vi taler sammen nu." not in listed


def test_nobody_reads_another_persons_answer(office, asked):
    give(asked, [5, 4, 3])
    own = reverse("effects:evaluation-answer", args=[asked.year])
    for client in (office, browser(people.seated_user("board"))):
        assert "Ord" not in text_of(client.get(own))
        assert "Ord" not in text_of(client.get(PAGE))


def test_the_days_are_moved(office, asked):
    url = reverse("effects:evaluation-change", args=[asked.year])
    page = office.get(url)
    seen = re.search(r'name="seen" value="(\d+)"', page.content.decode())[1]
    day = asked.closes_on + 7 * DAY
    typed = {
        "question": asked.question, "opens_on": f"{asked.opens_on:%d.%m.%Y}",
        "closes_on": f"{day:%d.%m.%Y}", "seen": seen,
    }  # fmt: skip
    assert office.post(url, typed)["Location"] == PAGE
    assert Evaluation.objects.get().closes_on == day


def test_a_question_that_waits_or_is_over_takes_no_answer(office, asked):
    Evaluation.objects.update(opens_on=TODAY() + 2 * DAY)
    assert "Åbner" in text_of(office.get(PAGE))
    own = reverse("effects:evaluation-answer", args=[asked.year])
    assert "Der kan ikke svares nu." in text_of(office.post(own, {"answer": "4"}))
    Evaluation.objects.update(opens_on=TODAY() - 9 * DAY, closes_on=TODAY() - DAY)
    assert "Resultatet tælles op." in text_of(office.get(PAGE))


def test_too_few_answers_tell_nothing(office, asked):
    give(asked, [5, 4, 4, 5])
    close(asked)
    page = text_of(office.get(PAGE))
    assert "For få svar: der vises intet under 5 svar." in page
    assert "pct." not in page
    assert "Ord" not in page


def test_the_result_is_told_with_its_n_and_comments_without_names(office, asked):
    give(asked, [5, 4, 4, 2, 1])
    close(asked)
    page = text_of(office.get(PAGE))
    assert "60 pct. svarede “i høj grad” eller “i meget høj grad”." in page
    assert "5 svar fra 6 inviterede" in page
    assert page.index("Ord 5") < page.index("Ord 9")  # not in the order they were written
    for one in asked.answers.select_related("person"):
        assert one.person.name not in page
    assert "efter organisation" not in page  # one organisation alone is the whole


def test_differences_between_organisations_only_where_all_are_many(office, asked):
    give(asked, [5, 4, 4, 2, 1], organisation=people.organisation("Første Bolig"))
    give(asked, [5, 1, 1, 2, 1], organisation=people.organisation("Anden Bolig"))
    close(asked)
    page = text_of(office.get(PAGE))
    assert "Første Bolig" in page
    assert "20 pct." in page
    EvaluationAnswer.objects.filter(
        person__seats__organisation__name="Anden Bolig"
    ).first().delete()
    page = text_of(office.get(PAGE))
    assert "Første Bolig" not in page


def test_more_years_cost_no_more_questions_to_the_database(office, asked):
    counts = []
    for years in (1, 3):
        for back in range(len(counts), len(counts) + years):
            past = Evaluation.objects.create(
                year=asked.year - 1 - back, question="Giver det mere?",
                opens_on=asked.opens_on - (366 + back) * DAY,
                closes_on=asked.opens_on - (360 + back) * DAY,
            )  # fmt: skip
            give(past, [4, 2, 5, 1, 4, 3])
            close(past)
        office.get(PAGE)
        with CaptureQueriesContext(connection) as queries:
            page = text_of(office.get(PAGE))
        assert (
            page.count("6 svar fra") == Evaluation.objects.filter(closed_at__isnull=False).count()
        )
        counts.append(len(queries))
    assert counts[0] == counts[1]
