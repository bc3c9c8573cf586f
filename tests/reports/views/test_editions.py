"""Briefs that were sent out: who opens them when something became restricted, and what was tampered with."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import Notice
from indicators.models import Indicator, RestrictedReading
from indicators.services.recompute import groups as recompute
from reports.services import corrections
from tests.factories import briefs, foreign
from tests.factories.panels import correct

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return briefs.world()


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def read(client, edition, form=""):
    args = [edition.brief.meeting_id, edition.number]
    if form:
        return client.get(reverse("reports:edition-document", args=[*args, form]))
    return client.get(reverse("reports:edition-detail", args=args))


def tamper(change, table="indicators_frozencopy"):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(f"UPDATE {table} {change}")
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def test_what_has_become_restricted_since_is_opened_by_those_with_the_right_alone(world):
    edition = briefs.issued(world.meeting)
    Indicator.objects.update(is_restricted=True)
    others = signed_in(foreign.seated(world.body))
    some = signed_in(foreign.seated(world.body, sees_restricted=True))
    page = read(others, edition).content.decode()
    assert "Indeholder fortrolige tal" in page
    assert "Uden job" not in page
    assert "32,0" not in page
    assert not edition.readers.filter(user__person__seats__sees_restricted=False).exists()
    for form in ("pdf", "docx"):
        assert read(others, edition, form).status_code == 404
        assert read(some, edition, form).status_code == 200
    assert "32,0" in read(some, edition).content.decode()
    assert RestrictedReading.objects.filter(path__contains="/udgave/1/").exists()


def test_nobody_is_told_of_changes_in_what_has_become_restricted(world):
    foreign.seated(world.body)
    briefs.issued(world.meeting)
    correct(world.site, "a", "2024", (100, 400))
    recompute.drain()
    corrections.settle()
    told = Notice.objects.filter(kind="brief_corrected").count()
    assert told
    Indicator.objects.update(is_restricted=True)
    assert corrections.settle() == 0
    assert Notice.objects.filter(kind="brief_corrected").count() == told


@pytest.mark.parametrize(
    "change",
    [
        "SET canonical = overlay(canonical placing 'X' from 1 for 1)",
        "SET canonical = '{}'",
        "SET canonical = '[]'",
        "SET canonical = replace(canonical, '\"sections\"', '\"sektions\"')",
        'SET canonical = replace(canonical, \'"lines":[\', \'"lines":7,"x":[\')',
    ],
)
def test_a_brief_that_is_none_any_more_is_shown_as_it_lies(world, change):
    edition = briefs.issued(world.meeting)
    client = signed_in(foreign.seated(world.body))
    tamper(change)
    page = read(client, edition)
    assert page.status_code == 200
    assert "Det gemte er ændret" in page.content.decode()
    assert "Det, der er gemt" in page.content.decode()
    assert read(client, edition, "docx").status_code == 302
    assert read(client, edition, "pdf").content == bytes(edition.frozen.pdf)


def test_one_changed_letter_makes_no_word_file(world):
    edition = briefs.issued(world.meeting)
    client = signed_in(foreign.seated(world.body))
    assert read(client, edition, "docx").status_code == 200
    tamper("SET canonical = replace(canonical, 'Område a 32,0', 'Område a 12,0')")
    page = read(client, edition).content.decode()
    assert "Det gemte er ændret" in page
    assert "12,0" in page
    assert read(client, edition, "docx").status_code == 302


def test_another_brief_with_its_own_fingerprint_is_found_out(world):
    edition = briefs.issued(world.meeting)
    client = signed_in(foreign.seated(world.body))
    assert "byttet om" not in read(client, edition).content.decode()
    other = '"made_at":"2026-01-02T03:04:05+00:00"'
    tamper(
        f'SET canonical = regexp_replace(canonical, \'"made_at":"[^"]+"\', \'{other}\'),'
        f' sha256 = encode(sha256(convert_to(regexp_replace(canonical, \'"made_at":"[^"]+"\','
        f" '{other}'), 'UTF8')), 'hex')"
    )
    page = read(client, edition).content.decode()
    assert "Det gemte er ændret" not in page
    assert "Det gemte er byttet om" in page
