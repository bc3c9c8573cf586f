"""Whose figures a person sees as they were logged: what a supplier keeps to itself stays there."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from indicators.models import DataSet, DataSetReader, Measurement
from indicators.rules.workflow import SEEN
from indicators.services.divisions import hidden_divisions
from partnership.rules.access import Standing


def data_sets_seen_by(standing: Standing) -> QuerySet[DataSet]:
    """Data sets whose figures the person sees as they were logged: `may_see_raw` as a query.

    Restricted indicators are left out for a secretary without the right to see them.
    """
    named = DataSetReader.objects.filter(organisation_id__in=standing.reads_figures_for)
    own = Q(supplier_id__in=standing.supplies_for)
    seen = own | Q(pk__in=named.values("data_set_id"))
    if not standing.is_secretariat:
        return _in_use().filter(seen)
    sets = _in_use().filter(seen | Q(is_supplier_owned=False))
    return sets if standing.sees_restricted else sets.filter(indicator__is_restricted=False)


def figures_seen_by(standing: Standing) -> QuerySet[Measurement]:
    """Versions that the person sees as they were logged; other owners' divisions are left out."""
    return Measurement.objects.filter(data_set__in=data_sets_seen_by(standing)).exclude(
        cell__area__in=hidden_divisions(standing)
    )


def released_cells(cell_ids: Iterable[int]) -> set[int]:
    """Those of some cells in which a figure was released at some time."""
    out = Measurement.objects.filter(cell__in=list(cell_ids), workflow__in=SEEN)
    return set(out.values_list("cell_id", flat=True))


def _in_use() -> QuerySet[DataSet]:
    return DataSet.objects.filter(indicator__is_active=True).select_related("indicator")
