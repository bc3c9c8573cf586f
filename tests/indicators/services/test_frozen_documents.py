"""The pages of a frozen copy: printed from its content, with its fingerprint at their foot."""

from __future__ import annotations

import datetime as dt
import io
import json

import pypdf
import pytest

from indicators.rules.frozen import canonical
from indicators.services import frozen_copies, frozen_documents
from indicators.services.frozen_documents import Telling
from indicators.services.recompute import groups as recompute
from partnership.exports.documents import Box, Document, Heading, Prose, Table
from partnership.exports.tagged import Tags, tags_of
from partnership.exports.word_files import word
from tests.factories.panels import three_areas
from tests.indicators.services.test_frozen_copies import read

pytestmark = pytest.mark.django_db
DOCUMENT = Document(
    kind="Låst grundlag", title="Lektiecafé", body="Partnerskabet", facts=(("Låst", "i dag"),),
    blocks=(), made_at=dt.datetime(2026, 11, 23, 9, 30, 5, 123, tzinfo=dt.UTC), subject="Grundlag",
)  # fmt: skip


@pytest.fixture
def content():
    made = three_areas()
    recompute.drain()
    level = read(made)
    tellings = [
        Telling(Heading("Uden job", "1")),
        Telling(Prose("Andelen var 20,0 pct."), figures=(level, level)),
        Telling(
            Table("Tal", ("Tal", "Værdi"), (("Niveau", "20,0"), ("Andet", "–")), (2, 1)),
            rows=((level,), ()),
        ),
        Telling(Box("Sådan", "", "Tekst", ("a", "b"), tone="correction"), typed=True),
    ]
    return {
        "document": frozen_documents.pages(DOCUMENT, tellings),
        "figures": [frozen_copies.figure_of(level)],
    }


def test_each_block_names_the_figures_it_tells(content):
    key = content["figures"][0]["key"]
    _heading, prose, table, box = content["document"]["blocks"]
    assert prose["tells"] == [key]
    assert [row["tells"] for row in table["rows"]] == [[key], []]
    assert (box["typed"], box["tells"]) == (True, [])


def test_what_was_stored_gives_the_same_pages_again(content):
    stored = json.loads(canonical(content))
    printed = frozen_documents.pdf_of(content)
    assert frozen_documents.pdf_of(stored) == printed
    again = frozen_documents.document_of(stored)
    assert again == frozen_documents.document_of(content)
    assert again.blocks[2] == Table(
        "Tal", ("Tal", "Værdi"), (("Niveau", "20,0"), ("Andet", "–")), (2, 1)
    )
    assert again.made_at == DOCUMENT.made_at.replace(microsecond=0)
    assert word(again) == word(again)


def test_the_pdf_is_tagged_and_carries_the_fingerprint_at_its_foot(content):
    printed = frozen_documents.pdf_of(content)
    assert tags_of(io.BytesIO(printed)) is Tags.TAGGED
    words = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(printed)).pages)
    assert frozen_copies.fingerprint_of(content) in words.replace("\n", "")
    assert "Andelen var 20,0 pct." in words
