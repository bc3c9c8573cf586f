"""A figure of the last brief that was corrected since: the next brief says so, and never what stood."""

from __future__ import annotations

import pytest
import time_machine

from indicators.models import Indicator
from indicators.services.recompute import groups as recompute
from partnership.models import Meeting
from reports.services import drafts, edition_lines
from reports.services.editions import address_of
from tests.factories import briefs
from tests.factories.panels import correct

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    with time_machine.travel(briefs.MOMENT, tick=False):
        found = briefs.world()
        Meeting.objects.filter(pk=found.before.pk).update(state="called")
        briefs.issued(Meeting.objects.get(pk=found.before.pk))
        Meeting.objects.filter(pk=found.before.pk).update(state="held")
        yield found


def told(world):
    return {each.title: each.text for each in edition_lines.corrected(world.before)}


def revise(world, area, counts):
    correct(world.site, area, "2024", counts)
    recompute.drain()


def test_nothing_is_said_where_nothing_was_corrected_or_no_brief_was_sent(world):
    assert told(world) == {}
    assert edition_lines.corrected(None) == []
    assert edition_lines.corrected(world.meeting) == []


def test_a_corrected_figure_is_named_with_what_the_verdict_did_and_where_it_stood(world):
    revise(world, "a", (127, 400))
    (line,) = edition_lines.corrected(world.before)
    assert line.title == "Uden job · Område a"
    assert line.text == (
        "Rettet, siden det stod i oplægget til sidste møde. Vurderingen er uændret. "
        "Se det oplægs side."
    )
    assert line.url == f"{address_of(world.before.brief.editions.get())}#siden"
    content = drafts.draft_of(world.meeting).content
    changed = next(each for each in content["sections"] if each["key"] == "changed")
    lines = [each for each in changed["lines"] if each["title"] == "Uden job · Område a"]
    assert [each["told"]["tells"] for each in lines] == [[]]
    assert "32,0" not in str(content)


def test_another_verdict_is_said_and_a_figure_that_is_hidden_now_is_not_told(world):
    revise(world, "a", (41, 400))
    assert "Vurderingen er ændret." in told(world)["Uden job · Område a"]
    revise(world, "a", (2, 400))
    assert "vises ikke mere" in told(world)["Uden job · Område a"]


def test_while_figures_are_computed_and_of_restricted_ones_nothing_is_said(world):
    correct(world.site, "a", "2024", (127, 400))
    assert told(world) == {}
    recompute.drain()
    Indicator.objects.update(is_restricted=True)
    assert told(world) == {}
