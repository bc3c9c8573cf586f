"""What is typed about an indicator and what it counts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from indicators.forms.knowledge import IndicatorField, NamedField
from indicators.models import CategorySet, Definition, Source
from indicators.rules.definitions import WORDING
from partnership.forms.fields import DayField, TextField
from partnership.forms.stamped import StampedForm
from partnership.models import Goal

NAMES = ("name", "name_en", "home_goal", "belongs_with", "is_front", "is_restricted")
# The long form in parts, each under its heading.
GROUPS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (_("Hvad ændres"), ("valid_from", "breaks_series", "note")),
    (_("Navn og placering"), NAMES),
    (_("Hvad tælles"), ("kind", "numerator", "denominator", "unit", "per", "decimals")),
    (_("Hvad er bedst"), ("direction", "band_lower", "band_upper", "smallest_relevant_change")),
    (_("Hvor kommer tallene fra"), (
        "source", "data_kind", "counts", "frequency", "period_kind", "release_lag_months",
    )),
    (_("Kontrol, opdeling og forbehold"), (
        "least", "most", "pool_years", "breakdowns", "stands_for", "caveat",
    )),
    (_("På engelsk"), ("numerator_en", "denominator_en", "unit_en", "caveat_en")),
)  # fmt: skip


class IndicatorForm(StampedForm):
    """What the indicator is called and where it belongs."""

    name = TextField(label=_("Navn"), max_length=120)
    name_en = TextField(label=_("Navn på engelsk"), max_length=120, required=False)
    home_goal = NamedField(
        label=_("Effektmål"),
        queryset=Goal.objects.select_related("vision"),
        required=False,
        empty_label=_("Intet endnu"),
    )
    belongs_with = IndicatorField(
        label=_("Hører sammen med"),
        required=False,
        empty_label=_("Ingen: den står alene"),
        help_text=_(
            "Vælg en indikator, der er en del af den, dens modstykke eller har samme tæller. Så "
            "skjules små tal i dem samlet, så det ene ikke røber det andet."
        ),
    )
    is_front = forms.BooleanField(label=_("Vises forrest under sin vision"), required=False)
    is_restricted = forms.BooleanField(
        label=_("Fortrolig: kun for dem, der har fået ret til at se den"), required=False
    )

    def named(self) -> dict[str, Any]:
        """The part of the answers that is about the indicator itself."""
        return {name: self.cleaned_data[name] for name in NAMES}


class DefinitionForm(forms.Form):
    """What is counted, of whom, from where and how often."""

    kind = forms.ChoiceField(label=_("Slags tal"), choices=Definition.Kind.choices)
    numerator = TextField(
        label=_("Hvad tælles"), max_length=200, required=False, help_text=_("Fx “svarer trygge”.")
    )
    denominator = TextField(
        label=_("Ud af"), max_length=200, required=False, help_text=_("Fx “alle, der svarede”.")
    )
    numerator_en = TextField(label=_("Hvad tælles, på engelsk"), max_length=200, required=False)
    denominator_en = TextField(label=_("Ud af, på engelsk"), max_length=200, required=False)
    unit = TextField(label=_("Enhed"), max_length=40, initial="pct.")
    unit_en = TextField(label=_("Enhed på engelsk"), max_length=40, required=False)
    per = forms.IntegerField(
        label=_("Regnes pr."),
        min_value=1,
        initial=100,
        help_text=_("100 for en andel. For en rate fx 1.000. Ellers uden betydning."),
    )
    decimals = forms.IntegerField(label=_("Decimaler"), min_value=0, max_value=4, initial=1)
    direction = forms.ChoiceField(label=_("Retning"), choices=Definition.Direction.choices)
    band_lower = forms.FloatField(
        localize=True,
        label=_("Båndets nedre grænse"),
        required=False,
        help_text=_("Kun når det bedste er at ligge inden for et bånd. Ellers tomt."),
    )
    band_upper = forms.FloatField(localize=True, label=_("Båndets øvre grænse"), required=False)
    data_kind = forms.ChoiceField(
        label=_("Kommer fra"),
        choices=Definition.DataKind.choices,
        help_text=_("Afgør, hvordan usikkerheden regnes."),
    )
    counts = forms.ChoiceField(
        label=_("Tæller"),
        choices=Definition.Counts.choices,
        help_text=_("Små tal skjules kun, når det er personer."),
    )
    source = NamedField(
        label=_("Kilde"), queryset=Source.objects.all(), empty_label=_("Vælg kilde")
    )
    frequency = forms.ChoiceField(label=_("Hvor ofte"), choices=Definition.Frequency.choices)
    period_kind = forms.ChoiceField(label=_("Måles"), choices=Definition.PeriodKind.choices)
    release_lag_months = forms.IntegerField(
        label=_("Udkommer så mange måneder efter perioden"), required=False, min_value=0,
        max_value=60,
    )  # fmt: skip
    pool_years = forms.IntegerField(
        label=_("Læg så mange år sammen, når tallene er små"), required=False
    )
    smallest_relevant_change = forms.FloatField(
        localize=True, label=_("Mindste ændring, der betyder noget"), required=False, min_value=0
    )
    least = forms.FloatField(
        localize=True,
        label=_("Lavere tal er fejl"),
        required=False,
        help_text=_("Afvises ved indtastning."),
    )
    most = forms.FloatField(localize=True, label=_("Højere tal er fejl"), required=False)
    stands_for = TextField(
        label=_("Står i stedet for"),
        max_length=200,
        required=False,
        help_text=_("Hvis indikatoren kun antyder det, I vil vide, så skriv, hvad det er."),
    )
    breakdowns = forms.ModelMultipleChoiceField(
        label=_("Indsamles også opdelt på"),
        queryset=CategorySet.objects.exclude(code="total"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    caveat = TextField(label=_("Forbehold"), max_length=300, required=False)
    caveat_en = TextField(label=_("Forbehold på engelsk"), max_length=300, required=False)

    def groups(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """The fields under their headings."""
        found = [(head, [self[n] for n in names if n in self.fields]) for head, names in GROUPS]
        return [(heading, fields) for heading, fields in found if fields]

    def defined(self) -> dict[str, Any]:
        """The definition's fields; an English unit that is left out is the Danish one."""
        names = [name for name in DefinitionForm.base_fields if name != "breakdowns"]
        values = {name: self.cleaned_data[name] for name in names if name in self.fields}
        if "unit" in values:
            values["unit_en"] = values["unit_en"] or values["unit"]
        return values

    def parts(self) -> list[CategorySet]:
        """The breakdowns that were chosen."""
        return list(self.cleaned_data["breakdowns"])


