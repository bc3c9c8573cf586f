"""What the secretariat chooses when it makes a feed: a table, values, and what they are here."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indicators.forms.knowledge import NamedField
from indicators.importers.statbank_api import Subject, TableInfo, Variable
from indicators.models import Definition, Feed, Source
from indicators.rules.feeds import (
    DENOMINATOR,
    HIDDEN,
    MOST_NEWEST,
    NUMERATOR,
    ZERO,
    FeedMapping,
    Selection,
)
from indicators.services.feeds import choices
from indicators.services.feeds.choices import Places
from indicators.services.feeds.saving import official_sources
from indicators.services.names import localised
from partnership.forms.fields import TextField
from partnership.forms.stamped import StampedForm
from partnership.rules.access import Standing

CHOOSE = gettext_lazy("Vælg …")
FEW = (1, 2, 3, 5, 10, 20)


class FindForm(forms.Form):
    """Which tables are looked for."""

    q = forms.CharField(
        label=gettext_lazy("Søg efter"),
        required=False,
        max_length=80,
        help_text=gettext_lazy(
            "Et ord eller tabellens navn, fx “beskæftigelse kommune” eller RAS200."
        ),
    )
    emne = forms.ChoiceField(label=gettext_lazy("Emne"), required=False)

    def __init__(
        self, subjects: list[tuple[Subject, list[Subject]]], *args: Any, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        tree: list[Any] = [("", _("Alle emner"))]
        for top, inside in subjects:
            below = [(each.id, each.text) for each in inside]
            tree.append(
                (top.text, [(top.id, _("%(subject)s, alt") % {"subject": top.text}), *below])
            )
        field = self.fields["emne"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.choices = tree


class PickForm(forms.Form):
    """Values of each variable of a table, and how many periods."""

    newest = forms.TypedChoiceField(
        label=gettext_lazy("Perioder"),
        coerce=int,
        help_text=gettext_lazy(
            "Ved hver hentning. Rettede tal i ældre perioder kommer kun med ved “alle”."
        ),
    )

    def __init__(self, info: TableInfo, known: Places, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.info = info
        first = choices.picked_first(info, known)
        for variable in info.variables:
            if not variable.is_time:
                self.fields[f"v-{variable.id}"] = _values(variable, first.get(variable.id, []))
        periods = info.time.codes if info.time else ()
        field = self.fields["newest"]
        assert isinstance(field, forms.TypedChoiceField)  # noqa: S101
        field.choices = [("0", _("Alle (%(count)s)") % {"count": len(periods)})] + [
            (str(n), _("Kun den nyeste") if n == 1 else _("De %(count)s nyeste") % {"count": n})
            for n in FEW
            if n < len(periods)
        ]
        field.initial = "0" if len(periods) <= max(FEW) else str(max(FEW))
        self.order_fields([*(name for name in self.fields if name != "newest"), "newest"])

    def selection(self) -> Selection:
        """What was picked."""
        picked = {
            name[2:]: tuple(each)
            for name, each in self.cleaned_data.items()
            if name.startswith("v-") and each
        }
        return Selection(picked, self.cleaned_data["newest"])

    def hidden(self) -> list[tuple[str, str]]:
        """The picks again, for the next page to carry along."""
        pairs = [(n, v) for n, each in self.cleaned_data.items() if n != "newest" for v in each]
        return [*pairs, ("newest", str(self.cleaned_data["newest"]))]


def _values(variable: Variable, initial: list[str]) -> forms.MultipleChoiceField:
    told = _("Vælger du ingen, lægges de alle sammen.") if variable.may_be_left_out else ""
    return forms.MultipleChoiceField(
        label=variable.text.capitalize() or variable.id,
        choices=variable.values,
        initial=initial,
        required=not variable.may_be_left_out,
        widget=forms.CheckboxSelectMultiple,
        help_text=told,
        error_messages={"required": _("Vælg mindst én. Tabellen kan ikke lægge dem sammen.")},
    )


class MapForm(forms.Form):
    """What the picked values are here, and how often they are fetched."""

    name = TextField(label=gettext_lazy("Navn på hentningen"), max_length=120)
    indicator = forms.ChoiceField(
        label=gettext_lazy("Indikator"),
        help_text=gettext_lazy("Tabellens perioder skal være lige så lange som indikatorens."),
    )
    source = NamedField(
        queryset=Source.objects.none(),
        label=gettext_lazy("Kilde"),
        empty_label=None,
        help_text=gettext_lazy(
            "Kun officielle kilder, hvor det er afklaret, hvem tallene må vises til."
        ),
    )
    every = forms.ChoiceField(
        label=gettext_lazy("Hent"), choices=Feed.Every.choices, initial=Feed.Every.MONTH
    )

    def __init__(
        self,
        info: TableInfo,
        selection: Selection,
        known: Places,
        standing: Standing,
        *args: Any,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.info, self.selection = info, selection
        self.definitions = {each.indicator.code: each for each in choices.definitions_for(standing)}
        self.fields["name"].initial = f"{info.text} ({info.id})"[:120]
        _offer(self.fields["indicator"], [("", CHOOSE), *map(_choice, self.definitions.values())])
        _offer_sources(self.fields["source"])
        variable = known.variable(info)
        is_picked = variable is not None and bool(selection.picked.get(variable.id))
        self.area_variable = variable.id if variable is not None and is_picked else ""
        self._ask_for_areas(variable if is_picked else None, known)
        self._ask_for_roles()
        if _hides_behind_zero(info):
            self.fields["zero"] = _zero_field()
        last = ["source", "every"]
        self.order_fields([*(name for name in self.fields if name not in last), *last])

    def _ask_for_areas(self, variable: Variable | None, known: Places) -> None:
        places = [("", CHOOSE), *((area.code, area.name) for area in known.areas)]
        if variable is None:
            country = known.by_name.get(choices.WHOLE_COUNTRY)
            self.fields["a-"] = forms.ChoiceField(
                label=_("Tallene gælder"), choices=places, initial=country.code if country else ""
            )
            return
        for code in self.selection.picked[variable.id]:
            area = known.of(variable, code)
            self.fields[f"a-{code}"] = forms.ChoiceField(
                label=_("%(value)s er") % {"value": variable.text_of(code)},
                choices=places,
                initial=area.code if area else "",
            )

    def _ask_for_roles(self) -> None:
        offered: list[Any] = [
            ("", CHOOSE),
            ("total/total", _("I alt")),
            (_("Dele af en andel"), [
                (NUMERATOR, _("med i delen (tælleren)")),
                (DENOMINATOR, _("med i helheden (nævneren)")),
            ]),
            *choices.role_choices(),
        ]  # fmt: skip
        named = {text.lower(): key for _set, each in choices.role_choices() for key, text in each}
        for name, codes in self.selection.picked.items():
            variable = self.info.variable(name)
            if variable is None or name == self.area_variable or len(codes) < 2:
                continue
            likely = choices.likely_roles(variable, codes, named)
            for code in codes:
                self.fields[f"r-{name}-{code}"] = forms.ChoiceField(
                    label=f"{variable.text.capitalize()}: {variable.text_of(code)}",
                    choices=offered,
                    initial=likely.get(code, ""),
                )

    def picked_in_words(self) -> list[tuple[str, str]]:
        """What was picked of each variable, in the table's words."""
        words = []
        for name, codes in self.selection.picked.items():
            variable = self.info.variable(name)
            if variable is not None:
                texts = ", ".join(variable.text_of(code) for code in codes)
                words.append((variable.text.capitalize(), texts))
        return words

    def mapping(self) -> FeedMapping:
        """The choices as a mapping."""
        typed = self.cleaned_data
        roles: dict[str, dict[str, str]] = {}
        for name, codes in self.selection.picked.items():
            chosen = {c: typed[f"r-{name}-{c}"] for c in codes if f"r-{name}-{c}" in typed}
            if chosen:
                roles[name] = chosen
        return choices.mapping_of(
            self.info,
            self.selection,
            indicator=self.definitions[typed["indicator"]].indicator,
            areas={n[2:]: each for n, each in typed.items() if n.startswith("a-")},
            area_variable=self.area_variable,
            roles=roles,
            zero=typed.get("zero", HIDDEN),
        )


