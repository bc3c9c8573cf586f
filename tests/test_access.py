"""Every address × every role. An address that nobody listed here fails the build.

A new address: add one line to `ADDRESSES`, its name and who may open it; if it takes arguments,
add those to `arguments` below. Views without a rule are refused by the middleware, so a missing
`@requires(...)` shows as 403 for everybody.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.models import User
from accounts.services import invitations
from areas.models import Area
from indicators.models import (
    Category,
    CategorySet,
    Cell,
    ControlLimit,
    DataSet,
    Definition,
    DisclosureThreshold,
    EventMarker,
    Evidence,
    PeriodLock,
    Relocation,
    Round,
    SourceMark,
    StoryNote,
    Target,
    WheelEntry,
    Withdrawal,
)
from indicators.services.categories import total_category
from partnership.models import Ownership
from partnership.services import files
from tests.factories import people
from tests.factories.feeds import make_feed
from tests.factories.results import published

ROLES = ("anonymous", "no_seat", *people.ROLES)


@dataclass(frozen=True)
class Door:
    """Who gets in, and with which answer; the others are sent to sign in, or refused."""

    roles: frozenset[str]
    answer: int = 200

    def expected(self, role: str) -> int:
        """The answer this role gets to a GET."""
        if role in self.roles:
            return self.answer
        return 302 if role == "anonymous" else 403


def doors(*roles: str, answer: int = 200) -> Door:
    return Door(frozenset(roles), answer)


SEATED = doors(*people.ROLES)
MEMBERS = doors("administrator", "secretariat", "board", "group")
ADMINISTRATORS = doors("administrator")
ADMINISTRATORS_POST = doors("administrator", answer=405)
ENTRY = doors("secretariat", "supplier")
OWN_LOGIN = doors("no_seat", *people.ROLES)
OWN_LOGIN_ELSEWHERE = doors("no_seat", *people.ROLES, answer=302)
PUBLIC = doors(*ROLES)
RECOMPUTE = doors("administrator", "secretariat")
DESCRIBE = doors("secretariat")

FEED = ("detail", "status", "change", "fetch", "start", "pause")

ADDRESSES: dict[str, Door | dict[str, int]] = {
    # sign-in: allauth's pages send those who are in already away from the sign-in page
    "account_login": {"anonymous": 200, **dict.fromkeys(ROLES[1:], 302)},
    "account_logout": {"anonymous": 302, **dict.fromkeys(ROLES[1:], 200)},
    "account_inactive": PUBLIC,
    "account_signup": {"anonymous": 200, **dict.fromkeys(ROLES[1:], 302)},
    "account_reauthenticate": OWN_LOGIN,
    "account_change_password": OWN_LOGIN,
    "account_set_password": OWN_LOGIN_ELSEWHERE,
    "account_reset_password": PUBLIC,
    "account_reset_password_done": PUBLIC,
    "account_reset_password_from_key": PUBLIC,
    "account_reset_password_from_key_done": PUBLIC,
    "accounts:invitation": PUBLIC,
    "accounts:preferences": OWN_LOGIN,
    "accounts:notice-list": OWN_LOGIN,
    "accounts:preferences-language": doors("no_seat", *people.ROLES, answer=405),
    "accounts:preferences-frequency": doors("no_seat", *people.ROLES, answer=405),
    "accounts:notice-open": doors("no_seat", *people.ROLES, answer=405),
    "accounts:notice-read-all": doors("no_seat", *people.ROLES, answer=405),
    "partnership:partnership": MEMBERS,
    "partnership:administration": ADMINISTRATORS,
    "partnership:organisation-list": ADMINISTRATORS,
    "partnership:organisation-create": ADMINISTRATORS,
    "partnership:organisation-detail": ADMINISTRATORS,
    "partnership:organisation-change": ADMINISTRATORS,
    "partnership:organisation-close": ADMINISTRATORS,
    "partnership:ownership-create": ADMINISTRATORS,
    "partnership:ownership-end": ADMINISTRATORS,
    "partnership:body-list": ADMINISTRATORS,
    "partnership:body-create": ADMINISTRATORS,
    "partnership:body-change": ADMINISTRATORS,
    "partnership:body-close": ADMINISTRATORS,
    "partnership:seat-list": ADMINISTRATORS,
    "partnership:seat-invite": ADMINISTRATORS,
    "partnership:seat-end": ADMINISTRATORS,
    "partnership:person-change": ADMINISTRATORS,
    "partnership:user-list": ADMINISTRATORS,
    "partnership:user-deactivate": ADMINISTRATORS,
    "partnership:user-reactivate": ADMINISTRATORS_POST,
    "partnership:user-invite": ADMINISTRATORS_POST,
    "indicators:entry": ENTRY,
    "indicators:entry-cell": ENTRY,
    "indicators:entry-part": ENTRY,
    "indicators:entry-cells": doors("secretariat", "supplier", answer=405),
    "indicators:evidence-create": doors("secretariat", "supplier", answer=405),
    "indicators:evidence-file": ENTRY,
    "indicators:evidence-withdraw": doors("secretariat", "supplier", answer=405),
    "indicators:flag-list": ENTRY,
    "indicators:flag-create": doors("secretariat", "supplier", answer=405),
    "indicators:flag-clear": doors("secretariat", "supplier", answer=405),
    "indicators:import": ENTRY,
    "indicators:import-detail": doors("secretariat"),
    "indicators:import-live": doors("secretariat"),
    "indicators:import-shape": doors("secretariat"),
    "indicators:import-names": doors("secretariat", "supplier", answer=405),
    "indicators:import-take": doors("secretariat", "supplier", answer=405),
    "indicators:import-cancel": doors("secretariat", "supplier", answer=405),
    "indicators:import-undo": doors("secretariat"),
    "indicators:round-template": doors("secretariat"),
    "indicators:definition-list": RECOMPUTE,
    "indicators:indicator-create": RECOMPUTE,
    "indicators:preset-list": RECOMPUTE,
    "indicators:preset-file": RECOMPUTE,
    "indicators:preset-export": RECOMPUTE,
    "indicators:definition-detail": RECOMPUTE,
    "indicators:indicator-change": RECOMPUTE,
    "indicators:definition-reword": RECOMPUTE,
    "indicators:definition-version": RECOMPUTE,
    "indicators:indicator-retire": RECOMPUTE,
    "indicators:indicator-take-up": doors("administrator", "secretariat", answer=405),
    "indicators:indicator-merge": RECOMPUTE,
    "indicators:target-create": RECOMPUTE,
    "indicators:target-change": RECOMPUTE,
    "indicators:target-drop": RECOMPUTE,
    "indicators:data-set-create": RECOMPUTE,
    "indicators:data-set-change": RECOMPUTE,
    "indicators:data-set-remove": RECOMPUTE,
    "indicators:withdrawal-list": doors("administrator", "secretariat", "supplier"),
    "indicators:withdrawal-create": {
        **dict.fromkeys(ROLES, 403),
        "anonymous": 302,
        **dict.fromkeys(("secretariat", "supplier"), 404),
    },
    "indicators:withdrawal-decide": {
        **dict.fromkeys(ROLES, 403),
        "anonymous": 302,
        **dict.fromkeys(("administrator", "secretariat"), 200),
        "supplier": 404,
    },
    "indicators:reading-list": ADMINISTRATORS,
    "indicators:source-list": RECOMPUTE,
    "indicators:source-create": RECOMPUTE,
    "indicators:source-detail": RECOMPUTE,
    "indicators:source-change": RECOMPUTE,
    "indicators:mark-explain": doors("administrator", "secretariat", answer=405),
    "indicators:mark-forget": doors("administrator", "secretariat", answer=405),
    "indicators:approval": ENTRY,
    "indicators:release": ENTRY,
    "indicators:period-lock-list": DESCRIBE,
    "indicators:period-lock-create": DESCRIBE,
    "indicators:period-lock-open": DESCRIBE,
    "indicators:indicator-list": SEATED,
    "indicators:indicator-detail": SEATED,
    "indicators:indicator-live": SEATED,
    "indicators:explanation": SEATED,
    "indicators:explanation-file": SEATED,
    "indicators:explanation-all": SEATED,
    "indicators:method-list": SEATED,
    "indicators:setup-steps": ADMINISTRATORS,
    "indicators:feed-list": DESCRIBE,
    "indicators:feed-tables": doors("secretariat", answer=503),  # the StatBank is not there
    "indicators:feed-create": doors("secretariat", answer=503),
    "indicators:feed-detail": DESCRIBE,
    "indicators:feed-status": DESCRIBE,
    "indicators:feed-change": DESCRIBE,
    "indicators:feed-fetch": doors("secretariat", answer=405),
    "indicators:feed-start": doors("secretariat", answer=405),
    "indicators:feed-pause": doors("secretariat", answer=405),
    "indicators:round-list": ENTRY,
    "indicators:round-detail": ENTRY,
    "indicators:round-create": DESCRIBE,
    "indicators:round-change": DESCRIBE,
    "indicators:round-close": DESCRIBE,
    "indicators:round-reopen": DESCRIBE,
    "indicators:wheel-list": ENTRY,
    "indicators:wheel-create": DESCRIBE,
    "indicators:wheel-change": DESCRIBE,
    "indicators:event-list": DESCRIBE,
    "indicators:event-create": DESCRIBE,
    "indicators:event-change": DESCRIBE,
    "indicators:event-withdraw": DESCRIBE,
    "indicators:story-list": DESCRIBE,
    "indicators:story-create": DESCRIBE,
    "indicators:story-change": DESCRIBE,
    "indicators:story-withdraw": DESCRIBE,
    "indicators:relocation-list": DESCRIBE,
    "indicators:relocation-create": DESCRIBE,
    "indicators:relocation-change": DESCRIBE,
    "indicators:relocation-withdraw": DESCRIBE,
    "indicators:control-limit-list": DESCRIBE,
    "indicators:control-limit-create": DESCRIBE,
    "indicators:control-limit-change": DESCRIBE,
    "indicators:control-limit-lift": DESCRIBE,
    "indicators:comparator-choice": RECOMPUTE,
    "indicators:hidden-list": ADMINISTRATORS,
    "indicators:threshold-create": ADMINISTRATORS,
    "indicators:threshold-end": ADMINISTRATORS,
    "indicators:run-list": RECOMPUTE,
    "indicators:run-progress": RECOMPUTE,
    "indicators:run-start": doors("administrator", "secretariat", answer=405),
    "dashboards:overview": SEATED,
    "dashboards:overview-live": SEATED,
    "dashboards:area-list": SEATED,
    "dashboards:area-detail": SEATED,
    "dashboards:area-live": SEATED,
    "dashboards:comparison": SEATED,
    "dashboards:comparison-live": SEATED,
    "dashboards:comparison-file": SEATED,
    "dashboards:comparison-workbook": SEATED,
    "dashboards:comparison-curves": SEATED,
    "dashboards:comparison-gap": SEATED,
    "dashboards:contribution-list": SEATED,
    "dashboards:contribution-detail": SEATED,
    "dashboards:monitor": doors("secretariat"),
    "dashboards:risk": doors("secretariat"),
    "dashboards:component-list": SEATED,
    "dashboards:alive": PUBLIC,
    "dashboards:ready": PUBLIC,
}


@dataclass(frozen=True)
class Address:
    """One address of the site as the resolver knows it."""

    name: str
    view: Any


def walk(patterns: list[Any], namespace: str = "") -> Iterator[Address]:
    """All addresses below, with their full names."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from walk(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern):
            yield Address(f"{namespace}{pattern.name}", pattern.callback)


