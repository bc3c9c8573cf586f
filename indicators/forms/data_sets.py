"""Who supplies an indicator's figures, and how they are handled."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from indicators.models import DataSet
from partnership.forms.stamped import StampedForm
from partnership.models import Organisation, Person


class DataSetForm(StampedForm):
    """How an organisation's figures are handled."""

    approval_required = forms.BooleanField(
        label=_("Skal godkendes af en anden, før de frigives"), required=False
    )
    is_default = forms.BooleanField(
        label=_("Det datasæt, sekretariatet skriver i"),
        required=False,
        help_text=_(
            "Leverer flere det samme tal, er det her, sekretariatets egne tal kommer til at stå."
        ),
    )
    is_supplier_owned = forms.BooleanField(
        label=_("Leverandøren ejer tallene"),
        required=False,
        help_text=_(
            "Tallene kan kun ses af leverandøren og de organisationer, den har nævnt "
            "nedenfor, indtil leverandøren selv frigiver dem. Andre ser “Findes, ikke "
            "frigivet”."
        ),
    )
    readers = forms.ModelMultipleChoiceField(
        label=_("Må se tallene før frigivelse"),
        queryset=Organisation.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    responsible = forms.ModelChoiceField(
        label=_("Ansvarlig"),
        queryset=Person.objects.all(),
        required=False,
        empty_label=_("Ingen endnu"),
        help_text=_("Får besked, når tal mangler."),
    )

    def standing(self, name: str, stored: models.Model) -> Any:
        """Of the readers the organisations, not the rows that name them."""
        if name == "readers" and isinstance(stored, DataSet):
            return [reader.organisation for reader in stored.readers.select_related("organisation")]
        return super().standing(name, stored)


class NewDataSetForm(DataSetForm):
    """A new data set names its supplier too."""

    supplier = forms.ModelChoiceField(
        label=_("Leverandør"),
        queryset=Organisation.objects.all(),
        empty_label=_("Vælg organisation"),
    )
    field_order = ["supplier"]
