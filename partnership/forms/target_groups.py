"""What is written of a target group."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from partnership.forms.decisions import GoalsField, text_area
from partnership.forms.fields import DayField, TextField
from partnership.forms.interventions import boxes
from partnership.forms.stamped import StampedForm
from partnership.models import EffortArea, Goal, TargetGroup

FIELDS = ("name", "name_en", "text", "is_prioritised", "retired_on")
SETS = ("effort_areas", "goals")


class TargetGroupForm(StampedForm):
    """A target group's words and links, and whether it is prioritised."""

    name = TextField(label=_("Navn"), max_length=120)
    name_en = TextField(label=_("Navn på engelsk"), max_length=120, required=False)
    text = text_area(_("Hvem hører til"), rows=3, required=False)
    is_prioritised = forms.BooleanField(
        label=_("Prioriteret målgruppe"), required=False,
        help_text=_("En prioriteret målgruppe følges med sine egne indikatorer."),
    )  # fmt: skip
    effort_areas = boxes(_("Indsatsområder"), EffortArea.objects.all())
    goals = GoalsField(
        label=_("Effektmål"), queryset=Goal.objects.select_related("vision"), required=False,
        widget=forms.CheckboxSelectMultiple,
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
        return {name: self.cleaned_data[name] for name in SETS}


def initial_of(found: TargetGroup) -> dict[str, Any]:
    """What a form about a target group begins with."""
    return {name: getattr(found, name) for name in FIELDS} | {
        name: list(getattr(found, name).all()) for name in SETS
    }