def addresses() -> list[Address]:
    return list(walk(get_resolver().url_patterns))


def arguments() -> dict[str, dict[str, Any]]:
    """Arguments of the addresses that take some, each naming a thing that exists."""
    site = published(areas=2, indicators=1)
    definition, area = site.definitions[0], site.areas[0]
    organisation = people.organisation("Boligforeningen")
    DataSet.objects.create(
        indicator=definition.indicator, supplier=people.organisation(), is_default=True
    )
    waiting = people.user(password=None)
    seat = people.seat("group", person=people.person(user=waiting))
    token = invitations.issue(user=waiting, issued_by=None)
    body = {"slug": people.body("board").slug}
    code = {"code": definition.indicator.code}
    slug = {"slug": organisation.slug}
    login = {"pk": waiting.pk}
    behind = behind_the_figures(definition, area)
    threshold = DisclosureThreshold.objects.create(reason="Kildens vilkår")
    lock = PeriodLock.objects.create(slot="2001", reason="Gjort op")
    collection = {"slug": a_round(definition, area).slug}
    entry = WheelEntry.objects.create(name="Årets tal", frequency="year", months=[2])
    source = {"code": definition.source.code}
    feed = make_feed()
    mark = SourceMark.objects.create(source=definition.source, mark="..", meaning="missing")
    return {
        **behind,
        "account_reset_password_from_key": {"uidb36": "1", "key": "intet"},
        "accounts:invitation": {"token": token},
        "accounts:notice-open": {"pk": 1},
        "partnership:organisation-detail": slug,
        "partnership:organisation-change": slug,
        "partnership:organisation-close": slug,
        "partnership:ownership-create": slug,
        "partnership:ownership-end": {"pk": Ownership.objects.all()[0].pk},
        "partnership:body-change": body,
        "partnership:body-close": body,
        "partnership:seat-end": {"pk": seat.pk},
        "partnership:person-change": {"pk": seat.person_id},
        "partnership:user-deactivate": login,
        "partnership:user-reactivate": login,
        "partnership:user-invite": login,
        **beside_a_figure(definition, area),
        "indicators:round-detail": collection,
        "indicators:round-change": collection,
        "indicators:round-close": collection,
        "indicators:round-reopen": collection,
        "indicators:wheel-change": {"pk": entry.pk},
        "indicators:threshold-end": {"pk": threshold.pk},
        "indicators:withdrawal-decide": {"pk": withdrawal(definition, area).pk},
        "indicators:period-lock-open": {"pk": lock.pk},
        **administered(definition, area),
        "indicators:feed-create": {"table": "RAS200"},
        **{f"indicators:feed-{each}": {"pk": feed.pk} for each in FEED},
        "indicators:source-detail": source,
        "indicators:source-change": source,
        "indicators:mark-explain": source,
        "indicators:mark-forget": {**source, "pk": mark.pk},
        "indicators:indicator-detail": code,
        "indicators:indicator-live": code,
        "indicators:explanation": {**code, "area": area.slug, "statement": "afstand"},
        "indicators:explanation-file": {**code, "area": area.slug, "statement": "niveau"},
        "dashboards:area-detail": {"slug": area.slug},
        "dashboards:area-live": {"slug": area.slug},
        "dashboards:comparison-gap": code,
    }


