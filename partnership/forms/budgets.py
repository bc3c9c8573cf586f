"""What the secretariat types about budgets, promises, bookings and positions."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from partnership.forms.fields import DayField, TextField
from partnership.forms.money_fields import (
    KronerField,
    ShareField,
    YearField,
    decision_choice,
    fund_choice,
    intervention_choice,
    organisation_choice,
)
from partnership.forms.stamped import StampedForm
from partnership.models import Booking


class BudgetLineForm(StampedForm):
    """What is set aside, and what the year is expected to cost."""

    name = TextField(label=_("Post"), max_length=120, help_text=_("Fx Lommepengejob."))
    intervention = intervention_choice(label=_("Indsats"))
    year = YearField(label=_("År"))
    amount = KronerField(label=_("Budget i kroner"))
    forecast = KronerField(
        label=_("Forventet for hele året i kroner"),
        required=False,
        help_text=_("Lad stå tomt, så længe I venter at bruge budgettet."),
    )
    forecast_on = DayField(
        label=_("Skønnet er fra"), required=False, help_text=_("Tomt betyder i dag.")
    )
    forecast_note = TextField(label=_("Hvorfor"), max_length=200, required=False)
    ends_on = DayField(
        label=_("Pengene stopper"),
        required=False,
        help_text=_("Kun når det er besluttet. Vælg beslutningen nedenfor."),
    )
    decision = decision_choice(label=_("Beslutning"))


class CommitmentForm(StampedForm):
    """Money promised beside the key."""

    organisation = organisation_choice(
        label=_("Organisation"), required=False, empty_label=_("Ingen af organisationerne her")
    )
    funder = TextField(
        label=_("Tilskudsgiver udefra"),
        max_length=120,
        required=False,
        help_text=_("Fx Landsbyggefonden."),
    )
    amount = KronerField(label=_("Tilsagn i kroner for hele perioden"))
    starts_on = DayField(label=_("Fra"))
    ends_on = DayField(
        label=_("Til og med"), help_text=_("Et tilsagn over flere år deles på årene efter dage.")
    )
    decision = decision_choice(label=_("Beslutning"))
    note = TextField(label=_("Bemærkning"), max_length=200, required=False)


class BookingForm(StampedForm):
    """An amount from the accounts, for a quarter."""

    fund = fund_choice(label=_("Pulje"))
    kind = forms.ChoiceField(label=_("Art"), choices=Booking.Kind.choices)
    year = YearField(label=_("År"))
    quarter = forms.TypedChoiceField(
        label=_("Kvartal"), coerce=int, choices=[(number, str(number)) for number in range(1, 5)]
    )
    organisation = organisation_choice(
        label=_("Organisation"),
        required=False,
        empty_label=_("Ikke oplyst"),
        help_text=_("Ved bidrag den, der har betalt. Ved udgifter den, der har afholdt dem."),
    )
    intervention = intervention_choice(label=_("Indsats"))
    text = TextField(
        label=_("Tekst"),
        max_length=160,
        required=False,
        help_text=_("Skriv, hvad pengene gik til. Skriv ikke navne og ikke løn."),
    )
    amount = KronerField(
        label=_("Beløb i kroner"),
        below_zero=True,
        help_text=_("Et beløb under nul retter et tidligere beløb."),
    )


class BookingFileForm(forms.Form):
    """A file of bookings as it comes from the accounts."""

    file = forms.FileField(
        label=_("CSV-fil med bogførte beløb"),
        help_text=_("Højst 1 MB. Brug skabelonens overskrifter."),
        error_messages={"required": _("Vælg en fil.")},
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,text/csv"}),
    )


class BookingTakeForm(forms.Form):
    """The file that was looked through, handed back when it is to be taken in."""

    name = forms.CharField(max_length=200, widget=forms.HiddenInput)
    text = forms.CharField(widget=forms.HiddenInput, strip=False)
    fingerprint = forms.CharField(max_length=64, widget=forms.HiddenInput)


class PositionForm(StampedForm):
    """A position: who employs, who pays. There is no field for pay."""

    title = TextField(
        label=_("Stilling"),
        max_length=120,
        help_text=_("Fx Projektleder. Skriv stillingen, ikke personens navn."),
    )
    full_time_years = ShareField(
        label=_("Årsværk"), decimals=2, words=_("Skriv tallet som 0,5 med højst to decimaler.")
    )
    fund = fund_choice(label=_("Pulje"))
    intervention = intervention_choice(label=_("Indsats"))
    employer = organisation_choice(label=_("Ansat hos"), empty_label=_("Vælg organisation"))
    payer = organisation_choice(
        label=_("Betales af"),
        empty_label=_("Vælg organisation"),
        help_text=_(
            "Den, der selv lønner arbejdstiden ud over sit bidrag. Betaler puljen lønnen, står den i "
            "stedet som en budgetpost."
        ),
    )
    starts_on = DayField(label=_("Fra"))
    ends_on = DayField(label=_("Til og med"), required=False)
