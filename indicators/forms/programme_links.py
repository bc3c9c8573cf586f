"""Where in the programme an indicator is followed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from indicators.models import Indicator
from partnership.models import EffortArea, TargetGroup


class ProgrammeLinksForm(forms.Form):
    """The effort areas and target groups at which an indicator is followed."""

    effort_areas = forms.ModelMultipleChoiceField(
        label=_("Indsatsområder"), queryset=EffortArea.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    target_groups = forms.ModelMultipleChoiceField(
        label=_("Målgrupper"), queryset=TargetGroup.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    seen = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)

    def __init__(self, *args: Any, indicator: Indicator, **options: Any) -> None:
        super().__init__(*args, **options)
        current = Q(retired_on__isnull=True) | Q(indicators=indicator)
        for name, model in (("effort_areas", EffortArea), ("target_groups", TargetGroup)):
            rows = model._default_manager.filter(current).distinct()
            self.fields[name].queryset = rows  # type: ignore[attr-defined]

    def show_again(self, mark: str) -> None:
        """Keep what was ticked; whoever saves again has seen that it changed."""
        data = self.data.copy()  # type: ignore[attr-defined]  # of several ticked boxes all stay
        data["seen"] = mark
        self.data = data
