"""Withdrawal (tilbagekaldelse): a value that should never have been shared is purged by two persons.

One asks, another carries it out. The figure goes from its versions, from the results of every run,
from the record of earlier editions, from staged rows, and with the files it came in or rests on.
What remains is the day, the reason and a fingerprint of what was taken away.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from typing import Any

import pghistory
import pgtrigger
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from indicators.models import (
    Cell,
    Evidence,
    Flag,
    Group,
    ImportRow,
    Measurement,
    PublishedCell,
    Result,
    Withdrawal,
)
from indicators.services.entry import Place
from indicators.services.plain_texts import refuse_civil_numbers
from indicators.services.staleness import mark_stale
from partnership.models import StoredFile
from partnership.rules.access import (
    NotAllowed,
    Standing,
    may_carry_out_withdrawal,
    may_enter_data_set,
)
from partnership.services import files

GUARD = "indicators.Measurement:never_rewritten"
FIGURES = (
    "numerator", "denominator", "value", "n", "invited", "population", "sd", "design_effect",
)  # fmt: skip


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
    if _open().filter(cell=cell).exists():
        raise ValidationError(_("Tallet er allerede bedt kaldt tilbage og venter på en til."))
    with pghistory.context(reason="withdrawal requested"):
        return Withdrawal.objects.create(
            cell=cell, versions=wanted, reason=reason.strip(), requested_by=by
        )


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
    suppliers = set(found.cell.measurements.values_list("data_set__supplier_id", flat=True))
    if not may_carry_out_withdrawal(standing, suppliers):
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
    cell = Cell.objects.select_for_update().get(pk=found.cell_id)
    rows = list(cell.measurements.filter(version__in=found.versions).order_by("version"))
    found.digest = digest_of(rows)
    found.confirmed_by, found.confirmed_at = by, timezone.now()
    with pghistory.context(reason="withdrawal carried out"):
        found.save()
        _purge_versions(rows, found)
        _purge_beside(cell)
        _purge_files(rows)
    _purge_results(cell.definition.indicator.group, cell)
    mark_stale(groups=[cell.definition.indicator.group], reason="tilbagekaldt")
    return found


def digest_of(rows: Collection[Measurement]) -> str:
    """A fingerprint of what is purged, so that somebody who holds a copy can prove which it was."""
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
    return hashlib.sha256(text.encode()).hexdigest()


def _purge_versions(rows: Collection[Measurement], withdrawal: Withdrawal) -> None:
    """Empty the versions. The only place where a version is rewritten."""
    with pgtrigger.ignore(GUARD):
        Measurement.objects.filter(pk__in=[row.pk for row in rows]).update(
            state=Measurement.State.MISSING, comment="", correction="", withdrawal=withdrawal,
            **dict.fromkeys(FIGURES),
        )  # fmt: skip


def _purge_beside(cell: Cell) -> None:
    """What stands beside the figure and may tell it: flags with their traces, evidence, staged rows."""
    flags = Flag.objects.filter(cell=cell)
    traces = Flag.events.rel.related_model  # type: ignore[attr-defined]
    flags.update(details=None, note="", clearing="")
    traces.objects.filter(pgh_obj_id__in=flags.values("pk")).update(
        details=None, note="", clearing=""
    )
    now = timezone.now()
    evidence = Evidence.objects.filter(cell=cell)
    for item in evidence.filter(file__isnull=False).select_related("file"):
        assert item.file is not None  # noqa: S101 - filtered so
        files.purge(file=item.file)
    evidence.filter(withdrawn_at__isnull=True).update(withdrawn_at=now)
    ImportRow.objects.filter(
        definition_id=cell.definition_id, area_id=cell.area_id, slot=cell.slot,
        category_id=cell.category_id,
    ).delete()  # fmt: skip


def _purge_files(rows: Collection[Measurement]) -> None:
    """The files that the versions came in."""
    batches = {row.import_batch_id for row in rows if row.import_batch_id}
    for file in StoredFile.objects.filter(batches__in=batches).distinct():
        files.purge(file=file)


def _purge_results(group: Group, cell: Cell) -> None:
    """All that was computed from the figure. Pages say "beregnes" until the worker is through."""
    Group.objects.filter(pk=group.pk).update(current_run=None)
    Result.objects.filter(run__group=group)._raw_delete(using="default")
    PublishedCell.objects.filter(
        definition__indicator__group=group, area=cell.area_id, slot=cell.slot
    ).delete()
