"""What is written of an effort area."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from partnership.forms.decisions import text_area
from partnership.forms.programme_parts import PartForm


class EffortAreaForm(PartForm):
    """An effort area's words, its goals, and whether it is still used."""

    own = ("text", "position")
    field_order = ("name", "name_en", "text", "goals", "position", "retired_on")

    text = text_area(_("Hvad det handler om"), required=False)
    position = forms.IntegerField(
        label=_("Nummer i rækken"), min_value=0, max_value=999, initial=1
    )  # fmt: skip
