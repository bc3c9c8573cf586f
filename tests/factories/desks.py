"""People at the screen for journeys: they open pages, fill in what a form asks for, and send it."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import time_machine
from django import forms
from django.test import Client

from tests.factories import people

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


def at(day: str, hour: int = 10) -> Any:
    """The clock of the site, set to an hour of a day."""
    moment = dt.datetime.combine(dt.date.fromisoformat(day), dt.time(hour), COPENHAGEN)
    return time_machine.travel(moment, tick=False)


class Desk:
    """A person at the screen; `asked` are the names of all numbers that forms have asked for."""

    def __init__(self, role: str, **fields: Any) -> None:
        self.user = people.seated_user(role, **fields)
        self.client = Client()
        self.client.force_login(self.user)
        self.asked: set[str] = set()

    def sees(self, path: str) -> str:
        self.client.force_login(self.user)
        answer = self.client.get(path)
        assert answer.status_code == 200, (path, answer.status_code)
        return str(answer.content.decode())

    def fetches(self, path: str) -> bytes:
        self.client.force_login(self.user)
        answer = self.client.get(path)
        assert answer.status_code == 200, (path, answer.status_code)
        parts = answer.streaming_content if answer.streaming else [answer.content]
        return b"".join(parts)  # type: ignore[arg-type]

    def sends(self, path: str, **typed: Any) -> str:
        """Post the form as it stands, with what is typed; the page one comes to."""
        self.client.force_login(self.user)
        page = self.client.get(path)
        form = page.context["form"] if page.context and "form" in page.context else None
        if form is None:  # one button asks, or is a form of its own
            return str(self.client.post(path, typed, follow=True).content.decode())
        self.asked |= {name for name, field in form.fields.items() if _is_number(field)}
        shown = {name: form[name].value() for name in form.fields}
        values = {
            name: self._spelt(value) for name, value in shown.items() if value not in (None, "")
        }
        answer = self.client.post(path, values | typed, follow=True)
        page = str(answer.content.decode())
        assert answer.redirect_chain, f"{path} was refused: {answer.context['form'].errors}"
        return page

    @staticmethod
    def _spelt(value: Any) -> Any:
        if isinstance(value, dt.date):
            return f"{value:%d.%m.%Y}"
        return f"{value:%H.%M}" if isinstance(value, dt.time) else value


def _is_number(field: forms.Field) -> bool:
    hidden = isinstance(field.widget, forms.HiddenInput)
    return not hidden and (
        isinstance(field, forms.IntegerField) or field.widget.attrs.get("inputmode") == "decimal"
    )
