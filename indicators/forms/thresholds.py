"""What administrators type about how small a count may be shown."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from indicators.forms.knowledge import EXAMPLE_DAY, NamedField
from indicators.models import Source
from indicators.services.thresholds import LEAST_EVER
from partnership.forms.fields import DayField, TextField
from partnership.forms.stamped import StampedForm


class ThresholdForm(StampedForm):
    """The least numbers that may be shown, of which source and for which periods."""

    source = NamedField(
        label=_("Kilde"),
        queryset=Source.objects.all(),
        required=False,
        empty_label=_("Alle kilder"),
        help_text=_("Gælder flere rækker for et tal, bruges den strengeste."),
    )
    least_count = forms.IntegerField(
        label=_("Mindste antal personer"),
        min_value=LEAST_EVER,
        max_value=1000,
        initial=5,
        help_text=_("Et antal, der er mindre, skjules. Det samme gør antallet af alle de andre."),
    )
    least_base = forms.IntegerField(
        label=_("Mindste antal beboere bag et tal"), min_value=1, max_value=10_000, initial=20
    )
    least_answers = forms.IntegerField(
        label=_("Mindste antal svar bag et tal"), min_value=1, max_value=10_000, initial=30
    )
    valid_from = DayField(
        label=_("Første dag"),
        required=False,
        help_text=_("Gælder for perioder, der slutter denne dag eller senere. Tom: altid."),
    )
    valid_to = DayField(label=_("Sidste dag"), required=False, help_text=_("Tom: indtil videre."))
    reason = TextField(
        label=_("Begrundelse"), max_length=200, help_text=_("Fx kildens vilkår og dato.")
    )


class EndThresholdForm(StampedForm):
    """The last day on which a period may end and still be judged by a row."""

    valid_to = DayField(label=_("Sidste dag"), help_text=EXAMPLE_DAY)
