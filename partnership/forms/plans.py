"""What is written of a plan or an agreement."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partnership.forms.decisions import text_area
from partnership.forms.fields import DayField, TextField
from partnership.forms.interventions import GroupedForm, boxes, one_of
from partnership.models import EffortArea, Frame, Organisation, Plan

SETS = ("parties",)
FIELDS = (
    "name", "kind", "parent", "frame", "effort_area", "funder", "starts_on", "ends_on", "text",
    "case_number",
)  # fmt: skip


class PlanForm(GroupedForm):
    """A plan's words, its period, its parties and what it lies beneath."""

    grouping = (
        (_("Aftalen"), ("name", "kind", "starts_on", "ends_on", "text", "case_number")),
        (_("Hvem"), ("parties", "funder")),
        (_("Hvor den hører til"), ("parent", "effort_area", "frame")),
    )
    name = TextField(label=_("Navn"), max_length=160)
    kind = forms.ChoiceField(label=_("Art"), choices=Plan.Kind.choices)
    starts_on = DayField(label=_("Gælder fra"), help_text=_("Fx 1.1.2027."))
    ends_on = DayField(label=_("Gælder til"))
    text = text_area(_("Hvad den går ud på"), required=False)
    case_number = TextField(label=_("Journalnummer"), max_length=60, required=False)
    parties = boxes(_("Parter"), Organisation.objects.all())
    funder = TextField(
        label=_("Hvem finansierer"), max_length=120, required=False,
        help_text=_("Hvis det ikke er parterne selv, fx Landsbyggefonden."),
    )  # fmt: skip
    parent = one_of(_("Ligger under"), Plan.objects.none())
    effort_area = one_of(_("Indsatsområde"), EffortArea.objects.none())
    frame = one_of(_("Ramme"), Frame.objects.all())

    def __init__(self, *args: Any, plan: Plan | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        known = plan.pk if plan else 0
        self.fields["parent"].queryset = Plan.objects.exclude(pk=known)  # type: ignore[attr-defined]
        current = Q(retired_on__isnull=True) | Q(plans=known)
        rows = EffortArea.objects.filter(current).distinct()
        self.fields["effort_area"].queryset = rows  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """What stands on the row itself."""
        return {name: self.cleaned_data[name] for name in FIELDS}

    def sets(self) -> dict[str, Any]:
        """What was ticked."""
        return {name: self.cleaned_data[name] for name in SETS}


def initial_of(plan: Plan) -> dict[str, Any]:
    """What a form about a plan begins with."""
    return {name: getattr(plan, name) for name in FIELDS} | {"parties": list(plan.parties.all())}
