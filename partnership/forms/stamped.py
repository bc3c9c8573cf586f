"""Forms that change something: they carry which reading they were filled in from."""

from __future__ import annotations

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
        self.data = {**self.data.dict(), "seen": str(stamp)}  # type: ignore[attr-defined]

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
        for name, value in self.typed().items():
            now = getattr(stored, name)
            if now != value:
                label = str(self.fields[name].label)
                found.append((label, self.spoken(name, value), self.spoken(name, now)))
        return found

    def spoken(self, name: str, value: Any) -> str:
        """A value as the reader knows it: the words of a choice, a dash for nothing."""
        choices = getattr(self.fields[name], "choices", None)
        if choices and not isinstance(value, models.Model):
            value = dict(choices).get(value, value)
        if isinstance(value, bool):
            value = "✓" if value else ""
        return str(value) if value not in (None, "") else "–"