def withdrawal(definition: Definition, area: Area) -> Withdrawal:
    """One that waits for a second person."""
    cell = Cell.objects.create(
        definition=definition, area=area, slot="2020", category=total_category()
    )
    return Withdrawal.objects.create(
        cell=cell, versions=[1], reason="Delt ved en fejl", requested_by=people.user()
    )


def administered(definition: Definition, area: Area) -> dict[str, dict[str, Any]]:
    """One indicator with its target and data set, each with its pages."""
    code = {"code": definition.indicator.code}
    target = Target.objects.create(
        indicator=definition.indicator, area=area, baseline_slot="2019", slot="2030", value=80
    )
    data_set = DataSet.objects.filter(indicator=definition.indicator)[0]
    pages = (
        "definition-detail", "indicator-change", "definition-reword", "definition-version",
        "indicator-retire", "indicator-take-up", "indicator-merge", "target-create",
        "data-set-create",
    )  # fmt: skip
    return {
        **{f"indicators:{page}": code for page in pages},
        **{f"indicators:target-{verb}": {**code, "pk": target.pk} for verb in ("change", "drop")},
        **{
            f"indicators:data-set-{verb}": {**code, "pk": data_set.pk}
            for verb in ("change", "remove")
        },
    }


def a_round(definition: Definition, area: Area) -> Round:
    """A round that asks for the one indicator."""
    found = Round.objects.create(
        name="Forår", slug="foraar", slots=["2025"], opens_on="2026-02-01", deadline="2026-03-01"
    )
    found.indicators.add(definition.indicator)
    found.areas.add(area)
    return found


