"""What is written alike of effort areas and of target groups."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from partnership.forms.decisions import GoalsField
from partnership.forms.fields import DayField, TextField
from partnership.forms.stamped import StampedForm
from partnership.models import EffortArea, Goal, TargetGroup


class PartForm(StampedForm):
    """Names, goals, and whether it is still used; what is its own is said by its form."""

    own: ClassVar[tuple[str, ...]]  # fields of the row beside the names and the last day
    sets_of: ClassVar[tuple[str, ...]] = ("goals",)

    name = TextField(label=_("Navn"), max_length=120)
    name_en = TextField(label=_("Navn på engelsk"), max_length=120, required=False)
    goals = GoalsField(
        label=_("Effektmål"), queryset=Goal.objects.select_related("vision"), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    retired_on = DayField(
        label=_("Bruges ikke mere fra"), required=False,
        help_text=_("Det, der hører til, bliver stående."),
    )  # fmt: skip

    @classmethod
    def columns(cls) -> tuple[str, ...]:
        """The fields that stand on the row itself."""
        return ("name", "name_en", *cls.own, "retired_on")

    def values(self) -> dict[str, Any]:
        """What stands on the row itself."""
        return {name: self.cleaned_data[name] for name in self.columns()}

    def sets(self) -> dict[str, Any]:
        """What was ticked."""
        return {name: self.cleaned_data[name] for name in self.sets_of}

    @classmethod
    def initial_of(cls, found: EffortArea | TargetGroup) -> dict[str, Any]:
        """What a form about something that is there begins with."""
        return {name: getattr(found, name) for name in cls.columns()} | {
            name: list(getattr(found, name).all()) for name in cls.sets_of
        }
