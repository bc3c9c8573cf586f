"""Documents as .docx with real headings, table heads, language and core properties.

The archive inside carries the day of the content, so the same content gives the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from itertools import pairwise
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph as WordParagraph

from partnership.exports.documents import (
    Block,
    Box,
    Document,
    Heading,
    Prose,
    Table,
    paragraphs,
    tidy,
)

LANGUAGE = "da-DK"
# What the file format wants to stand after a paragraph's borders.
_AFTER_BORDERS = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:rPr")
FONT = "Calibri"
INK, SOFT, ACCENT = (
    RGBColor(0x14, 0x21, 0x2B),
    RGBColor(0x55, 0x62, 0x6C),
    RGBColor(0x0B, 0x5A, 0x63),
)


def word(document: Document) -> bytes:
    """The document as a .docx file."""
    made = docx.Document()
    _prepare(made, document)
    if document.notice:
        _small(made, document.notice, bold=True)
    _small(made, f"{document.body} · {document.kind}", colour=ACCENT, bold=True)
    made.add_heading(tidy(document.title), level=0)
    if document.state:
        _small(made, document.state)
    for name, value in document.facts:
        line = made.add_paragraph()
        line.paragraph_format.space_after = Pt(0)
        line.add_run(tidy(f"{name}: ")).font.color.rgb = SOFT
        line.add_run(tidy(value))
    for block in document.blocks:
        _add(made, block)
    if document.is_dense:
        _set_close(made)
    return _same_bytes(made, document)


def _add(made: WordDocument, block: Block) -> None:
    match block:
        case Heading():
            number = f"{block.number}  " if block.number else ""
            made.add_heading(tidy(number + block.text), level=block.level)
            if block.aside:
                _small(made, block.aside)
        case Prose():
            if block.label:
                _small(made, block.label, bold=True)
            _prose(made, block.text, colour=SOFT if block.tone == "quiet" else None)
        case Table():
            _table(made, block)
        case Box():
            _box(made, block)


def _box(made: WordDocument, block: Box) -> None:
    """What stands out has a line at its left: whole for a decision, broken for a correction."""
    is_decision = block.tone == "decision"
    line = ("single", ACCENT) if is_decision else ("dashed", SOFT)
    parts = [_small(made, block.heading, colour=line[1], bold=True)]
    if block.title:
        parts.append(made.add_paragraph())
        parts[-1].add_run(tidy(block.title)).bold = True
    parts += _prose(made, block.text)
    parts += [_small(made, words) for words in block.lines]
    for part in parts:
        _frame(part, *line)
        part.paragraph_format.space_after = Pt(3)
    parts[-1].paragraph_format.space_after = Pt(10)


def _prose(made: WordDocument, text: str, *, colour: RGBColor | None = None) -> list[WordParagraph]:
    """Typed text in paragraphs and lists."""
    found = []
    for part in paragraphs(text):
        if part.is_list:
            found += [made.add_paragraph(point, style="List Bullet") for point in part.lines]
            continue
        paragraph = made.add_paragraph()
        for number, line in enumerate(part.lines):
            run = paragraph.add_run(line)
            if colour is not None:
                run.font.color.rgb = colour
            if number < len(part.lines) - 1:
                run.add_break(WD_BREAK.LINE)
        found.append(paragraph)
    return found


def _table(made: WordDocument, block: Table) -> None:
    if block.caption:
        _small(made, block.caption, bold=True)
    table = made.add_table(rows=1, cols=len(block.columns))
    table.style = "Table Grid"
    for cell, words in zip(table.rows[0].cells, block.columns, strict=True):
        cell.paragraphs[0].add_run(tidy(words)).bold = True
    properties = table.rows[0]._tr.get_or_add_trPr()
    head = OxmlElement("w:tblHeader")
    head.set(qn("w:val"), "true")
    properties.append(head)
    for row in block.rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.paragraphs[0].add_run(tidy(words))
    made.add_paragraph().paragraph_format.space_after = Pt(0)


def _small(
    made: WordDocument, text: str, *, colour: RGBColor = SOFT, bold: bool = False
) -> WordParagraph:
    """A line in small letters: a label, a fact."""
    paragraph = made.add_paragraph()
    run = paragraph.add_run(tidy(text))
    run.font.size, run.font.color.rgb, run.bold = Pt(9), colour, bold
    paragraph.paragraph_format.space_before = Pt(6 if bold else 0)
    paragraph.paragraph_format.space_after = Pt(2 if bold else 6)
    paragraph.paragraph_format.keep_with_next = bold
    return paragraph


def _frame(paragraph: WordParagraph, kind: str, colour: RGBColor) -> None:
    """A line at the left of what stands out."""
    borders = OxmlElement("w:pBdr")
    left = OxmlElement("w:left")
    for name, value in (("val", kind), ("sz", "18"), ("space", "8"), ("color", str(colour))):
        left.set(qn(f"w:{name}"), value)
    borders.append(left)
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(borders, *_AFTER_BORDERS)


def _prepare(made: WordDocument, document: Document) -> None:
    """Page, letters, language and what the file says of itself."""
    section = made.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.8)
    for name in ("Normal", "Title", "Heading 1", "Heading 2"):
        _style(made.styles[name], name)
    core = made.core_properties
    core.title = tidy(f"{document.kind}: {document.title}")
    core.author, core.subject, core.language = document.author, tidy(document.subject), LANGUAGE
    core.created = core.modified = document.made_at.replace(tzinfo=None)
    core.last_modified_by, core.comments = document.author, ""
    footer = section.footer.paragraphs[0]
    notice = f" · {document.notice}" if document.notice else ""
    run = footer.add_run(tidy(f"{document.body} · {document.kind}: {document.title}{notice}"))
    run.font.size, run.font.color.rgb = Pt(8), SOFT
    if document.foot:
        run = section.footer.add_paragraph().add_run(tidy(document.foot))
        run.font.size, run.font.color.rgb = Pt(7), SOFT


def _set_close(made: WordDocument) -> None:
    """Smaller letters, less air and a label on the line of what it labels."""
    section = made.sections[0]
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(1.6)
    for name, size in (("Normal", 9), ("Title", 16), ("Heading 1", 11)):
        made.styles[name].font.size = Pt(size)
    for paragraph in made.paragraphs:
        form = paragraph.paragraph_format
        form.line_spacing = 1
        form.space_before, form.space_after = Pt(0 if _is_plain(paragraph) else 7), Pt(2)
        for run in paragraph.runs:
            if run.font.color.rgb == SOFT and not run.bold:
                run.font.size = Pt(7.5)
    _join_labels(made)


def _is_plain(paragraph: WordParagraph) -> bool:
    return paragraph.style is not None and paragraph.style.name == "Normal"


def _join_labels(made: WordDocument) -> None:
    """A label, which stays with what follows it, is put at its beginning; not what stands above the title."""
    every = made.paragraphs
    first = next(at for at, each in enumerate(every) if not _is_plain(each))
    for label, told in pairwise(every[first + 1 :]):
        is_label = _is_plain(label) and label.paragraph_format.keep_with_next
        is_boxed = label._p.find(f"{qn('w:pPr')}/{qn('w:pBdr')}") is not None
        if is_label and not is_boxed and _is_plain(told):
            run = label.runs[0]
            run.text, run.font.size, run.font.color.rgb = f"{run.text} – ", Pt(9), INK
            told._p.insert(1 if told._p.pPr is not None else 0, run._r)
            label._p.getparent().remove(label._p)


def _style(style: Any, name: str) -> None:
    sizes = {"Normal": 10.5, "Title": 22, "Heading 1": 13, "Heading 2": 11}
    style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(sizes[name]), INK
    style.font.bold = name != "Normal"
    for border in style.element.findall(f"{qn('w:pPr')}/{qn('w:pBdr')}"):
        border.getparent().remove(border)
    properties = style.element.get_or_add_rPr()
    fonts = properties.find(qn("w:rFonts"))
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), LANGUAGE)
    properties.append(language)


def _same_bytes(made: WordDocument, document: Document) -> bytes:
    """The file with one moment on all its parts."""
    first, out = io.BytesIO(), io.BytesIO()
    made.save(first)
    moment = document.made_at.timetuple()[:6]
    with zipfile.ZipFile(first) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, date_time=max(moment, (1980, 1, 1, 0, 0, 0)))
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return out.getvalue()
