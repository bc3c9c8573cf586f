"""What is typed about the yearly wheel: marks, and items that stand on every agenda."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db import models
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from partnership.forms.fields import TextField
from partnership.forms.meetings import ClockField
from partnership.forms.stamped import StampedForm
from partnership.models import Body, StandingItem
from partnership.models.meetings import Form

MARK = ("name", "month", "day", "starts_at", "ends_at", "form", "place", "is_active")
STANDING = ("title", "kind", "minutes", "text", "position", "is_last", "months", "is_active")


class _OfBody(StampedForm):
    """A form that asks for the body only where something new is made."""

    def __init__(self, *args: Any, bodies: list[Body] | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        if bodies is None:
            del self.fields["body"]
            return
        field = self.fields["body"]
        field.queryset = Body.objects.filter(pk__in=[one.pk for one in bodies])  # type: ignore[attr-defined]
        if len(bodies) == 1:
            field.initial = bodies[0]


class PlannedMeetingForm(_OfBody):
    """When in the year a body meets."""

    body = forms.ModelChoiceField(
        label=_("Organ"), queryset=Body.objects.none(), empty_label=_("Vælg organ")
    )
    name = TextField(label=_("Navn"), max_length=120, help_text=_("Fx Forårsmøde."))
    month = forms.TypedChoiceField(label=_("Måned"), choices=MONTHS.items(), coerce=int)
    day = forms.IntegerField(
        label=_("Dag i måneden"), min_value=1, max_value=28, initial=1,
        help_text=_("1 til 28. Du kan vælge en anden dag, når du indkalder."),
    )  # fmt: skip
    starts_at = ClockField(label=_("Begynder"), help_text=_("Fx 14.30."))
    ends_at = ClockField(label=_("Slutter"), help_text=_("Fx 16.00."))
    form = forms.ChoiceField(label=_("Mødeform"), choices=Form.choices)
    place = TextField(label=_("Sted"), max_length=200, required=False)
    is_active = forms.BooleanField(
        label=_("Med i årshjulet"), required=False, initial=True,
        help_text=_("Fjern krydset, hvis mødet ikke holdes mere."),
    )  # fmt: skip


class StandingItemForm(_OfBody):
    """An item that stands on a body's agendas."""

    body = forms.ModelChoiceField(
        label=_("Organ"), queryset=Body.objects.none(), empty_label=_("Vælg organ")
    )
    title = TextField(label=_("Overskrift"), max_length=160)
    kind = forms.ChoiceField(label=_("Punktets art"), choices=StandingItem.Kind.choices)
    minutes = forms.IntegerField(label=_("Minutter"), min_value=0, max_value=600, initial=10)
    text = TextField(
        label=_("Tekst"), max_length=8000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    position = forms.IntegerField(
        label=_("Nummer i rækken"), min_value=0, max_value=99, initial=1,
        help_text=_("Lave tal står først."),
    )  # fmt: skip
    is_last = forms.BooleanField(
        label=_("Står efter alle andre punkter"), required=False, help_text=_("Fx Eventuelt.")
    )
    months = forms.TypedMultipleChoiceField(
        label=_("Kun i disse måneder"), choices=MONTHS.items(), coerce=int, required=False,
        widget=forms.CheckboxSelectMultiple, help_text=_("Vælg ingen for alle møder."),
    )  # fmt: skip
    is_active = forms.BooleanField(label=_("I brug"), required=False, initial=True)


def initial_of(row: models.Model, names: Iterable[str]) -> dict[str, Any]:
    """A row as its form shows it."""
    return {name: getattr(row, name) for name in names}
