"""Everything that can be noticed or refused in a file has its words."""

import re
from pathlib import Path

import pytest

from indicators.importers import findings
from indicators.importers.findings import PRIVATE, Note
from indicators.services.import_files.words import NOTES, note_in_words
from indicators.services.refusals import TEXTS as REFUSALS

IMPORTERS = Path(findings.__file__).parent


def test_every_note_has_its_words() -> None:
    source = "".join(
        (IMPORTERS / name).read_text() for name in ("notes.py", "recognition.py", "findings.py")
    )
    codes = set(re.findall(r'Note\(\s*"(\w+)"', source))
    codes |= {getattr(findings, name) for name in re.findall(r"findings\.([A-Z_]+)", source)}
    assert codes - {PRIVATE} <= set(NOTES)
    assert {"second_table", "estimated_figures", "ask_mark"} <= codes


@pytest.mark.parametrize("code", NOTES)
def test_a_note_is_a_sentence_that_says_where(code: str) -> None:
    said = note_in_words(Note(code, "B7", 3, "Nord"))
    assert said[0] == said[0].upper()
    assert said.endswith("Første gang: B7, i alt 3 steder.")
    assert "%(" not in said


def test_every_refusal_of_a_reader_has_its_words() -> None:
    names = ("archives", "workbook", "opendocument", "records", "delimited", "files", "sheets",
             "layout", "recognition", "reader", "child", "understanding", "periods")  # fmt: skip
    source = "".join((IMPORTERS / f"{name}.py").read_text() for name in names)
    codes = set(re.findall(r'Refused\(\s*"(\w+)"', source))
    codes |= set(re.findall(r'"refused": "(\w+)"', source))
    assert codes <= set(REFUSALS)
    assert len(codes) > 20
