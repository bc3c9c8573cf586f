"""What a reader may rely on: fresh results after a change, one run at a time, nothing lost."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection, transaction
from django.utils import timezone

from indicators.models import Group, OutboxEntry, Result, Run, Source, Target
from indicators.services import runs, staleness
from indicators.services.recompute import groups as recompute
from tests.factories.panels import Site, correct, level, one, three_areas

pytestmark = pytest.mark.django_db


@pytest.fixture
def shares() -> Site:
    return three_areas()


def test_a_share_is_a_percentage_with_wilson_limits_and_its_base(shares: Site) -> None:
    recompute.drain()
    found = level("a", "2024")
    assert found.estimate == pytest.approx(20.0)
    assert found.lower == pytest.approx(15.04, abs=0.01)  # Wilson, 40 of 200
    assert found.upper == pytest.approx(26.08, abs=0.01)
    assert found.n == 200
    assert found.source is not None and found.published_on is not None


def test_the_gap_is_measured_to_the_rest_of_the_municipality(shares: Site) -> None:
    recompute.drain()
    gap = one("gap", "a", "2024")
    rest = 100 * (960 - 40) / (10000 - 200)
    assert gap.comparator == "rest"
    assert gap.estimate == pytest.approx(20.0 - rest)
    assert one("comparator", "a", "2024").estimate == pytest.approx(rest)


def test_the_common_line_leaves_all_areas_out(shares: Site) -> None:
    recompute.drain()
    line = one("comparator", "kommune", "2024", comparator="without_areas")
    assert line.estimate == pytest.approx(100 * (960 - 180) / (10000 - 750))


def test_the_change_of_the_gap_is_the_area_minus_the_rest(shares: Site) -> None:
    recompute.drain()
    moved = one("gap_change", "a", "2024")
    own = one("change", "a", "2024", comparator="")
    rest = one("change", "a", "2024", comparator="rest")
    assert moved.baseline_slot == own.baseline_slot == "2022"
    assert moved.estimate == pytest.approx(own.estimate - rest.estimate)


def test_every_area_is_compared_with_every_other_one(shares: Site) -> None:
    recompute.drain()
    pairs = Result.objects.published().filter(statement="difference", slot="2024")
    assert {(p.area.slug, p.other.slug) for p in pairs if p.other} == {
        ("a", "b"),
        ("a", "c"),
        ("b", "c"),
    }
    assert pairs.get(area__slug="a", other__slug="b").estimate == pytest.approx(0.0)


def test_nothing_is_measured_against_a_baseline_before_it(shares: Site) -> None:
    recompute.drain()
    assert not Result.objects.published().filter(statement="change", slot="2022").exists()


def test_a_corrected_figure_moves_the_results_and_leaves_one_run(shares: Site) -> None:
    recompute.drain()
    first = Group.objects.get().current_run_id
    correct(shares, "a", "2024", (30, 200))
    assert recompute.drain() == 1
    group = Group.objects.get()
    assert group.current_run_id != first
    assert level("a", "2024").estimate == pytest.approx(15.0)
    assert set(Result.objects.values_list("run_id", flat=True)) == {group.current_run_id}


def test_nothing_stale_means_nothing_is_computed(shares: Site) -> None:
    recompute.drain()
    assert recompute.drain() == 0


def test_a_crash_before_the_end_leaves_the_note_and_the_old_results(
    shares: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    recompute.drain()
    before = level("a", "2024").estimate
    correct(shares, "a", "2024", (30, 200))
    with monkeypatch.context() as broken:
        broken.setattr(recompute, "write_statements", _fail)
        recompute.drain()
    group = Group.objects.get()
    assert OutboxEntry.objects.count() == 1
    assert level("a", "2024").estimate == before
    assert group.failed_attempts == 1
    assert Run.objects.filter(state="failed", error__contains="no room").exists()
    assert recompute.drain() == 0, "it waits a little before it tries again"
    Group.objects.update(retry_at=None)
    assert recompute.drain() == 1
    assert level("a", "2024").estimate == pytest.approx(15.0)


@pytest.mark.parametrize("failures", [1, 60, 30_000])
def test_a_group_that_goes_on_failing_is_tried_again_and_stops_no_other(
    shares: Site, monkeypatch: pytest.MonkeyPatch, failures: int
) -> None:
    bad = Group.objects.get()
    Group.objects.update(failed_attempts=failures)
    good = Group.objects.create(code="en-anden")
    staleness.mark_stale(groups=[good], reason="prøve")
    really = recompute.recompute_group
    monkeypatch.setattr(
        recompute, "recompute_group", lambda pk: _fail() if pk == bad.pk else really(pk)
    )
    assert recompute.drain() == 1
    bad.refresh_from_db()
    wait = bad.retry_at - timezone.now() if bad.retry_at else dt.timedelta.max
    assert wait <= recompute.LONGEST_WAIT
    assert not OutboxEntry.objects.filter(group=good).exists()


def _fail(*_args: object, **_kwargs: object) -> None:
    raise RuntimeError("no room")


def test_the_account_of_a_failure_quotes_no_figure(
    shares: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_pk: int) -> bool:
        raise ValueError("row refused\nDETAIL:  Failing row contains (3, 200).")

    monkeypatch.setattr(recompute, "recompute_group", refuse)
    recompute.drain()
    assert Run.objects.get(state="failed").error == "ValueError: row refused"


def test_a_note_written_while_computing_survives(
    shares: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = recompute.read_panels

    def read_while_another_writes(*args: object) -> object:
        staleness.mark_stale(groups=Group.objects.all(), reason="imens")
        return read(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(recompute, "read_panels", read_while_another_writes)
    recompute.recompute_group(Group.objects.get().pk)
    assert [note.reason for note in OutboxEntry.objects.all()] == ["imens"]


def test_a_full_recompute_shows_how_far_it_has_come(shares: Site) -> None:
    recompute.drain()
    staleness.request_full_recompute(by=None, reason="prøve")
    progress = runs.newest_full_run()
    assert progress is not None and (progress.done, progress.total) == (0, 1)
    assert progress.is_running
    recompute.drain()
    progress = runs.newest_full_run()
    assert progress is not None and (progress.done, progress.is_running) == (1, False)


def test_unreleased_figures_exist_but_are_not_read(shares: Site) -> None:
    correct(shares, "b", "2025", (10, 250), workflow="draft")
    recompute.drain()
    assert level("b", "2025").state == "not_released"
    assert level("b", "2025").estimate is None


def test_what_waits_for_its_release_takes_no_released_figure_away(shares: Site) -> None:
    correct(shares, "a", "2026", (10, 250), workflow="draft")
    recompute.drain()
    assert level("a", "2026").state == "not_released"
    newest = Result.objects.filter(area__slug="a", is_latest=True)
    assert [r.slot for r in newest.filter(statement="level")] == ["2024"]
    assert {r.state for r in newest} == {"value"}


def test_the_database_refuses_a_hidden_row_with_a_figure(shares: Site) -> None:
    recompute.drain()
    row = level("a", "2024").pk
    with pytest.raises(Exception, match="no_figure_behind_a_state"), transaction.atomic():
        Result.objects.filter(pk=row).update(state="suppressed")


def test_a_logged_figure_cannot_be_rewritten(shares: Site) -> None:
    with pytest.raises(Exception, match="never_rewritten|Cannot"), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("UPDATE indicators_measurement SET numerator = 1")


def test_the_words_follow_polarity_and_certainty(shares: Site) -> None:
    recompute.drain()
    fallen = one("change", "a", "2024", comparator="")
    assert (fallen.verdict, fallen.certainty, fallen.reason) == ("forward", "signs", "few_periods")
    steady = one("change", "b", "2024", comparator="")
    assert (steady.verdict, steady.reason) == ("cannot_tell", "change_smaller_than_uncertainty")
    assert one("gap", "c", "2024").verdict == "lag"


def test_the_pace_is_actual_over_required_change(shares: Site) -> None:
    target = Target.objects.create(
        indicator=shares.definition.indicator, area=shares.areas["a"], baseline_slot="2022",
        slot="2030", value=14.0,
    )  # fmt: skip
    mark(shares)
    recompute.drain()
    assert not Result.objects.published().filter(statement="pace").exists(), "still a proposal"
    target.decided_on, target.decision = dt.date(2023, 1, 1), "partnerskabet, punkt 4"
    target.save()
    mark(shares)
    recompute.drain()
    found = one("pace", "a", "2024")
    assert found.estimate == pytest.approx((10 / 2) / (16 / 8), rel=1e-3)
    assert found.verdict == "cannot_tell", "two years on 200 people cannot carry it"


def test_other_sources_are_not_subtracted(shares: Site) -> None:
    other = Source.objects.create(code="anden", name="Anden kilde", family="anden")
    correct(shares, "a", "2024", (40, 200), source=other)
    recompute.drain()
    gap = one("gap", "a", "2024")
    assert (gap.state, gap.reason, gap.estimate) == ("not_computed", "different_sources", None)
    assert (
        not Result.objects.published()
        .filter(statement="change", area__slug="a", slot="2024", comparator="")
        .exists()
    ), "a new source begins a new series"


def test_a_share_without_answers_has_a_value_and_no_verdict(shares: Site) -> None:
    correct(shares, "a", "2024", None, value=20)
    recompute.drain()
    found = level("a", "2024")
    assert (found.estimate, found.lower, found.reason) == (20.0, None, "no_n")
    gap = one("gap", "a", "2024")
    assert gap.comparator == "municipality"
    assert (gap.state, gap.estimate, gap.reason) == ("not_computed", None, "no_n")


def mark(made: Site) -> None:
    staleness.mark_stale(groups=[made.definition.indicator.group], reason="prøve")


def test_a_gap_that_waits_for_the_municipality_stays_where_it_was(shares: Site) -> None:
    correct(shares, "a", "2025", (30, 200))
    recompute.drain()
    newest = {
        row.statement: row.slot
        for row in Result.objects.published().filter(area__slug="a", is_latest=True, other=None)
        | Result.objects.published().filter(area__slug="a", is_latest=True, comparator="rest")
        if not (row.statement == "change" and row.comparator)
    }
    assert newest["level"] == newest["change"] == "2025"
    assert newest["gap"] == newest["gap_change"] == newest["comparator"] == "2024"
    waiting = one("gap", "a", "2025")
    assert (waiting.state, waiting.reason) == ("not_computed", "comparator_missing")
    pairs = Result.objects.published().filter(statement="difference", is_latest=True)
    assert {(pair.area.slug, pair.slot) for pair in pairs} == {("a", "2024"), ("b", "2024")}
