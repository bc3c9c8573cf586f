"""Every address of the partnership's work × near and far: what is foreign is not there.

A new address of a body's matters comes in by its line in tests/doors/. Those that everybody in the
partnership may open stand in `COMMON`; all others answer strangers as if nothing were there.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from partnership.models import Body, Intervention, Organisation
from partnership.rules import bodies as rules
from partnership.services import calendars
from partnership.services.standing import standing_of
from partnership.views import money as money_views
from tests.doors import decisions, meetings, minutes, money
from tests.factories import decisions as decisions_of
from tests.factories import foreign, people, programme
from tests.factories import meetings as make
from tests.factories import money as funds
from tests.factories.foreign import MARK, levels, seated, signed_in
from tests.test_small_counts import names, unpacked

pytestmark = pytest.mark.django_db

MATTERS = (meetings, minutes, decisions)
# What everybody may ask for: the secret address answers nobody who does not know it.
COMMON = {"partnership:calendar-feed"}
# Read by everybody in the body; the others are for those who run it, or only take what is posted.
READ = (
    "meeting-detail", "meeting-file", "minutes-detail", "minutes-file", "minutes-document",
    "agenda-document", "paper-detail", "paper-file", "decision-detail", "follow-up-detail",
    "procedure-detail",
)  # fmt: skip
# A decision that was taken is read by the groups below, who are to carry it out; that and no more.
TAKEN = {
    "partnership:decision-detail", "indicators:target-list", "effects:decision-effects",
}  # fmt: skip
OWN_ROLES = ("chair", "member", "substitute", "observer", "case_officer")
BESIDE = ("chair", "observer", "case_officer")


def matters() -> dict[str, dict[str, Any]]:
    """Every address of something that belongs to the coordination group."""
    found: dict[str, dict[str, Any]] = {}
    for part in MATTERS:
        found |= part.arguments()
    return {name: values for name, values in found.items() if name not in COMMON}


def strangers(tree: foreign.Levels) -> dict[str, Client]:
    """People in the partnership who have no business with the coordination group's matters."""
    beside = people.body("ad_hoc", name="Gruppe ved siden af", slug="ved-siden-af")
    users = {
        **{f"another group's {role}": seated(beside, role) for role in BESIDE},
        "the group below's chair": seated(tree.own, "chair"),
        "left yesterday, now elsewhere": foreign.left(tree.group, now_in=tree.other),
        "administrator without a body": people.seated_user("administrator"),
    }
    return {who: signed_in(user) for who, user in users.items()}


def test_strangers_find_nothing_at_any_address() -> None:
    tree = levels()
    given = matters()
    taken = given["partnership:decision-detail"]
    wrong = []
    for who, client in strangers(tree).items():
        for name, values in given.items():
            url = reverse(name, kwargs=values)
            answers = (client.get(url).status_code, client.post(url, {}).status_code)
            below = "below" in who or "elsewhere" in who
            if below and name in TAKEN:
                expected = {200, 405}
            elif below and values == taken and name.startswith("partnership:decision-"):
                expected = {403, 404, 405}
            else:
                expected = {404, 405}
            if not set(answers) <= expected or answers == (405, 405):
                wrong.append(f"{who} {name}: {answers}")
    assert wrong == []


def test_those_in_the_body_and_above_it_read_what_is_theirs() -> None:
    tree = levels()
    given = matters()
    readers = {role: seated(tree.group, role) for role in OWN_ROLES}
    readers |= {f"board's {role}": seated(tree.board, role) for role in OWN_ROLES}
    readers["secretariat"] = people.seated_user("secretariat")
    wrong = []
    for who, user in readers.items():
        client = signed_in(user)
        for name in READ:
            answer = client.get(reverse(f"partnership:{name}", kwargs=given[f"partnership:{name}"]))
            if answer.status_code != 200:
                wrong.append(f"{who} {name}: {answer.status_code}")
    assert wrong == []


def test_papers_lying_at_an_item_a_procedure_or_an_intervention_are_its_bodys() -> None:
    tree = levels()
    held = make.meeting(tree.own)
    papers = [
        make.paper(item=make.item(held)), make.paper(meeting=held),
        make.paper(procedure=decisions_of.procedure(tree.own)),
        make.paper(intervention=programme.intervention(body=tree.own)),
    ]  # fmt: skip
    own, stranger = signed_in(seated(tree.own)), signed_in(seated(tree.other))
    for paper in papers:
        for name, pk in (("paper-detail", paper.pk), ("paper-file", paper.versions.get().pk)):
            url = reverse(f"partnership:{name}", args=[pk])
            assert own.get(url).status_code == 200, url
            assert stranger.get(url).status_code == 404, url


def test_a_seat_that_ended_yesterday_opens_nothing() -> None:
    tree = levels()
    client = signed_in(foreign.left(tree.group))
    for name, values in matters().items():
        url = reverse(name, kwargs=values)
        assert client.get(url).status_code == 403, name
        assert client.post(url, {}).status_code == 403, name


def test_what_is_on_a_name_is_passed_on_by_those_who_run_the_body() -> None:
    tree = levels()
    gone = foreign.left(tree.own).person
    decisions_of.follow_up(tree.own, owner=gone)
    url = reverse("partnership:handover-create", args=[gone.pk])
    for body, role, answer in (
        (tree.own, "chair", 200), (tree.other, "chair", 404), (tree.own, "member", 403),
    ):  # fmt: skip
        client = signed_in(seated(body, role))
        assert client.get(url).status_code == answer, (body, role)
        assert client.post(url, {}).status_code == answer, (body, role)


