"""Everything that can be noticed or refused in a file has its words."""

import re
from pathlib import Path

import pytest

from indicators.importers import findings
from indicators.importers.findings import Note
from indicators.services.file_notes import TEXTS, note_sentence
from indicators.services.refusals import TEXTS as REFUSALS

IMPORTERS = Path(findings.__file__).parent


def test_every_note_has_its_words() -> None:
    source = "".join(
        (IMPORTERS / name).read_text() for name in ("notes.py", "recognition.py", "findings.py")
    )
    codes = set(re.findall(r'Note\(\s*"(\w+)"', source))
    codes |= {text for text in vars(findings).values() if isinstance(text, str) and text in TEXTS}
    assert codes <= set(TEXTS)
    assert {"second_table", "estimated_figures", "ask_mark"} <= codes


@pytest.mark.parametrize("code", TEXTS)
def test_a_note_is_a_sentence_with_its_address(code: str) -> None:
    said = note_sentence(Note(code, "B7", 3, "Nord"))
    assert said[0] == said[0].upper()
    assert said[-1] in ".?" or said.endswith("Nord")
    assert "%(" not in said


def test_every_refusal_of_a_reader_has_its_words() -> None:
    names = ("archives", "workbook", "opendocument", "records", "delimited", "files", "sheets",
             "layout", "recognition", "reader", "child", "understanding", "periods")  # fmt: skip
    source = "".join((IMPORTERS / f"{name}.py").read_text() for name in names)
    codes = set(re.findall(r'Refused\(\s*"(\w+)"', source))
    codes |= set(re.findall(r'"refused": "(\w+)"', source))
    assert codes <= set(REFUSALS)
    assert len(codes) > 20
