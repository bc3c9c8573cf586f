"""The printed diagram says what the dicts say."""

from django.utils import translation

from indicators.models import Measurement
from indicators.rules import workflow as rules
from indicators.services.workflow_words import (
    REFUSALS,
    VERBS,
    WHO,
    refusal_in_words,
    states_document,
    way,
    way_lines,
)


def test_the_document_has_the_way_of_a_figure() -> None:
    with translation.override("da"):
        written = states_document()
    assert "## A figure" in written and "Frigiv → Frigivet til partnerskabet" in written


def test_every_step_has_words_and_stands_in_the_diagram() -> None:
    verbs = {verb for steps in rules.STEPS.values() for verb in steps}
    assert set(VERBS) == set(WHO) == set(rules.WHO) == verbs
    assert len(way()) == sum(len(steps) for steps in rules.STEPS.values())
    drawn = "\n".join(way_lines())
    assert all(str(label) in drawn for label in Measurement.Workflow.labels)


def test_every_refusal_has_a_sentence() -> None:
    for code in REFUSALS:
        assert refusal_in_words(code, rules.APPROVED)
    assert "Godkendt" in refusal_in_words("other_state", rules.APPROVED)
