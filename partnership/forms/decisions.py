"""What is written of a decision, with the tasks it brings in the same form; and the register's filter."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from partnership.forms.fields import DayField, TextField
from partnership.forms.stamped import StampedForm
from partnership.models import AgendaItem, Body, Decision, Goal, Intervention, Organisation, Person
from partnership.services.decisions import WORDS, Wording
from partnership.services.follow_ups import Assignment, possible_owners

TASKS = 3  # rows for tasks; more are given on the decision's page
VOTES = ("votes_for", "votes_against", "votes_blank")
GROUPS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (_("Beslutningen"), ("title", "kind", "decided_on", "text", "reason", *VOTES)),
    (_("Hvem følger op, og hvornår"), ("responsible", "responsible_organisation", "due_on", "review_on")),
    (_("Hvad den handler om"), ("interventions", "goals")),
)  # fmt: skip


def text_area(label: Any, *, rows: int = 4, **options: Any) -> TextField:
    """A free text of several lines."""
    options = {"max_length": 8000, **options}
    return TextField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **options)


class GoalsField(forms.ModelMultipleChoiceField):
    """Goals, each with its vision's number before its own."""

    def label_from_instance(self, obj: Any) -> str:
        """Two numbers and the words."""
        return f"{obj.vision.number}.{obj.number} {obj}"


