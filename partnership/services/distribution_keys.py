"""Distribution keys (fordelingsnøgler): dated, one at a time for each fund, and summing to 100 %."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from areas.models import AreaExtent
from partnership.models import (
    Booking,
    Decision,
    DistributionKey,
    Fund,
    KeyShare,
    Organisation,
    Ownership,
)
from partnership.rules.access import Standing, check
from partnership.rules.bodies import may_write_money
from partnership.rules.kroner import share_written
from partnership.rules.money import follow_from_homes, missing_share
from partnership.services import edits
from partnership.services.plain_texts import refuse_civil_numbers

DAY = dt.timedelta(days=1)


def payers(key: DistributionKey | None = None) -> QuerySet[Organisation]:
    """Who may have a share: the parties that are not closed, and those who have one in the key."""
    open_parties = Q(is_party=True, ends_on__isnull=True)
    named = Q(key_shares__key=key) if key else Q()
    return Organisation.objects.filter(open_parties | named if key else open_parties).distinct()


@transaction.atomic
def set_from(
    *,
    by: Standing,
    fund: Fund,
    name: str,
    valid_from: dt.date,
    shares: Mapping[int, Decimal],
    basis: str = "",
    decision: Decision | None = None,
) -> DistributionKey:
    """Let a key hold from a day on; the one that held ends the day before.

    Where a later key is already set, the new one holds until that begins.
    """
    check(may_write_money, by)
    edits.locked(Fund, fund.pk)  # two at once: the second sees the first
    _check_sum(shares)
    keys = DistributionKey.objects.filter(fund=fund)
    if keys.filter(valid_from=valid_from).exists():
        raise ValidationError(
            {"valid_from": _("Der begynder allerede en nøgle den dag. Ret den i stedet.")}
        )
    later = keys.filter(valid_from__gt=valid_from).order_by("valid_from").first()
    with pghistory.context(reason="distribution key set"):
        for held in keys.filter(valid_from__lt=valid_from).filter(
            Q(valid_to__isnull=True) | Q(valid_to__gte=valid_from)
        ):
            held.valid_to = valid_from - DAY
            held.save()
        key = DistributionKey.objects.create(
            fund=fund, name=name, basis=basis, decision=decision, valid_from=valid_from,
            valid_to=later.valid_from - DAY if later else None,
        )  # fmt: skip
        _write(key, shares)
    return key


@transaction.atomic
def correct(
    *,
    by: Standing,
    key_id: int,
    seen: int,
    name: str,
    shares: Mapping[int, Decimal],
    basis: str,
    decision: Decision | None,
) -> DistributionKey:
    """Correct a key's words and shares where it stands; its days stay. May raise `StaleEdit`."""
    check(may_write_money, by)
    key = edits.locked(DistributionKey, key_id)
    _check_sum(shares)
    wanted = {who: share for who, share in shares.items() if share}
    values = {"name": name, "basis": basis, "decision": decision}
    differs = wanted != shares_of(key) or any(getattr(key, n) != v for n, v in values.items())
    if seen != stamp_of(key) and differs:
        raise edits.StaleEdit(key, stamp_of(key))
    with pghistory.context(reason="distribution key corrected"):
        for field, value in values.items():
            setattr(key, field, value)
        key.full_clean()
        key.save()
        _write(key, wanted)
    return key


@transaction.atomic
def move_start(*, by: Standing, key_id: int, seen: int, valid_from: dt.date, reason: str) -> None:
    """Correct the day a key begins, while nothing is paid by it; the one before it ends there.

    Raises `StaleEdit` when somebody else changed the key after `seen`.
    """
    check(may_write_money, by)
    refuse_civil_numbers(reason=reason)
    of_fund = DistributionKey.objects.get(pk=key_id).fund_id
    edits.locked(Fund, of_fund)  # two at once: the second sees the first
    key = edits.locked(DistributionKey, key_id)
    if valid_from == key.valid_from:
        return
    if seen != edits.stamp_of(key):
        raise edits.StaleEdit(key, edits.stamp_of(key))
    before = (
        DistributionKey.objects.filter(fund=of_fund, valid_from__lt=key.valid_from)
        .order_by("-valid_from")
        .first()
    )
    _check_start(key, before, valid_from)
    follows = before if before and before.valid_to == key.valid_from - DAY else None
    with pghistory.context(reason="first day of distribution key corrected", words=reason):
        moved = [row for row in (follows, key) if row is not None]
        for row in moved if valid_from < key.valid_from else reversed(moved):  # never two at once
            if row == key:
                key.valid_from = valid_from
            else:
                row.valid_to = valid_from - DAY
            row.save()
        _write(key, shares_of(key))  # the homes of another day


