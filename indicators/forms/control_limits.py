"""What the secretariat types where a chart's limits are to be fixed anew."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from indicators.forms.knowledge import AreaField
from indicators.models import Definition
from indicators.services.control_limits import FREQUENCIES
from indicators.services.names import localised
from partnership.forms.fields import TextField
from partnership.forms.stamped import StampedForm


class DefinitionField(forms.ModelChoiceField):
    """The newest definition of an indicator that has figures by month or quarter."""

    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=Definition.objects.none(), **options)

    def open_to(self, *, restricted: bool) -> None:
        """Offer the restricted ones too, where the writer may see them."""
        newest = Definition.objects.filter(indicator=OuterRef("indicator")).order_by("-version")
        found = Definition.objects.filter(
            frequency__in=FREQUENCIES,
            pk=Subquery(newest.values("pk")[:1]),
            indicator__is_active=True,
        ).select_related("indicator")
        self.queryset = found if restricted else found.filter(indicator__is_restricted=False)

    def label_from_instance(self, obj: Any) -> str:
        """The indicator's name in the reader's language."""
        return localised(obj.indicator)


class ControlLimitForm(StampedForm):
    """Which chart, from when, and what changed."""

    definition = DefinitionField(label=_("Indikator"), empty_label=_("Vælg indikator"))
    area = AreaField(label=_("Område"), empty_label=_("Vælg område"))
    from_slot = forms.CharField(
        label=_("Fra periode"),
        max_length=8,
        help_text=_("Den første periode efter ændringen, fx 2024K3 eller 2024M05."),
    )
    reason = TextField(
        label=_("Hvad er ændret"),
        max_length=300,
        help_text=_(
            "Grænserne må kun lægges fast på ny ved en ændring, I kender: en ny måde at tælle på, "
            "en ny afgrænsning, en ny indsats. Skriv hvilken."
        ),
    )
