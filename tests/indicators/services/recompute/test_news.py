"""What a new run brings is noted: newer figures and other verdicts, never what merely stayed."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from indicators.models import ResultNews
from indicators.services import result_news
from indicators.services.recompute import groups as recompute
from indicators.services.staleness import mark_stale
from tests.factories import frozen
from tests.factories.panels import correct

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    found = frozen.many_years()
    recompute.drain()
    return found


def told() -> set[tuple[str, str, str]]:
    return {
        (news.kind, news.area.slug, news.statement)
        for news in ResultNews.objects.select_related("area")
    }


def test_the_first_run_and_one_that_changes_nothing_are_no_news(made):
    mark_stale(groups=[made.definition.indicator.group], reason="prøve")
    recompute.drain()
    assert told() == set()


def test_a_figure_that_turns_a_verdict_is_told_for_its_area_alone(made):
    moment = timezone.now()
    correct(made, "b", "2024", (20, 400))
    recompute.drain()
    assert ("verdict", "b", "change") in told()
    assert {area for _kind, area, _statement in told()} == {"b"}
    assert not any(kind == "figure" for kind, _area, _statement in told())
    news = result_news.since(moment, restricted=False)
    assert all(not each.is_figure for each in news)
    assert result_news.since(timezone.now() + dt.timedelta(minutes=1), restricted=False) == []


def test_restricted_indicators_are_no_news_without_the_right(made):
    correct(made, "b", "2024", (20, 400))
    recompute.drain()
    indicator = made.definition.indicator
    indicator.is_restricted = True
    indicator.save()
    long_ago = timezone.now() - dt.timedelta(days=1)
    assert result_news.since(long_ago, restricted=False) == []
    assert result_news.since(long_ago, restricted=True)
