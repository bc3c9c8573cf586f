"""Every address × every role. An address that nobody listed here fails the build.

A new address: add one line to `ADDRESSES` or to its part in tests/doors/, its name and who may open
it; if it takes arguments, add those to `arguments` beside it. Views without a rule are refused by the
middleware, so a missing `@requires(...)` shows as 403 for everybody.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.models import User
from tests.doors import PARTS
from tests.doors.door import (
    ADMINISTRATORS,
    ADMINISTRATORS_POST,
    DESCRIBE,
    ENTRY,
    MEMBERS,
    OWN_LOGIN,
    OWN_LOGIN_ELSEWHERE,
    PUBLIC,
    RECOMPUTE,
    ROLES,
    SEATED,
    Door,
    doors,
)  # fmt: skip
from tests.factories import addresses as samples_of
from tests.factories import people

# A file of somebody else: the secretariat sees what was taken in, a supplier its own files only.
OTHERS_FILE = {"anonymous": 302, "secretariat": 200, "supplier": 404} | dict.fromkeys(
    set(ROLES) - {"anonymous", "secretariat", "supplier"}, 403
)

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
    "indicators:import-detail": OTHERS_FILE,
    "indicators:import-live": OTHERS_FILE | {"secretariat": 204},
    "indicators:import-shape": OTHERS_FILE | {"secretariat": 302},
    "indicators:import-names": doors("secretariat", "supplier", answer=405),
    "indicators:import-take": doors("secretariat", "supplier", answer=405),
    "indicators:import-cancel": doors("secretariat", "supplier", answer=405),
    "indicators:import-undo": OTHERS_FILE,
    "indicators:round-template": ENTRY,
    "indicators:definition-list": RECOMPUTE,
    "indicators:indicator-create": RECOMPUTE,
    "indicators:preset-list": RECOMPUTE,
    "indicators:preset-file": RECOMPUTE,
    "indicators:preset-export": RECOMPUTE,
    "indicators:definition-detail": RECOMPUTE,
    "indicators:indicator-change": RECOMPUTE,
    "indicators:definition-reword": RECOMPUTE,
    "indicators:definition-version": RECOMPUTE,
    "indicators:indicator-programme": RECOMPUTE,
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
    "indicators:check-rule-list": RECOMPUTE,
    "indicators:check-rule-create": RECOMPUTE,
    "indicators:check-rule-change": RECOMPUTE,
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
    "dashboards:first-steps": ADMINISTRATORS,
    "dashboards:overview": SEATED,
    "dashboards:overview-live": SEATED,
    "dashboards:news": SEATED,
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
    "dashboards:search": SEATED,
    "dashboards:component-list": SEATED,
    "dashboards:alive": PUBLIC,
    "dashboards:ready": PUBLIC,
}
for part in PARTS:
    ADDRESSES |= part.DOORS


def arguments() -> dict[str, dict[str, Any]]:
    """Arguments of all addresses that take some, each naming a thing that exists."""
    found = samples_of.arguments()
    for part in PARTS:
        found |= part.arguments()
    return found


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
