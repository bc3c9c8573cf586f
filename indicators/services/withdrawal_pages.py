"""What the pages of withdrawals tell: where, why, by whom, and what remains; never the figure."""

from __future__ import annotations

from dataclasses import dataclass

from indicators.models import Withdrawal
from indicators.services.names import localised
from indicators.services.periods_in_words import slot_in_words
from partnership.rules.access import Standing, may_carry_out_withdrawal


@dataclass(frozen=True)
class WithdrawalRow:
    """One withdrawal in words."""

    withdrawal: Withdrawal
    place: str
    asked_by: str
    decided_by: str
    is_open: bool
    is_own: bool


def withdrawal_rows(standing: Standing) -> list[WithdrawalRow]:
    """Those the person may decide, open ones first. Restricted indicators by right only."""
    found = (
        Withdrawal.objects.select_related(
            "cell__definition__indicator", "cell__area", "requested_by__person",
            "confirmed_by__person", "refused_by__person",
        )
        .prefetch_related("cell__measurements__data_set")
    )  # fmt: skip
    rows = []
    for each in found:
        sets = [version.data_set for version in each.cell.measurements.all()]
        suppliers = {data_set.supplier_id for data_set in sets}
        owned = any(data_set.is_supplier_owned for data_set in sets)
        is_seen = standing.sees_restricted or not each.cell.definition.indicator.is_restricted
        may = may_carry_out_withdrawal(standing, suppliers, is_supplier_owned=owned)
        if may and is_seen:
            rows.append(row_of(each, standing))
    return sorted(rows, key=lambda row: not row.is_open)


def row_of(withdrawal: Withdrawal, standing: Standing) -> WithdrawalRow:
    """One withdrawal, in words."""
    cell = withdrawal.cell
    decided = withdrawal.confirmed_by or withdrawal.refused_by
    return WithdrawalRow(
        withdrawal=withdrawal,
        place=", ".join(
            (localised(cell.definition.indicator), cell.area.name, slot_in_words(cell.slot))
        ),
        asked_by=_name(withdrawal.requested_by),
        decided_by=_name(decided) if decided else "",
        is_open=not (withdrawal.confirmed_at or withdrawal.refused_at),
        is_own=withdrawal.requested_by_id == standing.user_id,
    )


def _name(user: object) -> str:
    person = getattr(user, "person", None)
    return str(person or user)
