"""What the secretariat types about an event."""

from __future__ import annotations

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from indicators.forms.knowledge import (
    ALL_AREAS,
    ALL_INDICATORS,
    EXAMPLE_DAY,
    AreaField,
    IndicatorField,
)
from indicators.models import EventMarker
from partnership.forms.fields import DayField, TextField
from partnership.forms.stamped import StampedForm


class EventForm(StampedForm):
    """What happened, when, and which curves it stands on."""

    title = TextField(
        label=_("Titel"), max_length=120, help_text=_("Kort, fx “Nyt beboerhus åbner”.")
    )
    kind = forms.ChoiceField(
        label=_("Slags"),
        choices=[(value, capfirst(label)) for value, label in EventMarker.Kind.choices],
        initial=EventMarker.Kind.OTHER,
        help_text=_(
            "Ved en indsats kan der spørges, om området har udviklet sig anderledes bagefter."
        ),
    )
    happened_on = DayField(label=_("Dato"), help_text=EXAMPLE_DAY)
    area = AreaField(
        label=_("Område"),
        required=False,
        empty_label=ALL_AREAS,
        help_text=_("En indsats skal have et område."),
    )
    indicator = IndicatorField(
        label=_("Indikator"),
        required=False,
        empty_label=ALL_INDICATORS,
        help_text=_("En indsats skal have den indikator, den skal flytte."),
    )
    described_on = DayField(
        label=_("Beskrevet første gang"),
        required=False,
        help_text=_(
            "Kun for en indsats: hvornår målet blev skrevet ned. Sker det efter begyndelsen, kan "
            "udviklingen beskrives, men ikke bruges som tegn på et bidrag."
        ),
    )
    text = TextField(
        label=_("Uddybning"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Skriv om steder og indsatser, aldrig om personer."),
    )
    title_en = TextField(label=_("Titel på engelsk"), max_length=120, required=False)
