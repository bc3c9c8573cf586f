"""What is noted of those called: whether they came, and who stood in for whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from partnership.forms.fields import TextField
from partnership.forms.stamped import StampedForm
from partnership.models import Attendance, Meeting, Person, Seat
from partnership.rules.bodies import VOTING_ROLES
from partnership.services.attendances import Answer


class AnswerForm(forms.Form):
    """One's own answer to a call."""

    comes = forms.ChoiceField(
        label=_("Kommer du?"), choices=[("ja", _("Ja, jeg kommer")), ("nej", _("Nej, jeg melder afbud"))],
        widget=forms.RadioSelect,
    )  # fmt: skip
    substitute = forms.ModelChoiceField(
        label=_("Suppleant"), queryset=Person.objects.none(), required=False,
        empty_label=_("Ingen suppleant"), help_text=_("Den, der kommer i stedet, hvis du melder afbud."),
    )  # fmt: skip

    def __init__(self, *args: Any, substitutes: Sequence[Person], **options: Any) -> None:
        super().__init__(*args, **options)
        if not substitutes:
            del self.fields["substitute"]
            return
        ids = [one.pk for one in substitutes]
        self.fields["substitute"].queryset = Person.objects.filter(pk__in=ids)  # type: ignore[attr-defined]


def _choices(row: Attendance) -> list[tuple[str, Any]]:
    """What can be noted; of a meeting that was entered when it was over nobody is to come any more."""
    status = Attendance.Status
    if row.meeting.state != Meeting.State.HELD or row.meeting.called_at:
        return list(status.choices)
    known = (status.PRESENT, status.EXCUSED, status.ABSENT)
    return [(status.INVITED, _("ikke noteret")), *((code, code.label) for code in known)]


class AttendanceForm(StampedForm):
    """All who are called, each with a status; a substitute also with whom they stand in for."""

    def __init__(
        self, *args: Any, rows: Sequence[Attendance], guests: str = "", **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.rows = list(rows)
        members = [(row.person_id, row.person.name) for row in rows if row.role in VOTING_ROLES]
        for row in self.rows:
            self.fields[f"status_{row.pk}"] = forms.ChoiceField(
                label=row.person.name, choices=_choices(row), initial=row.status
            )
            if row.role == Seat.Role.SUBSTITUTE:
                self.fields[f"for_{row.pk}"] = forms.TypedChoiceField(
                    label=_("%(name)s træder ind for") % {"name": row.person.name},
                    choices=[("", _("Ingen")), *members],
                    initial=row.stands_in_for_id or "", required=False, coerce=int, empty_value=None,
                )  # fmt: skip
        self.fields["guests"] = TextField(
            label=_("Gæster"), max_length=500, required=False, initial=guests,
            help_text=_("Andre, der var med: navn og organisation. Det står i referatet."),
        )  # fmt: skip

    def lines(self) -> list[tuple[Attendance, Any, Any]]:
        """Each person with the bound fields of the row."""
        return [
            (row, self[f"status_{row.pk}"], self[f"for_{row.pk}"] if f"for_{row.pk}" in self.fields else None)
            for row in self.rows
        ]  # fmt: skip

    def standing(self, name: str, stored: models.Model) -> Any:
        """What stands there now; of a person it stands on the row of the call."""
        field, _underscore, pk = name.partition("_")
        if not pk or not isinstance(stored, Meeting):
            return super().standing(name, stored)
        row = stored.attendances.filter(pk=pk).first()
        return getattr(row, "status" if field == "status" else "stands_in_for_id", None)

    def answers(self) -> dict[int, Answer]:
        """What is to be noted, by the id of the attendance."""
        return {
            row.pk: Answer(
                self.cleaned_data[f"status_{row.pk}"], self.cleaned_data.get(f"for_{row.pk}")
            )
            for row in self.rows
        }