class NewIndicatorForm(IndicatorForm, DefinitionForm):
    """An indicator in the partnership's own words, with its first definition."""

    field_order = [*NAMES, *DefinitionForm.base_fields]


class VersionForm(DefinitionForm):
    """A definition from a day on, and whether its figures may be compared with the older ones."""

    valid_from = DayField(
        label=_("Gælder fra"),
        help_text=_("Fx 1.1.2027. Perioder, der begynder før, beholder den gamle definition."),
    )
    breaks_series = forms.BooleanField(
        label=_("Databrud: tallene kan ikke sammenlignes med de gamle"),
        required=False,
        help_text=_("Uden kryds går kurven videre med de nye tal."),
    )
    note = TextField(label=_("Hvorfor"), max_length=300, help_text=_("Står på definitionskortet."))
    field_order = ["valid_from", "breaks_series", "note"]


class WordingForm(StampedForm, DefinitionForm):
    """Words and limits that can be put right without moving a figure."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in list(self.fields):
            if name not in WORDING and name != "seen":
                del self.fields[name]


class MergeForm(StampedForm):
    """Which indicator carries the figures on."""

    into = IndicatorField(label=_("Læg sammen med"), empty_label=_("Vælg indikator"))


class RetireForm(forms.Form):
    """The day from which an indicator is not used."""

    on = DayField(label=_("Udgår fra"), help_text=_("Fx 1.3.2027."))
