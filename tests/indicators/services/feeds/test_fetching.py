"""A fetch is whole or nothing; what the office revises becomes a new version."""

import datetime as dt
from decimal import Decimal

import pytest
import time_machine
from django.utils import timezone

from accounts.models import Notice
from indicators.importers.statbank_api import Statbank
from indicators.importers.statbank_transport import Patience, Transport
from indicators.models import (
    Definition,
    Feed,
    FeedFetch,
    Flag,
    ImportBatch,
    Indicator,
    Measurement,
    OutboxEntry,
    PeriodLock,
    SourceMark,
)
from indicators.rules.feeds import PREVIEW, TAKE, FeedMapping
from indicators.rules.values import Figure
from indicators.services.feeds import fetching
from indicators.services.feeds.reading import target_of
from indicators.services.measurements import record
from partnership.models import StoredFile
from partnership.services.files import pieces_of
from tests.factories.entry import make_definition
from tests.factories.feeds import data_set_of, make_feed, make_statistics
from tests.factories.statbank_server import StatbankServer

pytestmark = pytest.mark.django_db
QUICK = Patience(connect=1, silence=0.3, total=1, tries=1)


@pytest.fixture
def bank():
    with StatbankServer() as server:
        yield server


@pytest.fixture
def house():
    return make_statistics()


def fetch(bank, feed, purpose=TAKE):
    made = FeedFetch.objects.create(feed=feed, details={"purpose": purpose})
    fetching.run_due(asked=Statbank(Transport(bank.url, patience=QUICK, sleep=lambda _s: None)))
    made.refresh_from_db()
    feed.refresh_from_db()
    return made


def figures():
    rows = Measurement.objects.order_by("cell__area__code", "cell__slot", "version")
    return [(m.cell.area.code, m.cell.slot, m.version, m.state, m.value) for m in rows]


def test_first_fetch_unchanged_revision(bank, house):
    feed = make_feed()
    first = fetch(bank, feed)
    assert (first.state, first.details["new"], first.details["first"]) == ("done", 4, True)
    assert first.details["slots"] == ["2022", "2023"]
    expected = bank.figure("RAS200", {"OMRÅDE": "901", "FREKVENS": "B", "Tid": "2023"})
    stored = Measurement.objects.get(cell__area__code="901", cell__slot="2023")
    assert float(stored.value) == expected
    assert stored.source.code == "danmarks-statistik"
    assert stored.published_on == dt.date(2024, 11, 20)
    assert stored.workflow == "released"
    before = figures()

    again = fetch(bank, feed)
    assert (again.state, again.batch, again.details["unchanged"]) == ("unchanged", None, 4)
    assert figures() == before and ImportBatch.objects.count() == 1

    bank.mode = "revised"
    revised = fetch(bank, feed)
    assert (revised.details["new"], revised.details["changed"]) == (0, 2)
    assert revised.details["first"] is False
    assert {line[1] for line in revised.details["lines"]} == {"Kommunen"}
    versions = Measurement.objects.filter(cell__area__code="901", cell__slot="2023")
    old, new = versions.order_by("version")
    assert float(new.value) == pytest.approx(float(old.value) + 0.4)
    assert revised.batch.changed == 2 and revised.batch.kind == "feed"


def test_a_revised_figure_is_looked_at_as_one_that_somebody_wrote(bank, house):
    feed = make_feed()
    fetch(bank, feed)
    flag = Flag.objects.create(
        cell=Measurement.objects.get(cell__area__code="901", cell__slot="2023").cell,
        kind=Flag.Kind.EXPECTED, version=1, details={"figure": 1.0},
    )  # fmt: skip
    bank.mode = "revised"
    fetch(bank, feed)
    flag.refresh_from_db()
    assert flag.cleared_at is not None


def test_a_revision_goes_to_the_version_that_holds_for_its_period(bank, house):
    feed = make_feed()
    fetch(bank, feed)
    later = Definition.objects.get(indicator__code=feed.mapping["indicator"])
    first = later.pk
    later.pk, later.version, later.valid_from = None, 2, dt.date(2023, 1, 1)
    later.save()
    bank.mode = "revised"
    fetched = fetch(bank, feed)
    assert (fetched.details["new"], fetched.details["changed"]) == (2, 1)
    cells = Measurement.objects.values_list("cell__slot", "cell__definition").distinct()
    assert set(cells) == {("2022", first), ("2023", first), ("2023", later.pk)}
    assert fetch(bank, feed).details["unchanged"] == 4


