"""What the secretariat types about a round and about a mark on the yearly wheel."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from areas.models import Area
from indicators.models import DataSet, Definition, Indicator, Round, WheelEntry
from indicators.rules.periods import UnknownPeriod, parse_slot
from indicators.rules.wheel import slot_on
from indicators.services.names import localised, spoken
from indicators.services.periods_in_words import slot_in_words
from indicators.services.rounds import Asked
from indicators.services.wheel import Mark
from partnership.forms.fields import DayField, TextField
from partnership.forms.stamped import StampedForm
from partnership.models import Person
from partnership.rules.access import Standing

# How many periods back from the one under way are offered; earlier ones are typed.
OFFERED = {"year": 5, "half": 4, "quarter": 6, "month": 6}
USUAL_DAYS = 30
PLACES = (Area.Kind.AREA, Area.Kind.DIVISION, Area.Kind.MUNICIPALITY, Area.Kind.REFERENCE)


class GroupedBoxes(forms.CheckboxSelectMultiple):
    """Boxes in named groups, each a fieldset of its own with a box for all that is in it."""

    template_name = "indicators/rounds/boxes.html"

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        """The boxes that are ticked, and all of the groups whose own box is."""
        ticked = list(super().value_from_datadict(data, files, name) or ())
        groups = list(self.choices)
        for number in map(str, data.getlist(f"{name}-gruppe") if hasattr(data, "getlist") else ()):
            if number.isdecimal() and int(number) < len(groups):
                _title, options = groups[int(number)]
                ticked += [str(value) for value, _label in options if str(value) not in ticked]
        return ticked


class IndicatorsField(forms.ModelMultipleChoiceField):
    """Indicators in use, under their visions; restricted ones only for those who may see them."""

    widget = GroupedBoxes

    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=Indicator.objects.none(), **options)

    def offer(self, standing: Standing) -> None:
        """The indicators this person may ask for."""
        self.queryset = Indicator.objects.seen_by(restricted=standing.sees_restricted)
        seen = self.queryset.select_related("home_goal__vision").prefetch_related("definitions")
        groups: dict[str, list[tuple[int, str]]] = {}
        for found in seen.order_by(
            models.F("home_goal__vision__number").asc(nulls_last=True), "position", "name"
        ):
            goal = found.home_goal
            title = spoken(goal.vision, "title") if goal else _("Indikatorer uden vision")
            newest = max(found.definitions.all(), key=lambda each: each.version, default=None)
            if newest is not None:
                words = f"{localised(found)} ({newest.get_frequency_display()})"
                groups.setdefault(title, []).append((found.pk, words))
        self.choices = list(groups.items())


class AreasField(forms.ModelMultipleChoiceField):
    """Areas, and what they are compared with."""

    widget = GroupedBoxes

    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=Area.objects.filter(kind__in=PLACES), **options)

    def offer(self) -> None:
        """The areas that are there, each kind by itself."""
        kinds = dict(Area.Kind.choices)
        groups: dict[str, list[tuple[int, str]]] = {}
        for kind in PLACES:
            for found in Area.objects.filter(kind=kind):
                groups.setdefault(capfirst(str(kinds[kind])), []).append((found.pk, found.name))
        self.choices = list(groups.items())


class AskingForm(StampedForm):
    """What rounds and marks on the wheel share: indicators and areas."""

    indicators = IndicatorsField(
        label=gettext_lazy("Indikatorer"),
        error_messages={"required": gettext_lazy("Vælg mindst én indikator.")},
    )
    areas = AreasField(
        label=gettext_lazy("Områder"),
        error_messages={"required": gettext_lazy("Vælg mindst ét område.")},
    )

    def __init__(self, *args: Any, standing: Standing, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["indicators"]
        assert isinstance(field, IndicatorsField)  # noqa: S101 - declared so above
        field.offer(standing)
        areas = self.fields["areas"]
        assert isinstance(areas, AreasField)  # noqa: S101 - declared so above
        areas.offer()


class RoundForm(AskingForm):
    """A round: what is asked for, of which periods, by when."""

    field_order = (
        "name", "indicators", "areas", "slots", "more_slots", "opens_on", "deadline",
        "release_on", "note", "seen",
    )  # fmt: skip

    name = TextField(
        label=gettext_lazy("Navn"),
        max_length=120,
        help_text=gettext_lazy("Fx “Forår 2027”."),
    )
    slots = forms.MultipleChoiceField(
        label=gettext_lazy("Perioder"), required=False, widget=GroupedBoxes
    )
    more_slots = forms.CharField(
        label=gettext_lazy("Tidligere perioder"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Adskilt af komma, fx 2018, 2019K3, 2020M05."),
    )
    opens_on = DayField(label=gettext_lazy("Åbner"))
    deadline = DayField(label=gettext_lazy("Frist"))
    release_on = DayField(
        label=gettext_lazy("Frigives tidligst"),
        required=False,
        help_text=gettext_lazy("Nye tal holdes tilbage til denne dag."),
    )
    note = TextField(
        label=gettext_lazy("Besked til dem, der svarer"), required=False, max_length=300
    )

    def __init__(self, *args: Any, known: Iterable[str] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["slots"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - declared so above
        field.choices = list(_offered(timezone.localdate(), known))

    def clean_more_slots(self) -> list[str]:
        """The typed periods as they are stored."""
        found = []
        for text in filter(str.strip, self.cleaned_data["more_slots"].split(",")):
            try:
                found.append(parse_slot(text).code)
            except UnknownPeriod:
                raise ValidationError(
                    _("Perioden “%(period)s” kendes ikke. Skriv fx 2018, 2019K3 eller 2020M05.")
                    % {"period": text.strip()}
                ) from None
        return found

    def compared(self) -> Iterable[str]:
        """All but the periods, which stand in two fields."""
        return ("name", "indicators", "areas", "opens_on", "deadline", "release_on", "note")

    def asked(self) -> Asked:
        """What was typed, for the service."""
        data = self.cleaned_data
        return Asked(
            name=data["name"],
            indicators=list(data["indicators"]),
            areas=list(data["areas"]),
            slots=[*data["slots"], *data["more_slots"]],
            opens_on=data["opens_on"],
            deadline=data["deadline"],
            release_on=data["release_on"],
            note=data["note"],
        )


def _offered(today: dt.date, known: Iterable[str]) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """The latest periods of each length, newest first, and those a round has already."""
    words = dict(Definition.Frequency.choices)
    for frequency, number in OFFERED.items():
        current = slot_on(today, frequency)
        codes = [current.shifted(-step).code for step in range(number)]
        codes += [
            code for code in known if parse_slot(code).frequency == frequency and code not in codes
        ]
        yield capfirst(str(words[frequency])), [(code, slot_in_words(code)) for code in codes]


class ChangeRoundForm(RoundForm):
    """A round that is there: also who answers for each data set."""

    def __init__(
        self, *args: Any, data_sets: Iterable[DataSet], answering: dict[int, Person], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.data_set_ids = []
        for data_set in data_sets:
            self.data_set_ids.append(data_set.pk)
            self.fields[f"person-{data_set.pk}"] = forms.ModelChoiceField(
                label=_("Ansvarlig for %(indicator)s (%(supplier)s)")
                % {"indicator": localised(data_set.indicator), "supplier": data_set.supplier},
                queryset=Person.objects.all(),
                required=False,
                empty_label=_("Ingen bestemt"),
                initial=answering.get(data_set.pk),
            )

    def persons(self) -> dict[int, Person | None]:
        """Who answers, by data set."""
        return {pk: self.cleaned_data.get(f"person-{pk}") for pk in self.data_set_ids}


class WheelForm(AskingForm):
    """A mark on the wheel: which round opens in which months."""

    field_order = (
        "name", "indicators", "areas", "frequency", "period", "months", "day", "days_open",
        "is_active", "seen",
    )  # fmt: skip

    name = TextField(
        label=gettext_lazy("Navn"),
        max_length=100,
        help_text=gettext_lazy("Fx “Årets tal”. Indsamlingen får navnet og perioden."),
    )
    frequency = forms.ChoiceField(
        label=gettext_lazy("Periodens længde"),
        choices=[(code, capfirst(words)) for code, words in Definition.Frequency.choices],
    )
    period = forms.ChoiceField(
        label=gettext_lazy("Spørger om"),
        choices=[(code, capfirst(words)) for code, words in WheelEntry.Period.choices],
        initial=WheelEntry.Period.PREVIOUS,
    )
    months = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Åbner i"),
        coerce=int,
        choices=[(number, capfirst(name)) for number, name in MONTHS.items()],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Vælg mindst én måned.")},
    )
    day = forms.IntegerField(
        label=gettext_lazy("På dagen"),
        initial=1,
        validators=[MinValueValidator(1), MaxValueValidator(28)],
        help_text=gettext_lazy("1-28, så dagen findes i alle måneder."),
    )
    days_open = forms.IntegerField(
        label=gettext_lazy("Dage til fristen"),
        initial=USUAL_DAYS,
        validators=[MinValueValidator(1), MaxValueValidator(365)],
    )
    is_active = forms.BooleanField(
        label=gettext_lazy("Åbner af sig selv"), required=False, initial=True
    )

    def mark(self) -> Mark:
        """What was typed, for the service."""
        data = self.cleaned_data
        return Mark(
            name=data["name"],
            indicators=list(data["indicators"]),
            areas=list(data["areas"]),
            frequency=data["frequency"],
            period=data["period"],
            months=data["months"],
            day=data["day"],
            days_open=data["days_open"],
            is_active=data["is_active"],
        )


def initial_of(row: Round | WheelEntry, form: type[AskingForm]) -> dict[str, Any]:
    """What stands on the row, for the form's fields of the same name."""
    names = [name for name in form.base_fields if hasattr(row, name)]
    values = {name: getattr(row, name) for name in names}
    return {**values, "indicators": row.indicators.all(), "areas": row.areas.all()}
