"""Files made to harm, chosen on the page: each ends as a refusal, read by a real child process."""

from __future__ import annotations

import html
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from indicators.models import ImportBatch, Measurement
from indicators.services.refusals import TEXTS
from tests.factories.entry import make_house
from tests.factories.uploads import archive, sheet_xml, written

pytestmark = pytest.mark.django_db
DOCTYPE = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>'


def far_cell(path: Path) -> Path:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row>'
    rows += '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    return archive(path, {"xl/worksheets/sheet1.xml": sheet_xml(rows)})


def entity(path: Path) -> Path:
    rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>&x;</t></is></c></row>'
    return archive(path, {"xl/worksheets/sheet1.xml": sheet_xml(rows, before=DOCTYPE)})


def macros(path: Path) -> Path:
    return archive(path, {"xl/vbaProject.bin": b"x"})


def deep_list(path: Path) -> Path:
    return written(path, "[" * 200_000)


CASES = {
    far_cell: "sheet_too_large", entity: "xml_entities", macros: "macros",
    deep_list: "nested_json",
}  # fmt: skip


@pytest.mark.parametrize("make", CASES, ids=lambda make: make.__name__)
def test_a_hostile_file_is_refused_on_the_page(
    make: Callable[[Path], Path], tmp_path: Path
) -> None:
    desk = Client()
    desk.force_login(make_house().secretary)
    content = make(tmp_path / "fil.xlsx").read_bytes()
    file = SimpleUploadedFile("fil.xlsx", content)
    page = desk.post(reverse("indicators:import"), {"file": file}, follow=True)
    told = html.unescape(page.content.decode())
    assert "Filen er afvist. Intet er indlæst." in told
    assert str(TEXTS[CASES[make]]).split("%(")[0] in told
    assert ImportBatch.objects.get().message["code"] == CASES[make]
    assert not Measurement.objects.exists()
    assert desk.get(reverse("indicators:import")).status_code == 200
