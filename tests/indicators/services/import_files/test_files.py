"""Files with figures: what each row would do, all or nothing, and the same file twice."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import Notice
from areas.models import Area
from indicators.models import (
    Cell,
    Flag,
    ImportBatch,
    ImportRow,
    Measurement,
    PeriodLock,
    Result,
    Source,
    WorkflowStep,
)
from indicators.rules.values import Refused
from indicators.services import bulk_rows, workflow_queues
from indicators.services.import_files import batches, explaining, taking, undoing, work
from indicators.services.import_files.books import read_book
from indicators.services.recompute.groups import drain
from partnership.models import FileChunk
from partnership.services.standing import standing_of
from tests.factories.arrivals import arrive, counts, moved_on, taken, told
from tests.factories.entry import House, make_definition, make_house

pytestmark = pytest.mark.django_db
HEAD = "område;indikator;periode;tæller;nævner;værdi;antal_svar;tilstand;kilde;offentliggjort;kommentar\n"
ONE = "o1;trygge;2024;1;2;;;;;;\n"
State = ImportBatch.State


@pytest.fixture
def house() -> House:
    return make_house()


def come(house: House, body: str, head: str = HEAD, **more: Any) -> ImportBatch:
    return arrive(house.secretary, head + body, **more)


BODY = (
    "Område 1;trygge;2024;411;508;;;;test;1.3.2025;\n"
    "o2;Trygge;2024;;;68,8;512;;Egen opgørelse;2025-03-01;avis\n"
    "område 3;beboere;2024;;;1.234;;;;;\n"
    "Område 1;trygge;2023;;;;;mangler;;;\n"
    "Område 2;trygge;2023;<5;100;;;;;;\n"
    "Område 3;trygge;2023;;;;;;;;\n"
)


def test_many_figures_are_stored_as_few_are(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk_rows, "FEW", 0)
    batch = taken(come(house, BODY))
    assert batch.state == State.DONE
    numbers = Measurement.objects.order_by("pk").values_list(
        "numerator", "denominator", "value", "n"
    )
    assert [[None if n is None else float(n) for n in row] for row in numbers] == [
        [411, 508, None, None], [None, None, 68.8, 512], [None, None, 1234, None],
        [None, None, None, None], [None, 100, None, None],
    ]  # fmt: skip
    assert all(one.cell.version == 1 and one.entered_by for one in Measurement.objects.all())
    assert WorkflowStep.objects.count() == Measurement.objects.exclude(workflow="draft").count()
    assert counts(come(house, BODY)) == (0, 0, 5, 0)


def test_file_is_taken_in_and_changes_nothing_the_second_time(house: House) -> None:
    batch = come(house, BODY)
    assert (batch.state, counts(batch)) == (State.CHECKED, (5, 0, 0, 0))
    assert not Measurement.objects.exists()
    batch = taken(batch)
    assert (batch.state, batch.imported_by) == (State.DONE, house.secretary)
    stored = Measurement.objects.get(cell__area=house.areas[1], cell__slot="2024")
    assert (float(stored.value or 0), stored.n) == (68.8, 512)
    assert (str(stored.published_on), stored.comment) == ("2025-03-01", "avis")
    assert stored.import_batch == batch
    assert Measurement.objects.get(cell__definition=house.people).value == 1234
    assert Measurement.objects.get(cell__area=house.areas[1], cell__slot="2023").denominator == 100
    assert not ImportRow.objects.exists()
    second = come(house, BODY)
    assert counts(second) == (0, 0, 5, 0)
    assert explaining.begin_taking(batch=second) is False
    assert Measurement.objects.count() == 5


def test_changed_rows_show_old_and_new(house: House) -> None:
    taken(come(house, "Område 1;trygge;2024;411;508;;;;;;\n"))
    batch = come(house, "Område 1;trygge;2024;412;508;;;;;;\n")
    place, old, new = told(batch, "changed")[0]
    assert (old, new) == ("411 af 508 (80,9 %)", "412 af 508 (81,1 %)")
    assert place.startswith("Område 1, Trygge")


def test_new_comment_on_the_same_figure_is_a_change_and_says_so(house: House) -> None:
    taken(come(house, ONE))
    batch = come(house, "o1;trygge;2024;1;2;;;;;;talt igen\n")
    assert told(batch, "changed")[0][2] == "1 af 2 (50,0 %) (kommentar, kilde eller dato)"
    assert counts(come(house, ONE)) == (0, 0, 1, 0)


WRONG = [
    ("Ukendt;trygge;2024;1;2;;;;;;", "område: Ukendt", "Området kendes ikke"),
    ("o1;ukendt;2024;1;2;;;;;;", "indikator: ukendt", "Indikatoren kendes ikke"),
    ("o1;trygge;i fjor;1;2;;;;;;", "periode: i fjor", "Perioden kendes ikke"),
    ("o1;trygge;2024K1;1;2;;;;;;", "periode: 2024K1", "anden periodelængde"),
    ("o1;trygge;2024;3;2;;;;;;", "tæller: 3", "større end helheden"),
    ("o1;trygge;2024;1;;;;;;;", "nævner", "Mangler nævner"),
    ("o1;trygge;2024;;;101;;;;;", "værdi: 101", "mellem 0 og 100"),
    ("o1;trygge;2024;;;50;1,5;;;;", "antal_svar: 1,5", "ikke et helt tal"),
    ("o1;trygge;2024;1;2;;;mangler;;;", "tilstand: mangler", "både et tal og en tilstand"),
    ("o1;trygge;2024;;;7;;måske;;;", "tilstand: måske", "Tilstanden kendes ikke"),
    ("o1;trygge;2024;1;2;;;;rygter;;", "kilde: rygter", "Kilden kendes ikke"),
    ("o1;trygge;2024;1;2;;;;;31.2.2025;", "offentliggjort: 31.2.2025", "Datoen kan ikke læses"),
]


def test_each_refused_row_says_where_and_why_and_the_whole_file_waits(house: House) -> None:
    body = "o2;trygge;2024;1;2;;;;;;\n" + "\n".join(row for row, _place, _reason in WRONG) + "\n"
    batch = come(house, body)
    assert (batch.state, batch.new, batch.refused) == (State.CHECKED, 1, len(WRONG))
    found = told(batch)
    for number, ((row, place, reason), line) in enumerate(zip(WRONG, found, strict=True), start=3):
        assert line[0].startswith(f"linje {number}, kolonne "), row
        assert line[1].startswith(place), row
        assert reason in line[2], row
    assert explaining.begin_taking(batch=batch) is False
    assert not Cell.objects.exists()


def test_a_cpr_number_in_the_file_deletes_it_and_is_not_repeated(house: House) -> None:
    batch = come(house, "o1;trygge;2024;1;2;;;;;;født 010180-1234\n")
    assert batch.state == State.REFUSED
    assert not FileChunk.objects.exists()
    assert not ImportRow.objects.exists()
    assert "1234" not in str(batch.message) + str(batch.recognised)
    with pytest.raises(Refused, match="cpr"):
        come(house, "", name="010180-1234.csv")


def test_cell_named_twice_points_at_the_first_row(house: House) -> None:
    batch = come(house, f"{ONE}Område 1;trygge;2024;1;2;;;;;;\n")
    assert "linje 2" in told(batch)[0][2]


def test_figures_that_moved_since_the_test_stop_the_file(house: House) -> None:
    first = come(house, f"{ONE}o2;trygge;2024;1;2;;;;;;\n")
    taken(come(house, "o1;trygge;2024;2;2;;;;;;\n"))
    first = taken(first)
    assert (first.state, counts(first)) == (State.CHECKED, (1, 1, 0, 0))
    assert first.message["moved"] is True
    assert Measurement.objects.get().numerator == 2
    assert taken(first).state == State.DONE


def test_an_unchanged_figure_that_moved_stops_the_file_too(house: House) -> None:
    taken(come(house, ONE))
    batch = come(house, f"{ONE}o2;trygge;2024;1;2;;;;;;\n")
    taken(come(house, "o1;trygge;2024;0;2;;;;;;\n"))
    batch = taken(batch)
    assert (batch.state, counts(batch)) == (State.CHECKED, (1, 1, 0, 0))


def test_staged_rows_lost_in_a_crash_are_read_again(house: House) -> None:
    batch = come(house, ONE)
    ImportRow.objects.all().delete()
    batch = taken(batch)
    assert (batch.state, counts(batch)) == (State.CHECKED, (1, 0, 0, 0))
    assert taken(batch).state == State.DONE


def test_supplier_brings_own_figures_only_and_learns_nothing_of_others(house: House) -> None:
    taken(come(house, f"{ONE}o1;beboere;2024;;;7;;;;;\n"))
    batch = arrive(house.other_supplier, f"{HEAD}{ONE}o1;beboere;2024;;;7;;;;;\n")
    assert counts(batch) == (0, 0, 1, 1)
    house.people.indicator.data_sets.create(supplier=house.supplier.person.seats.get().organisation)
    batch = arrive(house.supplier, f"{HEAD}o1;beboere;2024;;;8;;;;;\n")
    line = told(batch)[0]
    assert "anden organisation" in line[2]
    assert "7" not in " ".join(line)


def test_what_a_supplier_owns_is_closed_to_the_secretariat(house: House) -> None:
    house.safe_set.is_supplier_owned = True
    house.safe_set.save()
    batch = come(house, ONE)
    assert (batch.state, batch.shape["meaning"]["indicator"]) == (State.SHAPE, None)
    theirs = taken(arrive(house.supplier, HEAD + ONE))
    assert theirs.state == State.DONE
    undo = ImportBatch.objects.create(
        file_name="tal.csv", sha256="", state=State.DONE, undo_of=theirs, imported_by=house.supplier
    )
    assert not {theirs, undo} & set(batches.visible_to(house.standing))
    assert {theirs, undo} <= set(batches.visible_to(standing_of(house.supplier)))


def test_a_locked_period_is_refused_before_anything_is_taken(house: House) -> None:
    PeriodLock.objects.create(slot="2023", reason="Afsluttet", locked_by=house.secretary)
    batch = come(house, f"o1;trygge;2023;1;2;;;;;;\n{ONE}")
    assert counts(batch) == (1, 0, 0, 1)
    assert "Perioden er låst (2023: Afsluttet)" in told(batch)[0][2]


def test_a_source_that_is_not_settled_brings_nothing(house: House) -> None:
    source = Source.objects.create(code="ny", name="Ny kilde", family="ny")
    with pytest.raises(Refused, match="source_unsettled"):
        come(house, ONE, source=source)
    Source.objects.filter(code="test").update(shown_to="")
    assert "ikke afklaret" in told(come(house, ONE))[0][2]


SURVEY = (
    "område;indikator;periode;værdi;antal_svar;inviterede;gruppen_i_alt;designeffekt;spredning\n"
)


def test_a_survey_brings_whom_it_is_about_and_what_its_way_of_drawing_costs(house: House) -> None:
    body = "o1;trygge;2024;68,8;512;900;2400;1,25;\n"
    taken(come(house, body, SURVEY))
    stored = Measurement.objects.get()
    assert (stored.n, stored.invited, stored.population) == (512, 900, 2400)
    assert float(stored.design_effect or 0) == 1.25
    assert counts(come(house, body, SURVEY)) == (0, 0, 1, 0)
    assert counts(come(house, body.replace("900", "901"), SURVEY)) == (0, 1, 0, 0)
    plain = "område;indikator;periode;værdi;antal_svar\n"
    assert counts(come(house, "o1;trygge;2024;68,8;512\n", plain)) == (0, 0, 1, 0)
    taken(come(house, "o1;trygge;2024;70,1;512\n", plain))
    kept = Measurement.objects.get(version=2)
    assert (float(kept.value or 0), kept.invited, kept.population) == (70.1, 900, 2400)


def test_what_a_survey_cannot_say_is_refused_in_its_column(house: House) -> None:
    batch = come(
        house,
        "o1;trygge;2024;68,8;512;900;400;;\no1;trygge;2023;68,8;512;;24,5;;\n"
        "o1;trygge;2022;68,8;512;;;0;\no1;trygge;2021;68,8;512;;;;-1\n",
        SURVEY,
    )
    places = [line[1].split(":")[0] for line in told(batch)]
    assert places == ["antal_svar", "gruppen_i_alt", "designeffekt", "spredning"]


def test_municipality_goes_by_its_name_without_the_word(house: House) -> None:
    Area.objects.create(kind="municipality", code="902", slug="nordby", name="Nordby Kommune")
    assert counts(come(house, "Nordby;trygge;2024;1;2;;;;;;\n")) == (1, 0, 0, 0)


def test_undoing_a_file_puts_back_what_stood_before(house: House) -> None:
    taken(come(house, f"{ONE}o3;trygge;2024;1;2;;;;;;\n"))
    several = "".join(f"o{i};trygge;2024;2;2;;;;;;\n" for i in (1, 2, 3))
    batch = taken(come(house, several))
    taken(come(house, "o3;trygge;2024;0;2;;;;;;\n"))
    plan = undoing.plan(batch=batch, standing=house.standing)
    assert (plan.restored, plan.emptied, plan.changed_since, plan.is_allowed) == (1, 1, 1, True)
    undo = undoing.begin(batch_id=batch.pk, by=house.secretary, standing=house.standing)
    undo = moved_on(undo)
    batch.refresh_from_db()
    assert (undo.state, undo.changed, undo.unchanged, batch.state) == ("done", 2, 1, "undone")
    newest = {m.cell.area.code: m for m in Measurement.objects.order_by("version")}
    assert (newest["o1"].numerator, newest["o1"].version, newest["o1"].import_batch) == (1, 3, undo)
    assert newest["o2"].state == "missing"
    assert newest["o2"].correction == "Filen tal.csv er fortrudt. Før den stod her ikke noget."
    assert newest["o2"].comment == "", "a round still asks why it is missing"
    assert newest["o3"].numerator == 0
    assert not undoing.may_undo(batch=batch, standing=house.standing)
    assert not undoing.may_undo(batch=undo, standing=house.standing)


def test_undoing_takes_away_the_reason_that_the_file_gave(house: House) -> None:
    batch = taken(come(house, f"{ONE}o2;trygge;2024;;;;;mangler;;;Ikke talt\n"))
    moved_on(undoing.begin(batch_id=batch.pk, by=house.secretary, standing=house.standing))
    newest = Measurement.objects.filter(cell__area__code="o2").latest("version")
    assert (newest.version, newest.state) == (2, "missing")
    assert "Ikke talt" not in newest.comment


def test_undoing_drafts_leaves_nothing_to_approve_and_nothing_that_exists(house: House) -> None:
    house.safe_set.approval_required = True
    house.safe_set.save()
    batch = taken(come(house, ONE))
    drain()
    seen = Result.objects.published().filter(definition=house.safe, slot="2024")
    assert {each.state for each in seen} == {Result.State.NOT_RELEASED}
    assert len(workflow_queues.drafts(house.standing)) == 1
    moved_on(undoing.begin(batch_id=batch.pk, by=house.secretary, standing=house.standing))
    drain()
    assert not seen.all().exists()
    assert workflow_queues.drafts(house.standing) == []


def test_an_undoing_that_was_stopped_or_failed_can_be_asked_for_again(house: House) -> None:
    batch = taken(come(house, ONE))
    for state in (State.CANCELLED, State.REFUSED):
        undo = undoing.begin(batch_id=batch.pk, by=house.secretary, standing=house.standing)
        assert not undoing.may_undo(batch=batch, standing=house.standing), "it is under way"
        ImportBatch.objects.filter(pk=undo.pk).update(state=state, message={"code": "x"})
        assert undoing.may_undo(batch=batch, standing=house.standing)
    undo = undoing.begin(batch_id=batch.pk, by=house.secretary, standing=house.standing)
    undo = moved_on(undo)
    batch.refresh_from_db()
    assert (undo.state, batch.state) == (State.DONE, State.UNDONE)
    assert Measurement.objects.latest("version").state == "missing"


def test_undoing_takes_away_the_flags_that_the_file_raised(house: House) -> None:
    batch = taken(come(house, ONE))
    flag = Flag.objects.create(
        cell=Cell.objects.get(), kind=Flag.Kind.EXPECTED, version=1, details={"figure": 50.0}
    )
    moved_on(undoing.begin(batch_id=batch.pk, by=house.secretary, standing=house.standing))
    flag.refresh_from_db()
    assert flag.cleared_at is not None


def test_answers_to_a_file_that_was_taken_in_meanwhile_change_nothing(house: House) -> None:
    batch = come(house, ONE)
    book = read_book(house.standing)
    late = ImportBatch.objects.get(pk=batch.pk)
    taken(batch)
    assert not explaining.name_areas(
        batch=late, book=book, areas={}, leaves_out=True, by=house.secretary
    )
    batch.refresh_from_db()
    assert batch.state == State.DONE


def test_a_long_file_is_left_to_the_worker_and_its_person_is_told(
    house: House, settings: Any
) -> None:
    settings.IMPORT_AT_ONCE_BYTES = 10
    batch = come(house, ONE)
    assert batch.state == State.WAITING
    assert work.work_on_all() == 1
    batch.refresh_from_db()
    assert batch.state == State.CHECKED
    notice = Notice.objects.get(user=house.secretary)
    assert "tal.csv" in notice.text
    assert notice.path == f"/indberetning/import/{batch.pk}/"


def test_a_file_whose_worker_died_is_taken_up_again_and_given_up_in_the_end(house: House) -> None:
    batch = come(house, ONE)
    ImportBatch.objects.filter(pk=batch.pk).update(state=State.CHECKING, message={"tries": 1})
    assert moved_on(batch, at_once=False).state == State.CHECKED
    ImportBatch.objects.filter(pk=batch.pk).update(state=State.CHECKING, message={"tries": 3})
    batch = moved_on(batch, at_once=False)
    assert (batch.state, batch.message["code"]) == (State.REFUSED, "import_failed")


def test_a_file_can_be_stopped_while_it_is_taken_in_and_while_it_waits(house: House) -> None:
    batch = come(house, ONE)
    explaining.begin_taking(batch=batch)
    batches.cancel(batch_id=batch.pk)
    batch = moved_on(batch)
    assert (batch.state, batch.cancel_asked) == (State.CHECKED, False)
    assert not Measurement.objects.exists()
    batches.cancel(batch_id=batch.pk)
    batch.refresh_from_db()
    assert batch.state == State.CANCELLED
    assert not FileChunk.objects.exists()


def test_a_failure_nobody_thought_of_is_told_and_leaves_nothing(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    batch = come(house, ONE)
    monkeypatch.setattr(taking, "record_many", lambda **_words: 1 / 0)
    batch = taken(batch)
    assert (batch.state, batch.message["code"]) == (State.REFUSED, "import_failed")
    assert not Measurement.objects.exists()
    assert "could not be moved on" in caplog.text


def test_files_are_kept_as_long_as_their_source_says(house: House) -> None:
    Source.objects.filter(code="test").update(retention_months=3)
    batch = come(house, ONE, source=Source.objects.get(code="test"))
    today = timezone.localdate()
    assert batch.file is not None
    assert batch.file.kept_until == today + timedelta(days=batches.UNUSED_DAYS)
    batch = taken(batch)
    assert batch.file is not None
    assert batch.file.kept_until == today + timedelta(days=91)


def test_a_file_nobody_went_on_with_is_given_up_after_a_week(house: House) -> None:
    batch = come(house, ONE)
    assert batches.clear_unused() == 0
    ImportBatch.objects.update(touched_at=timezone.now() - timedelta(days=8))
    assert batches.clear_unused() == 1
    batch.refresh_from_db()
    assert batch.state == State.CANCELLED
    assert not ImportRow.objects.exists()


def test_size_is_limited_in_words(house: House, settings: Any) -> None:
    settings.IMPORT_MAX_BYTES = settings.IMPORT_MAX_WORKBOOK_BYTES = 40
    with pytest.raises(Refused, match="too_large_file"):
        come(house, ONE)
    with pytest.raises(Refused, match="too_large_workbook"):
        arrive(house.secretary, b"PK\x03\x04" + b"x" * 50)
    with pytest.raises(Refused, match="empty_file"):
        arrive(house.secretary, b"")
    assert not ImportBatch.objects.exists()


def test_quarters_and_points_keep_their_days(house: House) -> None:
    make_definition(
        "folketal", supplier=house.people_set.supplier, kind="count", frequency="quarter",
        period_kind="point",
    )  # fmt: skip
    taken(come(house, "o1;folketal;2008K2;;;5482266;;;;;\n"))
    stored = Measurement.objects.get()
    assert (stored.value, str(stored.ends_on)) == (5482266, "2008-04-01")
