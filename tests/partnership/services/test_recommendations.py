"""What is proposed under an item: what people wrote, and every proposed decision that says more."""

from __future__ import annotations

import pytest

from partnership.services.recommendations import parts_of
from tests.factories import meetings

pytestmark = pytest.mark.django_db


def proposed(recommendation: str, text: str) -> list[str]:
    item = meetings.item(
        meetings.meeting(state="planned"), kind="decision", recommendation=recommendation
    )
    meetings.decision(item, "Stop", state="proposed", decided_on=None, text=text)
    return [part.text for part in parts_of(item)]


def test_a_proposal_whose_words_are_within_another_sentence_is_not_hidden() -> None:
    written = "At det afvises at stoppe indsatsen nu."
    assert proposed(written, "stoppe indsatsen") == [written, "stoppe indsatsen"]


def test_the_same_wording_is_said_once_however_its_lines_are_broken() -> None:
    assert proposed("At indsatsen\nstopper. ", "At indsatsen stopper.") == [
        "At indsatsen\nstopper. "
    ]


def test_a_proposal_without_a_text_is_called_by_its_title() -> None:
    assert proposed("At vi venter.", "") == ["At vi venter.", "Stop"]
    assert proposed("", "") == ["Stop"]
