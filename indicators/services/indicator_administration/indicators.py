"""Indicators: made from a preset or in own words, renamed, retired, taken up again, merged."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from indicators.models import CategorySet, Cell, DataSet, Definition, Group, Indicator, Measurement
from indicators.rules.workflow import SEEN
from indicators.services.definition_series import definition_in
from indicators.services.entry import definitions_of
from indicators.services.indicator_administration import definitions
from indicators.services.measurements import NewFigure, figure_of, record_many
from indicators.services.names import localised
from indicators.services.staleness import mark_stale
from partnership.models import Goal
from partnership.rules.access import Standing, check, may_define
from partnership.rules.texts import slug_of
from partnership.services import edits

LONGEST_COMMENT = 500


@dataclass(frozen=True)
class Consequence:
    """What a change computes anew: the indicators of the group, and how many figures they rest on."""

    indicators: tuple[str, ...]
    figures: int


def consequence_of(*groups: Group, restricted: bool) -> Consequence:
    """What is computed anew when these groups are; restricted indicators are named by right only.

    Figures are counted once they are released: how many are on their way is their owners' matter.
    """
    found = Indicator.objects.filter(group__in=groups).order_by("name")
    if not restricted:
        found = found.filter(is_restricted=False)
    out = Measurement.objects.filter(cell__definition__indicator__in=found, workflow__in=SEEN)
    figures = out.values("cell").distinct().count()
    return Consequence(tuple(localised(each) for each in found), figures)


@transaction.atomic
def create(
    *,
    by: Standing,
    name: str,
    name_en: str,
    home_goal: Goal | None,
    belongs_with: Indicator | None,
    is_front: bool,
    is_restricted: bool,
    definition: Mapping[str, Any],
    breakdowns: list[CategorySet],
    code: str = "",
) -> Indicator:
    """Make an indicator with its first definition; its code is made from its name."""
    check(may_define, by)
    edits.check_name_is_free(Indicator, name)
    code = code or _free_code(name)
    if belongs_with is None:
        group, _made = Group.objects.get_or_create(code=code[:40])
    else:
        group = belongs_with.group
    last = Indicator.objects.order_by("-position").values_list("position", flat=True).first() or 0
    indicator = Indicator(
        code=code, name=name, name_en=name_en or name, home_goal=home_goal, group=group,
        position=last + 1, is_front=is_front, is_restricted=is_restricted,
    )  # fmt: skip
    with pghistory.context(reason="indicator created"):
        indicator.full_clean()
        indicator.save()
        definitions.add_first(indicator=indicator, values=definition, breakdowns=breakdowns)
    return indicator


@transaction.atomic
def change(
    *,
    by: Standing,
    indicator_id: int,
    seen: int,
    name: str,
    name_en: str,
    home_goal: Goal | None,
    belongs_with: Indicator | None,
    is_front: bool,
    is_restricted: bool,
) -> Indicator:
    """Rename or move an indicator. One that joins others is hidden and published with them."""
    check(may_define, by)
    indicator = edits.locked(Indicator, indicator_id)
    edits.check_name_is_free(Indicator, name, but=indicator_id)
    before = indicator.group
    group = _group_for(indicator, belongs_with)
    values = {
        "name": name, "name_en": name_en or name, "home_goal": home_goal, "group": group,
        "is_front": is_front, "is_restricted": is_restricted,
    }  # fmt: skip
    with pghistory.context(reason="indicator changed"):
        edits.change(indicator, seen=seen, values=values)
    if group != before:
        mark_stale(groups={before, group}, reason="indikator flyttet")
    return indicator


def _group_for(indicator: Indicator, belongs_with: Indicator | None) -> Group:
    """The group of those it belongs with; one of its own where it belongs with nobody."""
    if belongs_with is not None:
        return belongs_with.group
    if not indicator.group.indicators.exclude(pk=indicator.pk).exists():
        return indicator.group
    code = indicator.code[:40]
    if indicator.group.code == code:  # the others stay in the group that bears its name
        code = f"{code[:36]}-{indicator.pk}"[:40]
    own, _made = Group.objects.get_or_create(code=code)
    return own


@transaction.atomic
def retire(*, by: Standing, indicator_id: int, on: dt.date | None = None) -> Indicator:
    """Take an indicator out of use: nothing more is entered, and the pages leave it out."""
    check(may_define, by)
    indicator = edits.locked(Indicator, indicator_id)
    with pghistory.context(reason="indicator retired"):
        indicator.is_active, indicator.retired_on = False, on or timezone.localdate()
        indicator.save()
    mark_stale(groups=[indicator.group], reason="indikator udgået")
    return indicator


@transaction.atomic
def take_up(*, by: Standing, indicator_id: int) -> Indicator:
    """Take a retired indicator into use again. One that was merged stays in the other."""
    check(may_define, by)
    indicator = edits.locked(Indicator, indicator_id)
    if indicator.merged_into is not None:
        raise ValidationError(
            _("Indikatoren er lagt sammen med %(name)s og kan ikke tages i brug igen.")
            % {"name": localised(indicator.merged_into)}
        )
    with pghistory.context(reason="indicator taken up"):
        indicator.is_active, indicator.retired_on = True, None
        indicator.save()
    mark_stale(groups=[indicator.group], reason="indikator taget i brug igen")
    return indicator


@dataclass(frozen=True)
class Merge:
    """What a merge would do: figures carried over, figures that stand in both, why it cannot be."""

    carried: int
    in_both: int
    obstacle: str = ""


def merge_preview(*, indicator: Indicator, into: Indicator) -> Merge:
    """What merging one indicator into another would do; nothing is changed."""
    obstacle = _obstacle(indicator, into)
    if obstacle:
        return Merge(0, 0, obstacle)
    rows = _carried(indicator, into)
    total = Cell.objects.filter(definition__indicator=indicator, version__gt=0).count()
    return Merge(len(rows), total - len(rows))


@transaction.atomic
def merge(*, by: Standing, user: User, indicator_id: int, into_id: int) -> Merge:
    """Carry an indicator's figures over to another, and retire it with a pointer there.

    Each goes to the version of the other's definition that holds for its period. Where both have a
    figure for the same place, the other's stays. Raises ValidationError where the two do not count
    alike, `NotAllowed` where the person may not write the other's data set.
    """
    check(may_define, by)
    first, second = sorted((indicator_id, into_id))
    locked = {pk: edits.locked(Indicator, pk) for pk in (first, second)}
    indicator, into = locked[indicator_id], locked[into_id]
    obstacle = _obstacle(indicator, into)
    if obstacle:
        raise ValidationError(obstacle)
    rows = _carried(indicator, into)
    versions = definitions_of([into.pk])[into.pk]
    data_set = into.data_sets.order_by("-is_default").first()
    assert data_set is not None  # noqa: S101 - asked by _obstacle
    entries = [
        NewFigure(
            definition=definition_in(versions, row.cell.slot), area=row.cell.area, slot=row.cell.slot,
            category=row.cell.category, figure=figure_of(row), data_set=data_set, seen_version=0,
            source=row.source, published_on=row.published_on, starts_on=row.starts_on,
            ends_on=row.ends_on,
            comment=(
                _("Overført fra %(name)s. %(comment)s")
                % {"name": indicator.name, "comment": row.comment}
            )[:LONGEST_COMMENT],
        )
        for row in rows
    ]  # fmt: skip
    total = Cell.objects.filter(definition__indicator=indicator, version__gt=0).count()
    record_many(entries=entries, by=user, standing=by, reason="sammenlagt")
    with pghistory.context(reason="indicator merged"):
        indicator.is_active, indicator.retired_on = False, timezone.localdate()
        indicator.merged_into = into
        indicator.save()
    mark_stale(groups={indicator.group, into.group}, reason="sammenlagt")
    return Merge(len(rows), total - len(rows))


def _carried(indicator: Indicator, into: Indicator) -> list[Measurement]:
    """The newest versions of figures that the other indicator has no figure for."""
    there = set(
        Cell.objects.filter(definition__indicator=into, version__gt=0).values_list(
            "area_id", "slot", "category_id"
        )
    )
    rows = Measurement.objects.filter(
        cell__definition__indicator=indicator, version=F("cell__version"), withdrawal__isnull=True
    ).select_related("cell__area", "cell__category", "source")
    found = {  # where two versions of the definition have a figure, the newer one's
        (row.cell.area_id, row.cell.slot, row.cell.category_id): row
        for row in rows.order_by("cell__definition__version", "pk")
    }
    return [row for place, row in found.items() if place not in there]


def _on_their_way(indicator: Indicator) -> QuerySet[Measurement]:
    """Figures nobody has released: carried over, they would be out without a second person."""
    newest = Measurement.objects.filter(
        cell__definition__indicator=indicator, version=F("cell__version"), withdrawal__isnull=True
    )
    return newest.exclude(workflow__in=SEEN)


def _obstacle(indicator: Indicator, into: Indicator) -> str:
    """Why the two cannot be merged; empty when they can."""
    if indicator.pk == into.pk:
        return _("Vælg en anden indikator end den selv.")
    if not into.is_active:
        return _("Den indikator, der skal bære tallene videre, er ikke i brug.")
    if indicator.is_restricted != into.is_restricted:
        return _("Den ene er fortrolig, den anden ikke. De kan ikke lægges sammen.")
    if not into.data_sets.exists():
        return _("Den indikator, der skal bære tallene videre, har intet datasæt. Opret et først.")
    # What a supplier owns is not carried over by others, and not counted for them either.
    if DataSet.objects.filter(indicator__in=(indicator, into), is_supplier_owned=True).exists():
        return _("Tallene ejes af leverandøren. Kun den kan overføre dem.")
    if _on_their_way(indicator).exists():
        return _("Nogle af tallene er ikke frigivet endnu. Frigiv dem, før der lægges sammen.")
    pairs = _versions_that_meet(indicator, into)
    for field in ("kind", "data_kind", "per", "frequency", "period_kind", "counts"):
        if any(getattr(one, field) != getattr(other, field) for one, other in pairs):
            return _(
                "De tæller ikke på samme måde (%(field)s). Kun indikatorer med samme slags tal, "
                "enhed og periode kan lægges sammen."
            ) % {"field": Definition._meta.get_field(field).name}
    return ""


def _versions_that_meet(
    indicator: Indicator, into: Indicator
) -> set[tuple[Definition, Definition]]:
    """The newest of both, and of each figure its own version and the one it would be written in."""
    found = definitions_of([indicator.pk, into.pk])
    own = {one.pk: one for one in found[indicator.pk]}
    cells = Cell.objects.filter(definition__in=own, version__gt=0)
    places = cells.values_list("definition_id", "slot").distinct()
    met = {(own[pk], definition_in(found[into.pk], slot)) for pk, slot in places}
    return {(found[indicator.pk][0], found[into.pk][0]), *met}


def _free_code(name: str) -> str:
    base = slug_of(name)
    taken = set(Indicator.objects.filter(code__startswith=base).values_list("code", flat=True))
    return next(
        each for each in (base, *(f"{base}-{n}" for n in range(2, 1000))) if each not in taken
    )
