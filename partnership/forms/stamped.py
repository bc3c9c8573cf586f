"""Forms that change something: they carry which reading they were filled in from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db import models


class StampedForm(forms.Form):
    """A form that remembers, in a hidden field, the latest change its writer had seen."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    conflicts: tuple[tuple[str, str, str], ...] = ()

    def show_conflict(self, stored: models.Model, stamp: int) -> None:
        """Show typed beside stored values; whoever saves again has seen both."""
        self.conflicts = tuple(self.differences(stored))
        data = self.data.copy()  # type: ignore[attr-defined]  # of several ticked boxes all stay
        data["seen"] = str(stamp)
        self.data = data

    def typed(self) -> dict[str, Any]:
        """The values for the service, without the stamp."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}

    @property
    def seen_stamp(self) -> int:
        """The stamp the form was shown with; 0, which never fits, where it is missing."""
        return int(self.cleaned_data.get("seen") or 0)

    def differences(self, stored: models.Model) -> list[tuple[str, str, str]]:
        """Label, typed value and stored value of each field in which the two differ."""
        found = []
        for name in self.compared():
            typed, now = self.cleaned_data.get(name), self.standing(name, stored)
            pair = self.spoken(name, typed), self.spoken(name, now)
            if typed != now and pair[0] != pair[1]:
                found.append((str(self.fields[name].label), *pair))
        return found

    def compared(self) -> Iterable[str]:
        """The fields that stand on the row under the same name."""
        return self.typed()

    def standing(self, name: str, stored: models.Model) -> Any:
        """What stands on the row for a field; of a set the rows that this person is offered."""
        now, field = getattr(stored, name), self.fields[name]
        if isinstance(now, models.Manager) and isinstance(field, forms.ModelMultipleChoiceField):
            return list(now.filter(pk__in=field.queryset))
        return now

    def spoken(self, name: str, value: Any) -> str:
        """A value as the reader knows it: the words of a choice, a dash for nothing."""
        if isinstance(value, (list, tuple, models.QuerySet)):
            return ", ".join(self._several(name, value)) or "–"
        choices = getattr(self.fields[name], "choices", None)
        if choices and not isinstance(value, models.Model):
            value = dict(choices).get(value, value)
        if isinstance(value, bool):
            value = "✓" if value else ""
        return str(value) if value not in (None, "") else "–"

    def _several(self, name: str, values: Iterable[Any]) -> list[str]:
        """Rows by the name they are offered under, in the order of the alphabet; choices in theirs."""
        field = self.fields[name]
        if isinstance(field, forms.ModelMultipleChoiceField):
            return sorted(field.label_from_instance(each) for each in values)
        return [self.spoken(name, each) for each in values]
