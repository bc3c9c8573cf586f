"""What people write in a brief: a text at each place, and which sections are left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.db import models
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnership.forms.fields import TextField
from partnership.forms.stamped import StampedForm
from reports.rules import blocks
from reports.services.compositions import Written
from reports.services.drafts import written_in
from reports.services.material import Section


def field_name(kind: str, key: str) -> str:
    """The name a place has in the form."""
    return f"{kind}_{key.replace(':', '-')}"


class BriefForm(StampedForm):
    """Every place of a brief, in the order of the page."""

    def __init__(
        self, *args: Any, sections: Sequence[Section], written: Mapping[str, Written],
        **options: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **options)
        self.keys: list[str] = []
        self._headings: list[tuple[str, list[str]]] = []
        opening = self._add(blocks.OPENING, _("Indledning"), written, rows=4)
        self._headings.append((_("Indledning"), [opening]))
        for section in sections:
            self._headings.append((section.title, self._add_section(section, written)))

    def _add_section(self, section: Section, written: Mapping[str, Written]) -> list[str]:
        name = self._add(section.key, _("Bemærkning til afsnittet"), written, rows=2)
        out = field_name("out", section.key)
        self.fields[out] = forms.BooleanField(
            label=_("Udelad afsnittet af dette mødeoplæg"), required=False,
            initial=written.get(section.key, Written()).is_left_out,
        )  # fmt: skip
        return [name, out]

    def _add(
        self, key: str, label: str, written: Mapping[str, Written], *, rows: int = 3
    ) -> str:  # fmt: skip
        name = field_name("text", key)
        self.keys.append(key)
        self.fields[name] = TextField(
            label=label, required=False, max_length=blocks.longest(key),
            initial=written.get(key, Written()).text,
            help_text=gettext_lazy("Højst %(most)s tegn.") % {"most": blocks.longest(key)},
            widget=forms.Textarea(attrs={"rows": rows}),
        )  # fmt: skip
        return name

    @property
    def groups(self) -> list[tuple[str, list[BoundField]]]:
        """The fields under the headings of the brief."""
        return [(heading, [self[name] for name in names]) for heading, names in self._headings]

    def written(self) -> dict[str, Written]:
        """What was typed, by place."""
        found = {}
        for key in self.keys:
            text = self.cleaned_data[field_name("text", key)].replace("\r\n", "\n")
            is_out = bool(self.cleaned_data.get(field_name("out", key), False))
            found[key] = Written(text, is_out)
        return found

    def compared(self) -> Iterable[str]:
        """All places."""
        return [name for name in self.fields if name != "seen"]

    def standing(self, name: str, stored: models.Model) -> Any:
        """What stands at a place now."""
        key = next(each for each in self.keys if field_name(name.split("_")[0], each) == name)
        now = written_in(stored).get(key, Written())  # type: ignore[arg-type]
        return now.is_left_out if name.startswith("out_") else now.text


class IssueForm(forms.Form):
    """Which reading of the draft is sent out."""

    read = forms.CharField(max_length=64, widget=forms.HiddenInput)
