"""What the secretariat types about a figure's story."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from indicators.forms.knowledge import ALL_AREAS, AreaField, IndicatorField
from partnership.forms.fields import TextField
from partnership.forms.stamped import StampedForm


class StoryForm(StampedForm):
    """Which figure, and what those who know the place say of it."""

    indicator = IndicatorField(label=_("Indikator"), empty_label=_("Vælg indikator"))
    area = AreaField(label=_("Område"), required=False, empty_label=ALL_AREAS)
    slot = forms.CharField(
        label=_("Periode"),
        max_length=8,
        required=False,
        help_text=_("Udfyld kun, hvis noten handler om ét tal. Fx 2024, 2024K3 eller 2024M05."),
    )
    text = TextField(
        label=_("Note"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "Hvad ved vi, som kurven ikke viser? Skriv om steder, indsatser og grupper, aldrig om "
            "personer. Noten får dags dato og dit sekretariats navn."
        ),
    )
