"""What an administrator types to give somebody a seat."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from partnership.forms.fields import DayField, TextField
from partnership.forms.stamped import StampedForm
from partnership.models import Body, Organisation, Person, Seat
from partnership.rules.access import LOCAL_ROLES, Standing
from partnership.rules.bodies import VOTING_ROLES
from partnership.services import people


class InviteForm(forms.Form):
    """A person, and the seat the person is invited to."""

    namesakes: Mapping[str, Person] = MappingProxyType({})

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
        help_text=_("Dagen tæller med. Tomt betyder indtil videre."),
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
        if not standing.is_administrator:
            seated = seated.filter(organisation__in=standing.administers)
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
        self._ask_who(standing)

    def _ask_who(self, standing: Standing) -> None:
        """Where somebody of the name is here already, it is asked whether it is the same person."""
        typed = [
            str(self.data.get(self.add_prefix(name), "")).strip() for name in ("name", "email")
        ]
        found = people.namesakes(by=standing, name=typed[0], email=typed[1]) if all(typed) else []
        if not found:
            return
        self.namesakes = {str(person.pk): person for person in found}
        words = _("Der findes allerede en person med det navn. Vælg, om det er den samme.")
        self.fields["who"] = forms.ChoiceField(
            label=_("Er det en af disse?"),
            choices=[
                *((key, described(person)) for key, person in self.namesakes.items()),
                ("new", _("Nej, det er en anden med samme navn")),
            ],
            widget=forms.RadioSelect,
            error_messages={"required": words},
        )
        self.order_fields(["name", "email", "who"])

    def values(self) -> dict[str, Any]:
        """What was typed, and who of those that are here already is meant."""
        values = dict(self.cleaned_data)
        return values | {"known": self.namesakes.get(values.pop("who", ""))}


def described(person: Person) -> str:
    """A person by name and the places they have or had, for one who is to say whether it is they."""
    seats = person.seats.select_related("body", "organisation").order_by("pk")
    places = dict.fromkeys((seat.body or seat.organisation).name for seat in seats)
    found = [person.name, person.title, ", ".join(places) or gettext("ingen plads")]
    return " · ".join(part for part in found if part)


class PersonForm(StampedForm):
    """A person's name and title."""

    name = TextField(label=_("Navn"), max_length=120)
    title = TextField(label=_("Titel"), max_length=120, required=False)
