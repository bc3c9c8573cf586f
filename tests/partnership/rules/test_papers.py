"""Which files are taken, and who reads a paper."""

from __future__ import annotations

import pytest

from partnership.rules import papers as rules
from partnership.rules.access import SeatFact, Standing

MEMBER = Standing(seats=(SeatFact("member", 1, 7),))
CHAIR = Standing(seats=(SeatFact("chair", 1, 7),))
SECRETARIAT = Standing(seats=(SeatFact("secretariat", 1, 9),))


def refused(name: str, size: int, head: bytes, **more: tuple[str, ...]) -> str:
    with pytest.raises(rules.UnfitFile) as refusal:
        rules.check_start(name, size, head, largest=100, **more)
    return refusal.value.code


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("a.pdf", b"%PDF-1.7"), ("A.PDF", b"%PDF-1.4"), ("a.docx", b"PK\x03\x04"),
        ("a.png", b"\x89PNG\r\n\x1a\n"), ("a.jpeg", b"\xff\xd8\xff\xe0"), ("a.csv", b"a;b"),
    ],
)  # fmt: skip
def test_a_file_that_is_what_it_says_is_taken(name, head):
    ending = rules.ending_of(name)
    assert rules.check_start(name, 10, head, largest=100) == rules.KINDS[ending][0]


def test_others_are_refused_each_for_its_reason():
    assert refused("a.pdf", 101, b"%PDF-") == "too_large"
    assert refused("a.pdf", 0, b"") == "empty"
    assert refused("a.exe", 9, b"MZ") == "unknown_kind"
    assert refused("uden-endelse", 9, b"%PDF-") == "unknown_kind"
    assert refused("a.pdf", 9, b"MZ") == "other_kind"
    assert refused("a.txt", 9, b"a\x00b") == "other_kind"
    assert refused("a.xlsx", 9, b"PK\x03\x04", only=("pdf",)) == "unknown_kind"


def test_a_zipped_kind_holds_what_it_says_and_no_programs():
    rules.check_inside("a.docx", ["word/document.xml"])
    rules.check_inside("a.pdf", [])
    for members, code in ((["xl/workbook.xml"], "other_kind"),
                          (["word/document.xml", "word/vbaProject.bin"], "programs")):  # fmt: skip
        with pytest.raises(rules.UnfitFile) as refusal:
            rules.check_inside("a.docx", members)
        assert refusal.value.code == code


def test_readers_wait_for_the_release_and_writers_do_not():
    for is_released, is_withdrawn, read in (
        (True, False, True), (False, False, False), (True, True, False),
    ):  # fmt: skip
        state = {"is_released": is_released, "is_withdrawn": is_withdrawn}
        assert rules.may_read_paper(MEMBER, 7, **state) is read
        assert rules.may_read_paper(CHAIR, 7, **state)


def test_papers_without_a_body_are_kept_by_the_secretariat():
    assert rules.may_write_paper(SECRETARIAT, None)
    assert not rules.may_write_paper(CHAIR, None)
