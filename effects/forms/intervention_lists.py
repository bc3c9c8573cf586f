"""What the list of interventions is narrowed down to, with what is known of their effects."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from effects.services.intervention_lists import DUE, WITHOUT
from partnership.forms.interventions import InterventionFilter


class EffectFilter(InterventionFilter):
    """The same filters, and whether something is missing or due."""

    effects = forms.ChoiceField(
        label=_("Effekt"), required=False,
        choices=[
            ("", _("Alle")),
            (WITHOUT, _("Ingen forventet effekt skrevet")),
            (DUE, _("Effektopfølgning er forfalden")),
        ],
    )  # fmt: skip
