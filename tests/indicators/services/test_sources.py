"""Sources: nothing comes in before it is settled who may see it, and marks are asked about once."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from indicators.models import OutboxEntry, Source, SourceMark
from indicators.services import sources
from partnership.rules.access import NotAllowed, SeatFact, Standing
from partnership.services.edits import StaleEdit, stamp_of
from tests.factories.results import published

pytestmark = pytest.mark.django_db
STAFF = Standing(user_id=1, seats=(SeatFact("secretariat", 1, 1, "secretariat"),))
BOARD = Standing(user_id=2, seats=(SeatFact("member", 1, 1, "board"),))
USUAL = {
    "basis": "Aftale af 1.3.2027", "shown_to": "partnership", "may_be_published": False,
    "is_official": False, "retention_months": None, "controller": None, "name_en": "",
    "family": "", "url": "", "note": "",
}  # fmt: skip


def test_a_source_is_its_own_family_and_its_code_is_made_from_its_name():
    made = sources.create(by=STAFF, name="Skolernes måling", **USUAL)
    again = sources.create(by=STAFF, name="Skolernes måling (ny)", **USUAL)
    assert (made.code, made.family) == ("skolernes-maaling", "skolernes-maaling")
    assert again.code == "skolernes-maaling-ny"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"basis": ""}, "basis"),
        ({"may_be_published": True}, "may_be_published"),
        ({"name": "SKOLERNES MÅLING"}, "name"),
    ],
)
def test_what_does_not_hold_is_told_beside_its_field(given, field):
    sources.create(by=STAFF, name="Skolernes måling", **USUAL)
    with pytest.raises(ValidationError) as refused:
        sources.create(by=STAFF, **{"name": "En anden", **USUAL, **given})
    assert field in refused.value.message_dict
    assert Source.objects.count() == 1


def test_the_same_name_in_other_letters_gets_another_code():
    sources.create(by=STAFF, name="Æbler", **USUAL)
    assert sources.create(by=STAFF, name="Aebler", **USUAL).code == "aebler-2"


def test_an_old_reading_does_not_overwrite_a_newer_one():
    made = sources.create(by=STAFF, name="Skolernes måling", **USUAL)
    seen = stamp_of(made)
    sources.change(
        by=STAFF, source_id=made.pk, seen=seen, name="Skolernes måling", **USUAL | {"note": "1"}
    )
    with pytest.raises(StaleEdit):
        sources.change(
            by=STAFF, source_id=made.pk, seen=seen, name="Skolernes måling", **USUAL | {"note": "2"}
        )
    made.refresh_from_db()
    assert made.note == "1"


def test_another_family_computes_the_figures_anew_and_another_note_does_not():
    site = published(areas=1, indicators=1)
    source = site.definitions[0].source
    OutboxEntry.objects.all().delete()
    keep = {**USUAL, "family": source.family}
    sources.change(
        by=STAFF,
        source_id=source.pk,
        seen=stamp_of(source),
        name=source.name,
        **keep | {"note": "x"},
    )
    assert not OutboxEntry.objects.exists()
    sources.change(
        by=STAFF, source_id=source.pk, seen=stamp_of(source), name=source.name,
        **keep | {"family": "ny"},
    )  # fmt: skip
    assert OutboxEntry.objects.filter(group=site.definitions[0].indicator.group).exists()


def test_a_mark_is_explained_once_changed_and_forgotten():
    source = sources.create(by=STAFF, name="Skolernes måling", **USUAL)
    sources.explain_mark(by=STAFF, source_id=source.pk, mark=" .. ", meaning="missing")
    row = sources.explain_mark(by=STAFF, source_id=source.pk, mark="..", meaning="zero")
    assert list(SourceMark.objects.values_list("mark", "meaning")) == [("..", "zero")]
    sources.forget_mark(by=STAFF, mark_id=row.pk)
    assert not SourceMark.objects.exists()


def test_a_board_member_settles_nothing():
    source = sources.create(by=STAFF, name="Skolernes måling", **USUAL)
    for attempt in (
        lambda: sources.create(by=BOARD, name="X", **USUAL),
        lambda: sources.change(by=BOARD, source_id=source.pk, seen=0, name="X", **USUAL),
        lambda: sources.explain_mark(by=BOARD, source_id=source.pk, mark="x", meaning="zero"),
        lambda: sources.forget_mark(by=BOARD, mark_id=1),
    ):
        with pytest.raises(NotAllowed):
            attempt()
