"""The workbook of a round: what it asks for, that it comes back as it went, and how mistakes are told."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.urls import reverse
from xlsxwriter import Workbook

from indicators.models import Category, CategorySet, ImportBatch, Measurement
from indicators.services.round_template_files import COLUMNS, MARK, SHEET, lines_of, template_file
from partnership.services.standing import standing_of
from tests.factories.arrivals import arrive, counts, read_here, taken, told
from tests.factories.entry import House, make_house
from tests.factories.rounds import make_round

pytestmark = pytest.mark.django_db
SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
AT = {name: place for place, (name, _role, _width) in enumerate(COLUMNS)}


@pytest.fixture(autouse=True)
def no_child(monkeypatch: pytest.MonkeyPatch) -> None:
    read_here(monkeypatch)


@pytest.fixture
def house() -> House:
    return make_house()


def filled(rows: list[dict[str, Any]]) -> bytes:
    """The template as a person fills it in: the same sheets, with what was typed."""
    buffer = io.BytesIO()
    with Workbook(buffer, {"in_memory": True}) as book:
        page = book.add_worksheet(SHEET)
        for name, place in AT.items():
            page.write_string(2, place, name)
        for number, row in enumerate(rows, start=3):
            for name, what in row.items():
                page.write(number, AT[name], what)
        book.add_worksheet(MARK).hide()
    return buffer.getvalue()


def line(
    area: str = "omraade-1", period: str = "2024", code: str = "trygge", **typed: Any
) -> dict[str, Any]:
    names = {
        "part": "Tæller", "whole": "Nævner", "value": "Værdi", "n": "Antal svar",
        "state": "Tilstand", "comment": "Kommentar",
    }  # fmt: skip
    row = {"Periode": period, "Kode for indikator": code, "Kode for område": area}
    return row | {names[name]: what for name, what in typed.items()}


def test_a_template_comes_back_as_it_went(house: House) -> None:
    found = make_round(house)
    body = [
        line(part=411, whole=508, comment="=ikke en formel"), line("omraade-2", value=68.8, n=512),
        line("omraade-3", state="Mangler", comment="Ikke talt"), line(code="beboere", value=1234),
    ]  # fmt: skip
    first = arrive(house.secretary, filled(body), name="forår.xlsx")
    assert (first.kind, counts(first)) == (ImportBatch.Kind.TEMPLATE, (4, 0, 0, 0))
    taken(first)
    sent = template_file(found=found, lines=lines_of(found=found, standing=house.standing))
    back = arrive(house.secretary, sent, name="forår.xlsx")
    assert counts(back) == (0, 0, 4, 0)


def test_parts_of_a_breakdown_go_out_and_come_back(house: House) -> None:
    kinds = CategorySet.objects.create(code="koen", name="Køn")
    for at, name in enumerate(("Kvinder", "Mænd")):
        Category.objects.create(category_set=kinds, code=f"k{at}", name=name, position=at)
    house.safe.breakdowns.add(kinds)
    found = make_round(house)
    lines = lines_of(found=found, standing=house.standing)
    names = [(each.place, each.slot) for each in lines if each.definition == house.safe]
    assert names[:3] == [("Område 1", "2024"), ("Område 1", "2025"), ("Område 1: Kvinder", "2024")]
    assert len(lines) == 6 * 3 + 6
    body = [
        line(part=411, whole=508),
        line(part=200, whole=250) | {"Kode for opdeling": "koen/k0"},
        line(part=211, whole=258) | {"Kode for opdeling": "KOEN/k1"},
    ]
    first = arrive(house.secretary, filled(body), name="forår.xlsx")
    assert counts(first) == (3, 0, 0, 0), told(first)
    taken(first)
    stored = {(m.cell.category.code, int(m.numerator or 0)) for m in Measurement.objects.all()}
    assert stored == {("total", 411), ("k0", 200), ("k1", 211)}
    sent = template_file(found=found, lines=lines_of(found=found, standing=house.standing))
    assert counts(arrive(house.secretary, sent, name="forår.xlsx")) == (0, 0, 3, 0)


def test_only_own_lines_stand_in_it_and_the_rest_is_locked(house: House) -> None:
    found = make_round(house)
    own = lines_of(found=found, standing=standing_of(house.supplier))
    assert {one.definition for one in own} == {house.safe}
    assert len(own) == 6
    with zipfile.ZipFile(io.BytesIO(template_file(found=found, lines=own))) as archive:
        sheet = ElementTree.fromstring(archive.read("xl/worksheets/sheet1.xml"))  # noqa: S314
        book = archive.read("xl/workbook.xml").decode()
    assert sheet.find(f"{SPACE}sheetProtection") is not None
    assert len(sheet.findall(f".//{SPACE}dataValidation")) == 5
    assert f'name="{MARK}" sheetId="2" state="hidden"' in book
    client = Client()
    client.force_login(house.supplier)
    answer = client.get(reverse("indicators:round-template", args=[found.slug]))
    assert answer["Content-Disposition"] == f'attachment; filename="{found.slug}.xlsx"'
    house.supplier.person.seats.update(ends_on="2021-01-01")
    assert client.get(reverse("indicators:round-template", args=[found.slug])).status_code == 403


MISTAKES = [
    (line(part=600, whole=508), "F4", "tæller: 600", "større end helheden"),
    (line(part="tolv", whole=508), "F5", "tæller: tolv", "ikke et tal"),
    (
        line(part=12.5, whole=508, code="beboere-andel"),
        "L6",
        "indikator: beboere-andel",
        "kendes ikke",
    ),
    (line("et-andet-sted", part=1, whole=2), "M7", "område: et-andet-sted", "Området kendes ikke"),
    (line(period="i år", part=1, whole=2), "C8", "periode: i år", "Perioden kendes ikke"),
    (line(period="2024K1", part=1, whole=2), "C9", "periode: 2024K1", "periodelængde (år)"),
    (line("omraade-2", part=1), "G10", "nævner", "i samme række"),
    (line("omraade-2", value=180), "H11", "værdi: 180", "mellem 0 og 100"),
    (line("omraade-2", value=50, n=1.5), "I12", "antal_svar: 1,5", "ikke et helt tal"),
    (line("omraade-2", value=50, state="Mangler"), "J13", "tilstand: Mangler", "både et tal og"),
    (
        line("omraade-2", state="Måske"),
        "J14",
        "tilstand: Måske",
        "Skriv Mangler, Skjult af kilden eller",
    ),
    (line(code="beboere", value=-3), "H15", "værdi: -3", "kan ikke være negativt"),
    (line("omraade-2", state="Mangler"), "K16", "kommentar", "Skriv under Kommentar, hvorfor"),
]


def test_each_mistake_gives_its_message_and_nothing_is_changed(house: House) -> None:
    good = line("omraade-3", part=1, whole=2)
    batch = arrive(
        house.secretary, filled([*(row for row, *_rest in MISTAKES), good]), name="f.xlsx"
    )
    assert counts(batch) == (1, 0, 0, len(MISTAKES))
    for (_row, address, place, reason), found in zip(MISTAKES, told(batch), strict=True):
        assert found[0] == address, found
        assert found[1].startswith(place), found
        assert reason in found[2], found
    assert taken(batch).state == ImportBatch.State.CHECKED
    assert not Measurement.objects.exists()


def test_what_was_missing_without_a_reason_may_stay_so_and_rows_point_at_their_figure(
    house: House,
) -> None:
    taken(
        arrive(house.secretary, filled([line(state="Mangler", comment="Ikke talt")]), name="f.xlsx")
    )
    body = [line(state="Mangler"), line("omraade-2", part=1, whole=2), line("omraade-3", value=5)]
    batch = arrive(house.secretary, filled(body), name="f.xlsx")
    assert counts(batch) == (2, 0, 1, 0), told(batch)
    assert batch.rows.order_by("row").values_list("place", flat=True)[1] == AT["Tæller"]
    assert taken(batch).state == ImportBatch.State.DONE


def test_a_file_that_only_looks_like_a_template_is_read_as_any_other(
    house: House, tmp_path: Path
) -> None:
    buffer = io.BytesIO()
    with Workbook(buffer, {"in_memory": True}) as book:
        page = book.add_worksheet(SHEET)
        for row, texts in enumerate(
            (["Område", "Indikator", "Periode", "Værdi"], ["o1", "beboere", "2024", 7])
        ):
            for column, text in enumerate(texts):
                page.write(row, column, text)
    batch = arrive(house.secretary, buffer.getvalue(), name="egen.xlsx")
    assert (batch.kind, counts(batch)) == (ImportBatch.Kind.WORKBOOK, (1, 0, 0, 0))
