"""A wrongly shared figure: asked for by one, purged by another, gone from everywhere but a note."""

from __future__ import annotations

import re

import pgtrigger
import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts.models import Notice
from indicators.models import (
    Evidence,
    Feed,
    FeedFetch,
    Flag,
    Group,
    ImportBatch,
    ImportRow,
    Indicator,
    Measurement,
    PublishedCell,
    Result,
    Withdrawal,
    WorkflowStep,
)
from indicators.rules.cells import Address
from indicators.services import fragments, site_versions, withdrawals
from indicators.services.cell_words import facts_of, story_of
from indicators.services.entry import find_place
from indicators.services.periods_in_words import day_in_words
from indicators.services.recompute import groups as recompute
from indicators.services.recompute.checking import check_group
from partnership.models import FileChunk, StoredFile
from partnership.rules.access import NotAllowed, SeatFact, Standing
from partnership.services import files
from tests.factories import people
from tests.factories.panels import correct, level, three_areas

pytestmark = pytest.mark.django_db
PLANTED = "735"
# Fractions of seconds, names drawn by lot and fingerprints may hold any number, and so may bytes.
MOMENT = re.compile(
    r"\d\d:\d\d:\d\d\.\d+|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{64}"
    r"|\\\\x[0-9a-f]*"
)


def seated(role: str, organisation_id: int = 1):
    user = people.seated_user(role)
    body = {"secretariat": "secretariat"}.get(role, "")
    return user, Standing(user_id=user.pk, seats=(SeatFact(role, organisation_id, 1, body),))


@pytest.fixture
def shared():
    """A figure with a count nobody else has, in two versions, from a file, with a flag and a bilag."""
    made = three_areas()
    recompute.drain()
    correct(made, "a", "2024", (735, 9000))
    recompute.drain()
    correct(made, "a", "2024", (40, 200))
    recompute.drain()
    made_of = Measurement.objects.get(cell__area=made.areas["a"], cell__slot="2024", numerator=735)
    file = files.keep(name="tal.csv", pieces=[b"a;2024;735;9000"], by=None)
    batch = ImportBatch.objects.create(file_name="tal.csv", sha256=file.sha256, file=file)
    with pgtrigger.ignore("indicators.Measurement:never_rewritten"):  # it came in that file
        Measurement.objects.filter(pk=made_of.pk).update(
            import_batch=batch, comment="735 af 9000", correction="735 i stedet for 40"
        )
    made_of.refresh_from_db()
    later = Measurement.objects.get(cell=made_of.cell, version=3)
    with pgtrigger.ignore("indicators.Measurement:never_rewritten"):
        Measurement.objects.filter(pk=later.pk).update(correction="735 var forkert")
    WorkflowStep.objects.create(
        measurement=later, from_state="submitted", to_state="returned", reason="735?"
    )
    ImportBatch.objects.filter(pk=batch.pk).update(
        recognised={"cell": "735"}, message={"changed": 735}
    )
    waiting = ImportBatch.objects.create(
        file_name="igen.csv", sha256="0" * 64, state="checked",
        file=files.keep(name="igen.csv", pieces=[b"735;9000"], by=None),
    )  # fmt: skip
    ImportRow.objects.create(
        batch=waiting, row=1, place=0, text="735", definition_id=made.definition.pk,
        area_id=made.areas["a"].pk, category_id=made_of.cell.category_id, slot="2024",
        numerator=735, denominator=9000,
    )  # fmt: skip
    feed = Feed.objects.create(
        name="Hent", source=made.source, table="T1", selection={}, mapping={"indicator": "uden-job"}
    )
    FeedFetch.objects.create(feed=feed, state="done", details={"lines": [["changed", 40, 735]]})
    proof = files.keep(name="bilag.txt", pieces=[b"735 personer"], by=None)
    Evidence.objects.create(cell=made_of.cell, title="735 personer", file=proof)
    flag = Flag.objects.create(
        cell=made_of.cell, kind="expected", version=2, details={"figure": 735}, note="735?"
    )
    Flag.objects.filter(pk=flag.pk).update(note="735 er for mange")
    return made, made_of, batch


