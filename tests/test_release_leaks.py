"""Unreleased, division-level and foreign figures leave through no door, for no role, in no format.

Each figure planted here has digits that stand nowhere else. Whoever may not see it is taken through
every address there is: the digits must be nowhere, and two sites that differ only in the planted
figures must be the same, byte for byte.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from accounts.models import User
from areas.models import Area, AreaExtent
from indicators.models import DataSet, DataSetReader, Measurement, Round, WorkflowStep
from indicators.services.recompute import groups as recompute
from partnership.models import Organisation, Ownership
from tests.factories import people
from tests.factories.panels import Site, correct, three_areas
from tests.test_small_counts import CHANGING, addresses, unpacked

pytestmark = pytest.mark.django_db

OPEN, OWNED = "approval", "supplier-owned"
WORDS = "hemmelig-bemaerkning"
UNRELEASED = {"a": "draft", "b": "submitted", "c": "returned", "kommune": "approved"}
# Two editions of the planted figures: part and whole, digits that nothing else has.
EDITIONS = ((73519, 91387), (73526, 91394))
DIVISION = ((58321, 69147), (58334, 69158))


@dataclass
class Planted:
    """The site, whose planted figures it holds, and who is who."""

    site: Site
    division: Area
    users: dict[str, User]


def digits(*numbers: int) -> list[bytes]:
    """A number as it stands in code, in Danish and in English."""
    return [
        form.encode()
        for number in numbers
        for form in (str(number), f"{number:,}", f"{number:,}".replace(",", "."))
    ]


SECRETS = [
    *digits(*(number for edition in (*EDITIONS, *DIVISION) for number in edition)),
    WORDS.encode(),
]


@pytest.fixture
def planted(request: pytest.FixtureRequest) -> Planted:
    """A site with one indicator of the asked kind, a division, and a person of each role."""
    base = three_areas()
    police = people.organisation("Prøvepolitiet", kind=Organisation.Kind.POLICE)
    housing = people.organisation("Boligforeningen", kind=Organisation.Kind.HOUSING)
    reader = people.organisation("Læserne", kind=Organisation.Kind.OTHER)
    DataSet.objects.update(is_default=False)
    data_set = DataSet.objects.create(
        indicator=base.definition.indicator, supplier=police, is_default=True,
        approval_required=True, is_supplier_owned=request.param == OWNED,
    )  # fmt: skip
    DataSetReader.objects.create(data_set=data_set, organisation=reader)
    division = Area.objects.create(
        kind=Area.Kind.DIVISION, code="d", slug="d", name="Afdeling d", position=9
    )
    AreaExtent.objects.create(area=division, parent=base.areas["a"])
    Ownership.objects.create(area=division, organisation=housing)
    base.areas["d"] = division
    asked = Round.objects.create(
        name="Prøveindsamling", slug="proeve", slots=["2024", "2025"],
        opens_on=dt.date(2026, 1, 1), deadline=dt.date(2026, 3, 1),
    )  # fmt: skip
    asked.indicators.add(base.definition.indicator)
    asked.areas.set(base.areas.values())
    users = {role: people.seated_user(role) for role in ("administrator", "board", "group")}
    users["secretariat"] = people.seated_user("secretariat")
    for name, organisation in (
        ("supplier", police), ("other_supplier", housing), ("reader", reader),
    ):  # fmt: skip
        users[name] = people.seated_user("supplier", organisation=organisation)
    return Planted(replace(base, data_set=data_set), division, users)


def plant(planted: Planted, edition: int) -> None:
    """Figures on their way in every state, a draft over a released one, and one of a division."""
    part, whole = EDITIONS[edition]
    for slug, state in UNRELEASED.items():
        version = correct(
            planted.site, slug, "2025", (part, whole), workflow=state, comment=WORDS,
            release_on=dt.date(2099, 1, 1) if state == "approved" else None,
        )  # fmt: skip
        step(version, state)
    step(
        correct(planted.site, "b", "2024", (part, whole), workflow="draft", comment=WORDS), "draft"
    )


def plant_division(planted: Planted, edition: int) -> None:
    correct(planted.site, "d", "2024", DIVISION[edition], comment=WORDS)


def step(version: Measurement, state: str) -> None:
    if state != "draft":
        WorkflowStep.objects.create(
            measurement=version, from_state="draft", to_state=state, reason=WORDS
        )


def every_address(planted: Planted) -> list[str]:
    """All that can be asked for, and the entry pages with all that can be chosen there."""
    found = [url for url in addresses() if "/log-ud/" not in url]
    return sorted({*found, *_entry_addresses(planted), *_explanations(planted)})


def _entry_addresses(planted: Planted) -> Iterator[str]:
    definition = planted.site.definition
    grid = reverse("indicators:entry")
    years = "frequency=year&first_year=2022&last_year=2025"
    for chosen in ("i-uden-job", *(f"o-{slug}" for slug in planted.site.areas)):
        for writing in ("antal", "vaerdier"):
            yield f"{grid}?for_what={chosen}&{years}&writing={writing}&parts=alle"
    yield f"{grid}?indsamling=proeve"
    for area in planted.site.areas.values():
        for slot in ("2024", "2025"):
            yield reverse("indicators:entry-cell", args=[definition.pk, area.pk, slot])
    for page, lists in (
        ("approval", ("venter", "kladder", "sendt", "retur")),
        ("release", ("klar", "holdt", "frigivet")),
    ):
        yield from (f"{reverse(f'indicators:{page}')}?vis={name}" for name in lists)
    for name in ("round-detail", "round-template"):
        yield reverse(f"indicators:{name}", args=["proeve"])


def _explanations(planted: Planted) -> Iterator[str]:
    for area in planted.site.areas:
        for word in ("niveau", "afstand"):
            for name in ("explanation", "explanation-file"):
                yield reverse(f"indicators:{name}", args=["uden-job", area, word])
        yield f"/omraader/{area}/"


Answers = dict[str, tuple[int, bytes]]


def seen(client: Client, urls: list[str]) -> Answers:
    """Each answer as it was given; a workbook's parts one after the other."""
    answers = {}
    for url in urls:
        answer = client.get(url)
        body = b"".join(answer) if answer.streaming else answer.content
        answers[url] = answer.status_code, unpacked(body)
    return answers


