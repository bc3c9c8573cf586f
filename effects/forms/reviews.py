"""How a review is closed: what was found, what was decided, and what it rests on; the list's filter."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from areas.models import Area
from effects.models import Review
from effects.rules import reviews as rules
from effects.services.review_answers import Closing, faults_in_words
from partnership.forms.decisions import ItemField, text_area
from partnership.forms.fields import DayField, TextField
from partnership.models import Body, Decision, Intervention, Organisation
from partnership.services.decisions import Wording
from partnership.services.interventions import Home

KINDS = {
    rules.ADJUST: Decision.Kind.ADJUST,
    rules.STOP: Decision.Kind.END,
    rules.ANCHOR: Decision.Kind.END,
}
# Heading, fields, and the decisions that they count for (none named: all of them).
GROUPS: tuple[tuple[Any, tuple[str, ...], tuple[str, ...]], ...] = (
    (_("Hvad fandt I?"), ("finding", "early_reason", "story"), ()),
    (_("Hvad besluttede I?"), ("outcome", "reason", "item", "settled_outside", "settled_on"), ()),
    (
        _("Når den fortsætter, justeres eller udsættes"),
        ("next_review_on",),
        (rules.CONTINUE, rules.ADJUST, rules.POSTPONE),
    ),
    (
        _("Når den justeres, stoppes eller forankres: beslutningen"),
        ("decision", "decision_title", "decision_text"),
        (rules.ADJUST, rules.STOP, rules.ANCHOR),
    ),
    (_("Når den stoppes eller forankres"), ("on",), (rules.STOP, rules.ANCHOR)),
    (
        _("Når den forankres i driften"),
        ("anchored_with", "anchored_budget"),
        (rules.ANCHOR,),
    ),
)


class ReviewCloseForm(forms.Form):
    """The two answers with their words, the next day, and the decision it rests on."""

    when = "outcome"  # what is chosen here decides which groups count

    finding = forms.ChoiceField(
        label=_("Vurdering"), choices=Review.Finding.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Vælg, hvad I fandt.")},
    )  # fmt: skip
    early_reason = text_area(
        _("Hvorfor vurderer I allerede nu?"), rows=2, required=False, max_length=2000
    )
    story = text_area(
        _("Historien bag tallene"), rows=4, required=False, max_length=4000,
        help_text=_("Hvad ved I, som tallene ikke viser? Hvad kan ellers forklare udviklingen?"),
    )  # fmt: skip
    outcome = forms.ChoiceField(
        label=_("Beslutning"), widget=forms.RadioSelect,
        error_messages={"required": _("Vælg, hvad I besluttede.")},
    )  # fmt: skip
    reason = text_area(
        _("Begrundelse"), rows=3, max_length=4000,
        help_text=_("Hvorfor besluttede I det? Skriv, så den, der læser det om to år, forstår det."),
    )  # fmt: skip
    next_review_on = DayField(label=_("Næste opfølgning"), required=False)
    item = ItemField(
        label=_("Behandlet på mødet"), queryset=Review.objects.none(), required=False,
        empty_label=_("Uden for møde"),
    )  # fmt: skip
    settled_outside = forms.BooleanField(
        label=_("Organet har afgjort det uden for mødet"), required=False,
        help_text=_("Skriv i begrundelsen, hvordan organet afgjorde det."),
    )  # fmt: skip
    settled_on = DayField(
        label=_("Afgjort uden for møde den"), required=False,
        help_text=_("Den dag, organet afgjorde det. Er den behandlet på et møde, gælder mødets dag."),
    )  # fmt: skip
    decision = forms.ModelChoiceField(
        label=_("En beslutning, der er registreret"), queryset=Decision.objects.none(),
        required=False, empty_label=_("Ingen: jeg skriver den nedenfor"),
    )  # fmt: skip
    decision_title = TextField(label=_("Ny beslutning: overskrift"), max_length=160, required=False)
    decision_text = text_area(
        _("Ny beslutning: ordene"), rows=3, required=False,
        help_text=_("Den får sit eget nummer og står i referatet og i registeret."),
    )  # fmt: skip
    on = DayField(
        label=_("Stopper eller forankres fra den"), required=False,
        help_text=_("Budgetposter for tiden efter stopper samme dag. Tomt: beslutningens dag."),
    )  # fmt: skip
    anchored_with = forms.ModelChoiceField(
        label=_("Hvem driver den videre"), queryset=Organisation.objects.all(), required=False,
        empty_label=_("Vælg organisation"),
    )  # fmt: skip
    anchored_budget = TextField(
        label=_("Hvilket budget betaler"), max_length=200, required=False,
        help_text=_("Fx “Kommunens fritidsbudget” eller “Afdelingernes driftsbudget”."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, review: Review, facts: rules.Facts, items: Any, decisions: Any,
        proposed: dt.date, today: dt.date, awaits_figure: bool = False, **options: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **options)
        self.review, self.facts, self.today = review, facts, today
        open_to = rules.outcomes(facts)
        labels = [choice for choice in Review.Outcome.choices if choice[0] in open_to]
        self.fields["outcome"].choices = labels  # type: ignore[attr-defined]
        self.fields["item"].queryset = items  # type: ignore[attr-defined]
        self.fields["decision"].queryset = decisions  # type: ignore[attr-defined]
        self._needed("next_review_on", _("ved “for tidligt”, “kan ikke afgøres” og “udsættes”"))
        told = gettext(
            "Forslag: %(day)s. Skal skrives ved “for tidligt at sige”, “kan ikke afgøres” og "
            "“udsættes”. Ellers kan feltet stå tomt: så følges den op, når næste effekt ventes."
        ) % {"day": date_format(proposed, "j. F Y")}
        if awaits_figure:
            why = gettext("Før den dag ventes intet tal, der kan vise, om det går som forventet.")
            told = f"{told} {why}"
        self.fields["next_review_on"].help_text = told
        self._needed("settled_on", _("uden for møde"))
        if facts.is_ahead:
            self._needed("settled_outside", _("uden for møde"))
        else:
            del self.fields["settled_outside"]
        self._drop_what_cannot_be(facts, open_to, today)

    def _drop_what_cannot_be(
        self, facts: rules.Facts, open_to: tuple[str, ...], today: dt.date
    ) -> None:
        """Ask only for what the review can come to."""
        earliest = facts.earliest_on
        if earliest is None or today >= earliest:
            del self.fields["early_reason"]
        else:
            self._needed("early_reason", _("hvis I vurderer før tiden"))
            self.fields["early_reason"].help_text = gettext(
                "Den første forventede effekt kan tidligst ses den %(day)s."
            ) % {"day": date_format(earliest, "j. F Y")}
        if rules.ANCHOR not in open_to:
            for name in ("anchored_with", "anchored_budget", "on"):
                del self.fields[name]
        if rules.ADJUST not in open_to:
            for name in ("decision", "decision_title", "decision_text"):
                del self.fields[name]

        if "decision_title" in self.fields:
            self._needed("decision_title", _("hvis ingen er valgt ovenfor"))
            self._needed("decision_text", _("hvis ingen er valgt ovenfor"))
        for name in ("anchored_with", "anchored_budget"):
            if name in self.fields:
                self._needed(name, _("ved “forankres i driften”"))

    def _needed(self, name: str, when: Any) -> None:
        self.fields[name].needed_when = when  # type: ignore[attr-defined]

    def groups(self) -> list[tuple[Any, list[forms.BoundField], str]]:
        """The fields under their headings, and the decisions that they count for."""
        found = [
            (head, [self[n] for n in names if n in self.fields], " ".join(chosen))
            for head, names, chosen in GROUPS
        ]
        return [group for group in found if group[1]]

    def clean(self) -> dict[str, Any]:
        """A new decision has a heading and words; a home has somebody and a budget."""
        data = super().clean() or {}
        pairs = (
            ("decision_title", "decision_text", _("Skriv også beslutningens ord.")),
            ("decision_text", "decision_title", _("Giv beslutningen en overskrift.")),
            ("anchored_with", "anchored_budget", _("Skriv, hvilket budget der betaler.")),
            ("anchored_budget", "anchored_with", _("Vælg, hvem der driver den videre.")),
        )
        for given, missing, words in pairs:
            if data.get(given) and not data.get(missing) and missing not in self.errors:
                self.add_error(missing, words)
        self._refuse_what_would_be_lost(data)
        self._add_the_faults(data)
        if data.get("decision") and data.get("decision_text"):
            self.add_error("decision", _("Vælg en beslutning, eller skriv en ny; ikke begge dele."))
        return data

    def _add_the_faults(self, data: dict[str, Any]) -> None:
        """What the rules would refuse, told at once with what else is wrong."""
        if not data.get("finding") or not data.get("outcome"):
            return
        answer = rules.Answer(
            finding=data["finding"], outcome=data["outcome"], reason=data.get("reason", ""),
            early_reason=data.get("early_reason", ""), next_review_on=data.get("next_review_on"),
            has_decision=bool(data.get("decision") or data.get("decision_text")),
            has_home=bool(data.get("anchored_with") and data.get("anchored_budget")),
            is_on_item=data.get("item") is not None,
            is_settled_outside=data.get("settled_outside", False),
            settled_on=data.get("settled_on"),
        )  # fmt: skip
        told = {
            "decision": {"decision_title", "decision_text"},
            "anchored_with": {"anchored_budget"},
        }
        for name, words in faults_in_words(answer, self.facts, today=self.today).items():
            if name in self.fields and not {name, *told.get(name, ())} & set(self.errors):
                self.add_error(name, words)

    def _refuse_what_would_be_lost(self, data: dict[str, Any]) -> None:
        """What belongs to another decision than the chosen one is never dropped in silence."""
        chosen = data.get("outcome")
        if not chosen:
            return
        if chosen != rules.ANCHOR and data.get("anchored_with") and data.get("anchored_budget"):
            words = _(
                "Det hører til “forankres i driften”. Vælg den beslutning, eller ryd felterne her."
            )
            self.add_error("anchored_with", words)
        if chosen not in rules.ENDINGS and data.get("on"):
            words = _(
                "Dagen hører til “stoppes” og “forankres i driften”. Vælg en af dem, eller ryd feltet."
            )
            self.add_error("on", words)

    def closing(self) -> Closing:
        """What was written, for the service."""
        data = self.cleaned_data
        with_home = data.get("anchored_with") and data["outcome"] == rules.ANCHOR
        return Closing(
            finding=data["finding"], outcome=data["outcome"], reason=data["reason"],
            story=data["story"], early_reason=data.get("early_reason", ""),
            next_review_on=data["next_review_on"], item=data["item"],
            decision=data.get("decision"), wording=self._wording(), on=data.get("on"),
            home=Home(data["anchored_with"], data["anchored_budget"]) if with_home else None,
            settled_outside=data.get("settled_outside", False), settled_on=data.get("settled_on"),
        )  # fmt: skip

    def _wording(self) -> Wording | None:
        """The new decision: it names the intervention, and whoever answers for that sees to it."""
        data, intervention = self.cleaned_data, self.review.intervention
        if not data.get("decision_text"):
            return None
        return Wording(
            kind=KINDS.get(data["outcome"], Decision.Kind.OTHER), title=data["decision_title"],
            text=data["decision_text"], reason=data["reason"],
            responsible=intervention.responsible if intervention else None,
            interventions=[intervention] if intervention else (),
        )  # fmt: skip


class ReviewAskForm(forms.Form):
    """A review that somebody asks for, on a day."""

    on = DayField(
        label=_("Skal følges op fra den"),
        help_text=_("Den kommer på organets første møde den dag eller senere."),
    )


class ReviewFilter(forms.Form):
    """What the list is narrowed down to."""

    q = TextField(label=_("Søg i teksten"), max_length=100, required=False)
    body = forms.ModelChoiceField(
        label=_("Organ"), queryset=Body.objects.none(), required=False, empty_label=_("Alle")
    )
    intervention = forms.ModelChoiceField(
        label=_("Indsats"), queryset=Intervention.objects.all(), required=False,
        empty_label=_("Alle"),
    )  # fmt: skip
    area = forms.ModelChoiceField(
        label=_("Område"), queryset=Area.objects.filter(kind=Area.Kind.AREA).order_by("name"),
        required=False, empty_label=_("Alle"),
    )  # fmt: skip
    finding = forms.ChoiceField(
        label=_("Vurdering"), required=False, choices=[("", _("Alle")), *Review.Finding.choices]
    )
    outcome = forms.ChoiceField(
        label=_("Beslutning"), required=False, choices=[("", _("Alle")), *Review.Outcome.choices]
    )

    def __init__(self, *args: Any, bodies: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]

    def wanted(self) -> dict[str, Any]:
        """What was asked for and understood."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
