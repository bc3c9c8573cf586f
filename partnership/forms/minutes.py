"""What is typed into minutes: texts beside the agenda, and what leads them from state to state."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnership.forms.fields import DayField, TextField
from partnership.forms.papers import UploadField, UploadForm
from partnership.models import AgendaItem, Minutes, Person
from partnership.rules.merging import has_marks
from partnership.services.edits import stamp_of
from partnership.services.minutes_pages import ItemRow
from partnership.services.minutes_texts import OPENING, Clash, Typed, marks

AREA = {"rows": 6, "data-minutes-text": ""}


class MinutesForm(forms.Form):
    """One text for the meeting and one for each item, each with the reading it is written on."""

    def __init__(
        self, *args: Any, minutes: Minutes | None, items: Sequence[ItemRow], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.keys = [OPENING, *(row.item.pk for row in items)]
        self._add(OPENING, _("Mødets åbning"), minutes.opening if minutes else "", minutes)
        for row in items:
            label = _("Referat af punkt %(number)s") % {"number": row.number}
            self._add(row.item.pk, label, row.text, row.said)

    def _add(self, key: int, label: str, text: str, stored: Any) -> None:
        self.fields[f"text_{key}"] = TextField(
            label=label, required=False, initial=text, max_length=20_000, strip=False,
            widget=forms.Textarea(attrs=AREA),
        )  # fmt: skip
        self.fields[f"seen_{key}"] = forms.IntegerField(
            required=False, initial=stamp_of(stored) if stored else 0, widget=forms.HiddenInput
        )

    def clean(self) -> dict[str, Any]:
        """Two versions of one place are not stored side by side: somebody chooses first."""
        for key in self.keys:
            if has_marks(self.cleaned_data.get(f"text_{key}") or "", marks()):
                self.add_error(
                    f"text_{key}",
                    _("Behold det, der gælder, og slet linjerne med [[ … ]]. Intet er gemt endnu."),
                )
        return self.cleaned_data

    def texts(self) -> dict[int, Typed]:
        """What was typed, for the service; fields that were not sent are left alone."""
        return {
            key: Typed(
                self.cleaned_data[f"text_{key}"], int(self.cleaned_data.get(f"seen_{key}") or 0)
            )
            for key in self.keys
            if f"text_{key}" in self.data
        }

    def show_clashes(
        self, clashes: Iterable[Clash], *, minutes: Minutes | None, items: Sequence[ItemRow]
    ) -> None:
        """Put the proposals into the fields; the others show what is stored by now, by whomever."""
        now = MinutesForm(minutes=minutes, items=items)
        data = self.data.copy()  # type: ignore[attr-defined]
        for name in {*self.fields} & {*now.fields}:
            data[name] = str(now.fields[name].initial)
        for clash in clashes:
            data[f"text_{clash.key}"] = clash.proposal.text
            data[f"seen_{clash.key}"] = str(clash.stamp)
        self.data = data

    def pair(self, key: int) -> tuple[BoundField, BoundField]:
        """The text's field and its stamp's."""
        return self[f"text_{key}"], self[f"seen_{key}"]


class MinutesFileForm(UploadForm):
    """Minutes that were written elsewhere."""

    file = UploadField(
        label=gettext_lazy("Referatet som fil"), only=("pdf", "docx", "odt"),
        help_text=gettext_lazy("pdf, docx eller odt. Beslutningerne registreres stadig her."),
    )  # fmt: skip


class ProposeForm(forms.Form):
    """Until when comments are taken."""

    comments_until = DayField(
        label=gettext_lazy("Kommentarer til og med"),
        help_text=gettext_lazy("De indkaldte får besked og kan kommentere til og med dagen."),
    )


class ApproveForm(forms.Form):
    """Where the minutes were approved, and which reading of them is meant."""

    note = TextField(
        label=gettext_lazy("Hvor er det godkendt?"), max_length=200,
        help_text=gettext_lazy("Fx “på mødet 3. juni 2026” eller “skriftligt 12. juni 2026”."),
    )  # fmt: skip
    read = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)


class MinutesCommentForm(forms.Form):
    """A comment on proposed minutes, for oneself or for the member one serves."""

    on_behalf_of = forms.ModelChoiceField(
        label=gettext_lazy("På vegne af"), queryset=Person.objects.none(), required=False,
        empty_label=gettext_lazy("Mig selv"),
    )  # fmt: skip
    text = TextField(
        label=gettext_lazy("Din kommentar"), max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip

    def __init__(
        self, *args: Any, members: Sequence[Person], must_name: bool, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        if not members:
            del self.fields["on_behalf_of"]
            return
        field = self.fields["on_behalf_of"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  for the type checker
        field.queryset = Person.objects.filter(pk__in=[person.pk for person in members])
        if must_name:
            field.required = True
            field.empty_label = None


class CorrectionForm(forms.Form):
    """What was wrong in locked minutes, and how it should read."""

    item = forms.ModelChoiceField(
        label=gettext_lazy("Hvad handler rettelsen om?"), queryset=AgendaItem.objects.none(),
        required=False, empty_label=gettext_lazy("Referatet som helhed"),
    )  # fmt: skip
    text = TextField(
        label=gettext_lazy("Rettelsen"), max_length=4000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("Skriv, hvad der står, og hvad der skulle have stået."),
    )  # fmt: skip

    def __init__(self, *args: Any, meeting_id: int, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["item"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  for the type checker
        field.queryset = AgendaItem.objects.filter(meeting=meeting_id)
