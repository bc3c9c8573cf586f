"""The import page: choose, look, confirm; refused files say why and leave nothing."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from indicators.models import ImportBatch, Measurement
from tests.factories.entry import House, make_house

pytestmark = pytest.mark.django_db
BODY = "område;indikator;periode;tæller;nævner;hund\nOmråde 1;trygge;2024;{part};508;ja\n"


@pytest.fixture
def house() -> House:
    return make_house()


@pytest.fixture
def desk(house: House) -> Client:
    client = Client()
    client.force_login(house.secretary)
    return client


def upload(desk: Client, content: str | bytes, name: str = "tal.csv"):
    content = content.encode() if isinstance(content, str) else content
    return desk.post(reverse("indicators:import"), {"file": SimpleUploadedFile(name, content)})


def packed(page) -> str:
    return re.search(r'name="packed" value="([^"]+)"', page.content.decode())[1]


def confirm(desk: Client, text: str):
    return desk.post(reverse("indicators:import-confirm"), {"packed": text}, follow=True)


def test_look_then_confirm(house, desk):
    assert desk.get(reverse("indicators:import")).status_code == 200
    page = upload(desk, BODY.format(part=411))
    body = page.content.decode()
    assert "411 af 508 (80,9 %)" in body
    assert "Kolonner, der ikke bruges:" in body
    assert not Measurement.objects.exists()
    done = confirm(desk, packed(page))
    assert "1 nye og 0 ændrede tal er indlæst fra tal.csv." in done.content.decode()
    assert ImportBatch.objects.get().imported_by == house.secretary
    again = upload(desk, BODY.format(part=411)).content.decode()
    assert "Filen ændrer ikke noget" in again
    assert 'name="packed"' not in again


def test_refused_rows_leave_nothing_to_confirm(desk):
    page = upload(desk, BODY.format(part=600))
    assert page.status_code == 422
    assert "Kolonnen tæller:" in page.content.decode()
    assert 'name="packed"' not in page.content.decode()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"PK\x03\x04mappe", "regnearksmappe"), (b"a\0b;c\n1;2\n", "ikke læses som tekst"),
        (b"\x81\x8d", "ikke læses som tekst"), ("område;periode\n", "kun en overskrift"),
        ("a;b\n1;2\n", "Disse kolonner mangler"), ("OMRÅDE;TID;INDHOLD\nX;2024;1\n", "Filen er fra StatBank"),
        ("område;indikator;periode\no1;trygge;2024\n", "mangler i filens første linje: værdi"),
        ("", "Filen er tom"),
        ("område;indikator;periode;værdi\n" + "o1;trygge;2024;1\n" * 20_001, "højst 20000 rækker"),
    ],
)  # fmt: skip
def test_files_that_cannot_be_read_are_refused_in_words(desk, content, words):
    page = upload(desk, content)
    assert page.status_code == 422
    assert words in page.content.decode()


def test_large_file_and_private_name(desk, settings):
    assert "CPR" in upload(desk, BODY, "010180-1234.csv").content.decode()
    settings.IMPORT_MAX_BYTES = 1000
    assert "højst 1 kB" in upload(desk, "x" * 1001).content.decode()


def test_file_with_cpr_like_text_is_not_carried_along(desk, caplog):
    page = upload(desk, BODY.format(part="010180-1234"))
    body = page.content.decode()
    assert "ligner et CPR-nummer" in body
    assert "010180" not in body + caplog.text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_encodings_and_separators(desk, encoding, delimiter):
    content = BODY.format(part=411).replace(";", delimiter).encode(encoding)
    assert "411 af 508" in upload(desk, content).content.decode()


def test_figure_that_moved_meanwhile_is_shown_again(house, desk):
    first = packed(upload(desk, BODY.format(part=411)))
    confirm(desk, packed(upload(desk, BODY.format(part=410))))
    page = confirm(desk, first)
    assert "Tallene er ændret, siden du så dem" in page.content.decode()
    assert "410 af 508" in page.content.decode()
    assert Measurement.objects.count() == 1
    confirm(desk, packed(page))
    assert Measurement.objects.count() == 2


def test_confirmation_belongs_to_the_person_who_looked(house, desk):
    text = packed(upload(desk, BODY.format(part=411)))
    other = Client()
    other.force_login(house.supplier)
    assert "Vælg filen igen" in confirm(other, text).content.decode()
    assert "Vælg filen igen" in confirm(desk, text + "x").content.decode()
    assert not Measurement.objects.exists()
