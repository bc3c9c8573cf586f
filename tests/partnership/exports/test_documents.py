"""Documents: whatever was typed stands in them as it was typed, tagged, in Danish, byte for byte."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from partnership.exports.documents import (
    Box,
    Document,
    Heading,
    Paragraph,
    Prose,
    Table,
    paragraphs,
    tidy,
)
from partnership.exports.pdf_files import _LETTERS, UNKNOWN, pdf, printable
from partnership.exports.tagged import Tags, tags_of
from partnership.exports.word_files import word

AWKWARD = 'æøå ÆØÅ “citat” "lige" #let $x$ *fed* _k_ [a](b) <mærke> @kilde \\ // `kode` = 5 %'
DOCUMENT = Document(
    kind="Referat", title="Møde 3", body="Koordinationsgruppen",
    facts=(("Tid", "onsdag den 4. marts 2026"),), made_at=dt.datetime(2026, 3, 4, 9, tzinfo=dt.UTC),
    state="Kladde – ikke godkendt", notice="Eksempeldata: tallene er opdigtede",
    subject="Referat for Koordinationsgruppen",
    blocks=(
        Table("Deltagere", ("Navn", "Organisation"), (("Formand", "Kommunen"),), (1, 1)),
        Heading("Tryghed", "1", "Drøftelse"),
        Prose(AWKWARD, label="Sagen"),
        Prose("Der er:\n- et\n- to\n\nSlut", tone="quiet"),
        Box("Beslutning 2026-003", "Lektiecafé", "Den fortsætter.", ("Ansvarlig: Kommunen",)),
        Box("Rettelse 12. juni", "", "Skal læses 2028.", tone="correction"),
    ),
)  # fmt: skip


def with_text(text: str) -> Document:
    return dataclasses.replace(DOCUMENT, title=text or "x", blocks=(Heading(text), Prose(text)))


def text_of(content: bytes) -> str:
    pages = PdfReader(io.BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_the_pdf_is_tagged_in_danish_and_says_what_it_is():
    content = pdf(DOCUMENT)
    reader = PdfReader(io.BytesIO(content))
    assert tags_of(io.BytesIO(content)) is Tags.TAGGED
    assert reader.root_object["/Lang"].startswith("da")
    assert reader.metadata.title == "Referat: Møde 3"
    assert b"pdfuaid" in content or "pdfuaid" in str(
        reader.xmp_metadata and reader.xmp_metadata.stream.get_data()
    )
    words = text_of(content)
    for part in (
        "Tryghed",
        "Beslutning 2026-003",
        "Rettelse 12. juni",
        "Eksempeldata",
        "Side 1 af 1",
    ):
        assert part in words


def test_typed_markup_is_only_text():
    words = text_of(pdf(DOCUMENT)).replace("“", '"').replace("”", '"')
    for part in ("#let", "$x$", "*fed*", "_k_", "<mærke>", "@kilde", "= 5 %"):
        assert part in words


def test_the_word_file_has_headings_table_heads_language_and_properties():
    made = docx.Document(io.BytesIO(word(DOCUMENT)))
    styles = [(p.style.name, p.text) for p in made.paragraphs]
    assert ("Title", "Møde 3") in styles
    assert ("Heading 1", "1  Tryghed") in styles
    assert ("List Bullet", "et") in styles
    assert any(AWKWARD in text for _style, text in styles)
    head = made.tables[0].rows[0]._tr.trPr.find(qn("w:tblHeader"))
    assert head.get(qn("w:val")) == "true"
    assert made.core_properties.title == "Referat: Møde 3"
    assert made.core_properties.language == "da-DK"
    language = made.styles["Normal"].element.rPr.find(qn("w:lang"))
    assert language.get(qn("w:val")) == "da-DK"


@pytest.mark.parametrize("printer", [pdf, word])
def test_the_same_content_gives_the_same_bytes(printer):
    assert printer(DOCUMENT) == printer(DOCUMENT)
    assert printer(DOCUMENT) != printer(dataclasses.replace(DOCUMENT, title="Møde 4"))


@pytest.mark.parametrize("printer", [pdf, word])
def test_long_and_empty_documents_are_printed(printer):
    empty = dataclasses.replace(DOCUMENT, blocks=(), facts=(), notice="", state="")
    many = [
        block
        for number in range(60)
        for block in (Heading(f"Punkt {number}", str(number)), Prose("Ord " * 300))
    ]
    whole = dataclasses.replace(DOCUMENT, blocks=tuple(many))
    assert printer(empty)
    assert len(printer(whole)) > len(printer(empty))


def test_every_letter_that_is_let_through_can_be_printed():
    letters = "".join(chr(code) for first, last in _LETTERS for code in range(first, last + 1))
    assert printable(letters) == letters
    assert pdf(with_text(letters))


def test_signs_without_letters_are_marked_and_the_rest_stands():
    assert printable("tak 😀") == f"tak {UNKNOWN}"
    assert printable("a\u200bb\u2003c ﬁ e\u0301") == "ab c fi é"
    assert pdf(with_text("漢字 عربى 😀"))


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=st.text(max_size=60))
def test_no_text_breaks_a_document(text):
    assert pdf(with_text(text))
    assert word(with_text(text))


def test_paragraphs_and_lists_are_read_as_they_were_typed():
    assert paragraphs("En\nlinje\n\n- a\n- b\nefter\n") == [
        Paragraph(("En", "linje")), Paragraph(("a", "b"), is_list=True), Paragraph(("efter",)),
    ]  # fmt: skip
    assert paragraphs("Der er:\n- et\n- to") == [
        Paragraph(("Der er:",)), Paragraph(("et", "to"), is_list=True),
    ]  # fmt: skip
    assert paragraphs("  \n\n ") == []
    assert tidy("a\x00\x1fb\r\nc\td") == "ab\nc  d"


def test_a_pdf_that_cannot_be_read_says_so_and_no_more():
    assert tags_of(io.BytesIO(b"ikke en pdf")) is Tags.BROKEN
    assert tags_of(io.BytesIO(pdf(DOCUMENT)[:900])) is Tags.BROKEN
    assert Tags.BROKEN.known is None
    assert Tags.TAGGED.known is True
