"""Text as people type it: empty lines part paragraphs, dashes make lists; nothing in it is markup."""

from __future__ import annotations

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from partnership.exports.documents import Paragraph, paragraphs

register = template.Library()
BREAK = mark_safe("<br>")


@register.filter
def prose(text: str) -> SafeString:
    """The same reading of the text as in the documents."""
    return format_html_join("", "{}", ((_part(part),) for part in paragraphs(text)))


def _part(part: Paragraph) -> SafeString:
    if part.is_list:
        points = format_html_join("", "<li>{}</li>", ((line,) for line in part.lines))
        return format_html("<ul>{}</ul>", points)
    return format_html("<p>{}</p>", format_html_join(BREAK, "{}", ((line,) for line in part.lines)))
