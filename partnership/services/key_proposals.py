"""Shares a new distribution key may begin with: as the last one, equal, or by number of homes."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.utils.translation import gettext as _

from partnership.models import Fund, Organisation
from partnership.rules.money import WHOLE, equal_shares, shares_by_homes
from partnership.services import distribution_keys


def shares(
    fund: Fund, kind: str, municipality: Decimal | None, today: dt.date
) -> tuple[dict[int, Decimal], str]:
    """The proposed shares by organisation, and what is to be said about them."""
    payers = list(distribution_keys.payers())
    if kind == "lige":
        return equal_shares([payer.pk for payer in payers]), ""
    if kind == "boliger":
        return _by_homes(payers, municipality, today)
    last = fund.keys.order_by("-valid_from").first()
    return (distribution_keys.shares_of(last) if last else {}), ""


def _by_homes(
    payers: list[Organisation], municipality: Decimal | None, today: dt.date
) -> tuple[dict[int, Decimal], str]:
    """The municipalities' share is given, split equally between several; the rest goes by homes."""
    towns = [payer for payer in payers if payer.kind == Organisation.Kind.MUNICIPALITY]
    if municipality is not None and municipality > WHOLE:
        return {}, _("Kommunens andel kan ikke være over 100 %.")
    homes = distribution_keys.homes(today)
    owners = [payer for payer in payers if payer.kind == Organisation.Kind.HOUSING]
    unknown = [payer.name for payer in owners if payer.pk not in homes]
    if unknown:
        names = ", ".join(unknown)
        return {}, _(
            "Antallet af boliger kendes ikke for %(names)s. Skriv andelene selv, eller læg "
            "afdelingernes boliger ind først."
        ) % {"names": names}
    fixed = {}
    if municipality and towns:
        each = equal_shares([town.pk for town in towns])
        fixed = {who: (municipality * part / WHOLE).quantize(part) for who, part in each.items()}
    counted = {payer.pk: homes[payer.pk] for payer in owners}
    total = sum(counted.values())
    note = _("Efter %(count)s boliger i dag.") % {"count": total}
    return shares_by_homes(counted, fixed), note
