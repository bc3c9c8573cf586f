"""Why a figure must be taken back, and which versions of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from partnership.forms.fields import TextField


class WithdrawalForm(forms.Form):
    """A request: which versions, and the reason."""

    versions = forms.TypedMultipleChoiceField(
        label=_("Hvilke udgaver"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Vælg mindst én udgave af tallet.")},
    )
    reason = TextField(
        label=_("Hvorfor skulle tallet ikke have været delt?"),
        max_length=300,
        help_text=_("Begrundelsen bliver stående. Skriv ikke selve tallet."),
    )

    def __init__(self, data: Any = None, *, versions: Sequence[tuple[int, str]]) -> None:
        super().__init__(data, initial={"versions": [number for number, _text in versions]})
        field = self.fields["versions"]
        assert isinstance(field, forms.TypedMultipleChoiceField)  # noqa: S101 - declared so above
        field.choices = versions


class RefusalForm(forms.Form):
    """Why the figure stays."""

    reason = TextField(label=_("Hvorfor bliver tallet stående?"), max_length=300)
