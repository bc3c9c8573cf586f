"""What is written of an effort area."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from partnership.forms.decisions import GoalsField, text_area
from partnership.forms.fields import DayField, TextField
from partnership.forms.stamped import StampedForm
from partnership.models import EffortArea, Goal

FIELDS = ("name", "name_en", "text", "position", "retired_on")


class EffortAreaForm(StampedForm):
    """An effort area's words, its goals, and whether it is still used."""

    name = TextField(label=_("Navn"), max_length=120)
    name_en = TextField(label=_("Navn på engelsk"), max_length=120, required=False)
    text = text_area(_("Hvad det handler om"), required=False)
    goals = GoalsField(
        label=_("Effektmål"), queryset=Goal.objects.select_related("vision"), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    position = forms.IntegerField(
        label=_("Nummer i rækken"), min_value=0, max_value=999, initial=1
    )  # fmt: skip
    retired_on = DayField(
        label=_("Bruges ikke mere fra"), required=False,
        help_text=_("Det, der hører til, bliver stående."),
    )  # fmt: skip

    def values(self) -> dict[str, Any]:
        """What stands on the row itself."""
        return {name: self.cleaned_data[name] for name in FIELDS}

    def sets(self) -> dict[str, Any]:
        """What was ticked."""
        return {"goals": self.cleaned_data["goals"]}


def initial_of(found: EffortArea) -> dict[str, Any]:
    """What a form about an effort area begins with."""
    return {name: getattr(found, name) for name in FIELDS} | {"goals": list(found.goals.all())}