def beside_a_figure(definition: Definition, area: Area) -> dict[str, dict[str, Any]]:
    """A cell, a part of it, and a file that it rests on."""
    kinds = CategorySet.objects.create(code="koen", name="Køn")
    part = Category.objects.create(category_set=kinds, code="kvinder", name="Kvinder")
    definition.breakdowns.add(kinds)
    place = {"definition": definition.pk, "area": area.pk, "slot": "2025"}
    cell = Cell.objects.create(
        definition=definition, area=area, slot="2025", category=total_category()
    )
    file = files.keep(name="bilag.txt", pieces=[b"talt op"], by=None, content_type="text/plain")
    evidence = {"pk": Evidence.objects.create(cell=cell, title="Bilag", file=file).pk}
    return {
        "indicators:entry-cell": place,
        "indicators:entry-part": {**place, "category": part.pk},
        "indicators:evidence-file": evidence,
        "indicators:evidence-withdraw": evidence,
        "indicators:flag-clear": {"pk": 1},
    }


def behind_the_figures(definition: Definition, area: Area) -> dict[str, dict[str, Any]]:
    """One event, story, relocation and fixed limit, each with its pages."""
    event = EventMarker.objects.create(kind="other", title="Nyt", happened_on="2024-05-01")
    effort = EventMarker.objects.create(
        kind="effort", title="Indsats", happened_on="2024-05-01", area=area,
        indicator=definition.indicator,
    )  # fmt: skip
    story = StoryNote.objects.create(indicator=definition.indicator, text="Vi ved mere.")
    move = Relocation.objects.create(
        from_area=area, households=4, starts_on="2027-01-01", announced_on="2026-01-01", source="x"
    )
    limit = ControlLimit.objects.create(
        definition=definition, area=area, from_slot="2024K1", reason="Ny optælling"
    )
    rows = {"event": event, "story": story, "relocation": move}
    pages = {
        f"indicators:{noun}-{verb}": {"pk": row.pk}
        for noun, row in rows.items()
        for verb in ("change", "withdraw")
    }
    limits = {f"indicators:control-limit-{verb}": {"pk": limit.pk} for verb in ("change", "lift")}
    pages["dashboards:contribution-detail"] = {"pk": effort.pk}
    return pages | limits