def test_a_new_period_joins(bank, house):
    feed = make_feed(newest=0)
    assert fetch(bank, feed).details["new"] == 10
    bank.mode = "next_year"
    assert fetch(bank, feed).details["new"] == 2
    assert Measurement.objects.filter(cell__slot="2024").count() == 2


def test_the_answer_is_kept_as_the_file_the_figures_came_in(bank, house):
    made = fetch(bank, make_feed())
    file = StoredFile.objects.get()
    assert made.batch.file == file and made.batch.sha256 == file.sha256
    text = b"".join(pieces_of(file)).decode("utf-8-sig")
    assert text.startswith("OMRÅDE;FREKVENS;Tid;INDHOLD\r\n000;B;2022;")
    assert file.kept_until is None


def test_a_preview_tells_and_changes_nothing(bank, house):
    feed = make_feed(is_active=False)
    made = fetch(bank, feed, PREVIEW)
    assert (made.state, made.details["new"]) == ("done", 4)
    assert made.details["lines"][0][0] == "new" and made.details["lines"][0][5].endswith("%")
    assert not Measurement.objects.exists() and not OutboxEntry.objects.exists()
    assert feed.next_fetch_at is None
    assert fetch(bank, feed).details["first"] is True  # a preview is no fetch


@pytest.mark.parametrize(
    ("mode", "code"),
    [
        ("html_500", "server_error"), ("html_200", "html"), ("busy", "too_many_requests"),
        ("down", "down"), ("slow", "timeout"), ("drip", "timeout"), ("cut", "half_answer"),
        ("broken_json", "half_answer"), ("empty", "empty_answer"), ("other_table", "other_answer"),
        ("notfound", "not_found"), ("not_allowed", "not_allowed"), ("redirect", "redirected"),
    ],
)  # fmt: skip
def test_a_failure_leaves_the_figures_and_is_tried_again(bank, house, mode, code):
    feed = make_feed()
    fetch(bank, feed)
    before = figures()
    bank.mode = mode
    failed = fetch(bank, feed)
    assert (failed.state, failed.code) == ("failed", code)
    assert figures() == before
    assert feed.failed_attempts == 1 and feed.next_fetch_at > timezone.now()
    bank.mode = "normal"
    assert fetch(bank, feed).state == "unchanged"
    assert feed.failed_attempts == 0


def test_failures_wait_longer_and_longer(bank, house):
    feed = make_feed()
    bank.mode = "html_500"
    waits = []
    for _try in range(3):
        fetch(bank, feed)
        waits.append(feed.next_fetch_at - timezone.now())
    assert waits == sorted(waits) and waits[0] < dt.timedelta(minutes=11)
    assert waits[2] > dt.timedelta(minutes=100)
    bank.mode = "notfound"  # waiting does not help: its ordinary time
    fetch(bank, feed)
    assert feed.next_fetch_at - timezone.now() > dt.timedelta(days=29)


def test_the_clock_fetches_what_is_due_and_nothing_else(bank, house):
    asked = Statbank(Transport(bank.url, patience=QUICK))
    due, later, paused = make_feed(), make_feed(), make_feed(is_active=False)
    now = timezone.now()
    Feed.objects.filter(pk=due.pk).update(next_fetch_at=now - dt.timedelta(minutes=1))
    Feed.objects.filter(pk=later.pk).update(next_fetch_at=now + dt.timedelta(minutes=1))
    Feed.objects.filter(pk=paused.pk).update(next_fetch_at=now - dt.timedelta(days=1))
    assert fetching.run_due(asked=asked) == 1
    assert fetching.run_due(asked=asked) == 0
    assert FeedFetch.objects.get().feed == due
    with time_machine.travel(timezone.now() + dt.timedelta(days=31)):
        assert fetching.run_due(asked=asked) == 2


def test_a_fetch_whose_worker_died_is_told_and_tried_again(bank, house):
    feed = make_feed()
    long_ago = timezone.now() - dt.timedelta(hours=1)
    dead = FeedFetch.objects.create(
        feed=feed, state="running", started_at=long_ago, details={"purpose": TAKE}
    )
    fetching.run_due(asked=Statbank(Transport(bank.url, patience=QUICK)))
    dead.refresh_from_db()
    feed.refresh_from_db()
    assert (dead.state, dead.code) == ("failed", "interrupted")
    assert feed.next_fetch_at is not None


