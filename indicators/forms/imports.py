"""Choosing a file, saying who is meant by its names, and the last word before it is taken in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indicators.forms.knowledge import NamedField
from indicators.models import Source
from indicators.services.import_files.books import Book
from indicators.services.import_files.meanings import LEFT_OUT
from partnership.forms.fields import TextField

MOST_NAMES = 40  # names asked about on one page
IN_SIGHT = 12


class FileForm(forms.Form):
    """One file, and where its figures come from."""

    file = forms.FileField(
        label=gettext_lazy("Fil med tal"),
        help_text=gettext_lazy(
            "Regneark (xlsx, ods), CSV eller JSON. Du ser, hvad filen vil ændre, før noget gemmes."
        ),
        error_messages={
            "required": gettext_lazy("Vælg en fil."),
            "empty": gettext_lazy("Filen er tom. Vælg en anden."),
        },
    )
    source = NamedField(
        queryset=Source.objects.all(),
        required=False,
        label=gettext_lazy("Hvor kommer tallene fra?"),
        empty_label=gettext_lazy("Det står i filen, eller jeg siger det senere"),
        help_text=gettext_lazy(
            "Har du indlæst en fil af samme slags fra kilden før, læses denne på samme måde."
        ),
    )


class NamesForm(forms.Form):
    """Who is meant by names that nobody knows: asked once, then remembered with the mapping.

    `is_left_out`: they are left out already, so nothing need be answered and all stand behind a click.
    """

    def __init__(
        self,
        *args: Any,
        names: Sequence[str],
        book: Book,
        is_left_out: bool = False,
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.is_left_out = is_left_out
        self._names = list(names)[:MOST_NAMES]
        areas = [(area.pk, area.name) for area in book.area_by_id.values()]
        choices = [("", _("Ikke svaret")), (LEFT_OUT, _("Tages ikke med")), *areas]
        for number, name in enumerate(self._names):
            self.fields[f"area-{number}"] = forms.TypedChoiceField(
                choices=choices, coerce=int, empty_value=None, required=False, label=name[:80]
            )
        self.fields["leaves_out"] = forms.BooleanField(
            required=False, label=_("Udelad alle andre områder, som vi ikke følger")
        )

    @property
    def first(self) -> list[BoundField]:
        """The names that are asked about in sight, and what becomes of all others."""
        return [] if self.is_left_out else [*self._asked[:IN_SIGHT], self["leaves_out"]]

    @property
    def rest(self) -> list[BoundField]:
        """The other names, behind a click; all of them where they are left out."""
        return self._asked if self.is_left_out else self._asked[IN_SIGHT:]

    @property
    def _asked(self) -> list[BoundField]:
        return [self[f"area-{number}"] for number in range(len(self._names))]

    def answers(self) -> dict[str, int]:
        """The names that were answered."""
        said = {n.lower(): self.cleaned_data[f"area-{i}"] for i, n in enumerate(self._names)}
        return {name: found for name, found in said.items() if found is not None}


class TakeForm(forms.Form):
    """The last word before a file is taken in; a published figure is only changed with a reason."""

    correction = TextField(
        label=gettext_lazy("Hvorfor rettes de offentliggjorte tal?"),
        max_length=300,
        error_messages={"required": gettext_lazy("Skriv, hvorfor offentliggjorte tal rettes.")},
    )