def steady(answer: tuple[int, bytes]) -> tuple[int, bytes]:
    """The answer without what differs from one request to the next."""
    return answer[0], CHANGING.sub(b"", answer[1])


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def editions(planted: Planted, names: tuple[str, ...], sow: object) -> dict[str, list[Answers]]:
    """What each person sees of two sites that differ in the planted figures alone."""
    found: dict[str, list[Answers]] = {name: [] for name in names}
    clients = {name: signed_in(planted.users[name]) for name in names}
    for edition in (0, 1):
        with transaction.atomic():
            sow(planted, edition)  # type: ignore[operator]
            recompute.drain()
            urls = every_address(planted)
            for name in names:
                found[name].append(seen(clients[name], urls))
            transaction.set_rollback(True)
    return found


def check_nothing_leaks(found: dict[str, list[Answers]]) -> None:
    for name, (first, second) in found.items():
        assert len(first) > 60, "the walk reached the site"
        assert first["/"][0] == 200
        for answers in (first, second):
            leaking = {
                url: secret
                for url, (_status, body) in answers.items()
                for secret in SECRETS
                if secret in body
            }
            assert not leaking, (name, leaking)
        assert set(first) == set(second)
        different = [url for url in first if steady(first[url]) != steady(second[url])]
        assert not different, (name, different)


@pytest.mark.parametrize("planted", [OPEN], indirect=True)
def test_what_waits_for_approval_is_for_secretariat_and_supplier_alone(planted: Planted) -> None:
    outsiders = ("administrator", "board", "other_supplier")
    check_nothing_leaks(editions(planted, outsiders, plant))


@pytest.mark.parametrize("planted", [OWNED], indirect=True)
def test_what_a_supplier_owns_is_kept_from_the_secretariat_too(planted: Planted) -> None:
    outsiders = ("administrator", "board", "other_supplier", "secretariat")
    check_nothing_leaks(editions(planted, outsiders, plant))


@pytest.mark.parametrize("planted", [OPEN], indirect=True)
def test_the_figures_of_a_division_are_for_those_who_enter_them(planted: Planted) -> None:
    check_nothing_leaks(editions(planted, ("administrator", "board", "group"), plant_division))


@pytest.mark.parametrize("planted", [OPEN, OWNED], indirect=True)
def test_those_who_may_do_see_them(planted: Planted) -> None:
    is_owned = planted.site.data_set.is_supplier_owned
    plant(planted, 0)
    insiders = ("supplier", "reader") if is_owned else ("supplier", "reader", "secretariat")
    urls = list(_entry_addresses(planted))
    for name in insiders:
        client = signed_in(planted.users[name])
        bodies = {url: body for url, (_status, body) in seen(client, urls).items()}
        assert any(b"73.519" in body for url, body in bodies.items() if "for_what=i-" in url), name
        assert any(b"73.519" in body for url, body in bodies.items() if "/celle/" in url), name
        listed = [url for url, body in bodies.items() if "vis=" in url and b"73.519" in body]
        assert bool(listed) == (name != "reader"), (name, listed)


@pytest.mark.parametrize("planted", [OWNED], indirect=True)
def test_others_are_told_that_it_exists(planted: Planted) -> None:
    plant(planted, 0)
    recompute.drain()
    client = signed_in(planted.users["board"])
    page = client.get("/omraader/a/?sammenlign=").content.decode()
    indicator = client.get("/indikatorer/uden-job/").content.decode()
    assert "Findes, ikke frigivet" in page + indicator


@pytest.mark.parametrize("planted", [OWNED], indirect=True)
def test_no_answer_to_a_write_tells_anything(planted: Planted) -> None:
    """Guessing the figure, or the version, gives the same answer whatever stands there."""
    definition, area = planted.site.definition, planted.site.areas["a"]
    address = reverse("indicators:entry-cell", args=[definition.pk, area.pk, "2025"])
    moves = [reverse("indicators:approval"), reverse("indicators:release")]
    for name in ("secretariat", "other_supplier"):
        client = signed_in(planted.users[name])
        told = []
        for edition in (0, 1):
            with transaction.atomic():
                plant(planted, edition)
                ids = list(Measurement.objects.filter(comment=WORDS).values_list("pk", flat=True))
                answers = [
                    client.post(
                        address, {"first": str(part), "second": str(whole), "seen": version}
                    )
                    for part, whole in EDITIONS
                    for version in (0, 1)
                ]
                for url in moves:
                    for verb in ("approve", "send_back", "release", "submit"):
                        data = {"verb": verb, "chosen": ids, "reason": "se igen"}
                        answers.append(client.post(url, data, follow=True))
                bodies = [
                    (answer.status_code, any(secret in answer.content for secret in SECRETS[:12]))
                    for answer in answers
                ]
                transaction.set_rollback(True)
            told.append(bodies)
        assert told[0] == told[1], name
        assert not any(is_leaking for _status, is_leaking in told[0]), name
