"""What to enter for, in which periods; and one cell as the grid sends it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from areas.models import Area
from indicators.rules.cells import COUNTS, VALUES, VALUES_AND_N
from indicators.services.entry import indicators_for
from indicators.services.grids import Choice, usual_years
from indicators.services.names import localised
from partnership.rules.access import Standing

FIRST_YEAR, MOST_YEARS = 1990, 40
LONGEST = 60


class ChooseForm(forms.Form):
    """A GET form: one area or one indicator, the length of periods, the years, how to write."""

    for_what = forms.ChoiceField(label=gettext_lazy("Indberet for"))
    frequency = forms.ChoiceField(label=gettext_lazy("Periodens længde"))
    first_year = forms.IntegerField(
        label=gettext_lazy("Fra år"), min_value=FIRST_YEAR, max_value=2100
    )
    last_year = forms.IntegerField(
        label=gettext_lazy("Til år"), min_value=FIRST_YEAR, max_value=2100
    )
    writing = forms.ChoiceField(label=gettext_lazy("Skriv"))

    def __init__(self, standing: Standing, data: Mapping[str, Any] | None = None) -> None:
        first, last = usual_years(timezone.localdate())
        usual = {"frequency": "year", "first_year": first, "last_year": last, "writing": COUNTS}
        if data is not None:  # an address may leave out what is as usual
            data = {**usual, **{name: value for name, value in data.items() if value}}
        super().__init__(data, initial=usual)
        self.areas = {f"o-{area.slug}": area for area in Area.objects.all()}
        self.indicators = {f"i-{found.code}": found for found in indicators_for(standing)}
        self._field("for_what").choices = [
            ("", _("Vælg et område eller en indikator")),
            (_("Områder"), [(key, area.name) for key, area in self.areas.items()]),
            (_("Indikatorer"), [(key, localised(found)) for key, found in self.indicators.items()]),
        ]
        self._field("frequency").choices = [
            ("year", _("År")), ("half", _("Halvår")), ("quarter", _("Kvartal")), ("month", _("Måned")),
        ]  # fmt: skip
        self._field("writing").choices = [
            (COUNTS, _("Antal")),
            (VALUES, _("Procent eller rate")),
            (VALUES_AND_N, _("Procent eller rate, og antal svar")),
        ]

    def _field(self, name: str) -> forms.ChoiceField:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared so above
        return field

    def clean(self) -> dict[str, Any]:
        """Years in order, and not more of them than a page can hold."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("first_year"), cleaned.get("last_year")
        if first is None or last is None:
            return cleaned
        if first > last:
            self.add_error("first_year", _("Det første år ligger efter det sidste."))
        elif last - first >= MOST_YEARS:
            self.add_error(
                "first_year", _("Vælg højst %(years)s år ad gangen.") % {"years": MOST_YEARS}
            )
        return cleaned

    def choice(self) -> Choice:
        """What was chosen, for the grid."""
        key = self.cleaned_data["for_what"]
        indicator, area = self.indicators.get(key), self.areas.get(key)
        frequency = self.cleaned_data["frequency"]
        if indicator is not None:
            newest = indicator.definitions.order_by("-version").first()
            frequency = newest.frequency if newest else frequency
        return Choice(
            area=area,
            indicator=indicator,
            frequency=frequency,
            first_year=self.cleaned_data["first_year"],
            last_year=self.cleaned_data["last_year"],
            writing=self.cleaned_data["writing"],
        )


class CellForm(forms.Form):
    """One cell: what stands in its lines, a comment, and the version the writer saw."""

    first = forms.CharField(required=False, max_length=LONGEST, strip=True)
    second = forms.CharField(required=False, max_length=LONGEST, strip=True)
    comment = forms.CharField(required=False, strip=True)
    seen = forms.IntegerField(min_value=0)
    writing = forms.ChoiceField(
        required=False, choices=[(known, known) for known in (COUNTS, VALUES, VALUES_AND_N)]
    )


def seen_versions(text: str) -> dict[str, int]:
    """The versions a page showed, by cell id; empty when the field was tampered with."""
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    if not isinstance(found, dict):
        return {}
    return {
        str(key): version
        for key, version in found.items()
        if isinstance(version, int) and version >= 0
    }


def typed_lines(data: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """What stood in the lines of each cell, by cell id: fields c-<cell>-1 and c-<cell>-2."""
    firsts = [key for key in data if key.startswith("c-") and key.endswith("-1")]
    return {
        key[2:-2]: (data[key].strip()[:LONGEST], data.get(f"{key[:-2]}-2", "").strip()[:LONGEST])
        for key in firsts
    }
