"""A target: where it starts, when it is to be reached, and which decision set it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from areas.models import Area
from indicators.forms.knowledge import AreaField
from partnership.forms.fields import DayField, TextField
from partnership.forms.stamped import StampedForm
from partnership.models import Decision


class SetByField(forms.ModelChoiceField):
    """A decision of the register, by number, heading and body."""

    def label_from_instance(self, obj: Any) -> str:
        """The newest of them are found by their number."""
        return f"{obj} · {obj.body}"


class TargetForm(StampedForm):
    """What is changed of a target."""

    baseline_slot = TextField(
        label=_("Udgangspunkt"), max_length=8, help_text=_("Perioden, der måles fra, fx 2022.")
    )
    slot = TextField(
        label=_("Skal være nået i"),
        max_length=8,
        help_text=_("Fx 2030. Tidligere perioder er skridt på vejen; den seneste er målet."),
    )
    value = forms.FloatField(label=_("Måltal"), localize=True)
    set_by = SetByField(
        label=_("Beslutning i registeret"),
        queryset=Decision.objects.none(),
        required=False,
        empty_label=_("Ingen"),
        help_text=_("Beslutninger, der fastsætter et måltal. Vælger du en, følger dag og ord den."),
    )
    decided_on = DayField(label=_("Vedtaget den"), required=False, help_text=_("Fx 24.3.2027."))
    decision = TextField(
        label=_("Beslutningen"),
        max_length=200,
        required=False,
        help_text=_("Hvem vedtog det, og hvor det står. Uden beslutning er måltallet et forslag."),
    )

    def offer(self, decisions: QuerySet[Decision]) -> None:
        """The decisions this person may read; where there are none there is nothing to choose."""
        self.fields["set_by"].queryset = decisions  # type: ignore[attr-defined]
        if not decisions:
            del self.fields["set_by"]


class NewTargetForm(TargetForm):
    """A new target names its area too."""

    area = AreaField(label=_("Område"), kinds=(Area.Kind.AREA,), empty_label=_("Vælg område"))
    field_order = ["area"]
