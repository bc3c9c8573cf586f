"""What is written of an intervention, the steps decisions take it, its milestones, the list's filter."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from areas.models import Area
from partnership.forms.decisions import GoalsField, text_area
from partnership.forms.fields import DayField, TextField
from partnership.forms.stamped import StampedForm
from partnership.models import (
    Body,
    Decision,
    EffortArea,
    Goal,
    Intervention,
    Organisation,
    Person,
    Plan,
    TargetGroup,
)
from partnership.rules import interventions as rules
from partnership.services.follow_ups import possible_owners
from partnership.services.interventions import ADJUSTED, ADJUSTED_SETS, SETS, Home

THEORY: tuple[Any, tuple[str, ...]] = (
    _("Fra problem til forandring"), ("problem", "for_whom", "what_we_do", "what_should_change")
)  # fmt: skip
GROUPS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (_("Indsatsen"), ("name", "name_en")),
    THEORY,
    (_("Hvad den sigter mod, og hvor"), ("effort_area", "goals", "areas", "target_groups")),
    (_("Hvem"), ("body", "responsible", "partners", "plan")),
)


def boxes(label: Any, queryset: Any, **options: Any) -> forms.ModelMultipleChoiceField:
    """Rows to tick."""
    return forms.ModelMultipleChoiceField(
        label=label, queryset=queryset, required=False, widget=forms.CheckboxSelectMultiple,
        **options,
    )  # fmt: skip


def one_of(label: Any, queryset: Any, **options: Any) -> forms.ModelChoiceField:
    """One row, or none."""
    return forms.ModelChoiceField(
        label=label, queryset=queryset, required=False, empty_label=_("Ingen endnu"), **options
    )


class GroupedForm(StampedForm):
    """A stamped form whose fields stand under headings."""

    grouping: tuple[tuple[Any, tuple[str, ...]], ...] = GROUPS

    def groups(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """The fields under their headings."""
        found = [
            (head, [self[n] for n in names if n in self.fields]) for head, names in self.grouping
        ]
        return [(heading, fields) for heading, fields in found if fields]


class TheoryForm(GroupedForm):
    """Why the intervention should work, and what it aims at."""

    problem = text_area(_("Problemet"), rows=3, help_text=_("Hvad er der galt i dag?"))
    for_whom = text_area(
        _("For hvem"), rows=2, required=False, help_text=_("Hvem er indsatsen for?")
    )
    what_we_do = text_area(_("Hvad vi gør"), rows=3)
    what_should_change = text_area(
        _("Hvad der skal ændre sig"), rows=3,
        help_text=_("Det, beboerne skal kunne mærke, og som indikatorerne kan vise."),
    )  # fmt: skip
    effort_area = one_of(_("Indsatsområde"), EffortArea.objects.none())
    goals = GoalsField(
        label=_("Effektmål"), queryset=Goal.objects.select_related("vision"), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    areas = boxes(_("Områder"), Area.objects.none())
    target_groups = boxes(_("Målgrupper"), TargetGroup.objects.none())

    def __init__(
        self, *args: Any, intervention: Intervention | None = None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        known = intervention.pk if intervention else 0
        mine = Q(interventions=known)
        current = Q(retired_on__isnull=True) | mine
        self._rows("effort_area", EffortArea.objects.filter(current).distinct())
        self._rows("target_groups", TargetGroup.objects.filter(current).distinct())
        self._rows(
            "areas", Area.objects.filter(Q(kind=Area.Kind.AREA) | mine).distinct().order_by("name")
        )

    def _rows(self, name: str, rows: Any) -> None:
        if name in self.fields:
            self.fields[name].queryset = rows  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """What stands on the row itself."""
        return {name: value for name, value in self.typed().items() if name not in SETS}

    def sets(self) -> dict[str, Any]:
        """What was ticked."""
        return {name: value for name, value in self.typed().items() if name in SETS}


class InterventionForm(TheoryForm):
    """All of a proposal; of an intervention that runs what needs no decision."""

    name = TextField(label=_("Navn"), max_length=120)
    name_en = TextField(label=_("Navn på engelsk"), max_length=120, required=False)
    body = forms.ModelChoiceField(
        label=_("Ansvarligt organ"), queryset=Body.objects.none(), empty_label=_("Vælg organ")
    )
    responsible = one_of(_("Ansvarlig person"), Person.objects.none())
    partners = boxes(_("Partnere"), Organisation.objects.all())
    plan = one_of(_("Plan eller aftale"), Plan.objects.all())

    def __init__(
        self, *args: Any, intervention: Intervention | None = None, **options: Any
    ) -> None:
        super().__init__(*args, intervention=intervention, **options)
        if intervention is not None and intervention.state != rules.PROPOSED:
            for name in (*ADJUSTED, *ADJUSTED_SETS):
                self.fields.pop(name, None)
        mine = Q(interventions=intervention.pk if intervention else 0)
        bodies = Body.objects.exclude(kind=Body.Kind.SECRETARIAT)
        self._rows("body", bodies.filter(Q(closed_at__isnull=True) | mine).distinct())
        held = intervention.responsible_id if intervention else None
        self._rows("responsible", possible_owners() | Person.objects.filter(pk=held or 0))


class DecidedStep(forms.Form):
    """The decision a step rests on, its day, and a word on it."""

    decision = forms.ModelChoiceField(
        label=_("Beslutning"), queryset=Decision.objects.none(), empty_label=_("Vælg beslutning"),
        help_text=_("Vedtagne beslutninger, der nævner indsatsen, står først."),
    )  # fmt: skip
    on = DayField(label=_("Fra hvilken dag"), help_text=_("Fx 24.3.2027."))
    note = TextField(label=_("Bemærkning"), max_length=300, required=False)

    def __init__(self, *args: Any, decisions: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["decision"].queryset = decisions  # type: ignore[attr-defined]


class AnchorForm(DecidedStep):
    """Where an intervention lives on when it becomes part of the ordinary running."""

    anchored_with = forms.ModelChoiceField(
        label=_("Hvem driver den videre"), queryset=Organisation.objects.all(),
        empty_label=_("Vælg organisation"),
    )  # fmt: skip
    anchored_budget = TextField(
        label=_("Hvilket budget betaler"),
        max_length=200,
        help_text=_("Fx “Kommunens fritidsbudget” eller “Afdelingernes driftsbudget”."),
    )

    field_order = ("decision", "on", "anchored_with", "anchored_budget", "note")

    def home(self) -> Home:
        """With whom it lives on, and on whose budget."""
        data = self.cleaned_data
        return Home(organisation=data["anchored_with"], budget=data["anchored_budget"])


class AdjustForm(TheoryForm, DecidedStep):
    """The theory as it is from now on, and the decision that changed it."""

    grouping = ((_("Hvad blev besluttet"), ("decision", "on", "note")), THEORY, GROUPS[2])

    def compared(self) -> list[str]:
        """What stands on the intervention itself."""
        return [name for name in self.typed() if name in (*ADJUSTED, *ADJUSTED_SETS)]


class MilestoneForm(StampedForm):
    """A point on the way: what, when, and whether it is reached."""

    title = TextField(label=_("Milepæl"), max_length=160)
    due_on = DayField(label=_("Skal være nået den"))
    reached_on = DayField(
        label=_("Nået den"), required=False, help_text=_("Lad feltet stå tomt, til den er nået.")
    )
    word = TextField(label=_("Et ord om, hvordan det gik"), max_length=300, required=False)


class InterventionFilter(forms.Form):
    """What the list is narrowed down to."""

    q = TextField(label=_("Søg i teksten"), max_length=100, required=False)
    state = forms.ChoiceField(
        label=_("Status"), required=False, choices=[("", _("Alle")), *Intervention.State.choices]
    )
    area = forms.ModelChoiceField(
        label=_("Område"), queryset=Area.objects.filter(kind=Area.Kind.AREA).order_by("name"),
        required=False, empty_label=_("Alle"),
    )  # fmt: skip
    body = forms.ModelChoiceField(
        label=_("Organ"), queryset=Body.objects.exclude(kind=Body.Kind.SECRETARIAT),
        required=False, empty_label=_("Alle"),
    )  # fmt: skip
    effort_area = forms.ModelChoiceField(
        label=_("Indsatsområde"), queryset=EffortArea.objects.all(), required=False,
        empty_label=_("Alle"),
    )  # fmt: skip
    target_group = forms.ModelChoiceField(
        label=_("Målgruppe"), queryset=TargetGroup.objects.all(), required=False,
        empty_label=_("Alle"),
    )  # fmt: skip
    goal = forms.ModelChoiceField(
        label=_("Effektmål"), queryset=Goal.objects.select_related("vision"), required=False,
        empty_label=_("Alle"),
    )  # fmt: skip

    def wanted(self) -> dict[str, Any]:
        """What was asked for and understood."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


def initial_of(found: Intervention) -> dict[str, Any]:
    """What a form about an intervention begins with."""
    names = (
        *THEORY[1], "name", "name_en", "effort_area", "body", "responsible", "plan",
    )  # fmt: skip
    return {name: getattr(found, name) for name in names} | {
        name: list(getattr(found, name).all()) for name in SETS
    }
