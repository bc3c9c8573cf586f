"""A rule between indicators."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from indicators.forms.knowledge import IndicatorField
from indicators.models import CheckRule, Indicator
from indicators.services.names import localised
from partnership.forms.fields import TextField
from partnership.forms.stamped import StampedForm


class IndicatorsField(forms.ModelMultipleChoiceField):
    """Several indicators; restricted ones only for those given the right to see them."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            queryset=Indicator.objects.seen_by(restricted=False),
            widget=forms.CheckboxSelectMultiple,
            **options,
        )

    def open_to(self, *, restricted: bool) -> None:
        """Offer the restricted ones too, where the writer may see them."""
        self.queryset = Indicator.objects.seen_by(restricted=restricted)

    def label_from_instance(self, obj: Any) -> str:
        """The name in the reader's language."""
        return localised(obj)


class CheckRuleForm(StampedForm):
    """What must fit with what, and whether a breach refuses the figure."""

    name = TextField(
        label=_("Reglen med ord"),
        max_length=160,
        help_text=_("Vises for den, der skriver. Fx “Utrygge kan ikke være flere end svar”."),
    )
    left_part = forms.ChoiceField(label=_("Det, der skal passe"), choices=CheckRule.Part.choices)
    left = IndicatorField(label=_("i indikatoren"), empty_label=_("Vælg indikator"))
    relation = forms.ChoiceField(label=_("skal være"), choices=CheckRule.Relation.choices)
    right_part = forms.ChoiceField(
        label=_("Det, der holdes op mod"), choices=CheckRule.Part.choices
    )
    right = IndicatorsField(label=_("i indikatorerne"))
    is_hard = forms.BooleanField(
        label=_("Afvis tallet, hvis det ikke passer"),
        required=False,
        help_text=_("Uden kryds gemmes tallet, og nogen skal se efter."),
    )
    is_active = forms.BooleanField(label=_("I brug"), required=False, initial=True)
