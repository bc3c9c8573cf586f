"""What a matter of a brief is about, and what was decided on it the last time."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine

from indicators.services import frozen_copies
from reports.services import decide_evidence, decide_lines
from tests.factories import briefs, decisions, meetings, people, programme, reviews

pytestmark = pytest.mark.django_db


@pytest.fixture
def body():
    return people.body("coordination", name="Prøvegruppen", slug="proevegruppen")


def texts(meeting):
    found = decide_lines.matters(meeting)
    about = decide_evidence.of_interventions(pk for each in found for pk, _n in each.interventions)
    return [each.text for each in decide_lines.section(meeting, found, about, {}).lines]


def test_a_matter_that_names_an_intervention_of_the_body_is_about_it(body):
    effort = programme.running("Jobvejleder", body=body)
    programme.running("Lektiecafé", body=people.body("board"))
    meeting = briefs.ahead(body)
    meetings.item(meeting, "Jobvejlederens andet år", kind="decision")
    meetings.item(meeting, "Andet", kind="decision", recommendation="At Jobvejleder fortsætter.")
    meetings.item(meeting, "Lektiecafé", kind="decision")
    found = [each.interventions for each in decide_lines.matters(meeting)]
    assert found == [((effort.pk, "Jobvejleder"),), ((effort.pk, "Jobvejleder"),), ()]
    nothing = (
        "Beslutningspunkt. Ingen har skrevet, hvad indsatsen ventes at flytte, så der er intet "
        "grundlag at vise."
    )
    assert texts(meeting)[:2] == [nothing, nothing]


def test_a_review_says_in_one_line_what_was_decided_the_last_time(body):
    with time_machine.travel(briefs.MOMENT, tick=False):
        effort = programme.running("Jobvejleder", body=body)
        copy = frozen_copies.freeze(
            kind="evidence", content={}, figures=[], pdf=b"x", holds_restricted=False
        )
        reviews.review(
            effort, due_on=dt.date(2024, 11, 1), finding="partly", outcome="adjust", reason="Fordi",
            body=body, frozen=copy, closed_at=dt.datetime(2024, 11, 8, 12, tzinfo=dt.UTC),
            settled_by=decisions.decision(body, year=2024, serial=1),
        )  # fmt: skip
        review = reviews.review(effort, due_on=dt.date(2026, 5, 1))
        meeting = briefs.ahead(body)
        meetings.item(meeting, "Opfølgning", kind="review", origin=review.origin)
        (text,) = texts(meeting)
    assert "Sidst (8.11.2024): delvist som forventet, justeres – 2024-001." in text


def test_what_has_not_begun_says_that_its_effect_must_be_written_first(body):
    programme.intervention("Naboskab på tværs", body=body)
    meeting = briefs.ahead(body)
    meetings.item(meeting, "Naboskab på tværs", kind="decision")
    (text,) = texts(meeting)
    assert text.startswith("Beslutningspunkt. Indsatsen er ikke begyndt, og ingen har skrevet, ")
    assert "Det skal skrives, før den begynder" in text
