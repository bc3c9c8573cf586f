"""The evidence a review is closed on: locked with words, figures, definitions and what was expected."""

from __future__ import annotations

import io
import json

import pypdf
import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from effects.services import (
    expectations,
    frozen_evidence,
    frozen_evidence_blocks,
)
from effects.services.evidence import evidence_for
from effects.services.evidence_strength import question
from indicators.models import Definition, Indicator, Run
from indicators.services import frozen_copies
from indicators.services.recompute import groups as recompute
from partnership.exports.tagged import Tags, tags_of
from tests.factories import frozen
from tests.factories.panels import correct

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    return frozen.many_years()


def evidence_of(review, restricted=True):
    pk = review.intervention_id
    expected = expectations.of_interventions([pk], restricted=restricted)[pk]
    return evidence_for(expected, restricted=restricted)


def content_of(review):
    return json.loads(review.frozen.canonical)


def text_of(pdf):
    pages = pypdf.PdfReader(io.BytesIO(bytes(pdf))).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_words_figures_definitions_and_expectations_are_kept(made):
    review = frozen.locked(made, "a", "b")
    found = evidence_of(review)
    content = content_of(review)
    assert [each["area"] for each in content["evidence"]] == ["a", "b"]
    assert [each["paragraph"]["text"] for each in content["evidence"]] == [
        each.text for each in found
    ]
    kept = {each["key"]: each for each in content["figures"]}
    for each in found:
        for reading in each.readings:
            figure = kept[frozen_copies.key_of(reading).word]
            assert (figure["estimate"], figure["lower"], figure["upper"], figure["n"]) == (
                reading.estimate, reading.lower, reading.upper, reading.n
            )  # fmt: skip
    assert review.frozen.figures.count() == len(kept)
    (definition,) = content["definitions"]
    assert (definition["numerator"], definition["denominator"]) == ("uden job", "18-64 år")
    (expected,) = content["expected"]
    assert expected["versions"][0]["words"]["why"] == "Fordi flere får en jobvejleder."
    assert content["code_version"] == Run.objects.exclude(code_version="").first().code_version
    assert review.frozen.code_version == content["code_version"]


def test_the_pdf_says_the_same_is_tagged_and_short_and_carries_the_fingerprint(made):
    review = frozen.locked(made, "a", "b")
    content, pdf = content_of(review), bytes(review.frozen.pdf)
    assert tags_of(io.BytesIO(pdf)) is Tags.TAGGED
    assert len(pypdf.PdfReader(io.BytesIO(pdf)).pages) <= 4
    words = text_of(pdf)
    for each in content["evidence"]:
        assert " ".join(each["paragraph"]["text"].split())[:60] in words
    assert review.frozen.sha256 in words.replace(" ", "")
    assert frozen_copies.state_of(review.frozen).is_intact


def test_the_record_is_danish_whoever_locks_it(made):
    with translation.override("en"):
        review = frozen.locked(made)
    (found,) = content_of(review)["evidence"]
    assert found["paragraph"]["text"].startswith("Forventningen er")
    labels = [block.get("label") for block in content_of(review)["document"]["blocks"]]
    assert "Hvorfor vi tror det" in labels


def test_what_was_published_anew_meanwhile_is_not_locked_as_it_was(made):
    review = frozen.locked(made)
    before = evidence_of(review)
    correct(made, "a", "2024", (70, 400))
    recompute.drain()
    with pytest.raises(ValidationError) as refused:
        frozen_evidence.freeze_review(review, before)
    assert refused.value.code == frozen_copies.NOT_SHOWN


def test_restricted_figures_come_along_only_for_those_who_may_see_them(made):
    Indicator.objects.update(is_restricted=True)
    without = frozen.locked(made)
    assert (without.frozen.holds_restricted, content_of(without)["figures"]) == (False, [])
    assert "Uden job" not in without.frozen.canonical
    again = frozen.close(
        type(without).objects.create(
            intervention=without.intervention, cause="again", due_on=without.due_on
        ),
        without.body, restricted=True,
    )  # fmt: skip
    assert again.frozen.holds_restricted
    assert again.frozen.figures.exists()


def test_stored_bytes_stand_through_corrections_definitions_and_code(made, monkeypatch):
    """Whatever comes later: the record is what it was, and says what was said."""
    review = frozen.locked(made)
    copy = review.frozen
    before = (copy.canonical, copy.sha256, bytes(copy.pdf), copy.pdf_sha256)

    def still():
        copy.refresh_from_db()
        assert (copy.canonical, copy.sha256, bytes(copy.pdf), copy.pdf_sha256) == before
        assert frozen_copies.state_of(copy).is_intact

    correct(made, "a", "2024", (70, 400))
    recompute.drain()
    still()
    first = made.definition
    for version, breaks in ((2, False), (3, True)):
        Definition.objects.create(
            indicator=first.indicator, version=version, source=first.source, kind="share",
            data_kind="register", unit="pct.", direction="lower", per=100, numerator="uden job",
            denominator="16-66 år", breaks_series=breaks,
        )  # fmt: skip
        correct(made, "b", "2024", (100 + version, 400))
        recompute.drain()
        still()
    monkeypatch.setattr(recompute, "CODE_VERSION", "another one")
    correct(made, "c", "2024", (90, 400))
    recompute.drain()
    still()


def test_what_was_locked_as_one_paragraph_stays_one_and_its_computing_is_folded(made):
    """Copies from before the paragraphs: the same bytes, read as they were."""
    stored = {"kind": "prose", "text": "Andelen faldt. Det kan ikke siges hvorfor.", "tells": []}
    block = frozen_evidence_blocks.block_of(stored, {}, set())
    assert len(block.paragraphs) == 1
    review = frozen.locked(made)
    blocks = content_of(review)["document"]["blocks"]
    told = next(each for each in blocks if "Forventningen er" in each.get("text", ""))
    assert len(frozen_evidence_blocks.block_of(told, {}, set()).paragraphs) > 3
    assert blocks[-1]["label"] == "Sådan er det regnet" and "numpy" in blocks[-1]["text"]
    assert "numpy" not in str(content_of(review)["document"]["facts"])


def test_the_words_a_stored_record_is_read_by_are_those_it_is_written_with(made):
    with translation.override("da"):
        assert question() == frozen_evidence_blocks.STRENGTH
    review = frozen.locked(made)
    blocks = content_of(review)["document"]["blocks"]
    assert frozen_evidence_blocks.STRENGTH in [each.get("label") for each in blocks]
    tables = [each for each in blocks if each["kind"] == "table"]
    assert frozen_evidence_blocks.NUMBER in [each["columns"][0] for each in tables]
    labels = [row["cells"][0] for each in tables for row in each["rows"]]
    assert [each for each in labels if each.endswith(frozen_evidence_blocks.NEWEST)]


def test_a_copy_from_before_the_line_of_strength_is_read_and_nothing_is_made_up_for_it(made):
    review = frozen.locked(made)
    stored = content_of(review)["document"]["blocks"]
    for blocks, says in ((stored, "Svagt: beskrevet"), (stored[1:], "")):
        read = [frozen_evidence_blocks.block_of(each, {}, set()) for each in blocks]
        assert frozen_evidence_blocks.strength_then(read).startswith(says)
        assert bool(frozen_evidence_blocks.strength_then(read)) == bool(says)
        (told,) = frozen_evidence_blocks.told_then(read)
        assert (told.title, told.grade) == (
            "Uden job, Område a", "Bidrag: beskrevet; bidraget kan ikke afgøres"
        )  # fmt: skip
        assert told.paragraphs and all(part.lines for part in told.paragraphs)
