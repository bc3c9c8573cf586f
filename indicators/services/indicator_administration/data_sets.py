"""Data sets: who supplies an indicator's figures, who approves, who sees them early, who answers."""

from __future__ import annotations

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from indicators.models import DataSet, DataSetReader, Indicator, Measurement
from indicators.services.staleness import mark_stale
from partnership.models import Organisation, Person
from partnership.rules.access import NotAllowed, Standing, check, may_define
from partnership.services import edits


@transaction.atomic
def create(
    *,
    by: Standing,
    indicator: Indicator,
    supplier: Organisation,
    approval_required: bool,
    is_default: bool,
    is_supplier_owned: bool,
    responsible: Person | None,
    readers: list[Organisation],
) -> DataSet:
    """Let an organisation supply an indicator's figures; the first is the usual one."""
    check(may_define, by)
    edits.locked(Indicator, indicator.pk)
    if DataSet.objects.filter(indicator=indicator, supplier=supplier).exists():
        raise ValidationError({"supplier": _("Organisationen leverer allerede tallene.")})
    with pghistory.context(reason="data set created"):
        is_default = is_default or not indicator.data_sets.exists()
        if is_default:
            indicator.data_sets.update(is_default=False)
        data_set = DataSet(
            indicator=indicator, supplier=supplier, approval_required=approval_required,
            is_default=is_default, is_supplier_owned=is_supplier_owned, responsible=responsible,
        )  # fmt: skip
        data_set.full_clean()
        data_set.save()
        _let_read(data_set, readers if is_supplier_owned else [])
    return data_set


@transaction.atomic
def change(
    *,
    by: Standing,
    data_set_id: int,
    seen: int,
    approval_required: bool,
    is_default: bool,
    is_supplier_owned: bool,
    responsible: Person | None,
    readers: list[Organisation],
) -> DataSet:
    """Change how a data set is handled.

    What its supplier owns can be opened to others by a person from the supplier only: nobody else
    may take the release button, or add readers.
    """
    check(may_define, by)
    data_set = edits.locked(DataSet, data_set_id)
    wanted = {reader.pk for reader in readers} if is_supplier_owned else set()
    wanted.discard(data_set.supplier_id)
    now = set(data_set.readers.values_list("organisation_id", flat=True))
    opens = data_set.is_supplier_owned and (not is_supplier_owned or wanted - now)
    if opens and data_set.supplier_id not in by.supplies_for:
        raise NotAllowed("the supplier alone opens its figures to others")
    if data_set.is_default and not is_default:
        raise ValidationError(
            {"is_default": _("Vælg i stedet et andet datasæt som det, sekretariatet skriver i.")}
        )
    values = {
        "approval_required": approval_required, "is_default": is_default,
        "is_supplier_owned": is_supplier_owned, "responsible": responsible,
    }  # fmt: skip
    with pghistory.context(reason="data set changed"):
        if is_default and not data_set.is_default:
            data_set.indicator.data_sets.update(is_default=False)
        edits.change(data_set, seen=seen, values=values, beside=wanted != now)
        _let_read(data_set, readers if is_supplier_owned else [])
    mark_stale(groups=[data_set.indicator.group], reason="datasæt ændret")
    return data_set


@transaction.atomic
def remove(*, by: Standing, data_set_id: int) -> None:
    """Take away a data set that holds no figure."""
    check(may_define, by)
    data_set = edits.locked(DataSet, data_set_id)
    if Measurement.objects.filter(data_set=data_set).exists():
        raise ValidationError(_("Datasættet har tal og kan ikke fjernes."))
    if data_set.is_default and data_set.indicator.data_sets.count() > 1:
        raise ValidationError(_("Vælg først et andet datasæt som det, sekretariatet skriver i."))
    with pghistory.context(reason="data set removed"):
        data_set.delete()


def _let_read(data_set: DataSet, readers: list[Organisation]) -> None:
    data_set.readers.exclude(organisation__in=readers).delete()
    known = set(data_set.readers.values_list("organisation_id", flat=True))
    for organisation in readers:
        if organisation.pk not in known and organisation.pk != data_set.supplier_id:
            DataSetReader.objects.create(data_set=data_set, organisation=organisation)
