"""Hidden, unreleased and division-level figures are in no brief, whoever it is for, in whatever form."""

from __future__ import annotations

import io
import json

import docx
import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from indicators.services.recompute import groups as recompute
from tests.factories import briefs, meetings, people
from tests.factories.leaks import (
    DIVISION,
    EDITIONS,
    OPEN,
    OWNED,
    SECRETS,
    plant,
    plant_division,
    planted_site,
)
from tests.factories.panels import correct

pytestmark = pytest.mark.django_db
FORMS = ("page", "pdf", "docx")


def brief_of(planted):
    """A brief of the coordination group, under the board, sent out."""
    body = people.body("coordination")
    body.parent = people.body("board")
    body.save()
    meetings.meeting(body, title="Sidste møde", starts_at=briefs.MOMENT.replace(year=2024))
    meeting = briefs.ahead(body, title="Næste møde")
    meetings.item(meeting, "Uden job", kind="decision")
    return briefs.issued(meeting)


def addresses(edition):
    meeting = edition.brief.meeting_id
    found = {
        ("draft", "page"): reverse("reports:brief-detail", args=[meeting]),
        ("draft", "change"): reverse("reports:brief-change", args=[meeting]),
        ("edition", "page"): reverse("reports:edition-detail", args=[meeting, edition.number]),
    }
    for form in ("pdf", "docx"):
        found["draft", form] = reverse("reports:brief-document", args=[meeting, form])
        found["edition", form] = reverse(
            "reports:edition-document", args=[meeting, edition.number, form]
        )
    return found


def words(form, content):
    """What a person can read of an answer."""
    if form == "pdf":
        pages = PdfReader(io.BytesIO(content)).pages
        return "\n".join(page.extract_text() for page in pages).encode()
    if form == "docx":
        found = docx.Document(io.BytesIO(content))
        return "\n".join(each.text for each in found.paragraphs).encode()
    return content


def seen(planted, edition):
    """Every person's reading of every form, and what is stored."""
    found = {}
    for role, user in planted.users.items():
        client = Client()
        client.force_login(user)
        for (kind, form), url in addresses(edition).items():
            answer = client.get(url)
            if answer.status_code == 200:
                found[role, kind, form] = words(form, answer.content)
    copy = edition.frozen
    found["stored", "", "json"] = copy.canonical.encode()
    figures = copy.figures.values_list("estimate", "lower", "upper", "n")
    found["stored", "", "figures"] = repr(list(figures)).encode()
    return found


@pytest.mark.parametrize("kind", [OPEN, OWNED])
@pytest.mark.parametrize("sow", [plant, plant_division])
def test_no_brief_holds_what_was_not_released(kind, sow):
    planted = planted_site(kind)
    told = []
    for at in (0, 1):
        with transaction.atomic():
            sow(planted, at)
            recompute.drain()
            found = seen(planted, brief_of(planted))
            told.append(json.loads(found["stored", "", "json"]))
            transaction.set_rollback(True)
        readers = {role for role, _kind, form in found if form == "page"}
        assert {"board", "group", "secretariat"} <= readers
        assert not readers & {"administrator", "supplier", "neighbour"}
        leaking = {
            (place, secret)
            for place, text in found.items()
            for secret in [*SECRETS, *(str(float(each)).encode() for each in _numbers())]
            if secret in text
        }
        assert leaking == set()
    first, second = (_without_moment(each) for each in told)
    assert first == second


def _numbers():
    return [number for pair in (*EDITIONS, *DIVISION) for number in pair]


def _without_moment(content):
    """Numbers of rows differ from site to site; the words do not."""
    return [
        [each["title"], each["empty"], [(line["title"], line["told"]["text"]) for line in each["lines"]]]
        for each in content["sections"]
    ] + [[each["text"] for each in content["sources"]]]  # fmt: skip


def test_a_small_count_is_in_no_form_of_a_brief():
    planted = planted_site(OPEN)
    correct(planted.site, "a", "2025", (3, 7919))
    correct(planted.site, "b", "2025", (58, 250))
    correct(planted.site, "kommune", "2025", (970, 10007))
    recompute.drain()
    found = seen(planted, brief_of(planted))
    for place, text in found.items():
        assert b"7919" not in text, place
        assert b"7.919" not in text, place
    assert (
        "Skjult, fordi tallet bygger på få personer" in found["group", "edition", "page"].decode()
    )
