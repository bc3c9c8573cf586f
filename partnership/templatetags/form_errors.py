"""What is wrong with a field, in our own words: one that lacks a value is named."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms, template
from django.utils.translation import gettext_lazy as _

register = template.Library()
# By the kind of field, as Django names it in a template; any other is written in.
MISSING = {
    "select": _("Vælg noget i “%(label)s”."),
    "selectmultiple": _("Vælg noget i “%(label)s”."),
    "checkboxselectmultiple": _("Sæt mindst ét kryds ved “%(label)s”."),
    "radioselect": _("Vælg et svar ved “%(label)s”."),
    "checkbox": _("Sæt kryds ved “%(label)s”."),
    "file": _("Vælg en fil i “%(label)s”."),
    "clearablefile": _("Vælg en fil i “%(label)s”."),
}
FILL_IN = _("Udfyld “%(label)s”.")


@dataclass(frozen=True)
class FieldError:
    """One error; with the label to put before it, unless its words name the field themselves."""

    words: str
    label: str = ""


@register.filter
def field_errors(field: forms.BoundField) -> list[FieldError]:
    """The errors of a field; where a form has words of its own for what is missing, those stand."""
    found = []
    for error in field.errors.as_data():
        if error.code == "required" and _is_djangos(error.message):
            words = MISSING.get(field.widget_type, FILL_IN) % {"label": field.label}
            found.append(FieldError(words))
        else:
            end = "" if str(field.label).endswith((":", "?", ".", "!")) else ":"
            found += [FieldError(message, f"{field.label}{end}") for message in error.messages]
    return found


def _is_djangos(message: object) -> bool:
    return str(message) == str(forms.Field.default_error_messages["required"])
