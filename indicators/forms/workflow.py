"""Which figures were chosen on a page of approval or release, and what is to be done with them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indicators.forms.knowledge import ALL_INDICATORS, EXAMPLE_DAY, IndicatorField
from indicators.rules import workflow as rules
from indicators.rules.periods import UnknownPeriod, parse_slot
from partnership.forms.fields import DayField, TextField

MOST_CHOSEN = 20_000


class MoveForm(forms.Form):
    """What stands under a list of figures; the chosen ones are the list's own boxes."""

    reason = TextField(
        label=gettext_lazy("Hvorfor sendes de retur?"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Den, der har indtastet tallene, læser det."),
    )
    release_on = DayField(
        label=gettext_lazy("Hold tilbage til"), required=False, help_text=EXAMPLE_DAY
    )

    def __init__(self, verbs: tuple[str, ...], data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self.verbs = verbs
        self.fields["reason"].needed_when = _("skal skrives ved retur")  # type: ignore[attr-defined]
        self.fields["release_on"].needed_when = _("kun når de holdes tilbage")  # type: ignore[attr-defined]
        if rules.SEND_BACK not in verbs:
            del self.fields["reason"]
        if rules.HOLD not in verbs:
            del self.fields["release_on"]

    def clean(self) -> dict[str, Any]:
        """What the pressed button needs."""
        cleaned = super().clean() or {}
        if self.verb not in self.verbs:
            raise forms.ValidationError(_("Vælg, hvad der skal ske med tallene."))
        if not self.chosen:
            raise forms.ValidationError(_("Vælg mindst ét tal på listen."))
        if self.verb == rules.SEND_BACK and not cleaned.get("reason") and not self.errors:
            self.add_error("reason", _("Skriv, hvorfor tallene sendes retur."))
        if self.verb == rules.HOLD and not cleaned.get("release_on") and not self.errors:
            self.add_error("release_on", _("Skriv den dag, tallene skal frigives."))
        return cleaned

    @property
    def verb(self) -> str:
        """Which button was pressed."""
        return str(self.data.get("verb", ""))

    @property
    def chosen(self) -> list[int]:
        """The chosen figures; a box may stand for several."""
        boxes = self.data.getlist("chosen") if self.is_bound else []  # type: ignore[attr-defined]
        numbers = [number for box in boxes for number in box.split(",")]
        return [int(number) for number in numbers[:MOST_CHOSEN] if number.isdecimal()]


class LockForm(forms.Form):
    """A period to close, for one indicator or for all, and why."""

    slot = forms.CharField(
        label=gettext_lazy("Periode"),
        max_length=8,
        help_text=gettext_lazy(
            "Fx 2024, 2024H1, 2024K3 eller 2024M05. Et år låser også sine dele."
        ),
    )
    indicator = IndicatorField(
        label=gettext_lazy("Indikator"), required=False, empty_label=ALL_INDICATORS
    )
    reason = TextField(
        label=gettext_lazy("Begrundelse"),
        max_length=300,
        help_text=gettext_lazy("Den vises for dem, der prøver at skrive i perioden."),
    )

    def clean_slot(self) -> str:
        """The period as it is stored."""
        try:
            return parse_slot(self.cleaned_data["slot"]).code
        except UnknownPeriod:
            raise forms.ValidationError(
                _("Perioden kendes ikke. Skriv 2024, 2024H1, 2024K3 eller 2024M05.")
            ) from None


class UnlockForm(forms.Form):
    """Why a period is opened again."""

    reason = TextField(label=gettext_lazy("Begrundelse"), max_length=300)
