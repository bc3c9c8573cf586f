"""Withdrawal (tilbagekaldelse): a value that should never have been shared is purged by two persons.

One asks, another carries it out. The figure goes from its versions, from the results of every run,
from the record of earlier editions, from staged rows, and with the files it came in or rests on.
What remains is the day, the reason and a fingerprint of what was taken away.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from decimal import Decimal
from typing import Any

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.services.notices import tell
from indicators.models import Cell, DataSet, Measurement, Withdrawal
from indicators.services.entry import Place
from indicators.services.staleness import mark_stale
from indicators.services.withdrawal_purges import FIGURES, hold, purge
from indicators.services.workflow_notices import working_with
from partnership.models import Seat
from partnership.rules.access import (
    NotAllowed,
    Standing,
    may_carry_out_withdrawal,
    may_enter_data_set,
)
from partnership.services.plain_texts import refuse_civil_numbers


@transaction.atomic
def request(
    *, place: Place, versions: Collection[int], reason: str, by: User, standing: Standing
) -> Withdrawal:
    """Ask that versions of a figure be purged. Raises ValidationError, `NotAllowed`."""
    refuse_civil_numbers(reason=reason)
    if not reason.strip():
        raise ValidationError({"reason": _("Skriv, hvorfor tallet ikke skulle have været delt.")})
    if place.current is None:
        raise ValidationError(_("Der står intet tal i cellen."))
    cell = Cell.objects.select_for_update().get(pk=place.current.cell_id)
    _check_owner(cell, standing)
    there = set(cell.measurements.filter(withdrawal__isnull=True).values_list("version", flat=True))
    wanted = sorted(set(versions) & there)
    if not wanted:
        raise ValidationError({"versions": _("Vælg mindst én udgave af tallet.")})
    _check_untold(reason, cell.measurements.filter(version__in=wanted))
    if _open().filter(cell=cell).exists():
        raise ValidationError(
            _("Der er allerede bedt om at få tallet kaldt tilbage. Det venter på en anden.")
        )
    with pghistory.context(reason="withdrawal requested"):
        asked = Withdrawal.objects.create(
            cell=cell, versions=wanted, reason=reason.strip(), requested_by=by
        )
    _tell_deciders(asked, place.current.data_set)
    return asked


def _tell_deciders(asked: Withdrawal, data_set: DataSet) -> None:
    """Tell those who can carry it out that it waits; the one who asked knows."""
    seats = Seat.objects.on(timezone.localdate()).filter(role=Seat.Role.ADMINISTRATOR)
    administrators = User.objects.filter(pk__in=seats.values("person__user_id"))
    deciders = {user for users in (working_with(data_set), administrators) for user in users}
    tell(
        users=[user for user in deciders if user.pk != asked.requested_by_id],
        kind="withdrawal",
        message=gettext_lazy(
            "Nogen har bedt om at få et tal kaldt tilbage. En anden skal gennemføre det."
        ),
        path=reverse("indicators:withdrawal-decide", args=[asked.pk]),
        key=f"withdrawal-{asked.pk}",
    )


def _check_untold(text: str, rows: Collection[Measurement]) -> None:
    """Refuse a text that names the figure: it stays, and is read by those who may not see that."""
    if _tells(text, rows):
        raise ValidationError(
            {"reason": _("Skriv begrundelsen uden selve tallet: den bliver stående.")}
        )


def _tells(text: str, rows: Collection[Measurement]) -> bool:
    """Whether a text names a figure that is to go, with or without separators of thousands."""
    said = {
        Decimal(re.sub(r"[. ](?=\d{3})", "", number).replace(",", "."))
        for number in re.findall(r"\d+(?:[. ]\d{3})*(?:,\d+)?", text)
    }
    return any(figure in said for row in rows for figure in (row.numerator, row.value))


def _open() -> Any:
    return Withdrawal.objects.filter(confirmed_at__isnull=True, refused_at__isnull=True)


def _check_owner(cell: Cell, standing: Standing) -> None:
    for version in cell.measurements.select_related("data_set"):
        data_set = version.data_set
        if not may_enter_data_set(
            standing, data_set.supplier_id, is_supplier_owned=data_set.is_supplier_owned
        ):
            raise NotAllowed("may_enter_data_set")


def _locked(pk: int, by: User, standing: Standing) -> Withdrawal:
    """The open request, held until the transaction ends, where this person may decide it."""
    found = (
        Withdrawal.objects.select_for_update(of=("self",))
        .select_related("cell__definition__indicator__group")
        .get(pk=pk)
    )
    sets = [row.data_set for row in found.cell.measurements.select_related("data_set")]
    suppliers = {data_set.supplier_id for data_set in sets}
    owned = any(data_set.is_supplier_owned for data_set in sets)
    is_seen = standing.sees_restricted or not found.cell.definition.indicator.is_restricted
    if not (is_seen and may_carry_out_withdrawal(standing, suppliers, is_supplier_owned=owned)):
        raise NotAllowed("may_carry_out_withdrawal")
    if found.confirmed_at or found.refused_at:
        raise ValidationError(_("En anden har allerede afgjort det."))
    return found


@transaction.atomic
def refuse(*, pk: int, reason: str, by: User, standing: Standing) -> Withdrawal:
    """Let the figure stand after all. The person who asked may take the request back."""
    refuse_civil_numbers(reason=reason)
    found = _locked(pk, by, standing)
    if not reason.strip():
        raise ValidationError({"reason": _("Skriv, hvorfor tallet bliver stående.")})
    _check_untold(reason, found.cell.measurements.filter(version__in=found.versions))
    with pghistory.context(reason="withdrawal refused"):
        found.refused_by, found.refused_at = by, timezone.now()
        found.refusal = reason.strip()
        found.save()
    return found


@transaction.atomic
def carry_out(*, pk: int, by: User, standing: Standing) -> Withdrawal:
    """Purge what was asked for. Raises ValidationError where the same person asked."""
    found = _locked(pk, by, standing)
    if found.requested_by_id == by.pk:
        raise ValidationError(_("Der skal to til: en anden end den, der bad om det, gennemfører."))
    group = hold(found.cell.definition.indicator.group)
    cell = Cell.objects.select_for_update().get(pk=found.cell_id)
    rows = list(cell.measurements.filter(version__in=found.versions).order_by("version"))
    found.digest = digest_of(rows)
    found.confirmed_by, found.confirmed_at = by, timezone.now()
    with pghistory.context(reason="withdrawal carried out"):
        found.save()
        purge(withdrawal=found, rows=rows, group=group)
    mark_stale(groups=[group], reason="tilbagekaldt")
    return found


def digest_of(rows: Collection[Measurement]) -> str:
    """A fingerprint of what is purged, so that a copy that turns up can be told to be the same.

    It takes the site's key: without it, anybody could try all small counts until one fits.
    """
    content = [
        {
            "cell": row.cell_id,
            "version": row.version,
            "state": row.state,
            **{name: str(getattr(row, name)) for name in FIGURES if getattr(row, name) is not None},
        }
        for row in rows
    ]
    text = json.dumps(content, sort_keys=True, separators=(",", ":"))
    return salted_hmac("indicators.withdrawals", text, algorithm="sha256").hexdigest()
