"""Unreleased, division-level and foreign figures leave through no door, for no role, in no format.

Each figure planted here has digits that stand nowhere else. Whoever may not see it is taken through
every address there is: the digits must be nowhere, and two sites that differ only in the planted
figures, how far they are on their way and what lies beside them must be the same, byte for byte.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from accounts.models import User
from indicators.services.recompute import groups as recompute
from tests.factories.leaks import (
    OPEN,
    OWNED,
    SECRETS,
    WORDS,
    Planted,
    entry_addresses,
    explanation_addresses,
    numbered_addresses,
    plant,
    plant_division,
    planted_site,
)
from tests.test_small_counts import CHANGING, addresses, unpacked

pytestmark = pytest.mark.django_db

# Numbers of rows, in addresses, in names of parts of a page, and before a flag's words.
NUMBERED = re.compile(
    rb"/\d+(?=/)|fil-\d+|flag-\d+|data-flag=\"\d+|\b\d+-\d+-20\d\d\b|(?<=\[)\d+(?=, \")"
)
Answers = dict[str, tuple[int, bytes]]
Sow = Callable[[Planted, int], None]


@pytest.fixture(autouse=True)
def bare_refusals(settings: Any, tmp_path: Path) -> None:
    """Most answers are refusals: one fixed sentence in the frame that every other page has too.

    The frame is read on those; drawing it for each refusal as well would be a third of the walk.
    """
    for status in (403, 404):
        (tmp_path / f"{status}.html").write_text(str(status))
    engine, *others = settings.TEMPLATES
    settings.TEMPLATES = [{**engine, "DIRS": [tmp_path, *engine["DIRS"]]}, *others]


@pytest.fixture
def planted(request: pytest.FixtureRequest) -> Planted:
    """A site with one indicator of the asked kind, two divisions, and a person of each role."""
    return planted_site(request.param)


def every_address(planted: Planted) -> dict[str, str]:
    """All that can be asked for, by names that two sites share."""
    found = {url: url for url in addresses() if "/log-ud/" not in url}
    # A withdrawal has a number of its own on each site, and is asked for by it below.
    found = {url: url for url in found if not re.search(r"/tilbagekaldelser/\d", url)}
    found |= dict(entry_addresses(planted))
    found |= dict(numbered_addresses())
    return found | dict(explanation_addresses(planted))


def seen(client: Client, urls: dict[str, str]) -> Answers:
    """Each answer as it was given; a workbook's parts one after the other."""
    answers = {}
    for name, url in urls.items():
        answer = client.get(url)
        body = b"".join(answer) if answer.streaming else answer.content
        answers[name] = answer.status_code, unpacked(body)
    return answers


def steady(answer: tuple[int, bytes]) -> tuple[int, bytes]:
    """The answer without what differs from one request, and from one numbering, to the next."""
    return answer[0], NUMBERED.sub(b"@", CHANGING.sub(b"", answer[1]))


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def editions(planted: Planted, names: Iterable[str], sow: Sow) -> dict[str, list[Answers]]:
    """What each person sees of two sites that differ in what was planted alone."""
    found: dict[str, list[Answers]] = {name: [] for name in names}
    clients = {name: signed_in(planted.users[name]) for name in found}
    for edition in (0, 1):
        with transaction.atomic():
            sow(planted, edition)
            recompute.drain()
            urls = every_address(planted)
            for name, client in clients.items():
                found[name].append(seen(client, urls))
            transaction.set_rollback(True)
    return found


def check_nothing_leaks(found: dict[str, list[Answers]]) -> None:
    for name, (first, second) in found.items():
        assert len(first) > 100, "the walk reached the site"
        assert first["/"][0] == 200
        for answers in (first, second):
            leaking = {
                url: secret
                for url, (_status, body) in answers.items()
                for secret in SECRETS
                if secret in body
            }
            assert not leaking, (name, leaking)
        # What stands in one of them alone, a person who may not see it does not find at all.
        alone = {url: (first | second)[url][0] for url in set(first) ^ set(second)}
        assert set(alone.values()) <= {403, 404, 405}, (name, alone)
        both = set(first) & set(second)
        different = [
            url
            for url in both
            if first[url] != second[url] and steady(first[url]) != steady(second[url])
        ]
        assert not different, (name, different)


