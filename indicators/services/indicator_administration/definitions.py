"""Definitions: words put more clearly in place, anything else as a new version with its first day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from indicators.models import CategorySet, Definition, Indicator
from indicators.rules.definitions import WORDING, needs_version, problems, set_apart
from indicators.services.staleness import mark_stale
from partnership.rules.access import Standing, check, may_define
from partnership.services import edits

FIELDS = (
    "kind", "data_kind", "counts", "direction", "band_lower", "band_upper", "unit", "unit_en",
    "per", "decimals", "numerator", "numerator_en", "denominator", "denominator_en", "caveat",
    "caveat_en", "source", "frequency", "period_kind", "release_lag_months", "pool_years",
    "smallest_relevant_change", "stands_for", "least", "most",
)  # fmt: skip


def newest_of(indicator: Indicator) -> Definition:
    """The newest version; every indicator has one."""
    return indicator.definitions.order_by("-version")[0]


def values_of(definition: Definition) -> dict[str, Any]:
    """A definition's fields by name, for a form and for comparing."""
    return {name: getattr(definition, name) for name in FIELDS}


def _refused(code: str) -> str:
    return {
        "parts_unnamed": _("Skriv, hvad der tælles, og hvad det er en del af."),
        "share_per_hundred": _("En andel regnes pr. 100."),
        "rate_per_what": _("Skriv, pr. hvor mange raten regnes, fx 1000."),
        "survey_counts": _(
            "Et antal kan ikke komme fra et spørgeskema. Vælg andel eller gennemsnit."
        ),
        "band_unlimited": _("Skriv begge båndets grænser."),
        "band_upside_down": _("Båndets øvre grænse skal ligge over den nedre."),
        "range_upside_down": _("Det højeste mulige tal skal ligge over det laveste."),
        "pool_years_odd": _("Læg mellem 2 og 10 år sammen."),
    }[code]


def _break_needed(names: list[str]) -> str:
    """Why figures cannot go on as one curve, by the labels of the form."""
    labels = {
        "kind": _("Slags tal"),
        "unit": _("Enhed"),
        "per": _("Regnes pr."),
        "data_kind": _("Kommer fra"),
        "counts": _("Tæller"),
        "frequency": _("Hvor ofte"),
        "period_kind": _("Måles"),
    }
    changed = ", ".join(f"“{labels[name]}”" for name in names)
    return _(
        "Når dette ændres, kan nye og gamle tal ikke stå på samme kurve: %(fields)s. Sæt kryds her."
    ) % {"fields": changed}


def check_values(values: Mapping[str, Any]) -> None:
    """Raise ValidationError, by field, for what does not hold together."""
    found = problems(values)
    if found:
        raise ValidationError({field: _refused(code) for field, code in found})


def add_first(
    *, indicator: Indicator, values: Mapping[str, Any], breakdowns: list[CategorySet]
) -> Definition:
    """The first definition of a new indicator. Call inside its transaction."""
    check_values(values)
    definition = Definition(indicator=indicator, version=1, **values)
    definition.full_clean()
    definition.save()
    definition.breakdowns.set(breakdowns)
    return definition


@transaction.atomic
def put_more_clearly(
    *,
    by: Standing,
    definition_id: int,
    seen: int,
    values: Mapping[str, Any],
    breakdowns: list[CategorySet],
) -> Definition:
    """Change words that move no figure. Raises ValidationError where a new version is needed."""
    check(may_define, by)
    definition = edits.locked(Definition, definition_id)
    check_values({**values_of(definition), **values})
    moved = needs_version(values_of(definition), values)
    if moved:
        raise ValidationError(
            {name: _("Ændres dette, er det en ny definition: lav en ny version.") for name in moved}
        )
    kept = {name: value for name, value in values.items() if name in WORDING}
    with pghistory.context(reason="definition put more clearly"):
        edits.change(definition, seen=seen, values=kept, sets={"breakdowns": breakdowns})
    return definition


@transaction.atomic
def new_version(
    *,
    by: Standing,
    indicator_id: int,
    seen_version: int,
    values: Mapping[str, Any],
    breakdowns: list[CategorySet],
    valid_from: dt.date,
    breaks_series: bool,
    note: str,
) -> Definition:
    """Define the indicator anew from a day; figures of earlier periods keep the older version.

    Raises ValidationError where nothing differs, where the day is not after the older version's,
    where figures cannot go on as one curve though no break is said, or where somebody made a
    version since `seen_version`. Without a break the figures go on in the series of the older one.
    """
    check(may_define, by)
    indicator = edits.locked(Indicator, indicator_id)
    before = newest_of(indicator)
    check_values(values)
    if before.version != seen_version:
        raise ValidationError(
            _("En anden har lavet version %(version)s, mens du skrev. Se den først.")
            % {"version": before.version}
        )
    if not needs_version(values_of(before), values):
        raise ValidationError(
            _("Intet er anderledes end i version %(version)s. Ret i stedet teksterne.")
            % {"version": before.version}
        )
    if before.valid_from is not None and valid_from <= before.valid_from:
        raise ValidationError(
            {"valid_from": _("Den nye version skal gælde fra en senere dag end den forrige.")}
        )
    apart = set_apart(values_of(before), values)
    if apart and not breaks_series:
        raise ValidationError({"breaks_series": _break_needed(apart)})
    definition = Definition(
        indicator=indicator, version=before.version + 1, valid_from=valid_from,
        breaks_series=breaks_series, note=note, **values,
    )  # fmt: skip
    with pghistory.context(reason="definition version made"):
        definition.full_clean()
        definition.save()
        definition.breakdowns.set(breakdowns)
    mark_stale(groups=[indicator.group], reason="ny definition")
    return definition
