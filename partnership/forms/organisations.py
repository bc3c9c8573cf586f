"""What an administrator types about an organisation and what it owns."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from areas.models import Area
from partnership.forms.fields import DayField, TextField
from partnership.forms.stamped import StampedForm
from partnership.models import Organisation


class OrganisationForm(StampedForm):
    """Name and kind of an organisation."""

    name = TextField(label=_("Navn"), max_length=120)
    short_name = TextField(
        label=_("Kort navn"),
        max_length=40,
        required=False,
        help_text=_("Bruges i tabeller og diagrammer, hvor der er lidt plads."),
    )
    kind = forms.ChoiceField(label=_("Art"), choices=Organisation.Kind.choices)
    is_party = forms.BooleanField(
        label=_("Part i partnerskabsaftalen"),
        required=False,
        initial=True,
        help_text=_("Fjern krydset, hvis organisationen kun leverer tal."),
    )


class OwnershipForm(forms.Form):
    """An area in which the organisation owns homes."""

    area = forms.ModelChoiceField(
        label=_("Område"),
        queryset=Area.objects.filter(kind__in=["division", "area"]),
        empty_label=_("Vælg område"),
    )
    starts_on = DayField(label=_("Fra"), required=False, help_text=_("Fx 1.3.2027."))
    note = TextField(label=_("Bemærkning"), max_length=200, required=False)


class LastDayForm(forms.Form):
    """The last day on which something holds."""

    on = DayField(
        label=_("Sidste dag"), help_text=_("Fx 1.3.2027. Den dag gælder stadig, dagen efter ikke.")
    )
