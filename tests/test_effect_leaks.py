"""Effects, evidence, reviews and briefs tell nothing of a hidden count, in whatever they are shown.

The sites differ only in counts that are hidden. All that the chair of the group which owns the
intervention can open, who writes what is expected and the brief, is the same on them.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client

from accounts.models import Notice
from effects.services import markers, review_schedules
from indicators.services.recompute import groups as recompute
from reports.services import corrections
from tests.factories import effect_walk, foreign, frozen, people
from tests.factories.panels import Site, correct
from tests.test_small_counts import CHANGING, unpacked

pytestmark = pytest.mark.django_db
Answers = dict[str, tuple[int, bytes]]


@pytest.fixture
def made() -> Site:
    return frozen.many_years()


def answers_of(client: Client, urls: dict[str, str]) -> Answers:
    found = {}
    for name, url in urls.items():
        answer = client.get(url)
        body = b"".join(answer) if answer.streaming else answer.content
        found[name] = answer.status_code, CHANGING.sub(b"", unpacked(body))
    return found


def editions(
    made: Site, places: dict[str, int], client: Client, counts: tuple[int, ...]
) -> Iterator[Answers]:
    """What a person sees of sites in which some cells hold other counts."""
    for count in counts:
        with transaction.atomic():
            for number, (area, slot) in enumerate(places.items()):
                correct(made, area, str(slot), (count + number, 400))
            recompute.drain()
            markers.settle()
            review_schedules.open_due()
            review_schedules.place_due()
            corrections.settle()
            yield answers_of(client, dict(effect_walk.addresses())) | notices()
            transaction.set_rollback(True)


def notices() -> Answers:
    """What people were told of."""
    rows = Notice.objects.order_by("user", "kind", "text", "path")
    told = rows.values_list("user", "kind", "text", "text_en", "path")
    return {"notices": (200, repr(list(told)).encode())}


@pytest.fixture
def chair(made: Site) -> Client:
    """Who runs the group that owns the intervention; everything has been made and sent."""
    client = Client()
    client.force_login(foreign.seated(people.body("coordination"), role="chair"))
    effect_walk.prepared(made, "a", "b")
    return client


def test_the_same_whatever_the_hidden_counts(made: Site, chair: Client) -> None:
    """Hidden in the area itself now, and before the start in one it is compared with."""
    first, second = editions(made, {"a": 2024, "c": 2018}, chair, (1, 3))
    opened = {name for name, (status, _body) in first.items() if status == 200}
    assert {
        "expected effect 1 detail", "look 1 gap fall", "evidence-list 1", "intervention-detail 1",
        "contribution 1 0", "review-detail 1", "review-close 1", "frozen-detail 0", "frozen-pdf 0",
        "brief-detail 0", "brief pdf 0", "edition 1", "edition docx 1", "dashboards:moving",
        "effects:learning-workbook", "effects:learning-file asked", "meeting 0", "notices",
    } <= opened  # fmt: skip
    assert "skjult siden" in first["frozen-detail 0"][1].decode()
    different = [name for name in first if first[name] != second[name]]
    assert not different, different


def test_the_same_where_the_last_figure_before_the_start_is_hidden(
    made: Site, chair: Client
) -> None:
    first, second = editions(made, {"a": 2019}, chair, (1, 3))
    different = [name for name in first if first[name] != second[name]]
    assert not different, different


def test_the_walk_has_eyes(made: Site, chair: Client) -> None:
    """A count that may be shown does make a difference, on all the pages that tell of it."""
    before, after = editions(made, {"a": 2024}, chair, (98, 140))
    told = {name for name in before if before[name] != after[name]}
    assert {
        "expected effect 1 detail", "frozen-detail 0",
        "evidence-list 1", "intervention-detail 1", "contribution 1 0", "review-detail 1",
        "brief-detail 0", "brief pdf 0", "edition 1", "notices",
    } <= told  # fmt: skip
    assert not told & {"frozen-json 0", "frozen-pdf 0", "edition pdf 1", "edition docx 1"}


def test_the_walk_sees_the_figure_from_before_the_start(made: Site, chair: Client) -> None:
    """What could be seen is asked of the last figure before the start, so a later one changes nothing."""
    before, after = editions(made, {"a": 2019}, chair, (98, 140))
    told = {name for name in before if before[name] != after[name]}
    assert {"expected effect 1 detail", "look 1 level fall", "look 1 gap fall"} <= told