def test_a_large_selection_is_fetched_in_parts(bank, house):
    bank.mode = "toobig"
    made = fetch(bank, make_feed(newest=0))
    assert (made.details["new"], made.done) == (10, made.total)
    assert made.total > 1


def test_parts_give_counts(bank, house):
    feed = make_feed(
        table="RAS209", picked={"OMRÅDE": ("901",), "SOCIO": ("10", "TOT")}, newest=1,
        part_variable="SOCIO", parts={"10": "numerator", "TOT": "denominator"},
    )  # fmt: skip
    assert fetch(bank, feed).details["new"] == 1
    stored = Measurement.objects.get()
    base = bank.figure("RAS209", {"OMRÅDE": "901", "SOCIO": "TOT", "Tid": "2023"})
    assert (float(stored.denominator), stored.value) == (base, None)


def test_a_breakdown_goes_to_its_categories(bank, house):
    feed = make_feed(
        picked={"OMRÅDE": ("901",), "FREKVENS": ("B",), "KØN": ("TOT", "M", "K")}, newest=1,
        category_variable="KØN",
        categories={"TOT": "total/total", "M": "sex/men", "K": "sex/women"},
    )  # fmt: skip
    made = fetch(bank, feed)
    rows = Measurement.objects.order_by("cell__category__code")
    assert [m.cell.category.code for m in rows] == ["men", "total", "women"]
    assert {line[2] for line in made.details["lines"]} == {"I alt", "Kvinder", "Mænd"}


def burglaries(**more):
    picked = {"OMRÅDE": ("901",), "OVERTRÆD": ("1320",)}
    return make_feed(table="STRAF11", picked=picked, indicator="indbrud", newest=1, **more)


def test_a_table_that_writes_0_where_it_hides_gives_no_zeros(bank, house):
    bank.mode = "hidden"
    fetch(bank, burglaries())
    assert Measurement.objects.get().state == "suppressed_by_source"


def test_unless_somebody_has_said_that_its_zeros_are_true(bank, house):
    bank.mode = "hidden"
    fetch(bank, burglaries(zero="zero"))
    assert (Measurement.objects.get().state, Measurement.objects.get().value) == ("value", 0)


def test_a_mark_means_what_was_agreed_for_the_source(bank, house):
    bank.mode = "hidden"  # this table writes ".."
    feed = make_feed(newest=1)
    SourceMark.objects.create(source=feed.source, mark="..", meaning="suppressed_by_source")
    fetch(bank, feed)
    assert Measurement.objects.get(cell__area__code="901").state == "suppressed_by_source"


def test_a_cell_that_is_passed_over_is_not_written(bank, house):
    bank.mode = "hidden"
    feed = make_feed(newest=1)
    SourceMark.objects.create(source=feed.source, mark="..", meaning="blank")
    assert fetch(bank, feed).details["new"] == 1


def refused(bank, feed):
    made = fetch(bank, feed)
    assert made.state == "failed" and not Measurement.objects.filter(import_batch=made.batch_id)
    return made.code


def test_what_fits_no_longer_is_refused_whole(bank, house):
    assert (
        refused(bank, make_feed(picked={"OMRÅDE": ("901", "777"), "FREKVENS": ("B",)}))
        == "value_gone"
    )
    assert refused(bank, make_feed(picked={"OMRÅDE": ("901",)})) == "must_pick"
    assert refused(bank, make_feed(indicator="findes-ikke")) == "unknown_indicator"
    assert refused(bank, make_feed(indicator="indbrud")) == "other_frequency"
    assert refused(bank, make_feed(areas={"901": "901", "000": "væk"})) == "unknown_area"
    assert refused(bank, make_feed(categories={"K": "sex/nobody"})) == "unknown_category"
    feed = make_feed()
    feed.source.shown_to = ""
    feed.source.save()
    assert refused(bank, feed) == "unsettled_source"


def test_a_figure_that_cannot_be_is_named(bank, house):
    # Persons are no percentage.
    feed = make_feed(table="RAS209", picked={"OMRÅDE": ("901",)})
    made = fetch(bank, feed)
    assert made.code == "outside_percent"
    assert made.details["facts"]["area"] == "Kommunen" and made.details["facts"]["slot"] == "2022"


def test_a_feed_never_overwrites_another_suppliers_figures(bank, house):
    feed = make_feed(newest=1)
    fetch(bank, feed)
    data_set = data_set_of("i-job")
    data_set.is_default = False
    data_set.save()
    other = house.safe_set.supplier
    data_set.indicator.data_sets.create(supplier=other, is_default=True)
    bank.mode = "revised"
    assert fetch(bank, feed).code == "other_supplier"
    assert Measurement.objects.count() == 2