def place_of(made, standing):
    address = Address(made.definition.pk, made.areas["a"].pk, "2024")
    place = find_place(standing=standing, address=address)
    assert place is not None
    return place


def ask(made, made_of, user, standing, **more):
    given = {"versions": [made_of.version], "reason": "Delt uden aftale"}
    return withdrawals.request(
        place=place_of(made, standing), by=user, standing=standing, **given | more
    )


def everything() -> str:
    """All rows of all tables of the site, as text."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' "
            "AND tablename ~ '^(indicators|partnership)_'"
        )
        tables = [row[0] for row in cursor.fetchall()]
        found = []
        for table in tables:
            cursor.execute(f'SELECT t::text FROM "{table}" t')  # noqa: S608 - names from the catalogue
            found += [f"{table}: {MOMENT.sub('', row[0])}" for row in cursor.fetchall()]
    alone = re.compile(rf"(?<!\d){PLANTED}(?!\d)")  # not within the number of some row
    return "\n".join(line for line in found if alone.search(line) and "chunk" not in line)


def test_the_figure_is_gone_from_every_table_and_a_note_with_a_hash_remains(shared):
    made, made_of, _batch = shared
    first, standing = seated("secretariat")
    second, other = seated("secretariat")
    assert PLANTED in everything()
    asked = ask(made, made_of, first, standing)
    expected = withdrawals.digest_of([made_of])
    done = withdrawals.carry_out(pk=asked.pk, by=second, standing=other)
    assert everything() == ""
    assert done.digest == expected
    assert (done.requested_by, done.confirmed_by, done.reason) == (
        first,
        second,
        "Delt uden aftale",
    )
    emptied = Measurement.objects.get(pk=made_of.pk)
    assert (emptied.state, emptied.numerator, emptied.withdrawal) == ("missing", None, done)
    assert not FileChunk.objects.exists()
    assert not StoredFile.objects.filter(purged_at__isnull=True).exists()
    assert ImportBatch.objects.get(file_name="igen.csv").state == "cancelled"


def test_until_it_is_computed_anew_nothing_of_the_group_is_shown_and_then_all_agrees(shared):
    made, made_of, _batch = shared
    first, standing = seated("secretariat")
    second, other = seated("secretariat")
    asked = ask(made, made_of, first, standing)
    withdrawals.carry_out(pk=asked.pk, by=second, standing=other)
    assert not Result.objects.exists()
    recompute.drain()
    assert check_group(Group.objects.get()) == ""
    assert level("a", "2024").numerator == 40
    assert not PublishedCell.objects.filter(numerator=735).exists()


def test_the_newest_version_withdrawn_leaves_a_missing_figure(shared):
    made, made_of, _batch = shared
    first, standing = seated("secretariat")
    second, other = seated("secretariat")
    asked = ask(made, made_of, first, standing, versions=[1, 2, 3])
    withdrawals.carry_out(pk=asked.pk, by=second, standing=other)
    recompute.drain()
    assert level("a", "2024").state == "missing"


def test_those_who_can_carry_it_out_are_told_and_the_one_who_asked_is_not(shared):
    made, made_of, _batch = shared
    first, standing = seated("secretariat")
    second, _other = seated("secretariat")
    administrator, _third = seated("administrator")
    seated("board")
    asked = ask(made, made_of, first, standing)
    told = Notice.objects.filter(key=f"withdrawal-{asked.pk}")
    assert {notice.user for notice in told} == {second, administrator}
    assert PLANTED not in " ".join(notice.text for notice in told)


def test_one_person_cannot_do_both_but_may_let_it_stand(shared):
    made, made_of, _batch = shared
    first, standing = seated("secretariat")
    asked = ask(made, made_of, first, standing)
    with pytest.raises(ValidationError, match="Der skal to til"):
        withdrawals.carry_out(pk=asked.pk, by=first, standing=standing)
    with pytest.raises(ValidationError, match="allerede"):
        ask(made, made_of, first, standing)
    with pytest.raises(ValidationError, match="hvorfor"):
        withdrawals.refuse(pk=asked.pk, by=first, standing=standing, reason=" ")
    with pytest.raises(ValidationError, match="uden selve tallet"):
        withdrawals.refuse(pk=asked.pk, by=first, standing=standing, reason="735 er rigtigt")
    Indicator.objects.update(is_restricted=True)
    with pytest.raises(NotAllowed):
        withdrawals.refuse(pk=asked.pk, by=first, standing=standing, reason="Var i orden")
    Indicator.objects.update(is_restricted=False)
    withdrawals.refuse(pk=asked.pk, by=first, standing=standing, reason="Var i orden")
    with pytest.raises(ValidationError, match="afgjort"):
        withdrawals.carry_out(pk=asked.pk, by=first, standing=standing)
    assert Measurement.objects.filter(numerator=735).exists()


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"reason": ""}, "reason"),
        ({"reason": "Om 010190-1234"}, "reason"),
        ({"reason": "Der stod 735 personer"}, "reason"),
        ({"versions": [99]}, "versions"),
    ],
)
def test_a_request_that_says_too_little_or_too_much_is_refused(shared, given, field):
    made, made_of, _batch = shared
    user, standing = seated("secretariat")
    with pytest.raises(ValidationError) as refused:
        ask(made, made_of, user, standing, **given)
    assert field in refused.value.message_dict
    assert not Withdrawal.objects.exists()


def test_a_board_member_and_another_supplier_decide_nothing(shared):
    made, made_of, _batch = shared
    first, standing = seated("secretariat")
    asked = ask(made, made_of, first, standing)
    for role in ("board", "supplier"):
        user, other = seated(role, 10_000)
        with pytest.raises(NotAllowed):
            withdrawals.carry_out(pk=asked.pk, by=user, standing=other)


def test_what_the_last_edition_hid_stays_hidden_after_a_withdrawal(shared):
    made, made_of, _batch = shared
    correct(made, "b", "2024", (2, 250))
    recompute.drain()
    before = set(Result.objects.filter(state="suppressed").values_list("statement", "area", "slot"))
    assert before
    first, standing = seated("secretariat")
    second, other = seated("secretariat")
    asked = ask(made, made_of, first, standing)
    withdrawals.carry_out(pk=asked.pk, by=second, standing=other)
    recompute.drain()
    now = set(Result.objects.filter(state="suppressed").values_list("statement", "area", "slot"))
    assert {row for row in before if row[0] == "level"} <= now
    assert check_group(Group.objects.get()) == ""


def test_ready_made_pages_are_forgotten(shared):
    made, made_of, _batch = shared
    site_versions.edition_now()
    fragments.kept("en side", lambda: "735")
    first, standing = seated("secretariat")
    second, other = seated("secretariat")
    asked = ask(made, made_of, first, standing)
    withdrawals.carry_out(pk=asked.pk, by=second, standing=other)
    site_versions.edition_now()
    assert fragments.kept("en side", lambda: "en anden") == "en anden"


def test_the_cell_says_that_its_figure_was_withdrawn_and_when(shared):
    made, made_of, _batch = shared
    first, standing = seated("secretariat")
    second, other = seated("secretariat")
    versions = list(made_of.cell.measurements.values_list("version", flat=True))
    asked = ask(made, made_of, first, standing, versions=versions)
    withdrawals.carry_out(pk=asked.pk, by=second, standing=other)
    place = place_of(made, standing)
    today = day_in_words(timezone.localdate())
    assert facts_of(place) == [("Tilstand", f"Kaldt tilbage {today}")]
    story = story_of(place)
    assert {each["text"] for each in story} == {f"Kaldt tilbage {today}"}
    assert all(each["is_withdrawn"] for each in story)
    client = Client()
    client.force_login(first)
    page = client.get(f"/indberetning/celle/{made.definition.pk}/{made.areas['a'].pk}/2024/")
    told = page.content.decode()
    assert f"Kaldt tilbage {today}" in told
    assert "Gå tilbage til denne" not in told
    assert "Kald tallet tilbage" not in told
