"""The figures of a partnership file: typed ones and invented ones, checked and recorded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from itertools import chain
from typing import Any

from django.utils.translation import gettext as _

from areas.models import Area
from indicators.models import (
    Category,
    CategorySet,
    Cell,
    DataSet,
    Definition,
    Indicator,
    Measurement,
    Source,
)
from indicators.rules.periods import Slot, UnknownPeriod, parse_slot
from indicators.rules.values import Figure, Refused, check_figure
from indicators.services.catalogue import ensure_categories, ensure_source
from indicators.services.categories import total_category
from indicators.services.definition_series import Series, series_of
from indicators.services.invented_figures import invented_figures
from indicators.services.ledger import Ledger
from indicators.services.measurements import NewFigure, measure_of, record_many
from indicators.services.partnership_file.reading import FileRefused, PartnershipFile
from indicators.services.partnership_file.sections import DECIMAL_PARTS, WHOLE_PARTS
from indicators.services.refusals import sentence

Row = dict[str, Any]
Workflow = Measurement.Workflow
CellKey = tuple[int, int, str, int]
Categories = dict[tuple[str, str], Category]


def load_figures(
    ledger: Ledger,
    file: PartnershipFile,
    indicators: dict[str, Indicator],
    areas: dict[str, Area],
) -> None:
    """Record typed and invented figures; a cell that has a figure keeps it."""
    had_total = CategorySet.objects.filter(code="total").exists()
    total = total_category()
    if not had_total:
        ledger.made += [total.category_set, total]
    categories = {("", ""): total} | _categories(ledger, file)
    sources = {
        code: ensure_source(ledger, file.catalogue.sources[code])
        for code in dict.fromkeys(_source_codes(file))
    }
    versions = _series(indicators)
    data_sets: dict[tuple[int, str], DataSet] = {}
    for each in DataSet.objects.filter(indicator__in=indicators.values()).select_related(
        "supplier"
    ):
        data_sets[each.indicator_id, each.supplier.slug] = each
        if each.is_default:
            data_sets[each.indicator_id, ""] = each
    entries: dict[CellKey, NewFigure] = {}
    problems: list[str] = []
    # What is invented as the past of an example was released long ago.
    past = ({"workflow": Workflow.RELEASED, **row} for row in invented_figures(file))
    for row in chain(file.figures, past):
        series = versions[row["indicator"]]
        data_set = data_sets.get((series.newest.indicator_id, row.get("supplier", "")))
        if data_set is None:
            at = {"indicator": row["indicator"], "supplier": row["supplier"]}
            problems.append(
                _("[[figures]] %(indicator)s: “%(supplier)s” står ikke som leverandør.") % at
            )
            continue
        for code, given in row["values"].items():
            entry = _entry(row, code, given, series, areas, sources, data_set, categories, problems)
            if entry is not None and entry.category is not None:
                place = entry.area.pk, entry.slot, entry.category.pk
                entries[series.newest.indicator_id, *place] = entry
    if problems:
        raise FileRefused(problems)
    _record(ledger, entries)


def _categories(ledger: Ledger, file: PartnershipFile) -> Categories:
    """The breakdowns that the file's figures stand under."""
    return {
        (whole, part): category
        for whole in sorted(file.used_category_sets())
        for part, category in ensure_categories(ledger, file.catalogue.category_sets[whole]).items()
    }


def _source_codes(file: PartnershipFile) -> Iterable[str]:
    yield from (row["source"] for row in file.figures)
    for series in file.generator.get("series", ()):
        yield series["source"]
        if "early" in series:
            yield series["early"]["source"]


def _series(indicators: dict[str, Indicator]) -> dict[str, Series]:
    """The newest series of each indicator's definitions."""
    rows = Definition.objects.filter(indicator__in=indicators.values()).select_related(
        "indicator__group"
    )
    return {series.newest.indicator.code: series for series in series_of(rows)}


def _entry(
    row: Row,
    code: str,
    given: Any,
    series: Series,
    areas: dict[str, Area],
    sources: dict[str, Source],
    data_set: DataSet,
    categories: Categories,
    problems: list[str],
) -> NewFigure | None:
    """One figure of the file, checked like a figure typed on the entry page."""
    at = {"indicator": row["indicator"], "area": row["area"], "slot": code}
    try:
        slot = parse_slot(code)
        definition = series.holding(slot.code)
        figure = _figure(given if isinstance(given, dict) else {"value": given})
        check_figure(figure, measure_of(definition))
    except UnknownPeriod:
        problems.append(_("[[figures]] %(indicator)s, %(area)s: ukendt periode “%(slot)s”.") % at)
        return None
    except Refused as refusal:
        at["reason"] = sentence(refusal)
        problems.append(_("[[figures]] %(indicator)s, %(area)s, %(slot)s: %(reason)s") % at)
        return None
    except (ArithmeticError, TypeError, ValueError):
        problems.append(
            _("[[figures]] %(indicator)s, %(area)s, %(slot)s: tallet kan ikke læses.") % at
        )
        return None
    starts_on, ends_on = _measured(row, slot)
    return NewFigure(
        definition=definition,
        area=areas[row["area"]],
        slot=slot.code,
        figure=figure,
        data_set=data_set,
        category=categories[row.get("category_set", ""), row.get("category", "")],
        source=sources[row["source"]],
        comment=row.get("comment", ""),
        published_on=row.get("published_on"),
        starts_on=starts_on,
        ends_on=ends_on,
        workflow=row.get("workflow", ""),
    )


def _measured(row: Row, slot: Slot) -> tuple[dt.date | None, dt.date | None]:
    """The measuring period where it is not the slot itself: one day, or several years up to it."""
    if row.get("on"):
        month, number = row["on"].split("-")
        day = dt.date(slot.starts_on.year, int(month), int(number))
        return day, day
    if row.get("span_years", 1) > 1:
        first = slot.starts_on.replace(year=slot.starts_on.year - row["span_years"] + 1)
        return first, slot.ends_on
    return None, None


def _figure(parts: Row) -> Figure:
    numbers = {name: Decimal(str(parts[name])) for name in DECIMAL_PARTS if name in parts}
    whole = {name: int(parts[name]) for name in WHOLE_PARTS if name in parts}
    return Figure(state=parts.get("state", "value"), **numbers, **whole)  # type: ignore[arg-type]


def _record(ledger: Ledger, entries: dict[CellKey, NewFigure]) -> None:
    filled = set(
        Cell.objects.filter(
            version__gt=0, definition__indicator__in={key[0] for key in entries}
        ).values_list("definition__indicator_id", "area_id", "slot", "category_id")
    )
    fresh = [entry for key, entry in entries.items() if key not in filled]
    if fresh:
        done = record_many(entries=fresh, by=None, standing=None, reason="indlæst partnerskab")
        ledger.made += [measurement.cell for measurement in done.measurements]
        ledger.made += done.measurements
