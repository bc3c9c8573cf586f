"""The import pages: choose, explain, look, confirm; refused files say why and leave nothing."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from indicators.importers import child
from indicators.models import (
    ImportBatch,
    ImportMapping,
    Measurement,
    Source,
    SourceMark,
)
from indicators.rules.values import Refused
from indicators.services.import_files import undoing
from indicators.services.measurements import ParallelEdit
from tests.factories.arrivals import read_here
from tests.factories.entry import House, make_house

pytestmark = pytest.mark.django_db
BODY = "område;indikator;periode;tæller;nævner;hund\nOmråde 1;trygge;2024;{part};508;ja\n"
WIDE = "Kommune;2022;2023\nOmråde 1;70,5;71\nKommunen;80;..\nFremmedby;60;61\n"


@pytest.fixture(autouse=True)
def no_child(monkeypatch: pytest.MonkeyPatch) -> None:
    read_here(monkeypatch)


@pytest.fixture
def house() -> House:
    return make_house()


@pytest.fixture
def desk(house: House) -> Client:
    client = Client()
    client.force_login(house.secretary)
    return client


def upload(desk: Client, content: str | bytes, name: str = "tal.csv", **more: Any) -> Any:
    raw = content.encode() if isinstance(content, str) else content
    data = {"file": SimpleUploadedFile(name, raw), **more}
    return desk.post(reverse("indicators:import"), data, follow=True)


def text_of(page: Any) -> str:
    return re.sub(r"\s+", " ", page.content.decode())


def newest() -> ImportBatch:
    return ImportBatch.objects.latest("pk")


def confirm(desk: Client, batch: ImportBatch, **more: Any) -> Any:
    return desk.post(reverse("indicators:import-take", args=[batch.pk]), more, follow=True)


def test_look_then_confirm(house: House, desk: Client) -> None:
    assert "Ingen filer endnu" in text_of(desk.get(reverse("indicators:import")))
    page = upload(desk, BODY.format(part=411))
    assert "411 af 508 (80,9 %)" in text_of(page)
    assert "Intet er indlæst endnu" in text_of(page)
    assert not Measurement.objects.exists()
    done = text_of(confirm(desk, newest()))
    assert reverse("indicators:indicator-detail", args=["trygge"]) in done
    assert "Tilstand: indlæst" in done
    assert "Fortryd filen" in done
    assert newest().imported_by == house.secretary
    again = text_of(upload(desk, BODY.format(part=411)))
    assert "Filen ændrer ikke noget" in again
    assert "Indlæs tallene" not in again
    assert "tal.csv" in text_of(desk.get(reverse("indicators:import")))


def test_many_unknown_names_are_folded_away_and_can_be_answered(house: House, desk: Client) -> None:
    head, _line = BODY.split("\n", 1)
    rows = "".join(f"Fremmedby {n};trygge;2024;4;508;ja\n" for n in range(10, 30))
    page = text_of(upload(desk, f"{head}\n{rows}"))
    shown, folded = page.split("8 navne til")
    assert "Fremmedby 21" in shown.split("Navne, vi ikke kender")[1]
    assert "Fremmedby 22" in folded
    answers = {f"area-{n}": 0 for n in range(19)} | {"area-19": house.areas[0].pk}
    desk.post(reverse("indicators:import-names", args=[newest().pk]), answers)
    assert (newest().new, newest().refused) == (1, 0)


def test_refused_rows_leave_nothing_to_confirm(desk: Client) -> None:
    page = text_of(upload(desk, BODY.format(part=600)))
    assert "linje 2, kolonne D" in page
    assert "1 række er afvist" in page
    assert "Indlæs tallene" not in page
    for told in (page, text_of(desk.get(reverse("indicators:import")))):
        assert "1 afvist række" in told
        assert "klar til at blive indlæst" not in told
    confirm(desk, newest())
    assert not Measurement.objects.exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.4", "PDF"), ("a;b\nx;y\n", "ingen tal"), (b"PK\x03\x04mappe", "beskadiget"),
        (b"", "Filen er tom"),
    ],
)  # fmt: skip
def test_files_that_cannot_be_read_are_refused_in_words(
    desk: Client, content: bytes | str, words: str
) -> None:
    assert words in text_of(upload(desk, content))
    assert not Measurement.objects.exists()


def test_large_file_and_private_name(desk: Client, settings: Any) -> None:
    assert "CPR" in text_of(upload(desk, BODY, "010180-1234.csv"))
    settings.IMPORT_MAX_BYTES = 2_000_000
    assert "højst 2 MB" in text_of(upload(desk, "x" * 2_000_001))
    assert not ImportBatch.objects.exists()


def test_file_with_cpr_like_text_is_deleted(desk: Client, caplog: Any) -> None:
    body = text_of(upload(desk, BODY.format(part="010180-1234")))
    assert "ligner et CPR-nummer" in body
    assert "010180" not in body + caplog.text
    assert newest().file is not None
    assert newest().file.purged_at is not None


def test_a_file_is_explained_once_and_the_next_one_is_read_the_same_way(
    house: House, desk: Client
) -> None:
    source = Source.objects.get(code="test")
    page = text_of(upload(desk, WIDE, "tabel.csv", source=source.pk))
    assert "Det mangler vi at vide" in page
    assert "hvilken indikator tallene er for" in page
    batch = newest()
    form = desk.get(reverse("indicators:import-detail", args=[batch.pk])).context["form"]
    answers = {name: form[name].value() or "" for name in form.fields}
    refused = desk.post(
        reverse("indicators:import-shape", args=[batch.pk]),
        {**answers, "sheet": "", "indicator": ""},
    )
    assert refused.status_code == 422
    assert "Vælg den indikator" in text_of(refused)
    answers |= {
        "indicator": house.safe.indicator_id,
        "mark-0": "M",
        "leaves_out": "on",
        "sheet": "",
    }
    url = reverse("indicators:import-shape", args=[batch.pk])
    page = text_of(desk.post(url, answers, follow=True))
    assert "Fremmedby" in page  # its row is left out, and could be named
    batch.refresh_from_db()
    assert (batch.state, batch.new, batch.refused) == ("checked", 4, 0)
    assert SourceMark.objects.get(source=source).meaning == "missing"
    assert ImportMapping.objects.get().name == "Tal fra fil"
    confirm(desk, batch)
    stored = {m.cell.area.name + m.cell.slot: m for m in Measurement.objects.all()}
    assert float(stored["Område 12022"].value or 0) == 70.5
    assert stored["Kommunen2023"].state == "missing"
    upload(desk, WIDE.replace("71", "72"), "tabel-2.csv", source=source.pk)
    again = newest()
    assert (again.state, again.new, again.changed, again.unchanged) == ("checked", 0, 1, 3)


SHEET = "Sted;Tæller;Nævner\nOmråde 1;{part};500\n"


def explained(desk: Client, house: House, **more: Any) -> Any:
    """The newest file after its person said how it is read."""
    url = reverse("indicators:import-shape", args=[newest().pk])
    form = desk.get(url).context["form"]
    answers = {name: form[name].value() or "" for name in form.fields}
    answers |= {
        "source": Source.objects.get(code="test").pk, "indicator": house.safe.indicator_id,
        "sheet": "", **more,
    }  # fmt: skip
    return desk.post(url, answers, follow=True)


def test_the_period_said_of_one_file_is_asked_again_of_the_next(house: House, desk: Client) -> None:
    source = Source.objects.get(code="test")
    page = text_of(upload(desk, SHEET.format(part=40), "aar 2023.csv"))
    assert "Der spørges igen for hver fil" in page
    refused = explained(desk, house, **{"constant-period": ""})
    assert refused.status_code == 422
    assert "Skriv perioden, eller sig nedenfor" in text_of(refused)
    assert not ImportMapping.objects.exists()
    explained(desk, house, **{"constant-period": "2023"})
    confirm(desk, newest())
    page = text_of(upload(desk, SHEET.format(part=44), "aar 2024.csv", source=source.pk))
    assert newest().state == ImportBatch.State.SHAPE
    assert "hvor perioderne står" in page
    explained(desk, house, **{"constant-period": "2024"})
    confirm(desk, newest())
    stored = {m.cell.slot: int(m.numerator or 0) for m in Measurement.objects.all()}
    assert stored == {"2023": 40, "2024": 44}


def test_a_window_that_is_behind_shows_where_the_file_stands(house: House, desk: Client) -> None:
    upload(desk, BODY.format(part=411))
    batch = newest()
    confirm(desk, batch)
    for step in ("import-take", "import-names", "import-cancel"):
        page = desk.post(reverse(f"indicators:{step}", args=[batch.pk]), follow=True)
        assert page.status_code == 200
        assert "Her står den nu" in text_of(page)
        assert "Tilstand: indlæst" in text_of(page)
    assert Measurement.objects.count() == 1


def test_periods_that_have_not_begun_are_pointed_out(house: House, desk: Client) -> None:
    page = text_of(upload(desk, BODY.format(part=411).replace("2024", "2099")))
    assert "perioder, der ikke er begyndt: 2099" in page
    assert "ikke er begyndt" not in text_of(upload(desk, BODY.format(part=411)))


def test_what_readers_do_not_see_yet_is_told(house: House, desk: Client) -> None:
    house.safe.indicator.data_sets.update(approval_required=True)
    upload(desk, BODY.format(part=411))
    page = text_of(confirm(desk, newest()))
    assert "1 tal er en kladde" in page
    assert reverse("indicators:approval") + "?vis=kladder" in page


def test_unknown_names_are_matched_once(house: House, desk: Client) -> None:
    source = Source.objects.get(code="test")
    content = BODY.format(part=411).replace("Område 1", "Bydel Et")
    page = text_of(upload(desk, content, source=source.pk))
    assert "Navne, vi ikke kender" in page
    url = reverse("indicators:import-names", args=[newest().pk])
    desk.post(url, {"area-0": house.areas[0].pk})
    assert (newest().new, newest().refused) == (1, 0)
    upload(desk, content.replace("2024", "2023"), source=source.pk)
    assert (newest().new, newest().refused) == (1, 0)


def test_figure_that_moved_meanwhile_is_shown_again(house: House, desk: Client) -> None:
    upload(desk, BODY.format(part=411))
    first = newest()
    upload(desk, BODY.format(part=410))
    confirm(desk, newest())
    page = text_of(confirm(desk, first))
    assert "Tallene er ændret, siden du så dem" in page
    assert "410 af 508" in page
    assert Measurement.objects.count() == 1
    confirm(desk, first)
    assert Measurement.objects.count() == 2


def test_published_figures_are_corrected_with_a_reason(house: House, desk: Client) -> None:
    upload(desk, BODY.format(part=411))
    confirm(desk, newest())
    Measurement.objects.update(workflow="published")
    page = text_of(upload(desk, BODY.format(part=412)))
    assert "Hvorfor rettes de offentliggjorte tal?" in page
    assert confirm(desk, newest()).status_code == 422
    assert Measurement.objects.count() == 1
    confirm(desk, newest(), correction="Talt forkert")
    assert Measurement.objects.latest("version").correction == "Talt forkert"


def test_a_file_belongs_to_the_person_who_chose_it(house: House, desk: Client) -> None:
    upload(desk, BODY.format(part=411))
    other = Client()
    other.force_login(house.supplier)
    for name in ("import-detail", "import-shape", "import-undo", "import-live"):
        assert other.get(reverse(f"indicators:{name}", args=[newest().pk])).status_code == 404
    assert confirm(other, newest()).status_code == 404
    assert not Measurement.objects.exists()


def test_undo_says_what_it_does_first(house: House, desk: Client) -> None:
    upload(desk, BODY.format(part=411))
    confirm(desk, newest())
    url = reverse("indicators:import-undo", args=[newest().pk])
    assert "fordi der ikke stod noget før" in text_of(desk.get(url))
    assert Measurement.objects.count() == 1
    page = text_of(desk.post(url, follow=True))
    assert "Sat tilbage" in page
    assert Measurement.objects.latest("version").state == "missing"
    assert "kan ikke fortrydes" in text_of(desk.get(url))


def test_an_undoing_that_met_another_writer_says_so_and_can_be_tried_again(
    house: House, desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload(desk, BODY.format(part=411))
    confirm(desk, newest())
    url = reverse("indicators:import-undo", args=[newest().pk])

    def met(**_more: Any) -> None:
        raise ParallelEdit(Measurement.objects.get())

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(undoing, "record_many", met)
        page = text_of(desk.post(url, follow=True))
    assert "Et af tallene blev rettet imens" in page
    assert "Sat tilbage" in text_of(desk.post(url, follow=True))


def test_a_long_file_shows_how_far_it_is_and_can_be_stopped(desk: Client, settings: Any) -> None:
    settings.IMPORT_AT_ONCE_BYTES = 10
    page = text_of(upload(desk, BODY.format(part=411)))
    assert "Filen venter på at blive læst" in page
    assert "Du kan roligt forlade siden" in page
    live = reverse("indicators:import-live", args=[newest().pk])
    assert "progress" in text_of(desk.get(live))
    desk.post(reverse("indicators:import-cancel", args=[newest().pk]))
    assert newest().state == "cancelled"
    assert desk.get(live).headers["HX-Refresh"] == "true"


def test_a_source_that_is_not_settled_says_where_it_is_settled(desk: Client) -> None:
    source = Source.objects.create(code="ny", name="Ny kilde", family="ny")
    page = upload(desk, BODY.format(part=411), source=source.pk)
    assert page.status_code == 422
    assert "ikke afklaret" in text_of(page)
    Source.objects.filter(code="test").update(shown_to="")
    page = text_of(upload(desk, BODY.format(part=411)))
    assert reverse("indicators:source-detail", args=["test"]) in page


def test_what_a_reader_refuses_is_told_on_the_page(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def bomb(*_words: Any, **_more: Any) -> None:
        raise Refused("file_takes_too_much")

    monkeypatch.setattr(child, "look", bomb)
    page = text_of(upload(desk, BODY.format(part=411)))
    assert "Filen er afvist. Intet er indlæst." in page
    assert desk.get(reverse("indicators:import")).status_code == 200


def test_names_that_are_left_out_as_asked_are_not_asked_about_again(
    house: House, desk: Client
) -> None:
    head, line = BODY.format(part=411).strip().split("\n", 1)
    page = text_of(upload(desk, f"{head}\n{line}\nFremmedby;trygge;2024;4;508;ja\n"))
    assert "Sig, hvem der menes." in page
    desk.post(reverse("indicators:import-names", args=[newest().pk]), {"leaves_out": "on"})
    page = text_of(desk.get(reverse("indicators:import-detail", args=[newest().pk])))
    assert "Rækkerne er udeladt, som der er bedt om." in page
    assert "Sig, hvem der menes." not in page
    assert "Udelad alle andre områder" not in page
    assert "Fremmedby" in page.split("1 navn er udeladt")[1]