def test_what_an_organisation_pays_is_read_by_its_own_people_and_those_who_see_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    own, other = people.organisation("Boligforening A"), people.organisation("Boligforening B")
    made = funds.make(payers=[own, other])
    given = money.arguments()
    group = people.body("coordination")
    member = signed_in(seated(group, organisation=own))
    observer = signed_in(seated(group, "observer", organisation=own))

    def pages(of: Organisation) -> list[str]:
        values = {"slug": of.slug}
        kinds = [{**values, "table": "keys", "kind": kind} for kind in ("csv", "xlsx")]
        return [
            reverse("partnership:money-payer", kwargs=values),
            *(reverse("partnership:money-payer-file", kwargs=each) for each in kinds),
        ]

    for client in (member, observer):
        assert [client.get(url).status_code for url in pages(own)] == [200] * 3
        assert [client.get(url).status_code for url in pages(other)] == [404] * 3
        assert {client.post(url, {}).status_code for url in pages(other)} <= {404, 405}
        for name in ("fund-detail", "fund-file", "booking-list", "position-list"):
            url = reverse(f"partnership:{name}", kwargs=given.get(f"partnership:{name}"))
            assert client.get(url).status_code == 403, name
    board = signed_in(people.seated_user("board"))
    assert [board.get(url).status_code for url in pages(other)] == [200] * 3
    assert made.fund.name not in member.get(reverse("partnership:money")).content.decode()
    monkeypatch.setattr(money_views, "may_see_payer", lambda *asked: True)
    assert member.get(pages(other)[0]).status_code == 200, "the guard is what hid it"


def test_money_of_a_foreign_body_is_not_there() -> None:
    tree = levels()
    made = funds.make(body=tree.own)
    stranger, member = signed_in(seated(tree.other)), signed_in(seated(tree.own))
    for name, values in (
        ("money-body", {"slug": tree.own.slug}),
        ("money-intervention", {"slug": made.intervention.slug}),
    ):
        file = {**values, "table": "view", "kind": "csv"}
        for url in (
            reverse(f"partnership:{name}", kwargs=values),
            reverse(f"partnership:{name}-file", kwargs=file),
        ):
            assert member.get(url).status_code == 200, url
            assert stranger.get(url).status_code == 404, url
            assert stranger.post(url, {}).status_code in (404, 405), url


def lists(body: Body, known: Intervention) -> Iterator[str]:
    """Every page without a thing in its address, and those that ask for a body, a word or a state."""

    for name, arguments in names(get_resolver()):
        if not arguments and not name.startswith("account"):
            yield reverse(name)
    yield reverse("partnership:body-detail", args=[body.slug])
    yield reverse("effects:intervention-detail", args=[known.slug])
    for name in ("meeting-list", "decision-list", "decision-file", "planned-meeting-list"):
        yield f"{reverse(f'partnership:{name}')}?organ={body.slug}&body={body.pk}"
    yield f"{reverse('partnership:follow-up-list')}?whose=all&state=all"
    yield f"{reverse('partnership:follow-up-list')}?whose={body.pk}&state=overdue"
    for word in ("Møde", "Punkt", "Beslutning", "Opgave", "Skriftlig", "Bilag", "Egen gruppe"):
        yield f"{reverse('dashboards:search')}?q={word}"


def marked(client: Client, urls: list[str]) -> list[str]:
    """The pages on which the mark stands."""
    found = []
    for url in urls:
        answer = client.get(url)
        body = b"".join(answer) if answer.streaming else answer.content
        if MARK.encode() in unpacked(body).lower():
            found.append(url)
    return found


def feed_of(user: Any) -> str:
    """The address of a person's calendar."""
    return "/" + calendars.create(by=standing_of(user)).split("/", 3)[3]


def test_no_list_search_export_notice_or_calendar_shows_what_is_foreign() -> None:
    tree = levels()
    urls = list(lists(tree.own, foreign.plant(tree.own)))
    beside = people.body("ad_hoc", name="Gruppe ved siden af", slug="ved-siden-af")
    users = {
        "member beside": seated(beside),
        "chair of the neighbour": seated(tree.other, "chair"),
        "left yesterday": foreign.left(tree.own, now_in=tree.other),
        "administrator": people.seated_user("administrator"),
        "supplier": people.seated_user("supplier"),
    }
    for who, user in users.items():
        client = signed_in(user)
        feed = [feed_of(user)] if who not in ("administrator", "supplier") else []
        assert marked(client, urls + feed) == [], who


def test_the_walk_sees_what_its_own_people_see_and_what_a_broken_guard_would_show(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tree = levels()
    known = foreign.plant(tree.own)
    urls = list(lists(tree.own, known))
    own, stranger = seated(tree.own), seated(tree.other)
    shown = {
        reverse(f"partnership:{name}")
        for name in ("meeting-list", "decision-list", "decision-file", "procedure-list")
    } | {reverse("effects:intervention-detail", args=[known.slug])}
    assert shown <= set(marked(signed_in(own), urls))
    assert marked(signed_in(own), [feed_of(own)]) != []
    monkeypatch.setattr(rules, "below", lambda mine, parents: frozenset(parents))
    assert shown <= set(marked(signed_in(stranger), urls))


def test_a_broken_guard_would_be_seen_at_the_addresses_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tree = levels()
    given = matters()
    client = signed_in(seated(tree.other))
    monkeypatch.setattr(rules, "below", lambda mine, parents: frozenset(parents))
    for name in READ:
        url = reverse(f"partnership:{name}", kwargs=given[f"partnership:{name}"])
        assert client.get(url).status_code == 200, name
