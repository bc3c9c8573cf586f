"""What is typed about a meeting: time, place, why it is called off, what became of its items."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partnership.forms.fields import DayField, TextField
from partnership.forms.stamped import StampedForm
from partnership.models import AgendaItem, Body, Meeting
from partnership.models.meetings import Form
from partnership.rules import meetings as rules
from partnership.services import meeting_pages


class ClockField(forms.TimeField):
    """A time of day typed as 14, 14.30 or 14:30."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            input_formats=["%H.%M", "%H:%M", "%H", "%H:%M:%S"],
            widget=forms.TimeInput(format="%H.%M", attrs={"autocomplete": "off", "size": 6}),
            error_messages={"invalid": _("Skriv klokkeslættet som 14.30.")},
            **options,
        )


class MeetingForm(StampedForm):
    """When, where and how a body meets."""

    title = TextField(label=_("Navn"), max_length=160, help_text=_("Fx Forårsmøde 2027."))
    day = DayField(label=_("Dag"), help_text=_("Fx 1.3.2027."))
    starts = ClockField(label=_("Begynder"), help_text=_("Fx 14.30."))
    ends = ClockField(label=_("Slutter"), help_text=_("Fx 16.00."))
    form = forms.ChoiceField(label=_("Mødeform"), choices=Form.choices)
    place = TextField(label=_("Sted"), max_length=200, required=False)
    link = forms.URLField(
        label=_("Link til onlinemøde"), max_length=500, required=False, assume_scheme="https",
        validators=[URLValidator(schemes=["https", "http"])],
        error_messages={"invalid": _("Skriv hele adressen, fx https://moede.example/123.")},
    )  # fmt: skip
    note = TextField(
        label=_("Bemærkning"), max_length=300, required=False,
        help_text=_("Fx om parkering eller forplejning."),
    )  # fmt: skip

    def typed(self) -> dict[str, Any]:
        """The values for the service: two moments in the place of a day and two times."""
        values = super().typed()
        day, starts, ends = values.pop("day"), values.pop("starts"), values.pop("ends")
        return {**values, "starts_at": _moment(day, starts), "ends_at": _moment(day, ends)}

    def compared(self) -> Iterable[str]:
        """The fields as they are typed."""
        return [name for name in self.cleaned_data if name in initial_of_fields()]

    def standing(self, name: str, stored: models.Model) -> Any:
        """What stands on the meeting for a field."""
        if not isinstance(stored, Meeting):
            raise TypeError(stored)
        return initial_of(stored)[name]


class NewMeetingForm(MeetingForm):
    """A meeting beside the yearly wheel, also one that was held already."""

    field_order = ["body"]
    body = forms.ModelChoiceField(
        label=_("Organ"), queryset=Body.objects.none(), empty_label=_("Vælg organ")
    )
    is_over = forms.BooleanField(
        label=_("Mødet er allerede holdt"), required=False,
        help_text=_("Sæt kryds for at lægge et tidligere møde ind, fx med referat."),
    )  # fmt: skip

    def __init__(self, *args: Any, bodies: list[Body], **options: Any) -> None:
        super().__init__(*args, **options)
        ids = [body.pk for body in bodies]
        field = self.fields["body"]
        field.queryset = Body.objects.filter(pk__in=ids)  # type: ignore[attr-defined]
        if len(bodies) == 1:
            field.initial = bodies[0]


def initial_of_fields() -> tuple[str, ...]:
    """The fields that stand on a meeting."""
    return ("title", "day", "starts", "ends", "form", "place", "link", "note")


def initial_of(meeting: Meeting) -> dict[str, Any]:
    """A meeting as the form shows it."""
    begins, ends = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
    same = {name: getattr(meeting, name) for name in ("title", "form", "place", "link", "note")}
    return {
        **same,
        "day": begins.date(),
        "starts": begins.time().replace(second=0, microsecond=0),
        "ends": ends.time().replace(second=0, microsecond=0),
    }


class CancelForm(forms.Form):
    """Why a meeting is called off."""

    reason = TextField(
        label=_("Hvorfor er mødet aflyst?"), max_length=300, help_text=_("De indkaldte får det at vide.")
    )  # fmt: skip


class MergeForm(forms.Form):
    """Which meeting takes over the agenda."""

    into = forms.ModelChoiceField(
        label=_("Lægges sammen med"), queryset=Meeting.objects.none(), empty_label=_("Vælg møde")
    )

    def __init__(self, *args: Any, meeting: Meeting, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["into"]
        field.queryset = meeting_pages.merge_targets(meeting)  # type: ignore[attr-defined]
        field.label_from_instance = _named  # type: ignore[attr-defined]


class HoldForm(forms.Form):
    """What became of each open item, and whether all came."""

    def __init__(self, *args: Any, meeting: Meeting, **options: Any) -> None:
        super().__init__(*args, **options)
        labels = dict(AgendaItem.Outcome.choices)
        self.items = list(meeting.items.filter(outcome=rules.OPEN).order_by("position", "pk"))
        for number, item in enumerate(self.items, start=1):
            self.fields[f"item_{item.pk}"] = forms.ChoiceField(
                label=f"{number}. {item.title}",
                choices=[(code, labels[code]) for code in rules.AT_THE_END],
                initial=rules.TREATED,
                widget=forms.RadioSelect,
            )
        self.fields["all_came"] = forms.BooleanField(
            label=_("Alle, der ikke havde meldt afbud, var til stede"), required=False, initial=True,
            help_text=_("Du kan rette deltagerne bagefter."),
        )  # fmt: skip

    def outcomes(self) -> dict[int, str]:
        """The outcome of each item that stood on the page."""
        return {item.pk: self.cleaned_data[f"item_{item.pk}"] for item in self.items}


def _moment(day: dt.date, clock: dt.time) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, clock))


def _named(meeting: Meeting) -> str:
    return f"{meeting.title}, {timezone.localtime(meeting.starts_at):%d.%m.%Y %H.%M}"
