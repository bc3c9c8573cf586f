"""What stands on the pages of Partnerskab without their views asking: the row."""

from __future__ import annotations

from django import template
from django.template import Context

from partnership.rules.access import Standing
from partnership.services import partnership_tabs as service
from partnership.services.tab_rows import Tab

register = template.Library()


@register.simple_tag(takes_context=True)
def partnership_tabs(context: Context) -> list[Tab]:
    """The pages this reader may open; none where the page is drawn without a request."""
    request = context.get("request")
    if request is None:
        return []
    return service.tabs_for(getattr(request, "standing", Standing()), request.path)
