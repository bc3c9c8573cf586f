"""What an administrator types to give somebody a seat."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partnership.forms.fields import DayField, TextField
from partnership.forms.stamped import StampedForm
from partnership.models import Body, Organisation, Person, Seat
from partnership.rules.access import LOCAL_ROLES, Standing
from partnership.rules.bodies import VOTING_ROLES


class InviteForm(forms.Form):
    """A person, and the seat the person is invited to."""

    name = TextField(
        label=_("Navn"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        help_text=_("Hertil sendes et link, som virker én gang."),
        error_messages={"invalid": _("Skriv en hel e-mailadresse, fx navn@kommune.dk.")},
    )
    organisation = forms.ModelChoiceField(
        label=_("Organisation"),
        queryset=Organisation.objects.all(),
        empty_label=_("Vælg organisation"),
    )
    role = forms.ChoiceField(label=_("Rolle"), choices=Seat.Role.choices, initial=Seat.Role.MEMBER)
    body = forms.ModelChoiceField(
        label=_("Organ"),
        queryset=Body.objects.all(),
        required=False,
        empty_label=_("Intet organ"),
        help_text=_("Lad det stå tomt for leverandører og administratorer."),
    )
    starts_on = DayField(label=_("Fra"), help_text=_("Fx 1.3.2027."))
    ends_on = DayField(
        label=_("Til og med"),
        required=False,
        help_text=_("Dagen gælder med. Tomt betyder indtil videre."),
    )
    serves = forms.ModelChoiceField(
        label=_("Arbejder for"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=_("Intet bestemt medlem"),
        help_text=_("Det medlem, en sagsforbereder eller suppleant hører til. Ellers tomt."),
    )
    sees_restricted = forms.BooleanField(
        label=_("Må se indikatorer med begrænset adgang, fx om oprindelse"),
        required=False,
        help_text=_(
            "Giver også adgang til siderne om lovkrav og områder tæt på en grænse. "
            "Sekretariatet kan altid se dem, men kun med krydset her også tal om oprindelse."
        ),
    )

    def __init__(self, *args: Any, standing: Standing, **kwargs: Any) -> None:
        """An organisation's own administrator chooses among its seats only."""
        super().__init__(*args, **kwargs)
        seated = Seat.objects.on(timezone.localdate()).filter(role__in=VOTING_ROLES)
        self.fields["serves"].queryset = Person.objects.filter(  # type: ignore[attr-defined]
            pk__in=seated.values("person")
        )
        if not standing.is_administrator:
            del self.fields["sees_restricted"]
            own = Organisation.objects.filter(pk__in=standing.administers)
            self.fields["organisation"].queryset = own  # type: ignore[attr-defined]
            self.fields["role"].choices = [  # type: ignore[attr-defined]
                (code, label) for code, label in Seat.Role.choices if code in LOCAL_ROLES
            ]


class PersonForm(StampedForm):
    """A person's name and title."""

    name = TextField(label=_("Navn"), max_length=120)
    title = TextField(label=_("Titel"), max_length=120, required=False)
