"""Why an organisation pays the part it does: what its keys rest on, who decided them, and the sum."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Prefetch, Q
from django.utils.translation import gettext as _

from partnership.models import KeyShare, Organisation
from partnership.rules.access import Standing
from partnership.rules.kroner import share_written, written
from partnership.rules.money import WHOLE, Piece, follow_from_homes
from partnership.services.decision_pages import visible_to
from partnership.services.money_tables import is_english, period_words


@dataclass(frozen=True)
class KeyReason:
    """One share of one key, and how it and its kroner are computed.

    The decision behind has an address where the reader may open it.
    """

    share: KeyShare
    may_open: bool
    sums: tuple[str, ...]

    @property
    def percent(self) -> Decimal:
        """The organisation's part."""
        return self.share.percent


def reasons_of(
    organisation: Organisation, year: int, standing: Standing, pieces: Mapping[int, list[Piece]]
) -> list[KeyReason]:
    """The organisation's shares in the keys that hold in a year, three queries.

    `pieces` are the year's contributions by key.
    """
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    whole = KeyShare.objects.select_related("organisation").order_by("organisation__name")
    found = (
        KeyShare.objects.filter(
            Q(key__valid_to__isnull=True) | Q(key__valid_to__gte=first),
            organisation=organisation, key__valid_from__lte=last,
        )
        .select_related("organisation", "key__fund", "key__decision")
        .prefetch_related(Prefetch("key__shares", queryset=whole))
        .order_by("key__fund__name", "key__valid_from")
    )  # fmt: skip
    shares = list(found)
    decisions = {each.key.decision_id for each in shares if each.key.decision_id}
    readable = visible_to(standing).filter(pk__in=decisions).values_list("pk", flat=True)
    open_to_reader = set(readable)
    return [
        KeyReason(
            each,
            each.key.decision_id in open_to_reader,
            (*_of_homes(each), *_in_kroner(each, pieces.get(each.key_id, []))),
        )
        for each in shares
    ]


def _of_homes(share: KeyShare) -> list[str]:
    """How the share follows from homes, where it was computed from them and the sum comes out."""
    every = list(share.key.shares.all())
    counted = [each for each in every if each.homes is not None]
    homes = {each.organisation_id: each.homes for each in every if each.homes is not None}
    if not follow_from_homes({each.organisation_id: each.percent for each in every}, homes):
        return []
    fixed = [each for each in every if each.homes is None]
    total = sum(each.homes or 0 for each in counted)
    rest = WHOLE - sum((each.percent for each in fixed), Decimal(0))
    agreed = ", ".join(
        _("%(name)s betaler %(share)s pct.")
        % {"name": each.organisation.name, "share": _percent(each.percent)}
        for each in fixed
    )
    values = {"rest": _percent(rest), "total": _whole(total)}
    words = _("Resten, %(rest)s pct., deles efter antal boliger, i alt %(total)s.") % values
    if not fixed:
        words = _("Alt deles efter antal boliger, i alt %(total)s.") % values
    lines = [f"{agreed} {words}" if agreed else words]
    if share.homes is not None:
        lines.append(
            _("%(name)s: %(homes)s af %(total)s boliger × %(rest)s pct. = %(share)s pct.")
            % {
                **values,
                "name": share.organisation.name,
                "homes": _whole(share.homes),
                "share": _percent(share.percent),
            }
        )
    return lines


def _in_kroner(share: KeyShare, pieces: list[Piece]) -> list[str]:
    """What the share comes to of each part of the year."""
    return [
        _("%(share)s pct. af %(amount)s kr. (%(period)s) = %(part)s kr.")
        % {
            "share": _percent(share.percent),
            "amount": written(piece.amount, english=is_english()),
            "period": period_words(piece.first, piece.last),
            "part": written(piece.parts[share.organisation_id], english=is_english()),
        }
        for piece in pieces
        if share.organisation_id in piece.parts and piece.amount
    ]


def _percent(number: Decimal) -> str:
    return share_written(number, english=is_english())


def _whole(number: int) -> str:
    return written(Decimal(number), decimals=0, english=is_english())
