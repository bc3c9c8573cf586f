"""What may be compared with, and what is agreed on."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from indicators.services import comparator_choices
from indicators.services.comparators import name_of
from partnership.forms.fields import TextField
from partnership.forms.stamped import StampedForm


class ComparatorForm(StampedForm):
    """Which choices the pages offer, and which of them counts where nothing else is chosen."""

    offered = forms.MultipleChoiceField(
        label=_("Kan vælges på siderne"), widget=forms.CheckboxSelectMultiple
    )
    agreed = forms.ChoiceField(
        label=_("Det aftalte"),
        help_text=_("Bruges, hvor læseren ikke har valgt andet, og i alle sammenfatninger."),
    )
    reason = TextField(
        label=_("Hvor er det aftalt"),
        max_length=200,
        help_text=_("Fx møde, dato og punkt på dagsordenen."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [
            (key, capfirst(name_of(key.partition(":")[0], place.name if place else "")))
            for key, place in comparator_choices.possible().items()
        ]
        for name in ("offered", "agreed"):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - both are, above
            field.choices = choices

    def show_conflict(self, stored: models.Model, stamp: int) -> None:
        """Show typed beside stored values; every tick of the choices is kept."""
        self.conflicts = tuple(self.differences(stored))
        kept = self.data.copy()  # type: ignore[attr-defined]
        kept["seen"] = str(stamp)
        self.data = kept

    def differences(self, stored: models.Model) -> list[tuple[str, str, str]]:
        """Typed beside stored; the choices are many rows, so the rows are asked, not the one."""
        now = comparator_choices.offered()
        typed = self.typed()
        stands = {"offered": list(now.keys), "agreed": now.agreed, "reason": now.reason}
        return [
            (
                str(self.fields[name].label),
                self.spoken(name, value),
                self.spoken(name, stands[name]),
            )
            for name, value in typed.items()
            if value != stands[name]
        ]

    def spoken(self, name: str, value: Any) -> str:
        """Several choices in one line."""
        if isinstance(value, list):
            return ", ".join(super(ComparatorForm, self).spoken(name, each) for each in value)
        return super().spoken(name, value)
