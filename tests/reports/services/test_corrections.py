"""A correction after a brief: exactly its readers are told, exactly once, and never a figure."""

from __future__ import annotations

import re

import pytest

from accounts.models import Notice
from indicators.services.recompute import groups as recompute
from indicators.services.staleness import mark_stale
from reports.models import BriefCorrection
from reports.services import corrections
from reports.services.editions import address_of, note_reader
from reports.tasks import tell_corrections
from tests.factories import briefs, people
from tests.factories.panels import correct
from tests.factories.results import published

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return briefs.world()


@pytest.fixture
def reader(world):
    return people.seated_user("group", body=world.body)


def told(user=None):
    found = Notice.objects.filter(kind="brief_corrected").order_by("pk")
    return [each.text for each in (found.filter(user=user) if user else found)]


def revise(world, area, counts, slot="2024"):
    correct(world.site, area, slot, counts)
    recompute.drain()
    return corrections.settle()


def test_exactly_its_readers_are_told_and_once(world, reader):
    stranger = people.seated_user("board")
    edition = briefs.issued(world.meeting)
    assert revise(world, "b", (53, 250)) == 1
    assert told(reader) == [
        "Et tal i et mødeoplæg, du har fået, er ændret: Uden job, Område b. Vurderingen er uændret."
    ]
    assert told(stranger) == []
    tell_corrections()
    assert len(told()) == 1
    notice = Notice.objects.get(kind="brief_corrected")
    assert notice.path == f"{address_of(edition)}#siden"
    assert "Out of work" in notice.text_en
    assert not re.search(r"\d", notice.text + notice.text_en)


def test_the_earlier_figure_a_brief_held_another_against_is_one_of_its_figures(world, reader):
    edition = briefs.issued(world.meeting)
    assert "Område b 20,4 (20,0)" in edition.frozen.canonical
    assert revise(world, "b", (60, 250), slot="2023") == 1
    assert [text for text in told(reader) if "Område b" in text] == told(reader)
    assert len(told(reader)) == 1


def test_that_the_verdict_is_another_one_is_said(world, reader):
    briefs.issued(world.meeting)
    revise(world, "a", (41, 400))
    assert told(reader) == [
        (
            "Et tal i et mødeoplæg, du har fået, er ændret: Uden job, Område a. "
            "Vurderingen er også ændret."
        )
    ]
    assert BriefCorrection.objects.get().changes_verdict


def test_what_is_hidden_now_is_told_as_that(world, reader):
    briefs.issued(world.meeting)
    revise(world, "b", (2, 250))
    assert "Et tal i et mødeoplæg, du har fået, vises ikke mere: Uden job, Område b." in told(
        reader
    )


def test_a_second_correction_is_a_second_notice_and_going_back_is_one_too(world, reader):
    briefs.issued(world.meeting)
    revise(world, "b", (53, 250))
    revise(world, "b", (54, 250))
    assert len(told(reader)) == 2
    revise(world, "b", (51, 250))
    assert told(reader)[2:] == [
        "Et tal i et mødeoplæg, du har fået, er igen det samme som i oplægget: Uden job, Område b."
    ]
    revise(world, "b", (53, 250))
    assert len(told(reader)) == 4


GAPS_IN_THREE = {
    **briefs.FIGURES,
    "b": {"2022": (30, 400), "2023": (75, 400), "2024": (120, 400)},
    "c": {"2022": (30, 400), "2023": (75, 400), "2024": (120, 400)},
}


def test_one_corrected_figure_of_the_municipality_is_one_notice_naming_every_area(monkeypatch):
    monkeypatch.setattr(briefs, "FIGURES", GAPS_IN_THREE)
    world = briefs.world()
    readers = [people.seated_user("group", body=world.body) for _each in range(2)]
    edition = briefs.issued(world.meeting)
    assert revise(world, "kommune", (1300, 10000)) == 3
    tell_corrections()
    for reader in readers:
        (text,) = told(reader)
        assert text.startswith("Tal i et mødeoplæg, du har fået, er ændret, ")
        assert text.endswith(": Uden job, Område a, Område b, Område c.")
    judged = BriefCorrection.objects.filter(changes_verdict=True).exists()
    assert ("mindst én vurdering er også ændret" in text) is judged
    assert ("men vurderingerne er de samme" in text) is not judged
    notice = Notice.objects.get(user=readers[0], kind="brief_corrected")
    assert notice.path == f"{address_of(edition)}#siden"
    revise(world, "kommune", (1290, 10000))
    tell_corrections()
    assert [len(told(reader)) for reader in readers] == [2, 2]
    revise(world, "kommune", (960, 10000))
    tell_corrections()
    assert told(readers[0])[2:] == [
        (
            "Tal i et mødeoplæg, du har fået, er igen de samme som i oplægget: "
            "Uden job, Område a, Område b, Område c."
        )
    ]


