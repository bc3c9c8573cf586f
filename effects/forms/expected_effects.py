"""What is written of an expected effect: where, how much, by when, and why we believe it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from areas.models import Area
from effects.models import EffectVersion
from effects.services.expected_effects import Wording
from indicators.forms.knowledge import IndicatorField
from indicators.models import Indicator
from indicators.rules.numbers import read_number
from indicators.rules.values import Refused
from indicators.services.names import in_english
from partnership.forms.decisions import text_area
from partnership.forms.fields import DayField, TextField
from partnership.forms.interventions import GroupedForm
from partnership.models import Decision, Goal, TargetGroup

WHERE, HOW_MUCH = ("areas", "target_group"), ("measure", "direction", "size")
WHEN, WHY = ("earliest_on", "latest_on"), ("why", "other_causes")
SEEN = ("areas", "measure", "direction", "size", "earliest_on")  # what the smallest change rests on
DECISIVE = 7  # digits after which a size is a slip of the hand


class SizeField(forms.Field):
    """The size of a change, typed as 2,5; the direction is chosen for itself."""

    def __init__(self, **options: Any) -> None:
        attrs = {"inputmode": "decimal", "autocomplete": "off", "size": 10, "maxlength": 30}
        super().__init__(widget=forms.TextInput(attrs=attrs), **options)

    def to_python(self, value: Any) -> float | None:
        """The number, or None for nothing typed."""
        text = str(value if value is not None else "").strip().rstrip("%").strip()
        if not text:
            return None
        try:
            size = float(read_number(text, english=in_english()))
        except Refused:
            raise ValidationError(_("Skriv et tal, for eksempel 5 eller 2,5.")) from None
        if abs(size) >= 10**DECISIVE:
            raise ValidationError(_("Tallet er for stort."))
        return size

    def prepare_value(self, value: Any) -> Any:
        """A stored number as one would type it."""
        if not isinstance(value, float):
            return value
        text = f"{value:.6f}".rstrip("0").rstrip(".")
        return text if in_english() else text.replace(".", ",")


class ChooseIndicator(forms.Form):
    """Which indicator should move: asked first, so that the rest can speak of it."""

    indikator = IndicatorField(
        label=_("Hvilken indikator skal flytte sig?"), to_field_name="code",
        empty_label=_("Vælg indikator"),
        help_text=_("De indikatorer, der hører til indsatsens effektmål, står først."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, restricted: bool, goals: Iterable[Goal] = (), **options: Any
    ) -> None:
        super().__init__(*args, **options)
        is_near = Q(home_goal__in=[goal.pk for goal in goals])
        near = models.Case(models.When(is_near, then=0), default=1)
        offered = Indicator.objects.seen_by(restricted=restricted).filter(definitions__isnull=False)
        field = self.fields["indikator"]
        field.queryset = offered.distinct().order_by(near, "position", "name")  # type: ignore[attr-defined]


class EffectForm(GroupedForm):
    """What is expected of an indicator. `unit` is said next to the size."""

    areas = forms.ModelMultipleChoiceField(
        label=_("Områder"), queryset=Area.objects.none(), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Vælg mindst ét område.")},
        help_text=_("Her skal ændringen kunne ses."),
    )  # fmt: skip
    target_group = forms.ModelChoiceField(
        label=_("Målgruppe"), queryset=TargetGroup.objects.none(), required=False,
        empty_label=_("Alle, tallet gælder"),
    )  # fmt: skip
    measure = forms.ChoiceField(
        label=_("Hvad skal flytte sig?"), choices=EffectVersion.Measure.choices,
        widget=forms.RadioSelect,
    )  # fmt: skip
    direction = forms.ChoiceField(
        label=_("Hvilken vej?"), choices=EffectVersion.Direction.choices, widget=forms.RadioSelect,
        help_text=_("En afstand falder, når området kommer nærmere."),
    )  # fmt: skip
    size = SizeField(label=_("Hvor meget?"))
    earliest_on = DayField(
        label=_("Tidligst"), help_text=_("Før den dag kan intet ses. Fx 1.3.2027.")
    )
    latest_on = DayField(
        label=_("Senest"),
        help_text=_("Til den tid skal det kunne ses. Så følger organet op på effekten."),
    )
    why = text_area(
        _("Hvorfor tror vi på det?"), rows=4, max_length=4000,
        help_text=_("Hvad er set andre steder, og hvorfor skulle det virke her?"),
    )  # fmt: skip
    other_causes = text_area(
        _("Hvad kan ellers forklare en ændring?"), rows=3, required=False, max_length=4000,
        help_text=_("Fx andre indsatser, flytninger eller ændringer i hele kommunen."),
    )  # fmt: skip

    grouping: tuple[tuple[Any, tuple[str, ...]], ...] = (
        (_("Hvor"), WHERE), (_("Hvad vi forventer"), HOW_MUCH), (_("Hvornår"), WHEN),
        (_("Hvorfor"), WHY),
    )  # fmt: skip

    def __init__(
        self, *args: Any, areas: Iterable[Area], unit: str, held: int | None = None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self._rows("areas", Area.objects.filter(pk__in=[a.pk for a in areas]).order_by("position"))
        current = Q(retired_on__isnull=True) | Q(pk=held or 0)
        self._rows("target_group", TargetGroup.objects.filter(current))
        self.fields["size"].label = _("Hvor meget, i %(unit)s?") % {"unit": unit}

    def _rows(self, name: str, rows: Any) -> None:
        self.fields[name].queryset = rows  # type: ignore[attr-defined]

    def wording(self, indicator: Indicator) -> Wording:
        """What was written, for the service."""
        data = self.cleaned_data
        names = (*HOW_MUCH, *WHEN, *WHY, "target_group")
        return Wording(
            indicator=indicator, areas=list(data["areas"]), **{name: data[name] for name in names}
        )


class AmendForm(EffectForm):
    """A new version beside the old ones: what is expected now, why, and by which decision."""

    reason = text_area(
        _("Hvorfor ændres forventningen?"), rows=3, max_length=2000,
        help_text=_("Den tidligere forventning bliver stående ved siden af."),
    )  # fmt: skip
    decision = forms.ModelChoiceField(
        label=_("Beslutningen bag"), queryset=Decision.objects.none(), required=False,
        empty_label=_("Ingen beslutning"),
    )  # fmt: skip

    grouping = (*EffectForm.grouping, (_("Ændringen"), ("reason", "decision")))

    def __init__(self, *args: Any, decisions: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._rows("decision", decisions)

    def compared(self) -> list[str]:
        """What a version says of the change itself; reason and decision are this writer's own."""
        return [name for name in self.typed() if name not in ("reason", "decision")]

    def standing(self, name: str, stored: models.Model) -> Any:
        """What stands in the newest version; the areas as rows."""
        now = super().standing(name, stored)
        return sorted(now, key=lambda area: area.position) if name == "areas" else now


class WithdrawForm(forms.Form):
    """Why it is expected no longer."""

    reason = TextField(
        label=_("Hvorfor forventes det ikke mere?"), max_length=500,
        help_text=_("Det, der blev skrevet, kan stadig læses sammen med grunden."),
    )  # fmt: skip


class PreviewForm(EffectForm):
    """The same fields half filled in: what can be read of them is enough to tell what can be seen."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in list(self.fields):
            if name not in SEEN:
                del self.fields[name]
            else:
                self.fields[name].required = False

    def asked(self) -> dict[str, Any]:
        """What was understood."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


def initial_of(version: EffectVersion) -> dict[str, Any]:
    """What a form about an expected effect begins with."""
    names = (*HOW_MUCH, *WHEN, *WHY, "target_group")
    return {name: getattr(version, name) for name in names} | {"areas": list(version.areas.all())}
