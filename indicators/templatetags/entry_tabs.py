"""The row of pages under Indberetning, on any page that asks for it."""

from __future__ import annotations

from django import template
from django.template import Context

from indicators.services import entry_tabs as service
from partnership.rules.access import Standing

register = template.Library()


@register.simple_tag(takes_context=True)
def entry_tabs(context: Context) -> list[service.Tab]:
    """The pages this reader may open; none where the page is drawn without a request."""
    request = context.get("request")
    if request is None:
        return []
    return service.tabs_for(getattr(request, "standing", Standing()), request.path)
