"""What has become of the money that an edition tells: what stood there, and what the ledger says now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from partnership.models import Intervention, Meeting, Organisation
from reports.rules.blocks import DECIDE
from reports.services import decide_money
from reports.services.compositions import Content
from reports.services.material import Point


@dataclass(frozen=True)
class MoneyChange:
    """One amount that is another one now: "40.494 → 38.000 kr."."""

    title: str
    what: str
    words: str


def of_content(
    content: Content, meeting: Meeting, *, issued_at: dt.datetime
) -> tuple[MoneyChange, ...]:
    """The amounts that differ, in the edition's order; none where its readers may not see money now."""
    told = [each for each in _told(content) if each.get("about")]
    if not told or not decide_money.is_told(meeting.body):
        return ()
    rows = Intervention.objects.filter(slug__in=[each["about"] for each in told])
    slugs = {each.pk: each.slug for each in rows}
    year = timezone.localdate(issued_at).year  # the year it tells the money of
    with translation.override("da"):  # as the names of the amounts were frozen
        found = decide_money.of_interventions(slugs, year=year)
    now = {slugs[pk]: point for pk, point in found.items()}
    names = {each.slug: each.name for each in rows}
    renamed = _renamed()
    return tuple(
        MoneyChange(names[each["about"]], what, words)
        for each in told
        if each["about"] in now
        for what, words in _differences(each, now[each["about"]], renamed)
    )


def _told(content: Content) -> Iterator[dict[str, Any]]:
    for section in content["sections"]:
        if section["key"] == DECIDE:
            for line in section.get("lines", ()):
                yield from line.get("money", ())


def _renamed() -> dict[str, str]:
    """What organisations were called before, and are called now; no name that another bears today."""
    now = dict(Organisation.objects.order_by("pk").values_list("pk", "name"))
    events: Any = apps.get_model("partnership", "OrganisationEvent")
    before = events.objects.order_by("pgh_id").values_list("pgh_obj_id", "name")
    taken = set(now.values())
    return {name: now[pk] for pk, name in before if pk in now and name not in taken}


def _differences(
    told: dict[str, Any], now: Point, renamed: dict[str, str]
) -> Iterator[tuple[str, str]]:
    """Every amount that is new, gone or another one; what was taken out of the copy is no amount.

    A payer under another name is the same payer.
    """
    before = {
        _called_now(str(name), renamed): str(amount) for name, amount in told.get("amounts", ())
    }
    after = dict(now.amounts)
    for name in {**before, **after}:
        was, is_now = before.get(name, ""), after.get(name, "")
        if was != is_now and _is_amount(was):
            yield name, f"{_or_none(was)} → {_or_none(is_now)}"


def _called_now(name: str, renamed: dict[str, str]) -> str:
    """An amount's name, with the payer in it as it is called today."""
    payer, comma, kind = name.rpartition(", ")
    return f"{renamed.get(payer, payer)}{comma}{kind}"


def _is_amount(word: str) -> bool:
    return not any(sign.isalpha() for sign in word)


def _or_none(amount: str) -> str:
    return f"{amount} kr." if amount else _("intet")
