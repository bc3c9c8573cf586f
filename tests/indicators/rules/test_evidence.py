"""Which files may stand beside a figure."""

from __future__ import annotations

import pytest

from indicators.rules.evidence import LARGEST, UnsafeFile, check_file


@pytest.mark.parametrize(
    ("name", "head", "kind"),
    [
        ("Notat.PDF", b"%PDF-1.7", "application/pdf"),
        ("foto.jpeg", b"\xff\xd8\xff\xe0", "image/jpeg"),
        ("tal.csv", b"a;b\n1;2", "text/csv"),
        ("ark.v2.xlsx", b"PK\x03\x04", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ],
)  # fmt: skip
def test_known_kinds_are_handed_out_as_what_they_are(name: str, head: bytes, kind: str) -> None:
    assert check_file(name, 100, head) == kind


@pytest.mark.parametrize(
    ("name", "size", "head", "code"),
    [
        ("a.pdf", LARGEST + 1, b"%PDF-", "too_large"),
        ("a.pdf", 0, b"", "empty"),
        ("a.html", 9, b"<script>", "unknown_kind"),
        ("a.xlsm", 9, b"PK\x03\x04", "unknown_kind"),
        ("pdf", 9, b"%PDF-", "unknown_kind"),
        ("a.pdf", 9, b"<html>", "other_kind"),
        ("a.txt", 9, b"MZ\x00", "other_kind"),
    ],
)
def test_others_are_refused_by_name(name: str, size: int, head: bytes, code: str) -> None:
    with pytest.raises(UnsafeFile) as refusal:
        check_file(name, size, head)
    assert refusal.value.code == code