@pytest.mark.parametrize("planted", [OPEN], indirect=True)
@pytest.mark.parametrize(
    "outsiders", [("administrator", "board"), ("group", "other_supplier")], ids=" and ".join
)
def test_what_waits_for_approval_is_for_secretariat_and_supplier_alone(
    planted: Planted, outsiders: tuple[str, ...]
) -> None:
    check_nothing_leaks(editions(planted, outsiders, plant))


@pytest.mark.parametrize("planted", [OPEN], indirect=True)
@pytest.mark.parametrize(
    "outsiders", [("administrator", "board"), ("group", "neighbour")], ids=" and ".join
)
def test_the_figures_of_a_division_are_for_those_who_enter_them(
    planted: Planted, outsiders: tuple[str, ...]
) -> None:
    check_nothing_leaks(editions(planted, outsiders, plant_division))


@pytest.mark.parametrize("planted", [OWNED], indirect=True)
@pytest.mark.parametrize(
    "outsiders", [("administrator", "secretariat"), ("board", "other_supplier")], ids=" and ".join
)
def test_what_a_supplier_owns_is_kept_from_the_secretariat_too(
    planted: Planted, outsiders: tuple[str, ...]
) -> None:
    check_nothing_leaks(editions(planted, outsiders, plant))


@pytest.mark.parametrize("planted", [OPEN, OWNED], indirect=True)
def test_those_who_may_do_see_them(planted: Planted) -> None:
    """The walk has eyes: each kind of page shows what was planted to somebody."""
    plant(planted, 0)
    plant_division(planted, 0)
    is_owned = planted.site.data_set.is_supplier_owned
    insiders = ("supplier", "reader") if is_owned else ("supplier", "reader", "secretariat")
    urls = (
        dict(entry_addresses(planted))
        | dict(numbered_addresses())
        | {"flag": "/indberetning/flag/"}
    )
    for name in insiders:
        answers = seen(signed_in(planted.users[name]), urls)
        bodies = {label: body for label, (_status, body) in answers.items()}
        assert any(b"73.519" in body for label, body in bodies.items() if "for_what=i-" in label)
        assert b"73.519" in bodies["celle a 2025"]
        telling = {
            "lists": [u for u, body in bodies.items() if "vis=" in u and b"73.519" in body],
            "flags": [u for u, body in bodies.items() if u == "flag" and b"73519" in body],
            "files": [u for u, b in bodies.items() if "evidence-file" in u and b"73519" in b],
            "template": [u for u, body in bodies.items() if "skabelon" in u and b"73519" in body],
        }
        writes = name != "reader"
        assert {kind: bool(found) for kind, found in telling.items()} == dict.fromkeys(
            telling, writes
        ), (name, telling)
        sees_files = name == "supplier" or (writes and not is_owned)
        assert (WORDS.encode() in bodies["import-detail 0"]) == sees_files
    owner = seen(signed_in(planted.users["other_supplier"]), urls)
    assert b"58.321" in owner["celle d 2024"][1]
    assert any(b"58321" in body for label, (_s, body) in owner.items() if "evidence" in label)


@pytest.mark.parametrize("planted", [OWNED], indirect=True)
def test_others_are_told_that_it_exists(planted: Planted) -> None:
    plant(planted, 0)
    recompute.drain()
    client = signed_in(planted.users["board"])
    page = client.get("/omraader/a/?sammenlign=").content.decode()
    indicator = client.get("/indikatorer/uden-job/").content.decode()
    assert "Findes, ikke frigivet" in page + indicator
