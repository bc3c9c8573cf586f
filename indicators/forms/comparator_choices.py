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

    def standing(self, name: str, stored: models.Model) -> Any:
        """What stands; the choices are many rows, so the rows are asked, not the one."""
        now = comparator_choices.offered()
        return {"offered": list(now.keys), "agreed": now.agreed, "reason": now.reason}[name]
