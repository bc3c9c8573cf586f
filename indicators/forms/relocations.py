"""What the secretariat types about an announced relocation."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from areas.models import Area
from indicators.forms.knowledge import EXAMPLE_DAY, AreaField
from partnership.forms.fields import DayField, TextField
from partnership.forms.stamped import StampedForm

WHOLE = dict.fromkeys(("invalid", "min_value"), _("Skriv et helt tal, 1 eller mere."))


class RelocationForm(StampedForm):
    """Who is to move, from where, to where, when, and who has said so."""

    from_area = AreaField(
        label=_("Fra område"), kinds=(Area.Kind.AREA,), empty_label=_("Vælg område")
    )
    to_area = AreaField(
        label=_("Til område"),
        kinds=(Area.Kind.AREA, Area.Kind.REFERENCE),
        required=False,
        empty_label=_("Ikke oplyst, eller et andet sted"),
    )
    households = forms.IntegerField(
        label=_("Husstande"), min_value=1, max_value=100_000, error_messages=WHOLE
    )
    residents = forms.IntegerField(
        label=_("Beboere"),
        min_value=1,
        max_value=1_000_000,
        required=False,
        error_messages=WHOLE,
        help_text=_("Lad feltet stå tomt, hvis antallet ikke er oplyst. Det bliver ikke gættet."),
    )
    starts_on = DayField(label=_("Begynder"), help_text=EXAMPLE_DAY)
    ends_on = DayField(label=_("Slutter"), required=False)
    announced_on = DayField(label=_("Varslet"), help_text=_("Dagen, hvor det blev meldt ud."))
    source = TextField(
        label=_("Kilde"), max_length=200, help_text=_("Hvor det står, fx en helhedsplan.")
    )
    note = TextField(
        label=_("Bemærkning"),
        max_length=300,
        required=False,
        help_text=_("Skriv om blokke og husstande, aldrig om personer."),
    )
