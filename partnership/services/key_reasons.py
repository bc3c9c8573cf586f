"""Why an organisation pays the part it does: what its keys rest on, and who decided them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q

from partnership.models import KeyShare, Organisation
from partnership.rules.access import Standing
from partnership.services.decision_pages import visible_to


@dataclass(frozen=True)
class KeyReason:
    """One share of one key; the decision behind has an address where the reader may open it."""

    share: KeyShare
    may_open: bool

    @property
    def percent(self) -> Decimal:
        """The organisation's part."""
        return self.share.percent


def reasons_of(organisation: Organisation, year: int, standing: Standing) -> list[KeyReason]:
    """The organisation's shares in the keys that hold at some time in a year; two queries."""
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    found = (
        KeyShare.objects.filter(
            Q(key__valid_to__isnull=True) | Q(key__valid_to__gte=first),
            organisation=organisation, key__valid_from__lte=last,
        )
        .select_related("key__fund", "key__decision")
        .order_by("key__fund__name", "key__valid_from")
    )  # fmt: skip
    shares = list(found)
    decisions = {each.key.decision_id for each in shares if each.key.decision_id}
    readable = visible_to(standing).filter(pk__in=decisions).values_list("pk", flat=True)
    open_to_reader = set(readable)
    return [KeyReason(each, each.key.decision_id in open_to_reader) for each in shares]
