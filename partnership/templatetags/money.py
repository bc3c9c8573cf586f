"""Amounts, shares and dates as they stand in tables of money, and the row of pages above them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django import template
from django.template import Context

from partnership.rules import kroner
from partnership.rules.access import Standing
from partnership.services import money_tabs as service
from partnership.services.money_tables import is_english
from partnership.services.tab_rows import Tab

register = template.Library()


@register.simple_tag(takes_context=True)
def money_tabs(context: Context) -> list[Tab]:
    """The pages under Økonomi this reader may open; none where the page is drawn without a request."""
    request = context.get("request")
    if request is None:
        return []
    return service.tabs_for(getattr(request, "standing", Standing()), request.path)


@register.filter(name="kroner")
def amount(number: Decimal) -> str:
    """An amount with its øre, in the reader's language."""
    return kroner.written(number, english=is_english())


@register.filter
def money_cell(cell: object, kind: str) -> str:
    """One cell of a table of money, written as its column says."""
    if cell is None or cell == "":
        return "–"
    if isinstance(cell, dt.date):
        return f"{cell.day}.{cell.month}.{cell.year}"
    if isinstance(cell, Decimal):
        if kind == "kroner":
            return amount(cell)
        return kroner.share_written(cell, english=is_english())
    return str(cell)
