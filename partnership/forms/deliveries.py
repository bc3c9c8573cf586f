"""What is written of an agreed delivery, how it went, and the list's filter."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from partnership.forms.decisions import text_area
from partnership.forms.fields import DayField, TextField
from partnership.forms.interventions import one_of
from partnership.forms.stamped import StampedForm
from partnership.models import Delivery, Organisation, Person, Plan
from partnership.services.follow_ups import possible_owners
from partnership.services.plan_pages import BROKEN, LATE

FIELDS = ("title", "text", "party", "responsible", "due_on")


class DeliveryForm(StampedForm):
    """What a party has promised, and until when."""

    title = TextField(label=_("Leverance"), max_length=160)
    text = text_area(_("Hvad der er aftalt"), rows=3, required=False)
    party = forms.ModelChoiceField(
        label=_("Part"), queryset=Organisation.objects.all(), empty_label=_("Vælg part")
    )
    responsible = one_of(_("Ansvarlig person"), Person.objects.none())
    due_on = DayField(
        label=_("Frist"), help_text=_("Den ansvarlige får besked en uge før, og hvis den er over.")
    )

    def __init__(self, *args: Any, delivery: Delivery | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        held = delivery.responsible_id if delivery else None
        rows = possible_owners() | Person.objects.filter(pk=held or 0)
        self.fields["responsible"].queryset = rows  # type: ignore[attr-defined]


class SettlingForm(forms.Form):
    """How a delivery went: a day and a word."""

    on = DayField(label=_("Dag"))
    word = TextField(label=_("Et ord om, hvordan det gik"), max_length=300)


class DeliveryFilter(forms.Form):
    """What the list is narrowed down to."""

    party = forms.ModelChoiceField(
        label=_("Part"), queryset=Organisation.objects.none(), required=False,
        empty_label=_("Alle"),
    )  # fmt: skip
    plan = forms.ModelChoiceField(
        label=_("Plan eller aftale"), queryset=Plan.objects.all(), required=False,
        empty_label=_("Alle"),
    )  # fmt: skip
    state = forms.ChoiceField(
        label=_("Status"), required=False,
        choices=[
            ("", _("Alle")), (BROKEN, _("Ikke leveret som aftalt")), (LATE, _("Over fristen")),
            *Delivery.State.choices,
        ],
    )  # fmt: skip

    def __init__(self, *args: Any, parties: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["party"].queryset = parties  # type: ignore[attr-defined]

    def wanted(self) -> dict[str, Any]:
        """What was asked for and understood."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
