"""Files made to harm, and files that are no table: each is refused with a reason."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from indicators.importers.archives import MOST_ENTRIES
from indicators.importers.child import look
from indicators.rules.values import Refused
from indicators.services.refusals import TEXTS
from tests.factories.uploads import (
    BOOK,
    RELATIONS,
    SPACE,
    archive,
    opendocument,
    sheet_xml,
    written,
)

DOCTYPE = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
LAUGHS = (
    '<!DOCTYPE d [<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def far_cell(path: Path) -> Path:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row>'
    rows += '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    return archive(path, {"xl/worksheets/sheet1.xml": sheet_xml(rows)})


def many_rows(path: Path) -> Path:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 260_000))
    return archive(path, {"xl/worksheets/sheet1.xml": sheet_xml(rows)})


def countless_rows(path: Path) -> Path:
    rows = "".join(f'<row r="{n}"/>' for n in range(1, 1_000_100))
    with zipfile.ZipFile(archive(path), "a", zipfile.ZIP_STORED) as packed:
        packed.writestr("xl/worksheets/sheet2.xml", sheet_xml(rows))
        packed.writestr("xl/notes.bin", bytes(100))
    book = BOOK.replace("</sheets>", '<sheet name="Ark2" sheetId="2" r:id="rId9"/></sheets>')
    relation = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId9" Type="{RELATIONS}/worksheet" Target="worksheets/sheet2.xml"/>'
        "</Relationships>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as packed:
        packed.writestr("xl/workbook.xml", book)
        packed.writestr("xl/_rels/workbook.xml.rels", relation)
        packed.writestr("xl/worksheets/sheet1.xml", sheet_xml(""))
        packed.writestr("xl/worksheets/sheet2.xml", sheet_xml(rows))
    return path


def long_strings(path: Path) -> Path:
    text = f"<sst {SPACE}>" + ("<si><t>" + "A" * 1_000_000 + "</t></si>") * 210 + "</sst>"
    return archive(path, {"xl/sharedStrings.xml": text})


def packed_hard(path: Path) -> Path:
    return archive(path, {"xl/sharedStrings.xml": f"<sst {SPACE}>{' ' * 4_000_000}</sst>"})


def external_entity(path: Path) -> Path:
    cell = '<row r="1"><c r="A1" t="inlineStr"><is><t>&x;</t></is></c></row>'
    return archive(path, {"xl/worksheets/sheet1.xml": sheet_xml(cell, before=DOCTYPE)})


def entity_in_utf16(path: Path) -> Path:
    part = f'<?xml version="1.0" encoding="UTF-16"?>{DOCTYPE}<sst {SPACE}/>'
    return archive(path, {"xl/sharedStrings.xml": part.encode("utf-16")})


def laughs(path: Path) -> Path:
    text = f"{LAUGHS}<sst {SPACE}><si><t>&i;</t></si></sst>"
    return archive(path, {"xl/sharedStrings.xml": text})


def entity_beside(path: Path) -> Path:
    return archive(path, {"docProps/core.xml": f"{DOCTYPE}<a>&x;</a>"})


def macros(path: Path) -> Path:
    return archive(path, {"xl/vbaProject.bin": b"macro"})


def links(path: Path) -> Path:
    return archive(path, {"xl/externalLinks/externalLink1.xml": "<a/>"})


def locked(path: Path) -> Path:
    path.write_bytes(OLE + "EncryptedPackage".encode("utf-16-le") + bytes(512))
    return path


def old_workbook(path: Path) -> Path:
    path.write_bytes(OLE + "Workbook".encode("utf-16-le") + bytes(512))
    return path


def locked_entries(path: Path) -> Path:
    content = bytearray(archive(path).read_bytes())
    at = 0
    while (at := content.find(b"PK\x01\x02", at)) >= 0:
        content[at + 8] |= 1
        at += 4
    path.write_bytes(bytes(content))
    return path


def climbing_name(path: Path) -> Path:
    return archive(path, {"../../etc/passwd.xml": "<a/>"})


def doubled_name(path: Path) -> Path:
    with (
        pytest.warns(UserWarning, match="Duplicate"),
        zipfile.ZipFile(archive(path), "a") as packed,
    ):
        packed.writestr("xl/workbook.xml", BOOK)
    return path


def too_many_entries(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as packed:
        for number in range(MOST_ENTRIES + 1):
            packed.writestr(f"{number}.xml", "")
    return path


def cut_off(path: Path) -> Path:
    content = archive(path).read_bytes()
    path.write_bytes(content[: len(content) // 2])
    return path


def damaged_inside(path: Path) -> Path:
    return archive(path, {"xl/worksheets/sheet1.xml": "<worksheet><sheetData><row></c>"})


def no_workbook(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("readme.txt", "tal")
    return path


def locked_opendocument(path: Path) -> Path:
    return opendocument(path, "", **{"META-INF__manifest.xml": "<m><encryption-data/></m>"})


def deep_list(path: Path) -> Path:
    return written(path, "[" * 200_000)


def one_endless_line(path: Path) -> Path:
    return written(path, 'a;b\n"' + "x" * 3_000_000)


def bytes_only(path: Path) -> Path:
    path.write_bytes(bytes(range(256)) * 8)
    return path


CASES: dict[Callable[[Path], Path], str] = {
    far_cell: "sheet_too_large",
    many_rows: "sheet_too_large",
    countless_rows: "sheet_too_large",
    long_strings: "unpacks_too_large",
    packed_hard: "unpacks_too_large",
    external_entity: "xml_entities",
    entity_in_utf16: "xml_entities",
    laughs: "xml_entities",
    entity_beside: "xml_entities",
    macros: "macros",
    links: "external_links",
    locked: "encrypted_file",
    locked_entries: "encrypted_file",
    locked_opendocument: "encrypted_file",
    old_workbook: "old_workbook",
    climbing_name: "hostile_file",
    doubled_name: "hostile_file",
    too_many_entries: "hostile_file",
    cut_off: "damaged_file",
    damaged_inside: "damaged_file",
    no_workbook: "not_a_workbook",
    deep_list: "nested_json",
    one_endless_line: "not_text",
    bytes_only: "not_text",
}


@pytest.mark.parametrize("make", CASES, ids=lambda make: make.__name__)
def test_a_hostile_or_broken_file_is_refused_in_words(
    make: Callable[[Path], Path], tmp_path: Path
) -> None:
    with pytest.raises(Refused) as refusal:
        look(make(tmp_path / "fil.xlsx"))
    assert refusal.value.code == CASES[make]
    assert refusal.value.code in TEXTS


@pytest.mark.parametrize(
    ("start", "code"),
    [
        (b"%PDF-1.7", "is_pdf"),
        (b"\x89PNG\r\n\x1a\n", "is_picture"),
        (b"<!DOCTYPE html>", "is_web_page"),
        (b"\x1f\x8b\x08\x00", "is_packed"),
        (b"", "empty_file"),
        (b"\n\n\n", "empty_file"),
        (b"[]", "empty_file"),
        (b"{broken", "damaged_file"),
        (b'{"a": {"b": [1, 2]}}', "nested_json"),
        ("område;boligtype\nA;x\nB;y\n".encode(), "no_figures"),
    ],
)
def test_what_is_no_table_is_refused_by_its_content_whatever_its_name(
    start: bytes, code: str, tmp_path: Path
) -> None:
    path = tmp_path / "tal.csv"
    path.write_bytes(start)
    with pytest.raises(Refused) as refusal:
        look(path)
    assert refusal.value.code == code
    assert code in TEXTS