def _offer(field: forms.Field, offered: list[Any]) -> None:
    assert isinstance(field, forms.ChoiceField)  # noqa: S101
    field.choices = offered


def _offer_sources(field: forms.Field) -> None:
    assert isinstance(field, forms.ModelChoiceField)  # noqa: S101
    found = official_sources()
    field.queryset = Source.objects.filter(pk__in=[each.pk for each in found])
    field.initial = next((each for each in found if each.code == "danmarks-statistik"), None)


def _choice(definition: Definition) -> tuple[str, str]:
    name = localised(definition.indicator)
    unit, often = definition.unit, definition.get_frequency_display()
    return definition.indicator.code, f"{name} ({unit}, {often})"


def _hides_behind_zero(info: TableInfo) -> bool:
    text = info.suppressed.replace(",", ".")
    return bool(text) and not text.strip("0.")


def _zero_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Et 0 i tabellen"),
        choices=[
            (HIDDEN, _("kan være skjult af kilden: gem det som skjult")),
            (ZERO, _("er et reelt nul: gem det som 0")),
        ],
        initial=HIDDEN,
        widget=forms.RadioSelect,
        help_text=_(
            "Danmarks Statistik skriver 0 i denne tabel, også hvor der ikke er gemt noget tal. Vælg kun "
            "reelt nul, når tabellens dokumentation siger, at intet er skjult."
        ),
    )


class ChangeForm(StampedForm):
    """What can be changed in a feed that is kept; another selection is another feed."""

    name = TextField(label=gettext_lazy("Navn på hentningen"), max_length=120)
    every = forms.ChoiceField(label=gettext_lazy("Hent"), choices=Feed.Every.choices)
    newest = forms.IntegerField(
        label=gettext_lazy("Hvor mange perioder, de nyeste først"),
        min_value=0,
        max_value=MOST_NEWEST,
        help_text=gettext_lazy("0 er alle perioder i tabellen."),
    )
