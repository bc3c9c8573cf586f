"""What the secretariat types where a chart's limits are to be fixed anew."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from indicators.forms.knowledge import AreaField
from indicators.models import Definition
from indicators.rules.periods import parse_slot
from indicators.services.control_limits import FREQUENCIES
from indicators.services.names import localised
from indicators.services.periods_in_words import slot_in_words
from partnership.forms.fields import TextField
from partnership.forms.stamped import StampedForm

YEARS_BACK = 12


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
    from_slot = forms.ChoiceField(
        label=_("Fra periode"),
        help_text=_("Den første periode efter ændringen: et kvartal eller en måned som i tallene."),
    )
    reason = TextField(
        label=_("Hvad er ændret"),
        max_length=300,
        help_text=_(
            "Grænserne må kun lægges fast på ny ved en ændring, I kender: en ny måde at tælle på, "
            "en ny afgrænsning, en ny indsats. Skriv hvilken."
        ),
    )

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        period = self.fields["from_slot"]
        assert isinstance(period, forms.ChoiceField)  # noqa: S101 - declared so above
        period.choices = _periods((options.get("initial") or {}).get("from_slot", ""))


def _periods(chosen: str) -> list[tuple[Any, Any]]:
    """Quarters and months in words, the newest first; `chosen` is among them however old it is."""
    today = timezone.localdate()
    groups: list[tuple[Any, Any]] = []
    for heading, letter in ((_("Kvartaler"), "K"), (_("Måneder"), "M")):
        newest = parse_slot(f"{today.year}{letter}1")
        while newest.shifted(1).starts_on <= today:
            newest = newest.shifted(1)
        count = YEARS_BACK * (4 if letter == "K" else 12)
        codes = [newest.shifted(-back).code for back in range(count)]
        if letter in chosen and chosen not in codes:
            codes.append(chosen)
        groups.append((heading, [(code, slot_in_words(code)) for code in codes]))
    return [("", _("Vælg periode")), *groups]
