"""No answer to a write, no notice and no mail tells what stands where a person may not look.

Whoever may not see a figure does all that can be asked of it, on two sites that differ in the
figures alone: guesses them, sends files, sets other figures against them, moves, flags, withdraws.
Each answer must be the same on both.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse

from accounts.models import Notice
from accounts.services import digests
from indicators.models import CheckRule, DataSet, ImportBatch, Measurement
from indicators.rules.cells import Address
from indicators.services import reminders
from tests.factories.arrivals import read_here
from tests.factories.leaks import (
    BETWEEN,
    EDITIONS,
    OPEN,
    OWNED,
    SECRETS,
    WORDS,
    Planted,
    guessed,
    numbered_addresses,
    places,
    plant,
    plant_division,
    planted_site,
)
from tests.factories.panels import correct
from tests.test_release_leaks import Answers, Sow, signed_in, steady

pytestmark = pytest.mark.django_db

VERBS = ("approve", "send_back", "release", "submit", "hold", "publish")


@pytest.fixture(autouse=True)
def no_child(monkeypatch: pytest.MonkeyPatch) -> None:
    read_here(monkeypatch)


@pytest.fixture
def planted(request: pytest.FixtureRequest) -> Planted:
    """A site with one indicator of the asked kind, two divisions, and a person of each role."""
    return planted_site(request.param)


Move = tuple[str, str, dict[str, Any]]


def guesses(planted: Planted) -> Iterator[Move]:
    """The planted figures themselves, typed into their cells, by every way of typing."""
    grid = reverse("indicators:entry")
    for place in guessed(planted):
        at = [place.definition_id, place.area_id, place.slot]
        address = reverse("indicators:entry-cell", args=at)
        for number, (part, whole) in enumerate(EDITIONS):
            typed = {"first": str(part), "second": str(whole)}
            for seen in (0, 1):
                yield f"celle {place.id} {number} {seen}", address, {**typed, "seen": seen}
            yield (
                f"tilbage {place.id} {number}", address,
                {**typed, "seen": 2, "back_to": 1, "comment": "igen", "page": "1"},
            )  # fmt: skip
            line = {
                f"c-{place.id}-1": typed["first"], f"c-{place.id}-2": typed["second"],
                "seen": json.dumps({place.id: 1}),
            }  # fmt: skip
            asked = "for_what=i-uden-job&frequency=year&first_year=2022&last_year=2025"
            url = f"{grid}?{asked}&writing=antal&parts=alle"
            yield f"side {place.id} {number}", url, line
        yield f"flag {place.id}", reverse("indicators:flag-create"), {
            "cell": place.id, "note": "se igen",
        }  # fmt: skip
        yield f"bilag {place.id}", reverse("indicators:evidence-create"), {
            "cell": place.id, "title": "Liste", "url": "https://eksempel.dk/",
        }  # fmt: skip
        asked = f"{reverse('indicators:withdrawal-create')}?celle={place.id}"
        yield f"tilbagekald {place.id}", asked, {"versions": ["1"], "reason": "delt ved en fejl"}


def moves(planted: Planted) -> Iterator[Move]:
    """All that can be done with what has a number."""
    ids = list(Measurement.objects.filter(comment=WORDS).values_list("pk", flat=True))
    for page in ("approval", "release"):
        for verb in VERBS:
            data = {"verb": verb, "chosen": ids, "reason": "se igen", "release_on": "1.1.2099"}
            yield f"{page} {verb}", reverse(f"indicators:{page}"), data
    for name, url in numbered_addresses():
        if "import-undo" in name or "data-set" in name or "check-rule" in name:
            continue
        yield f"send {name}", url, {"note": "passer", "reason": "passer"}


def beside(planted: Planted) -> Iterator[Move]:
    """A figure that a rule sets against the planted ones, lying between the two of them."""
    for area in ("a", "kommune"):
        at = [planted.homes.pk, planted.site.areas[area].pk, "2025"]
        address = reverse("indicators:entry-cell", args=at)
        yield f"regel {area}", address, {"first": str(BETWEEN), "seen": 0}


def told(client: Client, url: str, data: dict[str, Any]) -> tuple[int, bytes]:
    answer = client.post(url, data, follow=True)
    body = b"" if answer.streaming else answer.content
    return answer.status_code, body


def sent_files(client: Client) -> Iterator[tuple[str, tuple[int, bytes]]]:
    """Files that hold the planted figures, another one, and a figure that a rule sets against them."""
    rows = [
        "uden-job;a;2025;{0};{1}", "uden-job;d;2025;{0};{1}", "uden-job;b;2024;{0};{1}",
    ]  # fmt: skip
    guessed = ["\n".join(rows).format(*counts) for counts in (*EDITIONS, (11, 12))]
    bodies = [f"indikator;område;periode;tæller;nævner\n{body}\n" for body in guessed]
    bodies.append(f"indikator;område;periode;værdi\nboliger;a;2025;{BETWEEN}\n")
    for number, body in enumerate(bodies):
        url = reverse("indicators:import")
        data = {"file": SimpleUploadedFile("gaet.csv", body.encode())}
        yield f"fil {number}", told(client, url, data)
        batch = ImportBatch.objects.latest("pk")
        if batch.file_name == "gaet.csv":
            for verb in ("take", "detail"):
                address = reverse(f"indicators:import-{verb}", args=[batch.pk])
                yield f"fil {number} {verb}", told(client, address, {})


def block(client: Client, planted: Planted) -> tuple[int, bytes]:
    """A pasted block of guesses."""
    cells = [
        {"id": place.id, "seen": 1, "first": str(EDITIONS[0][0]), "second": str(EDITIONS[0][1])}
        for place in places(planted)
    ]
    answer = client.post(
        reverse("indicators:entry-cells"), json.dumps({"cells": cells}),
        content_type="application/json",
    )  # fmt: skip
    return answer.status_code, answer.content


def all_answers(client: Client, planted: Planted) -> Answers:
    """Each write stands alone: it is undone before the next."""
    found: Answers = {}
    asked = [*guesses(planted), *moves(planted), *beside(planted)]
    for name, url, data in asked:
        with transaction.atomic():
            found[name] = told(client, url, data)
            transaction.set_rollback(True)
    with transaction.atomic():
        found |= dict(sent_files(client))
        found["blok"] = block(client, planted)
        transaction.set_rollback(True)
    return found


def check_same(planted: Planted, name: str, sow: Sow) -> None:
    client, found = signed_in(planted.users[name]), list[Answers]()
    for edition in (0, 1):
        with transaction.atomic():
            sow(planted, edition)
            found.append(all_answers(client, planted))
            transaction.set_rollback(True)
    first, second = found
    alone = {key: (first | second)[key][0] for key in set(first) ^ set(second)}
    assert set(alone.values()) <= {403, 404, 405}, (name, alone)
    both = set(first) & set(second)
    assert len(both) > 60, "the walk reached the site"
    different = [key for key in both if steady(first[key]) != steady(second[key])]
    assert not different, (name, sorted(different))
    for key, (_status, body) in first.items():
        assert WORDS.encode() not in body, (name, key)


@pytest.mark.parametrize("planted", [OWNED], indirect=True)
@pytest.mark.parametrize("name", ["secretariat", "other_supplier"])
def test_no_answer_to_a_write_tells_anything(planted: Planted, name: str) -> None:
    check_same(planted, name, plant)


@pytest.mark.parametrize("planted", [OPEN], indirect=True)
def test_a_neighbour_learns_nothing_of_a_division_by_writing(planted: Planted) -> None:
    check_same(planted, "neighbour", plant_division)


@pytest.mark.parametrize("planted", [OPEN], indirect=True)
def test_the_walk_has_eyes(planted: Planted) -> None:
    """Whoever may see the figures is told them by the same answers."""
    plant(planted, 1)
    answers = all_answers(signed_in(planted.users["secretariat"]), planted)
    part = f"{EDITIONS[1][0]:,}".replace(",", ".").encode()
    a = Address(planted.site.definition.pk, planted.site.areas["a"].pk, "2025").id
    assert b"unchanged" in answers[f"celle {a} 1 1"][1]
    assert b"parallel" in answers[f"celle {a} 0 0"][1]
    assert part in answers["fil 0"][1]
    assert b"mange som boliger" in answers["regel a"][1]
    assert answers["send flag-clear 0"][0] == 200


@pytest.mark.parametrize("planted", [OPEN, OWNED], indirect=True)
def test_notices_and_mails_tell_nothing(planted: Planted) -> None:
    """Reminders count and name what is missing: never by what a reader may not know."""
    is_owned = planted.site.data_set.is_supplier_owned
    outsiders = ["administrator", "board", "group", "other_supplier", "neighbour"]
    outsiders += ["secretariat"] if is_owned else []
    found = []
    for edition in (0, 1):
        with transaction.atomic():
            plant(planted, edition)
            for day in (dt.date(2026, 2, 26), dt.date(2026, 3, 1), dt.date(2026, 3, 9)):
                reminders.remind(today=day)
            told = {
                name: sorted(
                    Notice.objects.filter(user=planted.users[name]).values_list(
                        "text", "text_en", "path"
                    )
                )
                for name in outsiders
            }
            users = {user.email for user in planted.users.values()}
            mail.outbox.clear()
            for user in planted.users.values():
                user.notice_frequency = user.NoticeFrequency.AT_ONCE
                user.save()
            digests.send_due()
            letters = [letter.body for letter in mail.outbox if set(letter.to) <= users]
            assert letters
            for letter in letters:
                assert not [secret for secret in SECRETS if secret in letter.encode()]
            found.append(told)
            transaction.set_rollback(True)
    assert found[0] == found[1]
    assert not is_owned or found[0]["secretariat"]


@pytest.mark.parametrize("planted", [OPEN], indirect=True)
def test_what_was_looked_at_is_hidden_once_it_is_anothers(planted: Planted) -> None:
    """A file waits for days; whose figures it meets may change meanwhile."""
    client = signed_in(planted.users["secretariat"])
    plant(planted, 0)
    body = "indikator;område;periode;tæller;nævner\nuden-job;a;2025;11;12\n"
    url = reverse("indicators:import")
    before = told(client, url, {"file": SimpleUploadedFile("gaet.csv", body.encode())})
    assert b"73.519" in before[1]
    DataSet.objects.filter(pk=planted.site.data_set.pk).update(is_supplier_owned=True)
    batch = ImportBatch.objects.latest("pk")
    for vis in ("", "?vis=changed"):
        page = client.get(reverse("indicators:import-detail", args=[batch.pk]) + vis)
        assert not [secret for secret in SECRETS if secret in page.content]


@pytest.mark.parametrize("planted", [OWNED], indirect=True)
def test_a_merge_counts_nothing_that_a_supplier_owns(planted: Planted) -> None:
    """How many figures stand in both is not told of figures that are the supplier's own."""
    for area in ("a", "b", "kommune"):
        correct_home(planted, area)
    found = []
    for name in ("secretariat", "administrator"):
        client, counts = signed_in(planted.users[name]), []
        for edition in (0, 1):
            with transaction.atomic():
                if edition:
                    plant(planted, 0)
                url = reverse("indicators:indicator-merge", args=["boliger"])
                page = client.get(url, {"into": planted.site.definition.indicator_id})
                counts.append(steady((page.status_code, page.content)))
                transaction.set_rollback(True)
        found.append((name, counts))
    for name, (nothing, some) in found:
        assert nothing == some, name


def correct_home(planted: Planted, area: str) -> None:
    """A released figure of the indicator that is to be merged into the planted one."""
    homes = planted.homes
    data_set = DataSet.objects.get(indicator=homes.indicator)
    for name in ("kind", "data_kind", "per", "counts"):
        setattr(homes, name, getattr(planted.site.definition, name))
    homes.save()
    CheckRule.objects.all().delete()
    site = type(planted.site)(homes, planted.site.areas, data_set, planted.site.source)
    correct(site, area, "2025", (5, 20))
