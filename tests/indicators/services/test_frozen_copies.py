"""What was shown is kept as it was shown; what became of it since is said, and nothing hidden is."""

from __future__ import annotations

import json

import pytest
from django.core.exceptions import ValidationError
from django.db import Error, connection, transaction

from indicators.models import FrozenCopy, FrozenFigure, Indicator, Result
from indicators.rules import frozen as rule
from indicators.services import frozen_copies, frozen_revisions, results
from indicators.services.comparators import AGREED
from indicators.services.recompute import groups as recompute
from tests.factories.panels import correct, three_areas

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 what was shown"


@pytest.fixture
def site():
    made = three_areas()
    recompute.drain()
    return made


def read(made, area="a", slot="2024", statement="level"):
    """One published statement as a page reads it: the area's own, or against the agreed comparator."""
    found = [
        each
        for each in results.of_indicator(
            made.definition.indicator_id, restricted=True, against=AGREED
        )
        if each.area_id == made.areas[area].pk
        and each.slot == slot
        and each.statement == statement
        and (each.is_default or statement in ("level", "change"))
        and not (statement == "change" and each.comparator)
    ]
    assert len(found) == 1, found
    return found[0]


def freeze(readings, **more):
    content = {"figures": [frozen_copies.figure_of(each) for each in readings], "title": "Prøve"}
    given = {
        "kind": "evidence", "content": content, "figures": readings, "pdf": PDF,
        "holds_restricted": False,
    }  # fmt: skip
    return frozen_copies.freeze(**given | more)


def since(copy, restricted=True):
    return frozen_revisions.revisions([copy], restricted=restricted)[copy.pk]


def test_the_content_the_pages_and_each_figure_are_kept_with_their_fingerprints(site):
    level, gap = read(site), read(site, statement="gap")
    copy = freeze([level, gap, level])
    copy.refresh_from_db()
    told = json.loads(copy.canonical)
    assert rule.fingerprint(copy.canonical) == copy.sha256
    assert frozen_copies.state_of(copy).is_intact
    assert bytes(copy.pdf) == PDF
    assert told["figures"][0]["estimate"] == level.estimate == 20.0
    assert copy.code_version == Result.objects.published().first().run.code_version
    figures = list(copy.figures.all())
    assert [each.statement for each in figures] == ["level", "gap"]
    assert (figures[0].estimate, figures[0].lower, figures[0].upper) == level[10:13]
    assert figures[0].version == 1
    assert since(copy) == []


def test_the_fingerprint_is_known_before_it_is_frozen(site):
    content = {"b": 1, "a": "å"}
    assert freeze([read(site)], content=content).sha256 == frozen_copies.fingerprint_of(content)


@pytest.mark.parametrize(
    "other",
    [
        {"estimate": 20.1}, {"n": 199.0}, {"verdict": "forward"}, {"slot": "2023"},
        {"state": "suppressed"}, {"lower": None}, {"comparator": "rest"}, {"event_id": 7},
        {"category_set": "Køn", "category": "Kvinder"}, {"baseline_slot": "2022"},
    ],
)  # fmt: skip
def test_what_was_never_shown_so_is_not_frozen(site, other):
    with pytest.raises(ValidationError) as refused:
        freeze([read(site)._replace(**other)])
    assert refused.value.code == frozen_copies.NOT_SHOWN
    assert not FrozenCopy.objects.exists()


def test_a_figure_that_is_hidden_or_not_released_is_frozen_as_that_and_never_with_a_number(site):
    shown = read(site)
    correct(site, "a", "2024", (3, 200))
    recompute.drain()
    with pytest.raises(ValidationError):
        freeze([shown])
    hidden = read(site)
    assert hidden.state == "suppressed"
    figure = freeze([hidden]).figures.get()
    assert (figure.state, figure.estimate, figure.n) == ("suppressed", None, None)
    with pytest.raises(ValidationError):
        freeze([hidden._replace(estimate=1.5)])


def test_a_restricted_figure_makes_the_whole_copy_restricted(site):
    Indicator.objects.update(is_restricted=True)
    level = read(site)
    copy = freeze([level])
    assert copy.holds_restricted
    correct(site, "a", "2024", (41, 200))
    recompute.drain()
    assert len(since(copy)) == 1
    assert since(copy, restricted=False) == []


def test_neither_orm_nor_sql_changes_or_removes_a_copy(site):
    copy = freeze([read(site)])
    figure = copy.figures.get()
    attempts = [
        lambda: FrozenCopy.objects.filter(pk=copy.pk).update(canonical="{}"),
        lambda: FrozenCopy.objects.filter(pk=copy.pk).update(sha256="0" * 64),
        lambda: copy.delete(),
        lambda: FrozenFigure.objects.filter(pk=figure.pk).update(estimate=1.0),
        lambda: figure.delete(),
    ]
    for table in ("indicators_frozencopy", "indicators_frozenfigure"):
        for sql in (f"UPDATE {table} SET id = id + 1000", f"DELETE FROM {table}"):  # noqa: S608
            attempts.append(lambda sql=sql: connection.cursor().execute(sql))
    for attempt in attempts:
        with pytest.raises(Error), transaction.atomic():
            attempt()
    copy.refresh_from_db()
    assert frozen_copies.state_of(copy).is_intact
    assert copy.figures.get().estimate == 20.0


@pytest.mark.parametrize(
    ("column", "value", "fits"),
    [
        ("canonical", "overlay(canonical placing 'X' from 5 for 1)", (False, True)),
        ("pdf", "set_byte(pdf, 6, get_byte(pdf, 6) # 1)", (True, False)),
    ],
)
def test_a_byte_changed_past_the_database_s_guard_is_seen(site, column, value, fits):
    copy = freeze([read(site)])
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE indicators_frozencopy DISABLE TRIGGER USER")
        cursor.execute(f"UPDATE indicators_frozencopy SET {column} = {value}")  # noqa: S608
        cursor.execute("ALTER TABLE indicators_frozencopy ENABLE TRIGGER USER")
    found = frozen_copies.state_of(FrozenCopy.objects.get(pk=copy.pk))
    assert (found.json_fits, found.pdf_fits) == fits
