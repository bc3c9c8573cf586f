"""Choosing presets from a catalogue or a file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class PresetForm(forms.Form):
    """Which presets are taken into use."""

    codes = forms.MultipleChoiceField(
        label=_("Indikatorer"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Sæt kryds ved mindst én indikator.")},
    )

    def __init__(self, data: Any = None, *, codes: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)
        field = self.fields["codes"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - declared so above
        field.choices = codes


class PresetFileForm(forms.Form):
    """A file of presets."""

    file = forms.FileField(
        label=_("Fil med indikatorer"),
        help_text=_("En TOML-fil som den, der kan hentes her. Du ser indholdet, før noget gemmes."),
        error_messages={
            "required": _("Vælg en fil."),
            "empty": _("Filen er tom. Vælg en anden."),
        },
    )
