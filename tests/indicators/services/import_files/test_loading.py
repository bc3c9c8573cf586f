"""Files with figures: what each row would do, all or nothing, and the same file twice."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from areas.models import Area
from indicators.importers.statbank import read_statbank
from indicators.importers.table import read_table
from indicators.models import Cell, ImportBatch, Measurement
from indicators.rules.values import Refused
from indicators.services.import_files import loading as imports
from indicators.services.import_files.loading import (
    FileNotTaken,
    Report,
    check_size,
    dry_run,
    take_in,
)
from partnership.services.standing import standing_of
from tests.factories.entry import House, make_definition, make_house

pytestmark = pytest.mark.django_db
HEAD = "område;indikator;periode;tæller;nævner;værdi;antal_svar;tilstand;kilde;offentliggjort;kommentar\n"


@pytest.fixture
def house() -> House:
    return make_house()


def report_of(house: House, body: str, head: str = HEAD) -> Report:
    return dry_run(rows=read_table((head + body).encode()), standing=house.standing)


def take(house: House, body: str, **more: str) -> Report:
    content = (HEAD + body).encode()
    return take_in(
        rows=read_table(content), file_name="tal.csv", content=content, by=house.secretary,
        standing=house.standing, **more,
    )  # fmt: skip


def test_file_is_taken_in_and_changes_nothing_the_second_time(house):
    body = (
        "Område 1;trygge;2024;411;508;;;;test;1.3.2025;\n"
        "o2;Trygge;2024;;;68,8;512;;Egen opgørelse;2025-03-01;avis\n"
        "område 3;beboere;2024;;;1.234;;;;;\n"
        "Område 1;trygge;2023;;;;;mangler;;;\n"
        "Område 2;trygge;2023;<5;100;;;;;;\n"
        "Område 3;trygge;2023;;;;;;;;\n"
    )
    first = take(house, body)
    assert first.counts == {"new": 5, "changed": 0, "unchanged": 0, "refused": 0, "blank": 1}
    batch = ImportBatch.objects.get()
    assert (batch.new, batch.file_name, batch.imported_by) == (5, "tal.csv", house.secretary)
    stored = Measurement.objects.get(cell__area=house.areas[1], cell__slot="2024")
    assert (float(stored.value), stored.n, str(stored.published_on)) == (68.8, 512, "2025-03-01")
    assert stored.import_batch == batch
    assert Measurement.objects.get(cell__definition=house.people).value == 1234
    second = take(house, body)
    assert second.counts == {"new": 0, "changed": 0, "unchanged": 5, "refused": 0, "blank": 1}
    assert (Measurement.objects.count(), ImportBatch.objects.count()) == (5, 1)


def test_changed_rows_show_old_and_new(house):
    take(house, "Område 1;trygge;2024;411;508;;;;;;\n")
    line = report_of(house, "Område 1;trygge;2024;412;508;;;;;;\n").lines[0]
    assert (line.outcome, line.old, line.new) == (
        "changed",
        "411 af 508 (80,9 %)",
        "412 af 508 (81,1 %)",
    )


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        ("Ukendt;trygge;2024;1;2;;;;;;", "område", "Området kendes ikke"),
        ("o1;ukendt;2024;1;2;;;;;;", "indikator", "Indikatoren kendes ikke"),
        ("o1;trygge;i fjor;1;2;;;;;;", "periode", "Perioden kendes ikke"),
        ("o1;trygge;2024K1;1;2;;;;;;", "periode", "anden periodelængde"),
        ("o1;trygge;2024;3;2;;;;;;", "tæller", "større end helheden"),
        ("o1;trygge;2024;1;;;;;;;", "nævner", "Mangler nævner"),
        ("o1;trygge;2024;-;2;;;;;;", "tæller", "fra kilde til kilde"),
        ("o1;trygge;2024;;;NaN;;;;;", "værdi", "ikke et tal"),
        ("o1;trygge;2024;;;1e308;;;;;", "værdi", "Skriv tallet ud"),
        ("o1;trygge;2024;;;101;;;;;", "værdi", "mellem 0 og 100"),
        ("o1;trygge;2024;;;50;1,5;;;;", "antal_svar", "ikke et helt tal"),
        ("o1;trygge;2024;1;2;;;mangler;;;", "tilstand", "både et tal og en tilstand"),
        ("o1;trygge;2024;;;;;tal;;;", "værdi", "ikke noget tal"),
        ("o1;trygge;2024;;;;;måske;;;", "tilstand", "ikke et tal"),
        ("o1;trygge;2024;;;;;7;;;", "tilstand", "Tilstanden kendes ikke"),
        ("o1;trygge;2024;1;2;;;;rygter;;", "kilde", "Kilden kendes ikke"),
        ("o1;trygge;2024;1;2;;;;;31.2.2025;", "offentliggjort", "Datoen kan ikke læses"),
        ("o1;trygge;2024;1;2;;;;;;født 010180-1234", "kommentar", "ligner et CPR-nummer"),
    ],
)
def test_refused_row_is_named_and_refuses_the_whole_file(house, row, column, reason):
    body = f"o2;trygge;2024;1;2;;;;;;\n{row}\n"
    with pytest.raises(FileNotTaken) as refused:
        take(house, body)
    report = refused.value.report
    line = next(line for line in report.lines if line.outcome == "refused")
    assert (line.row, line.column) == (3, column)
    assert reason in line.reason
    assert report.counts["new"] == 1
    assert not Cell.objects.exists()
    assert not ImportBatch.objects.exists()
    assert "1234" not in str(report.lines) + str(report.entries)


def test_cell_named_twice_points_at_the_first_row(house):
    report = report_of(house, "o1;trygge;2024;1;2;;;;;;\nOmråde 1;trygge;2024;1;2;;;;;;\n")
    assert "også i række 2" in report.lines[1].reason


def test_figures_that_moved_since_the_dry_run_stop_the_file(house):
    body = "o1;trygge;2024;1;2;;;;;;\n"
    agreed = report_of(house, body).fingerprint
    take(house, "o1;trygge;2024;2;2;;;;;;\n")
    with pytest.raises(FileNotTaken):
        take(house, body, fingerprint=agreed)
    assert Measurement.objects.get().numerator == 2


def test_a_figure_written_while_the_file_is_taken_in_stops_the_file(house, monkeypatch):
    take(house, "o1;trygge;2024;1;2;;;;;;\n")
    really = imports.record_many

    def meanwhile(**words):
        monkeypatch.setattr(imports, "record_many", really)
        take(house, "o1;trygge;2024;2;2;;;;;;\n")  # somebody else, after the dry run
        return really(**words)

    monkeypatch.setattr(imports, "record_many", meanwhile)
    with pytest.raises(FileNotTaken):
        take(house, "o1;trygge;2024;0;2;;;;;;\no2;trygge;2024;1;2;;;;;;\n")
    assert not Measurement.objects.filter(numerator=0).exists()
    assert not Cell.objects.filter(area=house.areas[1], version__gt=0).exists()


def test_supplier_brings_own_figures_only(house):
    take(house, "o1;trygge;2024;1;2;;;;;;\n")
    other = standing_of(house.other_supplier)
    rows = read_table((HEAD + "o1;trygge;2024;2;2;;;;;;\no1;beboere;2024;;;7;;;;;\n").encode())
    report = dry_run(rows=rows, standing=other)
    assert [line.outcome for line in report.lines] == ["refused", "new"]
    house.people.indicator.data_sets.create(supplier=house.supplier.person.seats.get().organisation)
    take(house, "o1;beboere;2024;;;7;;;;;\n")
    report = dry_run(
        rows=read_table((HEAD + "o1;beboere;2024;;;8;;;;;\n").encode()),
        standing=standing_of(house.supplier),
    )
    assert "anden organisation" in report.lines[0].reason


def test_size_is_limited_in_words(settings):
    settings.IMPORT_MAX_BYTES = 1000
    check_size(1000)
    with pytest.raises(Refused):
        check_size(1001)


POPULATION = (
    "\ufeffOMRÅDE;CIVILSTAND;TID;INDHOLD\r\n"
    "Hele landet;I alt;2008K1;5475791\r\nHele landet;I alt;2008K2;5482266\r\n"
    "Hele landet;Ugift;2008K2;2482266\r\n"
)
UNEMPLOYMENT = (
    "OMRÅDE,ALDER,KØN,TID,INDHOLD\n"
    "Kommunen,Alder i alt,I alt,2022,2.5\nKommunen,Alder i alt,I alt,2023,..\n"
    "901,Alder i alt,I alt,2021,3.0\nFremmed,Alder i alt,I alt,2023,4.0\n"
)


def statbank_house() -> House:
    house = make_house()
    police = house.safe_set.supplier
    Area.objects.create(kind="country", code="land", slug="land", name="Landet", position=20)
    make_definition(
        "folketal", supplier=police, kind="count", frequency="quarter", period_kind="point"
    )
    make_definition("ledighed", supplier=police)
    return house


def command(path: Path, *options: str, capsys) -> str:
    call_command("import_measurements", str(path), *options)
    return capsys.readouterr().out


def test_statbank_population_by_command(tmp_path, capsys):
    statbank_house()
    path = tmp_path / "FOLK1A.csv"
    path.write_bytes(POPULATION.encode())
    with pytest.raises(CommandError, match="--indicator"):
        call_command("import_measurements", str(path))
    told = command(path, "--indicator", "folketal", "--dry-run", capsys=capsys)
    assert told == "2 nye, 0 ændrede, 0 uændrede, 0 afviste, 0 tomme, 1 sprunget over\n"
    assert not Cell.objects.exists()
    command(path, "--indicator", "folketal", "--source", "test", capsys=capsys)
    told = command(path, "--indicator", "folketal", "--source", "test", capsys=capsys)
    assert told == "0 nye, 0 ændrede, 2 uændrede, 0 afviste, 0 tomme, 1 sprunget over\n"
    stored = Measurement.objects.get(cell__slot="2008K2")
    assert (stored.value, str(stored.ends_on), stored.entered_by) == (5482266, "2008-04-01", None)


def test_statbank_with_unknown_areas(tmp_path, capsys):
    statbank_house()
    path = tmp_path / "ledighed.csv"
    path.write_text(UNEMPLOYMENT, encoding="utf-8")
    with pytest.raises(CommandError, match="Intet er indlæst"):
        call_command("import_measurements", str(path), "--indicator", "ledighed")
    assert "række 5, område: Området kendes ikke" in capsys.readouterr().out
    told = command(path, "--indicator", "ledighed", "--only-known-areas", capsys=capsys)
    assert told == "3 nye, 0 ændrede, 0 uændrede, 0 afviste, 0 tomme, 1 sprunget over\n"
    assert float(Measurement.objects.get(cell__slot="2022").value) == 2.5
    assert Measurement.objects.get(cell__slot="2023").state == "missing"


def test_command_says_what_it_cannot_do(tmp_path):
    make_house()
    with pytest.raises(CommandError, match="No such file"):
        call_command("import_measurements", str(tmp_path / "findes-ikke.csv"))
    path = tmp_path / "tal.csv"
    path.write_text("område;periode;værdi\nOmråde 1;2024;7\n", encoding="cp1252")
    with pytest.raises(CommandError, match="mangler i filens første linje: indikator"):
        call_command("import_measurements", str(path))
    with pytest.raises(CommandError, match="Indikatoren kendes ikke"):
        call_command("import_measurements", str(path), "--indicator", "nej")
    call_command("import_measurements", str(path), "--indicator", "beboere")
    assert Measurement.objects.get().value == 7


def test_statbank_dimension_without_total_needs_a_choice():
    content = (
        b"OMR\xc5DE;ALDER;TID;INDHOLD\nDrag\xf8r;10 \xe5r;2008K1;181\nDrag\xf8r;11 \xe5r;2008K1;-\n"
    )
    with pytest.raises(Refused, match="no_total"):
        read_statbank(content)
    with pytest.raises(Refused, match="unknown_choice"):
        read_statbank(content, chosen={"ALDER": "12 år"})
    with pytest.raises(Refused, match="missing_columns"):
        read_statbank(content, chosen={"ALDR": "12 år"})
    with pytest.raises(Refused, match="ragged_rows"):
        read_statbank(content + b"for;kort\n")
    with pytest.raises(Refused, match="missing_columns"):
        read_statbank(b"a;b\n1;2\n")
    rows = read_statbank(content, chosen={"alder": "11 år"})
    assert rows.left_out == 1
    assert rows.rows[0].texts == {"area": "Dragør", "period": "2008K1", "value": "0"}


def test_new_comment_on_the_same_figure_is_a_change_and_says_so(house):
    take(house, "o1;trygge;2024;1;2;;;;;;\n")
    line = report_of(house, "o1;trygge;2024;1;2;;;;;;talt igen\n").lines[0]
    assert (line.outcome, line.new) == ("changed", "1 af 2 (50,0 %) (kommentar, kilde eller dato)")
    assert report_of(house, "o1;trygge;2024;1;2;;;;;;\n").counts["unchanged"] == 1


def test_municipality_goes_by_its_name_without_the_word(house):
    Area.objects.create(kind="municipality", code="902", slug="nordby", name="Nordby Kommune")
    assert report_of(house, "Nordby;trygge;2024;1;2;;;;;;\n").counts["new"] == 1


SURVEY = (
    "område;indikator;periode;værdi;antal_svar;inviterede;gruppen_i_alt;designeffekt;spredning\n"
)


def test_a_survey_brings_whom_it_is_about_and_what_its_way_of_drawing_costs(house):
    content = (SURVEY + "o1;trygge;2024;68,8;512;900;2400;1,25;\n").encode()
    take_in(
        rows=read_table(content), file_name="tal.csv", content=content, by=house.secretary,
        standing=house.standing,
    )  # fmt: skip
    stored = Measurement.objects.get()
    assert (stored.n, stored.invited, stored.population) == (512, 900, 2400)
    assert float(stored.design_effect) == 1.25


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        ("o1;trygge;2024;68,8;512;900;400;;", "antal_svar", "flere svar"),
        ("o1;trygge;2024;68,8;512;;24,5;;", "gruppen_i_alt", "ikke et helt tal"),
        ("o1;trygge;2024;68,8;512;;;0;", "designeffekt", "kan ikke bruges"),
        ("o1;trygge;2024;68,8;512;;;nan;", "designeffekt", "ikke et tal"),
        ("o1;trygge;2024;68,8;512;;;;inf", "spredning", "ikke et tal"),
    ],
)
def test_what_a_survey_cannot_say_is_refused_in_its_column(house, row, column, reason):
    line = report_of(house, f"{row}\n", head=SURVEY).lines[0]
    assert (line.outcome, line.column) == ("refused", column)
    assert reason in line.reason
