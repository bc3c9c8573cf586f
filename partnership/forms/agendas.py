"""What is typed about an item of an agenda, and what members say about one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from partnership.forms.fields import TextField
from partnership.forms.stamped import StampedForm
from partnership.models import AgendaItem, Meeting, Person, Seat, StandingItem
from partnership.services.agendas import day_of

FIELDS = ("title", "kind", "minutes", "presenter", "text", "recommendation")
LONG = 8000


class AgendaItemForm(StampedForm):
    """One item: what it is about, what kind it is, how long it takes, who presents it."""

    title = TextField(label=_("Overskrift"), max_length=160)
    kind = forms.ChoiceField(
        label=_("Punktets art"), choices=StandingItem.Kind.choices, widget=forms.RadioSelect,
        initial=StandingItem.Kind.DISCUSSION,
    )  # fmt: skip
    minutes = forms.IntegerField(
        label=_("Minutter"), initial=15, min_value=0, max_value=600,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        validators=[MinValueValidator(0), MaxValueValidator(600)],
    )  # fmt: skip
    presenter = forms.ModelChoiceField(
        label=_("Fremlægges af"), queryset=Person.objects.none(), required=False,
        empty_label=_("Ikke valgt"),
    )  # fmt: skip
    text = TextField(
        label=_("Sagsfremstilling"), max_length=LONG, required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )  # fmt: skip
    recommendation = TextField(
        label=_("Indstilling"), max_length=LONG, required=False,
        widget=forms.Textarea(attrs={"rows": 3}), help_text=_("Det, mødet bliver bedt om at beslutte."),
    )  # fmt: skip

    def __init__(self, *args: Any, meeting: Meeting, **options: Any) -> None:
        super().__init__(*args, **options)
        held = Seat.objects.on(day_of(meeting))
        known = held.filter(body=meeting.body_id) | held.filter(role=Seat.Role.SECRETARIAT)
        seats = Person.objects.filter(pk__in=known.values("person"))
        field = self.fields["presenter"]
        field.queryset = seats | Person.objects.filter(presents__meeting=meeting)  # type: ignore[attr-defined]
        field.queryset = field.queryset.distinct()  # type: ignore[attr-defined]


def initial_of(item: AgendaItem) -> dict[str, Any]:
    """An item as the form shows it."""
    return {name: getattr(item, name) for name in FIELDS}


class CommentForm(forms.Form):
    """What a member says; whoever helps a member says for whom."""

    text = TextField(
        label=_("Kommentar"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )
    on_behalf_of = forms.ModelChoiceField(
        label=_("På vegne af"), queryset=Person.objects.none(), required=False,
        empty_label=_("Mig selv"),
    )  # fmt: skip

    def __init__(self, *args: Any, serves: Sequence[Person], only: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not serves:
            del self.fields["on_behalf_of"]
            return
        field = self.fields["on_behalf_of"]
        field.queryset = Person.objects.filter(pk__in=[one.pk for one in serves])  # type: ignore[attr-defined]
        field.initial = serves[0]
        if only:
            field.required = True
            field.empty_label = None  # type: ignore[attr-defined]
