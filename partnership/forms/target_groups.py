"""What is written of a target group."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from partnership.forms.decisions import text_area
from partnership.forms.interventions import boxes
from partnership.forms.programme_parts import PartForm
from partnership.models import EffortArea


class TargetGroupForm(PartForm):
    """A target group's words and links, and whether it is prioritised."""

    own = ("text", "is_prioritised")
    sets_of = ("effort_areas", "goals")
    field_order = (
        "name", "name_en", "text", "is_prioritised", "effort_areas", "goals", "retired_on",
    )  # fmt: skip

    text = text_area(_("Hvem hører til"), rows=3, required=False)
    is_prioritised = forms.BooleanField(
        label=_("Prioriteret målgruppe"), required=False,
        help_text=_("En prioriteret målgruppe følges med sine egne indikatorer."),
    )  # fmt: skip
    effort_areas = boxes(_("Indsatsområder"), EffortArea.objects.all())
