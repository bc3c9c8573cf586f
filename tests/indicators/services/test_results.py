"""Reading results: one moment per page, one version per page, names in the reader's language."""

from __future__ import annotations

from threading import Thread

import pytest
from django.db import connection
from django.utils import translation

from indicators.models import Definition, Result
from indicators.services import results
from indicators.services.snapshots import one_moment
from tests.factories.results import Published, publish, published


def elsewhere(work: object) -> None:
    """Do something in a connection of its own, as a worker does."""

    def run() -> None:
        try:
            work()  # type: ignore[operator]
        finally:
            connection.close()

    thread = Thread(target=run)
    thread.start()
    thread.join()


def levels(site: Published) -> set[float | None]:
    found = results.of_area(site.areas[0], restricted=False)
    return {r.estimate for r in found if r.statement == "level" and r.is_latest}


@pytest.mark.django_db(transaction=True)
def test_a_page_reads_one_moment_while_a_worker_publishes() -> None:
    site = published(areas=1, indicators=1)
    with one_moment():
        before = levels(site)
        version = results.page_version(results.catalogue(restricted=False))
        elsewhere(lambda: publish(site, site.definitions[0], shift=5))
        assert levels(site) == before
        assert results.version_now(restricted=False) == version
    assert levels(site) != before
    assert results.version_now(restricted=False) != version


@pytest.mark.django_db(transaction=True)
def test_nothing_can_be_written_in_such_a_moment() -> None:
    published(areas=1, indicators=1)
    with pytest.raises(Exception, match="read-only"), one_moment():
        Result.objects.all().delete()


@pytest.mark.django_db
def test_only_the_run_that_the_pointer_names_is_read() -> None:
    site = published(areas=1, indicators=1)
    old = levels(site)
    publish(site, site.definitions[0], shift=5)
    assert Result.objects.values("run").distinct().count() == 2
    assert levels(site) == {value + 5 for value in old if value is not None}


@pytest.mark.django_db
def test_the_version_of_a_page_is_what_an_open_page_asks_for() -> None:
    site = published(areas=2, indicators=4)
    for code in (None, site.definitions[0].indicator.code):
        entries = results.catalogue(restricted=False, code=code)
        assert results.page_version(entries) == results.version_now(restricted=False, code=code)


@pytest.mark.django_db
def test_every_series_of_a_definition_is_in_the_catalogue_in_order() -> None:
    site = published(areas=1, indicators=1)
    newer = Definition.objects.get(pk=site.definitions[0].pk)
    newer.pk, newer.version, newer.breaks_series = None, 2, True
    newer.save()
    newer.pk, newer.version, newer.breaks_series = None, 3, False
    newer.save()
    found = results.catalogue(restricted=False)
    assert [(entry.version, entry.versions_told) for entry in found] == [(1, "1"), (3, "2–3")]


@pytest.mark.django_db
def test_names_follow_the_reader_and_fall_back_to_danish() -> None:
    published(areas=1, indicators=1)
    with translation.override("en"):
        (entry,) = results.catalogue(restricted=False)
    assert entry.name == "Indicator 0"
    assert entry.unit == "%"
    assert entry.vision == "Et trygt og attraktivt kvarter"