def test_one_notice_to_who_has_several_editions_of_several_areas(monkeypatch):
    monkeypatch.setattr(briefs, "FIGURES", GAPS_IN_THREE)
    world = briefs.world()
    reader = people.seated_user("group", body=world.body)
    briefs.issued(world.meeting)
    newest = briefs.issued(world.meeting)
    revise(world, "kommune", (1300, 10000))
    tell_corrections()
    notice = Notice.objects.get(user=reader, kind="brief_corrected")
    assert notice.path == f"{address_of(newest)}#siden"


def test_a_computation_that_changes_nothing_tells_nobody(world, reader):
    briefs.issued(world.meeting)
    mark_stale(groups=[world.site.definition.indicator.group], reason="prøve")
    assert corrections.settle() == 0
    recompute.drain()
    assert corrections.settle() == 0
    assert told() == []


def test_while_figures_are_computed_nothing_is_said_of_them(world, reader):
    briefs.issued(world.meeting)
    correct(world.site, "b", "2024", (53, 250))
    corrections.settle()
    assert told() == []
    recompute.drain()
    corrections.settle()
    assert len(told(reader)) == 1


def test_a_newer_figure_is_no_correction(world, reader):
    briefs.issued(world.meeting)
    for area, counts in (("a", (130, 400)), ("b", (52, 250)), ("kommune", (950, 10000))):
        correct(world.site, area, "2025", counts)
    recompute.drain()
    corrections.settle()
    assert told() == []


def test_who_was_given_several_editions_is_told_once_of_the_newest(world, reader):
    briefs.issued(world.meeting)
    second = briefs.issued(world.meeting)
    later = people.seated_user("secretariat")
    first = second.brief.editions.get(number=1)
    note_reader(first, later)
    revise(world, "b", (53, 250))
    assert len(told(reader)) == 1
    assert Notice.objects.get(user=reader, kind="brief_corrected").path.startswith(
        address_of(second)
    )
    assert Notice.objects.get(user=later, kind="brief_corrected").path.startswith(address_of(first))


def test_an_edition_that_was_sent_out_after_the_correction_has_nothing_to_tell(world, reader):
    briefs.issued(world.meeting)
    correct(world.site, "b", "2024", (53, 250))
    recompute.drain()
    second = briefs.issued(world.meeting)
    corrections.settle()
    assert len(told(reader)) == 1
    assert not second.corrections.exists()


def test_who_left_is_told_no_more(world, reader):
    left = people.seated_user("group", body=world.body)
    briefs.issued(world.meeting)
    left.person.seats.update(ends_on="2021-01-01")
    revise(world, "b", (53, 250))
    assert told(left) == []
    assert len(told(reader)) == 1


def test_two_indicators_corrected_at_once_are_one_notice_that_names_both():
    made = published(areas=2, indicators=2)
    meeting = briefs.ahead()
    reader = people.seated_user("group", body=meeting.body)
    edition = briefs.issued(meeting)
    first, second = made.definitions
    rows = [
        BriefCorrection(edition=edition, indicator=each.indicator, area=area, mark="x")
        for each, area in (
            (first, made.areas[0]), (first, made.areas[1]), (second, made.areas[1]),
        )
    ]  # fmt: skip
    BriefCorrection.objects.bulk_create(rows)
    corrections.tell_readers(
        [
            corrections.Told(row, news)
            for row, news in zip(rows, ("moved", "moved", "judged"), strict=True)
        ]
    )
    (text,) = told(reader)
    assert "mindst én vurdering er også ændret" in text
    names = [area.name for area in made.areas]
    one, two = first.indicator.name, second.indicator.name
    assert text.endswith(f": {one} ({names[0]}, {names[1]}), {two} ({names[1]}).")
