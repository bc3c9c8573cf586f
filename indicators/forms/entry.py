"""What to enter for, in which periods; and one cell as the grid sends it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indicators.rules.cells import COUNTS, VALUES, VALUES_AND_N
from indicators.services.divisions import areas_for
from indicators.services.entry import indicators_for
from indicators.services.entry_pages import MOST_AT_ONCE, Sent
from indicators.services.grid_plans import ALL, AUTO, NONE, Choice, usual_years
from indicators.services.names import localised
from partnership.rules.access import Standing

FIRST_YEAR, MOST_YEARS = 1990, 40
LONGEST = 60
ONLY_MISSING = "mangler"  # in the address: show the rows in which something is missing


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
    parts = forms.ChoiceField(label=gettext_lazy("Boligafdelinger og opdelinger"))

    def __init__(self, standing: Standing, data: Mapping[str, Any] | None = None) -> None:
        first, last = usual_years(timezone.localdate())
        usual = {"frequency": "year", "first_year": first, "last_year": last, "writing": COUNTS}
        usual["parts"] = AUTO
        if data is not None:  # an address may leave out what is as usual
            data = {**usual, **{name: value for name, value in data.items() if value}}
        super().__init__(data, initial=usual)
        self.areas = {f"o-{area.slug}": area for area in areas_for(standing)}
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
        self._field("parts").choices = [
            (AUTO, _("Hvor de bruges")),
            (ALL, _("Vis dem alle")),
            (NONE, _("Vis dem ikke")),
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
            parts=self.cleaned_data["parts"],
            only_missing=ONLY_MISSING in self.data,
        )


class CellForm(forms.Form):
    """One cell: what stands in its lines, a comment, and the version the writer saw."""

    first = forms.CharField(required=False, max_length=LONGEST, strip=True)
    second = forms.CharField(required=False, max_length=LONGEST, strip=True)
    comment = forms.CharField(required=False, strip=True)
    correction = forms.CharField(required=False, strip=True)
    back_to = forms.IntegerField(required=False, min_value=0, max_value=2**31 - 1)
    seen = forms.IntegerField(min_value=0)
    writing = forms.ChoiceField(
        required=False, choices=[(known, known) for known in (COUNTS, VALUES, VALUES_AND_N)]
    )


def seen_versions(text: str) -> dict[str, int] | None:
    """The versions a page showed, by cell id; None when the field was tampered with."""
    try:
        found = json.loads(text)
    except ValueError:
        return None
    if not isinstance(found, dict):
        return None
    if not all(type(version) is int and version >= 0 for version in found.values()):
        return None
    return found


def sent_cells(body: bytes) -> tuple[str, list[Sent]] | None:
    """How figures are written, and the cells that were sent; None where it is nothing of the kind."""
    try:
        found = json.loads(body)
        rows = found["cells"]
        writing = str(found.get("writing") or COUNTS)
        sent = [_sent(row) for row in rows]
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    is_known = writing in (COUNTS, VALUES, VALUES_AND_N)
    is_once = len({one.id for one in sent}) == len(sent)
    return (writing, sent) if is_known and is_once and len(sent) <= MOST_AT_ONCE else None


def _sent(row: dict[str, Any]) -> Sent:
    texts = {
        name: str(row.get(name) or "").strip()
        for name in ("first", "second", "comment", "correction")
    }
    if len(texts["first"]) > LONGEST or len(texts["second"]) > LONGEST:
        raise ValueError("too long")
    back_to = row.get("back_to")
    seen = row["seen"]
    if type(seen) is not int or not 0 <= seen < 2**31:
        raise ValueError("no version")
    if back_to is not None and (type(back_to) is not int or not 0 <= back_to < 2**31):
        raise ValueError("no version")
    return Sent(id=str(row["id"]), seen=seen, back_to=back_to, **texts)


def typed_lines(data: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """What stood in the lines of each cell, by cell id: fields c-<cell>-1 and c-<cell>-2."""
    firsts = [key for key in data if key.startswith("c-") and key.endswith("-1")]
    return {
        key[2:-2]: (data[key].strip()[:LONGEST], data.get(f"{key[:-2]}-2", "").strip()[:LONGEST])
        for key in firsts
    }