class DecisionForm(StampedForm):
    """A decision's words, who follows it, and what it is about."""

    title = TextField(label=_("Overskrift"), max_length=160)
    kind = forms.ChoiceField(
        label=_("Art"), choices=[("", _("Vælg art")), *Decision.Kind.choices],
        error_messages={"required": _("Vælg, hvilken art beslutning det er.")},
    )  # fmt: skip
    decided_on = DayField(label=_("Besluttet den"), help_text=_("Fx 24.3.2027."))
    text = text_area(
        _("Beslutning"), help_text=_("Ordene, som de skal stå i referatet og i registeret.")
    )
    reason = text_area(_("Begrundelse"), rows=3, required=False)
    votes_for = forms.IntegerField(label=_("Stemmer for"), min_value=0, required=False)
    votes_against = forms.IntegerField(label=_("Stemmer imod"), min_value=0, required=False)
    votes_blank = forms.IntegerField(label=_("Stemte ikke"), min_value=0, required=False)
    responsible = forms.ModelChoiceField(
        label=_("Ansvarlig person"), queryset=Person.objects.none(), required=False,
        empty_label=_("Ingen endnu"),
    )  # fmt: skip
    responsible_organisation = forms.ModelChoiceField(
        label=_("Ansvarlig organisation"), queryset=Organisation.objects.all(), required=False,
        empty_label=_("Ingen endnu"),
    )  # fmt: skip
    due_on = DayField(
        label=_("Frist"), required=False, help_text=_("Hvornår den skal være ført ud i livet.")
    )
    review_on = DayField(
        label=_("Følges op den"), required=False,
        help_text=_("Så kommer den af sig selv på organets dagsorden."),
    )  # fmt: skip
    interventions = forms.ModelMultipleChoiceField(
        label=_("Indsatser"), queryset=Intervention.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    goals = GoalsField(
        label=_("Effektmål"), queryset=Goal.objects.select_related("vision"), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def __init__(
        self, *args: Any, body: Body, decision: Decision | None = None,
        without: tuple[str, ...] = (), with_tasks: bool = False, **options: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **options)
        self.with_tasks = with_tasks
        locked = decision is not None and decision.locked_at is not None
        for name in (*without, *(() if body.votes else VOTES), *(WORDS if locked else ())):
            self.fields.pop(name, None)
        self._fixed = {name: getattr(decision, name) for name in WORDS} if locked else {}
        known = decision.responsible_id if decision else None
        self._choices("responsible", possible_owners() | Person.objects.filter(pk=known or 0))
        alive = Q(state__in=("proposed", "running"))
        linked = Q(decisions=decision) if decision else Q(pk__in=())
        self._choices("interventions", Intervention.objects.filter(alive | linked).distinct())
        if with_tasks:
            self._add_tasks()

    def _choices(self, name: str, rows: Any) -> None:
        self.fields[name].queryset = rows  # type: ignore[attr-defined]

    def _add_tasks(self) -> None:
        for number in range(1, TASKS + 1):
            self.fields[f"task_{number}_title"] = TextField(
                label=_("Hvad skal der ske?"), max_length=160, required=False
            )
            self.fields[f"task_{number}_owner"] = forms.ModelChoiceField(
                label=_("Hvem"), queryset=possible_owners(), required=False,
                empty_label=_("Vælg person"),
            )  # fmt: skip
            self.fields[f"task_{number}_due_on"] = DayField(label=_("Frist"), required=False)

    def groups(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """The fields under their headings, the tasks last."""
        found = [(head, [self[n] for n in names if n in self.fields]) for head, names in GROUPS]
        for number in range(1, TASKS + 1) if self.with_tasks else ():
            names = [f"task_{number}_{part}" for part in ("title", "owner", "due_on")]
            found.append(
                (gettext("Opgave %(number)s") % {"number": number}, [self[n] for n in names])
            )
        return [(heading, fields) for heading, fields in found if fields]

    def clean(self) -> dict[str, Any]:
        """A task that was begun has an owner and a deadline."""
        data = super().clean() or {}
        for number in range(1, TASKS + 1) if self.with_tasks else ():
            parts = {part: f"task_{number}_{part}" for part in ("title", "owner", "due_on")}
            if not any(data.get(name) for name in parts.values()):
                continue
            missing = {
                "title": _("Opgave %(number)s: skriv, hvad opgaven er."),
                "owner": _("Opgave %(number)s: vælg, hvem der har opgaven."),
                "due_on": _("Opgave %(number)s: skriv en frist for opgaven."),
            }
            for part, name in parts.items():
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, missing[part] % {"number": number})
        return data

    def compared(self) -> list[str]:
        """The fields that stand on the decision itself."""
        return [name for name in self.typed() if not name.startswith("task_")]

    def wording(self) -> Wording:
        """What was written, for the service; locked words as they stand."""
        names = Wording.__dataclass_fields__
        typed = {name: value for name, value in self.typed().items() if name in names}
        return Wording(**{**self._fixed, **typed})

    def tasks(self) -> list[Assignment]:
        """The tasks that were written."""
        data = self.cleaned_data
        return [
            Assignment(
                title=data[f"task_{n}_title"], owner=data[f"task_{n}_owner"],
                due_on=data[f"task_{n}_due_on"],
            )
            for n in range(1, TASKS + 1)
            if data.get(f"task_{n}_title")
        ]  # fmt: skip


class ItemField(forms.ModelChoiceField):
    """An item of an agenda, by the day of its meeting."""

    def label_from_instance(self, obj: Any) -> str:
        """The day, and what it was about."""
        return f"{obj.meeting.starts_at:%d.%m.%Y} · {obj.title}"


class ReplacementForm(DecisionForm):
    """A new decision that takes the place of one that stands, taken on an item or without a meeting."""

    item = ItemField(
        label=_("Truffet under punkt"), queryset=AgendaItem.objects.none(), required=False,
        empty_label=_("Uden for møde"),
    )  # fmt: skip

    def groups(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """The item stands first."""
        return [(gettext("Hvor den er truffet"), [self["item"]]), *super().groups()]

    def offer(self, items: Any) -> None:
        """The items it can have been taken on."""
        self._choices("item", items)


class ClosingForm(forms.Form):
    """The word and the day a decision ends with."""

    on = DayField(label=_("Dato"), help_text=_("Fx 24.3.2027."))
    word = TextField(
        label=_("Hvad er der sket?"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class RegisterFilter(forms.Form):
    """What is sought in the register; an answer that makes no sense asks for nothing."""

    q = TextField(label=_("Søg i teksten"), max_length=100, required=False)
    body = forms.ModelChoiceField(
        label=_("Organ"), queryset=Body.objects.none(), required=False, empty_label=_("Alle")
    )
    kind = forms.ChoiceField(label=_("Art"), required=False)
    state = forms.ChoiceField(label=_("Status"), required=False)
    year = forms.TypedChoiceField(label=_("År"), required=False, coerce=int, empty_value=None)
    intervention = forms.ModelChoiceField(
        label=_("Indsats"),
        queryset=Intervention.objects.all(),
        required=False,
        empty_label=_("Alle"),
    )
    goal = forms.ModelChoiceField(
        label=_("Effektmål"), queryset=Goal.objects.all(), required=False, empty_label=_("Alle")
    )
    overdue = forms.BooleanField(label=_("Kun over fristen"), required=False)

    def __init__(self, *args: Any, bodies: Any, years: list[int], **options: Any) -> None:
        super().__init__(*args, **options)
        every = ("", _("Alle"))
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]
        self.fields["kind"].choices = [every, *Decision.Kind.choices]  # type: ignore[attr-defined]
        self.fields["state"].choices = [every, *Decision.State.choices]  # type: ignore[attr-defined]
        self.fields["year"].choices = [every, *((y, y) for y in years)]  # type: ignore[attr-defined]

    def wanted(self) -> dict[str, Any]:
        """What was asked for and understood; what was not is not shown again."""
        if not self.is_valid():
            self.data = {k: v for k, v in self.data.items() if k not in self.errors}
        return {name: value for name, value in self.cleaned_data.items() if value}


def initial_of(decision: Decision) -> dict[str, Any]:
    """What a form about a decision begins with."""
    names = (*WORDS, "decided_on", "responsible", "responsible_organisation", "due_on", "review_on")
    found = {name: getattr(decision, name) for name in names}
    return found | {
        "goals": list(decision.goals.all()),
        "interventions": list(decision.interventions.all()),
    }
