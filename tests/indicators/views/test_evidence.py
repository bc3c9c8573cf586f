"""Evidence beside a figure: kept, handed out as a file and nothing else, taken away."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from indicators.models import Evidence
from tests.factories.divisions import client_of
from tests.factories.entry import House, make_house

pytestmark = pytest.mark.django_db
ADD = "indicators:evidence-create"


@pytest.fixture
def house() -> House:
    return make_house()


@pytest.fixture
def desk(house: House) -> Client:
    client = client_of(house.secretary)
    client.post(place(house), {"first": "411", "second": "508", "seen": 0})
    return client


def place(house: House, slot: str = "2024") -> str:
    return reverse("indicators:entry-cell", args=[house.safe.pk, house.areas[0].pk, slot])


def key(house: House, slot: str = "2024") -> str:
    return f"{house.safe.pk}-{house.areas[0].pk}-{slot}"


def pdf(name: str = "notat.pdf", data: bytes = b"%PDF-1.7 <script>") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def test_a_file_is_handed_out_to_be_kept_and_only_to_those_who_enter_there(house, desk):
    desk.post(reverse(ADD), {"cell": key(house), "title": "Notat om tallet", "file": pdf()})
    evidence = Evidence.objects.get()
    story = desk.get(place(house)).content.decode()
    url = reverse("indicators:evidence-file", args=[evidence.pk])
    assert "Notat om tallet" in story
    assert url in story
    answer = client_of(house.supplier).get(url)
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 <script>"
    assert answer["Content-Disposition"] == 'attachment; filename="notat.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Type"] == "application/pdf"
    other = client_of(house.other_supplier)
    assert other.get(url).status_code == 404
    assert (
        other.post(reverse("indicators:evidence-withdraw", args=[evidence.pk])).status_code == 404
    )
    assert other.post(reverse(ADD), {"cell": key(house), "url": "https://x.dk"}).status_code == 404
    assert desk.post(reverse(ADD), {"cell": "x", "url": "https://x.dk"}).status_code == 404


def test_a_link_will_do_and_what_was_taken_away_is_gone(house, desk):
    desk.post(reverse(ADD), {"cell": key(house), "url": "https://www.dst.dk/rapport"})
    evidence = Evidence.objects.get()
    assert 'href="https://www.dst.dk/rapport"' in desk.get(place(house)).content.decode()
    assert desk.get(reverse("indicators:evidence-file", args=[evidence.pk])).status_code == 404
    desk.post(reverse("indicators:evidence-withdraw", args=[evidence.pk]))
    evidence.refresh_from_db()
    assert evidence.withdrawn_by == house.secretary
    assert "dst.dk" not in desk.get(place(house)).content.decode()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"file": ("a.html", b"<script>")}, "kan ikke bruges som bilag"),
        ({"file": ("a.pdf", b"<script>")}, "svarer ikke til dens navn"),
        ({"file": ("010180-1234.pdf", b"%PDF-")}, "ligner et CPR-nummer"),
        ({"title": "født 010180-1234", "url": "https://x.dk"}, "ligner et CPR-nummer"),
        ({"url": "javascript:alert(1)"}, ""),
        ({}, "Vælg en fil, eller skriv et link."),
        ({"file": ("a.pdf", b"%PDF-"), "url": "https://x.dk"}, "Vælg en fil, eller skriv et link."),
        ({"slot": "2023", "url": "https://x.dk"}, "Skriv tallet først"),
    ],
)
def test_what_is_unsafe_or_nothing_is_refused_in_words(house, desk, fields, words):
    sent = {"cell": key(house, fields.get("slot", "2024")), "title": fields.get("title", "")}
    sent |= {name: pdf(*value) if name == "file" else value for name, value in fields.items()}
    answer = desk.post(reverse(ADD), sent, headers={"X-Requested-With": "fetch"}).json()
    assert answer["status"] == "refused"
    assert words in answer["message"]
    assert "010180" not in answer["message"]
    assert not Evidence.objects.exists()
