"""What became of frozen figures: revised, hidden, not released, gone, told otherwise."""

from __future__ import annotations

import pytest
from django.utils import translation

from indicators.models import Result
from indicators.rules import frozen as rule
from indicators.services import frozen_copies, frozen_revisions
from indicators.services.recompute import groups as recompute
from tests.factories.panels import correct
from tests.indicators.services.test_frozen_copies import freeze, read, since, site  # noqa: F401

pytestmark = pytest.mark.django_db


def kept(copy):
    """Nothing of the copy itself has moved."""
    before = (copy.canonical, copy.sha256, bytes(copy.pdf), copy.pdf_sha256)
    copy.refresh_from_db()
    assert frozen_copies.state_of(copy).is_intact
    return before == (copy.canonical, copy.sha256, bytes(copy.pdf), copy.pdf_sha256)


def test_a_correction_is_said_with_both_figures(site):  # noqa: F811
    copy = freeze([read(site), read(site, statement="gap"), read(site, area="b")])
    correct(site, "a", "2024", (44, 200))
    recompute.drain()
    assert kept(copy)
    found = since(copy)
    assert [(each.code, each.statement) for each in found] == [
        (rule.REVISED, "niveau"), (found[1].code, "afstand til sammenligningsgrundlaget")
    ]  # fmt: skip
    level = found[0]
    assert (level.before, level.now, level.words) == ("20,0", "22,0", "20,0 → 22,0")
    assert (level.area, level.indicator, level.period) == ("Område a", "Uden job", "2024")
    assert "→" in found[1].words
    assert "vurderingen" in found[1].words


def test_a_verdict_that_is_another_one_is_named(site):  # noqa: F811
    copy = freeze([read(site, statement="gap")])
    correct(site, "a", "2024", (6, 200))
    recompute.drain()
    (found,) = since(copy)
    assert found.changes_verdict
    assert found.words.endswith("vurderingen er nu: foran (klare tegn på)")


def test_of_what_is_hidden_now_nothing_is_said_but_that(site):  # noqa: F811
    copy = freeze([read(site), read(site, statement="gap")])
    correct(site, "a", "2024", (3, 200))
    recompute.drain()
    assert kept(copy)
    found = since(copy)
    assert [each.code for each in found] == [rule.HIDDEN, rule.HIDDEN]
    assert {(each.words, each.now) for each in found} == {("skjult siden", "")}
    assert all(each.before for each in found)


def test_a_draft_over_it_and_what_was_taken_back_are_told_apart(site):  # noqa: F811
    copy = freeze([read(site)])
    correct(site, "a", "2024", (44, 200), workflow="draft")
    recompute.drain()
    assert since(copy) == []  # the released version still stands
    correct(site, "a", "2024", None, state="missing")
    recompute.drain()
    (found,) = since(copy)
    assert (found.code, found.words) == (rule.SILENT, "kan ikke opgøres nu")


def test_a_figure_that_nobody_publishes_any_more_is_gone(site):  # noqa: F811
    copy = freeze([read(site)])
    Result.objects.published().delete()
    (found,) = since(copy)
    assert (found.code, found.words) == (rule.GONE, "tallet findes ikke mere")


def test_a_new_code_version_that_gives_the_same_revises_nothing(site, monkeypatch):  # noqa: F811
    copy = freeze([read(site), read(site, statement="gap"), read(site, statement="change")])
    monkeypatch.setattr(recompute, "CODE_VERSION", "another one")
    correct(site, "b", "2022", (51, 250))
    recompute.drain()
    assert read(site).estimate == 20.0
    assert kept(copy)
    assert since(copy) == []


def test_in_english(site):  # noqa: F811
    copy = freeze([read(site)])
    correct(site, "a", "2024", (44, 200))
    recompute.drain()
    with translation.override("en"):
        (found,) = since(copy)
    assert (found.indicator, found.words) == ("Out of work", "20.0 → 22.0")


def test_many_copies_in_few_queries(site, django_assert_max_num_queries):  # noqa: F811
    copies = [freeze([read(site), read(site, statement="gap")]) for _each in range(4)]
    correct(site, "a", "2024", (44, 200))
    recompute.drain()
    with django_assert_max_num_queries(5):
        found = frozen_revisions.revisions(copies, restricted=True)
    assert [len(found[copy.pk]) for copy in copies] == [2] * 4
