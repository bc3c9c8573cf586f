"""A withdrawn figure goes out of the briefs that were sent out with it, in every form they have."""

from __future__ import annotations

import io
import json
import re

import docx
import pypdf
import pytest

from indicators.models import FrozenPurge, Measurement
from indicators.services import frozen_copies
from reports.services import editions
from tests.factories import briefs
from tests.indicators.services.test_frozen_purges import withdraw

pytestmark = pytest.mark.django_db
# The share of area a in 2024 and the count behind it: told nowhere else.
TRACES = re.compile(r"(?<![\d.,])(32,0|32\.0|128)(?!\d)")


def words_of(edition):
    pdf = pypdf.PdfReader(io.BytesIO(bytes(edition.frozen.pdf)))
    made = docx.Document(io.BytesIO(editions.file_of(edition, "docx")))
    return (
        " ".join(page.extract_text() for page in pdf.pages),
        " ".join(paragraph.text for paragraph in made.paragraphs),
    )


def test_neither_pdf_nor_word_file_nor_content_tells_it_any_more():
    world = briefs.world()
    edition = briefs.issued(world.meeting)
    for words in (*words_of(edition), edition.frozen.canonical):
        assert TRACES.search(words), "the brief tells it, so that it can be gone"
    wrong = Measurement.objects.get(cell__area=world.site.areas["a"], cell__slot="2024")
    withdraw(world.site, wrong)
    edition.frozen.refresh_from_db()
    assert frozen_copies.state_of(edition.frozen).is_intact
    assert FrozenPurge.objects.filter(copy=edition.frozen).exists()
    for words in words_of(edition):
        assert not TRACES.search(words)
        assert "tilbagekaldt" in words
    content = json.loads(edition.frozen.canonical)
    assert not TRACES.search(json.dumps(content, ensure_ascii=False))


def test_an_earlier_figure_that_is_withdrawn_takes_the_sentence_that_told_it_along():
    world = briefs.world()
    edition = briefs.issued(world.meeting)
    told = "Område a 32,0 (20,0)"
    assert told in edition.frozen.canonical
    withdraw(
        world.site, Measurement.objects.get(cell__area=world.site.areas["a"], cell__slot="2023")
    )
    edition.frozen.refresh_from_db()
    assert frozen_copies.state_of(edition.frozen).is_intact
    for words in (*words_of(edition), edition.frozen.canonical):
        assert "(20,0)" not in words
        assert "tilbagekaldt" in words
