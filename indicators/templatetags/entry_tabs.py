"""What stands on the pages of Indberetning without their views asking: the row, and what waits."""

from __future__ import annotations

from django import template
from django.template import Context

from indicators.services import entry_tabs as service
from indicators.services.entry_due import DuePage, due_for
from partnership.rules.access import Standing
from partnership.services.tab_rows import Tab

register = template.Library()


@register.simple_tag(takes_context=True)
def entry_tabs(context: Context) -> list[Tab]:
    """The pages this reader may open; none where the page is drawn without a request."""
    request = context.get("request")
    if request is None:
        return []
    return service.tabs_for(getattr(request, "standing", Standing()), request.path)


@register.simple_tag(takes_context=True)
def entry_due(context: Context) -> DuePage:
    """What waits for this reader."""
    request = context.get("request")
    return due_for(request.standing) if request is not None else DuePage()
