"""The printed ways say what the dicts say, and the file is written from them."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.utils import translation

from effects.services.state_words import REVIEW, document


def test_the_document_is_written_from_the_dicts() -> None:
    with translation.override("da"):
        written = document()
    stored = (Path(settings.BASE_DIR) / "docs" / "states.md").read_text(encoding="utf-8")
    assert stored == written, "run: python manage.py write_states"


def test_every_step_of_a_review_has_its_words() -> None:
    verbs = {verb for steps in REVIEW.steps.values() for verb in steps}
    assert set(REVIEW.words) == verbs
    assert set(REVIEW.steps) == set(REVIEW.labels)
