"""The way from an item of an agenda to the matter it is about."""

from __future__ import annotations

from django import template

from partnership.models import AgendaItem
from partnership.services.matter_links import MatterLink, link_of

register = template.Library()


@register.simple_tag
def matter_link(item: AgendaItem) -> MatterLink | None:
    """The links of an item; none for one that stands for itself."""
    return link_of(item)
