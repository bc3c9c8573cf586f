"""What the learning archive is searched by."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from areas.models import Area
from effects.models import Review
from partnership.forms.fields import TextField
from partnership.models import EffortArea, Goal
from partnership.rules.programme_presets import KINDS


def kinds() -> list[tuple[str, Any]]:
    """The known kinds of interventions, in the reader's language."""
    language = get_language() or "da"
    return [("", _("Alle")), *((kind.code, kind.spoken(language).name) for kind in KINDS)]


class LearningFilter(forms.Form):
    """Words, and what was tried, found and decided."""

    q = TextField(label=_("Søg i teksten"), max_length=100, required=False)
    kind = forms.ChoiceField(label=_("Slags indsats"), required=False, choices=kinds)
    area = forms.ModelChoiceField(
        label=_("Område"), queryset=Area.objects.filter(kind=Area.Kind.AREA).order_by("name"),
        required=False, empty_label=_("Alle"),
    )  # fmt: skip
    effort_area = forms.ModelChoiceField(
        label=_("Indsatsområde"), queryset=EffortArea.objects.all(), required=False,
        empty_label=_("Alle"),
    )  # fmt: skip
    goal = forms.ModelChoiceField(
        label=_("Effektmål"), queryset=Goal.objects.select_related("vision"), required=False,
        empty_label=_("Alle"),
    )  # fmt: skip
    finding = forms.ChoiceField(
        label=_("Vurdering"), required=False, choices=[("", _("Alle")), *Review.Finding.choices]
    )
    outcome = forms.ChoiceField(
        label=_("Beslutning"), required=False, choices=[("", _("Alle")), *Review.Outcome.choices]
    )

    def wanted(self) -> dict[str, Any]:
        """What was asked for and understood."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
