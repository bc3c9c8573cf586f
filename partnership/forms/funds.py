"""What the secretariat types about a fund and what is paid into it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from partnership.forms.fields import DayField, TextField
from partnership.forms.money_fields import KronerField, ShareField, YearField, decision_choice
from partnership.forms.stamped import StampedForm
from partnership.models import DistributionKey, Organisation, Plan
from partnership.services import distribution_keys

SHARE = "share_"


class FundForm(StampedForm):
    """A fund: its name and what it is for."""

    name = TextField(label=_("Navn"), max_length=120, help_text=_("Fx Fælles sekretariat."))
    purpose = TextField(
        label=_("Formål"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    plan = forms.ModelChoiceField(
        label=_("Plan eller aftale"),
        queryset=Plan.objects.all(),
        required=False,
        empty_label=_("Ingen plan"),
    )
    needs_co_financing = forms.BooleanField(
        label=_("Støttes udefra med krav om medfinansiering"),
        required=False,
        help_text=_("Så viser siden, hvor stor en del parterne selv betaler."),
    )
    ends_on = DayField(
        label=_("Sidste dag"),
        required=False,
        help_text=_("Nøglerne gælder til og med den dag. Lad stå tomt, hvis puljen fortsætter."),
    )


class FundYearForm(StampedForm):
    """What is to be paid in together in a year."""

    year = YearField(label=_("År"))
    amount = KronerField(
        label=_("Samlet bidrag i kroner"),
        help_text=_("Det, parterne tilsammen skal betale. Nøglen deler det."),
    )
    decision = decision_choice(label=_("Beslutning"))
    note = TextField(label=_("Bemærkning"), max_length=200, required=False)


class KeyForm(StampedForm):
    """A key: its words, and one field for each organisation that may pay."""

    name = TextField(label=_("Navn"), max_length=120, help_text=_("Fx Efter antal boliger 2027."))
    basis = TextField(
        label=_("Bygger på"),
        max_length=200,
        required=False,
        help_text=_("Fx antal boliger 1. januar 2027."),
    )
    valid_from = DayField(
        label=_("Gælder fra"),
        help_text=_(
            "Den nøgle, der gælder nu, slutter dagen før. Ligger dagen tilbage i tiden, regnes "
            "bidragene om."
        ),
    )
    decision = decision_choice(label=_("Beslutning"))

    def __init__(
        self, *args: Any, payers: list[Organisation], is_correction: bool = False, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        if is_correction:
            del self.fields["valid_from"]
        for payer in payers:
            self.fields[f"{SHARE}{payer.pk}"] = ShareField(
                label=_("%(name)s, andel i procent") % {"name": payer.name}, required=False
            )

    def words(self) -> dict[str, Any]:
        """All but the shares, for the service."""
        return {name: value for name, value in self.typed().items() if not name.startswith(SHARE)}

    def shares(self) -> dict[int, Decimal]:
        """The shares that were given, by organisation."""
        return {
            int(name.removeprefix(SHARE)): value
            for name, value in self.cleaned_data.items()
            if name.startswith(SHARE) and value
        }

    def standing(self, name: str, stored: models.Model) -> Any:
        """What stands there now; a share is a row of its own."""
        if not name.startswith(SHARE) or not isinstance(stored, DistributionKey):
            return super().standing(name, stored)
        return distribution_keys.shares_of(stored).get(int(name.removeprefix(SHARE)))

    @property
    def groups(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """The key's own fields, and the shares below them."""
        words = [field for field in self.visible_fields() if not field.name.startswith(SHARE)]
        shares = [field for field in self.visible_fields() if field.name.startswith(SHARE)]
        return [(_("Nøglen"), words), (_("Andele, som tilsammen giver 100 %"), shares)]


class KeyStartForm(StampedForm):
    """The day a key begins, and why it is corrected."""

    valid_from = DayField(
        label=_("Gælder fra"),
        help_text=_("Nøglen før slutter dagen før. Alle bidrag regnes om."),
    )
    reason = TextField(
        label=_("Hvorfor rettes dagen?"), max_length=200,
        help_text=_("Fx “Tastefejl: beslutningen gælder fra 1. juli”. Det bliver gemt."),
    )  # fmt: skip

    def compared(self) -> list[str]:
        """The reason stands in the trace, not on the key."""
        return ["valid_from"]


class ProposalForm(forms.Form):
    """Which shares to begin with."""

    forslag = forms.ChoiceField(
        label=_("Begynd med"),
        choices=[
            ("seneste", _("den seneste nøgles andele")),
            ("lige", _("lige store andele")),
            ("boliger", _("andele efter antal boliger")),
        ],
    )
    kommune = ShareField(label=_("Kommunens andel i procent"), required=False)


class CoFinancingRuleForm(StampedForm):
    """The least part the parties must pay themselves, from a day on."""

    percent = ShareField(
        label=_("Mindste medfinansiering i procent"),
        decimals=2,
        words=_("Skriv tallet som 25 eller 25,5."),
    )
    valid_from = DayField(label=_("Gælder fra"))
    valid_to = DayField(label=_("Til og med"), required=False)
    source = TextField(
        label=_("Kilde"), max_length=200, help_text=_("Den regel eller aftale, kravet står i.")
    )
