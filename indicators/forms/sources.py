"""What is settled about a source before its figures come in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from indicators.models import Source, SourceMark
from partnership.forms.fields import TextField
from partnership.forms.stamped import StampedForm
from partnership.models import Organisation


class SourceForm(StampedForm):
    """Who answers for the figures, on what basis, to whom they may be shown."""

    name = TextField(label=_("Navn"), max_length=160)
    name_en = TextField(label=_("Navn på engelsk"), max_length=160, required=False)
    controller = forms.ModelChoiceField(
        label=_("Dataansvarlig"),
        queryset=Organisation.objects.all(),
        required=False,
        empty_label=_("Ikke blandt organisationerne her"),
        help_text=_("Den organisation, der afgør, hvad tallene må bruges til."),
    )
    basis = TextField(
        label=_("Aftale eller hjemmel"),
        max_length=300,
        required=False,
        help_text=_("Fx “Aftale af 1.3.2027 om deling af opgørelser” eller en lovbestemmelse."),
    )
    shown_to = forms.ChoiceField(
        label=_("Må vises til"),
        choices=Source.ShownTo.choices,
        required=False,
        help_text=_("Så længe det ikke er afklaret, kan der ikke indlæses tal fra kilden."),
    )
    may_be_published = forms.BooleanField(
        label=_("Tallene må offentliggøres som data"), required=False
    )
    is_official = forms.BooleanField(
        label=_("Offentliggjort officiel statistik"),
        required=False,
        help_text=_("Tal herfra godkender sig selv: kilden har offentliggjort dem."),
    )
    retention_months = forms.IntegerField(
        label=_("Filer gemmes i (måneder)"),
        required=False,
        min_value=1,
        max_value=1200,
        help_text=_("De filer, tallene kom i. Selve tallene bliver. Tom: to år."),
    )
    family = forms.SlugField(
        label=_("Tæller på samme måde som"),
        max_length=40,
        required=False,
        help_text=_(
            "Kun tal fra kilder med samme ord her trækkes fra hinanden. Tom: kilden står alene."
        ),
    )
    url = forms.URLField(
        label=_("Internetadresse"), max_length=400, required=False, assume_scheme="https"
    )
    note = TextField(label=_("Bemærkning"), max_length=300, required=False)

    def typed(self) -> dict[str, Any]:
        """The values for the service; nothing typed means nothing, not a lack."""
        return {
            name: "" if v is None and name == "family" else v for name, v in super().typed().items()
        }


class MarkForm(forms.Form):
    """What a mark in place of a number means in this source's files."""

    mark = TextField(label=_("Tegn"), max_length=20)
    meaning = forms.ChoiceField(label=_("Betyder"), choices=SourceMark.Meaning.choices)
