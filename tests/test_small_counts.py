"""Small counts leave through no door: sites that differ only in a hidden count look the same."""

from __future__ import annotations

import contextlib
import io
import re
import zipfile
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from effects.models import Review
from indicators.models import Indicator
from indicators.services.explanations.addresses import WORDS
from indicators.services.recompute import groups as recompute
from partnership.models import Body, Intervention, Organisation, Person, Seat
from tests.factories import frozen, people
from tests.factories.panels import Site, correct, three_areas

pytestmark = pytest.mark.django_db

OUTSIDERS = ("administrator", "board", "group")  # roles that may not enter figures
# What differs from one request or one computation to the next, and tells nothing of a figure.
CHANGING = re.compile(
    rb'(csrfmiddlewaretoken" value="[^"]+"|"X-CSRFToken": ?"[^"]+"|X-CSRFToken&quot;: &quot;[^&]+'
    rb"|\d{4}-\d\d-\d\dT[\d:.+]+|kendt=[^\"&]+|kl\. \d\d\.\d\d|\d\d\.\d\d(\.\d\d)?"
    rb"|data-(live-same|version)=\"[^\"]*\")"
)


@pytest.fixture
def shares() -> Site:
    return three_areas()


def addresses() -> Iterator[str]:
    """Every address of the site that can be asked for with what the test site holds."""
    samples = {
        "slug": [
            "a", "b", "kommune", *Body.objects.values_list("slug", flat=True)[:1],
            *Intervention.objects.values_list("slug", flat=True)[:1],
        ],
        "code": list(Indicator.objects.values_list("code", flat=True)),
        "pk": [
            *Organisation.objects.values_list("pk", flat=True)[:1],
            *Seat.objects.values_list("pk", flat=True)[:1],
            *Person.objects.values_list("pk", flat=True)[:1],
            *Review.objects.values_list("pk", flat=True)[:1],
        ],
    }  # fmt: skip
    for name, arguments in names(get_resolver()):
        values = samples.get(arguments[0], []) if len(arguments) == 1 else []
        for found in [[value] for value in values] if arguments else [[]]:
            with contextlib.suppress(NoReverseMatch):  # links with a secret have no fixed address
                yield reverse(name, args=found)
    for code in samples["code"]:
        for word in WORDS.values():
            yield reverse("indicators:explanation", args=[code, "a", word])


def names(resolver: URLResolver, space: str = "") -> Iterator[tuple[str, list[str]]]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from names(
                pattern, f"{space}{pattern.namespace}:" if pattern.namespace else space
            )
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield f"{space}{pattern.name}", list(pattern.pattern.converters)


def seen(client: Client, urls: list[str]) -> dict[str, tuple[int, bytes]]:
    answers = {}
    for url in urls:
        answer = client.get(url)
        body = b"".join(answer) if answer.streaming else answer.content
        answers[url] = answer.status_code, CHANGING.sub(b"", unpacked(body))
    return answers


def unpacked(body: bytes) -> bytes:
    """A workbook's parts, one after the other; any other answer as it is."""
    if not body.startswith(b"PK"):
        return body
    with zipfile.ZipFile(io.BytesIO(body)) as parts:
        return b"".join(name.encode() + parts.read(name) for name in parts.namelist())


def copy_with(count: int, shares: Site, client: Client) -> dict[str, tuple[int, bytes]]:
    """What one role sees of a copy of the site in which one cell holds this count."""
    with transaction.atomic():
        correct(shares, "a", "2024", (count, 200))
        recompute.drain()
        answers = seen(client, [url for url in addresses() if "/log-ud/" not in url])
        transaction.set_rollback(True)
    return answers


@pytest.mark.parametrize("role", OUTSIDERS)
def test_every_page_is_the_same_whatever_the_hidden_count(shares: Site, role: str) -> None:
    client = Client()
    client.force_login(people.seated_user(role))
    editions = [copy_with(count, shares, client) for count in (1, 2, 3, 4)]
    assert len(editions[0]) > 15, "the walk reached the site"
    assert editions[0]["/omraader/a/"][0] == 200
    explained = [
        url for url, (status, _body) in editions[0].items() if "/forklar/" in url and status == 200
    ]
    assert len(explained) > 4
    first = editions[0]
    for other in editions[1:]:
        different = [url for url in first if first[url] != other[url]]
        assert not different, different


def test_beside_locked_evidence_a_hidden_count_is_hidden_as_everywhere(shares: Site) -> None:
    """What was lawfully shown stays; what the figure is today is told to nobody."""
    review = frozen.locked(shares, "a", "b")
    client = Client()
    client.force_login(people.seated_user("group"))
    editions = [copy_with(count, shares, client) for count in (1, 4)]
    pages = [
        reverse(f"effects:frozen-{part}", args=[review.pk]) for part in ("detail", "json", "pdf")
    ]
    for page in pages:
        assert editions[0][page][0] == 200
    assert "skjult siden" in editions[0][pages[0]][1].decode()
    different = [url for url in editions[0] if editions[0][url] != editions[1][url]]
    assert not different, different
    shown = copy_with(50, shares, client)
    assert "20,0 → 25,0" in shown[pages[0]][1].decode()
    assert shown[pages[1]] == editions[0][pages[1]]


def test_the_entry_grid_does_tell_them_apart(shares: Site) -> None:
    client = Client()
    client.force_login(people.seated_user("secretariat"))
    address = (
        reverse("indicators:entry")
        + "?for_what=i-uden-job&frequency=year&first_year=2022&last_year=2024"
    )
    editions = []
    for count in (1, 2):
        correct(shares, "a", "2024", (count, 200))
        editions.append(seen(client, [address])[address])
    assert editions[0] != editions[1]