def signed_in(role: str) -> Client:
    client = Client()
    if role == "no_seat":
        client.force_login(people.user())
    elif role != "anonymous":
        client.force_login(people.seated_user(role))
    return client


def test_every_address_is_listed_and_every_listed_one_exists() -> None:
    assert {address.name for address in addresses()} == set(ADDRESSES)


def test_every_view_names_its_rule() -> None:
    without = [
        address.name
        for address in addresses()
        if getattr(address.view, "login_required", True)
        and not address.view.__module__.startswith(("allauth.", "accounts."))
        and not hasattr(address.view, "access_rule")
    ]
    assert without == []


@pytest.mark.django_db
def test_every_address_answers_every_role_as_listed() -> None:
    samples = arguments()
    clients = {role: signed_in(role) for role in ROLES}
    wrong = []
    for name, door in ADDRESSES.items():
        url = reverse(name, kwargs=samples.get(name))
        for role, client in clients.items():
            expected = door[role] if isinstance(door, dict) else door.expected(role)
            answer = client.get(url)
            if name == "account_logout" and role != "anonymous":
                assert client.session.get("_auth_user_id"), "a GET must not sign out"
            if answer.status_code != expected:
                wrong.append(f"{name} {role}: {answer.status_code} instead of {expected}")
            if role == "anonymous" and expected == 302 and name != "account_logout":
                assert answer["Location"].startswith(reverse("account_login")), name
    assert wrong == []


@pytest.mark.django_db
def test_without_a_seat_one_page_says_whom_to_ask(settings: Any) -> None:
    settings.SUPPORT_EMAIL = "hjaelp@test.dk"
    people.seated_user("administrator", organisation=people.organisation("Spørg Kommune"))
    answer = signed_in("no_seat").get("/omraader/")
    assert answer.status_code == 403
    assert "Spørg Kommune" in answer.content.decode()
    assert "hjaelp@test.dk" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "kwargs"),
    [
        ("partnership:organisation-detail", {"slug": "findes-ikke"}),
        ("partnership:seat-end", {"pk": 999_999_999_999_999_999_999}),
        ("partnership:user-deactivate", {"pk": 0}),
        ("partnership:ownership-end", {"pk": 0}),
        ("dashboards:area-detail", {"slug": "findes-ikke"}),
        ("dashboards:contribution-detail", {"pk": 0}),
        ("indicators:indicator-detail", {"code": "findes-ikke"}),
    ],
)
def test_what_does_not_exist_is_not_found(name: str, kwargs: dict[str, Any]) -> None:
    client = signed_in("administrator")
    assert client.get(reverse(name, kwargs=kwargs)).status_code == 404


@pytest.mark.django_db
def test_every_change_by_post_demands_the_token_of_the_form() -> None:
    samples = arguments()
    client = Client(enforce_csrf_checks=True)
    client.force_login(people.seated_user("administrator"))
    before = list(User.objects.values_list("pk", "is_active"))
    for name in ADDRESSES:
        if name.startswith(("partnership:", "accounts:")):
            answer = client.post(reverse(name, kwargs=samples.get(name)))
            assert answer.status_code in (403, 405), name
    assert list(User.objects.values_list("pk", "is_active")) == before
