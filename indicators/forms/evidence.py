"""A file or a link beside a figure."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indicators.rules.evidence import KINDS


class EvidenceForm(forms.Form):
    """What the figure rests on: one of the two, and a title that may be left out."""

    title = forms.CharField(
        label=gettext_lazy("Hvad er det?"), max_length=160, required=False, strip=True
    )
    file = forms.FileField(
        label=gettext_lazy("Fil"),
        required=False,
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ",".join(f".{kind}" for kind in KINDS)}),
    )
    url = forms.URLField(
        label=gettext_lazy("eller link"), max_length=400, required=False, assume_scheme="https"
    )

    def clean(self) -> dict[str, Any]:
        """Exactly one of file and link."""
        cleaned = super().clean() or {}
        if bool(cleaned.get("file")) == bool(cleaned.get("url")) and not self.errors:
            raise forms.ValidationError(_("Vælg en fil, eller skriv et link."))
        return cleaned