def test_figures_that_give_way_to_poorer_ones_are_counted(bank, house):
    record(
        definition=target_of(FeedMapping("i-job", areas={"": "901"})).definition, area=house.town,
        slot="2023", figure=Figure(numerator=Decimal(70), denominator=Decimal(100)), seen_version=0,
        data_set=data_set_of("i-job"), by=house.secretary, standing=house.standing,
        source=house.safe.source,
    )  # fmt: skip
    details = fetch(bank, make_feed(newest=1), PREVIEW).details
    assert (details["changed"], details["elsewhere"], details["counted"]) == (1, 1, 1)


def test_a_locked_period_stops_the_preview_too(bank, house):
    PeriodLock.objects.create(slot="2023", reason="Årsrapporten er trykt")
    made = fetch(bank, make_feed(newest=1), PREVIEW)
    assert made.code == "period_locked"
    assert made.details["facts"]["reason"] == "Årsrapporten er trykt"


def test_official_figures_approve_themselves(bank, house):
    data_set = data_set_of("i-job")
    data_set.approval_required = True
    data_set.save()
    fetch(bank, make_feed(newest=1))
    assert {m.workflow for m in Measurement.objects.all()} == {"released"}


def told():
    return list(Notice.objects.order_by("id").values_list("user__email", "text"))


def test_the_office_is_told_when_the_clock_has_news(bank, house):
    feed = make_feed()
    fetch(bank, feed)
    fetch(bank, feed)  # nothing new: no notice
    bank.mode = "revised"
    fetch(bank, feed)
    bank.mode = "html_500"
    for _try in range(4):
        fetch(bank, feed)
    bank.mode = "notfound"
    Feed.objects.update(failed_attempts=0)
    fetch(bank, feed)
    texts = [text for _user, text in told()]
    assert {user for user, _text in told()} == {house.secretary.email}
    assert [text.split()[0] for text in texts[:2]] == ["Der", "Danmarks"]
    assert sum("kunne ikke hentes" in text for text in texts) == 2


def test_whoever_asked_is_told_however_it_ended(bank, house):
    feed = make_feed()
    for mode in ("normal", "html_500"):
        bank.mode = mode
        FeedFetch.objects.create(
            feed=feed, requested_by=house.secretary, details={"purpose": PREVIEW}
        )
        fetching.run_due(asked=Statbank(Transport(bank.url, patience=QUICK)))
    assert ["er prøvet" in text for _user, text in told()] == [True, False]


def test_restricted_figures_are_told_to_those_who_may_see_them(bank, house):
    feed = make_feed()
    Indicator.objects.filter(code="i-job").update(is_restricted=True)
    fetch(bank, feed)
    assert told() == []


def test_what_nobody_foresaw_is_written_down_and_the_next_feed_has_its_turn(
    bank, house, monkeypatch, caplog
):
    broken, whole = make_feed(), make_feed(every="never")
    FeedFetch.objects.create(feed=broken, details={"purpose": TAKE})
    FeedFetch.objects.create(feed=whole, details={"purpose": TAKE})
    Feed.objects.filter(pk=broken.pk).update(mapping={"uventet": 1})
    fetching.run_due(asked=Statbank(Transport(bank.url, patience=QUICK)))
    states = dict(FeedFetch.objects.values_list("feed__every", "state"))
    assert states == {"month": "failed", "never": "done"}
    assert FeedFetch.objects.get(feed=broken).code == "unexpected"
    assert "Traceback" in caplog.text
    whole.refresh_from_db()
    assert whole.next_fetch_at is None


def test_a_fetch_does_not_go_on_for_ever(bank, house, monkeypatch):
    monkeypatch.setattr(fetching, "LONGEST", -1.0)
    assert fetch(bank, make_feed()).code == "timeout"


def test_a_definition_of_its_own_kind(bank, house):
    make_definition("personer", supplier=house.people_set.supplier, kind="count", unit="personer")
    feed = make_feed(
        table="RAS209", picked={"OMRÅDE": ("901",), "SOCIO": ("20", "30")}, newest=1,
        indicator="personer", part_variable="SOCIO", parts={"20": "numerator", "30": "numerator"},
    )  # fmt: skip
    fetch(bank, feed)
    assert Measurement.objects.get().value > 0