def _check_start(key: DistributionKey, before: DistributionKey | None, day: dt.date) -> None:
    """Refuse a day that lies outside what is free, or on which something was paid by the key."""
    if key.valid_to and day > key.valid_to:
        refusal = _("Nøglen slutter den %(day)s. Vælg en dag før.") % {"day": _long(key.valid_to)}
        raise ValidationError({"valid_from": refusal})
    if before and day <= before.valid_from:
        refusal = _("Nøglen før begynder den %(day)s. Vælg en senere dag.") % {
            "day": _long(before.valid_from)
        }
        raise ValidationError({"valid_from": refusal})
    first = min(day, key.valid_from)
    paid = Booking.objects.filter(fund=key.fund_id, kind=Booking.Kind.CONTRIBUTION)
    paid = paid.filter(Q(year__gt=first.year) | Q(year=first.year, quarter__gte=_quarter(first)))
    if key.valid_to:
        last = key.valid_to
        paid = paid.filter(Q(year__lt=last.year) | Q(year=last.year, quarter__lte=_quarter(last)))
    if paid.exists():
        raise ValidationError(
            _("Der er bogført bidrag i nøglens tid, så dagen ligger fast. Lav i stedet en ny nøgle, "
              "der gælder fra den rigtige dag.")
        )  # fmt: skip


def _quarter(day: dt.date) -> int:
    return (day.month + 2) // 3


def _long(day: dt.date) -> str:
    return date_format(day, "j. F Y")


@transaction.atomic
def take_back(*, by: Standing, key_id: int) -> None:
    """Take a key away; the one before it holds on until the next begins."""
    check(may_write_money, by)
    key = DistributionKey.objects.select_related("fund").get(pk=key_id)
    edits.locked(Fund, key.fund_id)
    before = DistributionKey.objects.filter(
        fund_id=key.fund_id, valid_to=key.valid_from - DAY
    ).first()
    with pghistory.context(reason="distribution key taken back"):
        last = key.valid_to
        key.delete()
        if before:
            before.valid_to = last
            before.save()


def shares_of(key: DistributionKey) -> dict[int, Decimal]:
    """The shares as they stand."""
    return dict(key.shares.values_list("organisation_id", "percent"))


def in_words(key: DistributionKey) -> str:
    """The key's name with what it rests on, so that no name is taken for the whole of it."""
    if not key.basis:
        return key.name
    return f"{key.name} ({key.basis})"


def stamp_of(key: DistributionKey) -> int:
    """The key's stamp with that of its shares: it grows with every change of either."""
    return edits.stamp_of(key) + sum(edits.stamp_of(share) for share in key.shares.all())


def homes(today: dt.date) -> dict[int, int]:
    """Of each organisation the homes it owns today, as far as that is known.

    Homes are counted where an area, or a division of it, has one owner and its size is known. An
    organisation with a part in a place whose homes cannot be told apart has no number at all.
    """
    owned = list(Ownership.objects.on(today).select_related("area"))
    extents = AreaExtent.objects.on(today)
    size = {extent.area_id: extent.dwellings for extent in extents}
    parent = {extent.area_id: extent.parent_id for extent in extents}
    owners: dict[int, set[int]] = {}
    for each in owned:
        owners.setdefault(each.area_id, set()).add(each.organisation_id)
    found: dict[int, int] = {}
    unknown: set[int] = set()
    for area, who in owners.items():
        inside = {one for below, of in owners.items() if parent.get(below) == area for one in of}
        if who <= inside:  # told apart by its divisions
            continue
        count = size.get(area)
        if len(who) > 1 or count is None or inside:
            unknown |= who
        else:
            (only,) = who
            found[only] = found.get(only, 0) + count
    return {who: count for who, count in found.items() if who not in unknown}


def _write(key: DistributionKey, shares: Mapping[int, Decimal]) -> None:
    wanted = {who: share for who, share in shares.items() if share}
    stored = {share.organisation_id: share for share in key.shares.all()}
    for who in stored.keys() - wanted.keys():
        stored[who].delete()
    counted = _counted(key, wanted)
    for who, percent in wanted.items():
        if who not in stored:
            KeyShare.objects.create(
                key=key, organisation_id=who, percent=percent, homes=counted.get(who)
            )
        elif (stored[who].percent, stored[who].homes) != (percent, counted.get(who)):
            stored[who].percent, stored[who].homes = percent, counted.get(who)
            stored[who].save()


def _counted(key: DistributionKey, shares: Mapping[int, Decimal]) -> dict[int, int]:
    """The homes that shares were computed from: where the homes of the key's first day give them.

    What another's share is takes part in the sum, so it is asked of the key as a whole each time.
    """
    counts = {who: count for who, count in homes(key.valid_from).items() if who in shares}
    return counts if follow_from_homes(shares, counts) else {}


def _check_sum(shares: Mapping[int, Decimal]) -> None:
    if any(share < 0 for share in shares.values()):
        raise ValidationError(_("En andel kan ikke være negativ."))
    lacks = missing_share(shares.values())
    values = {
        "total": share_written(100 - lacks, at_least=2),
        "gap": share_written(abs(lacks), at_least=2),
    }
    if lacks > 0:
        raise ValidationError(
            _("Andelene giver %(total)s %%. De skal give 100 %%; der mangler %(gap)s procentpoint.")
            % values
        )
    if lacks < 0:
        raise ValidationError(
            _(
                "Andelene giver %(total)s %%. De skal give 100 %%; der er %(gap)s procentpoint for meget."
            )
            % values
        )
