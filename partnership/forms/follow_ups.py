"""What is written of a task (opgave), and what is sought among them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from partnership.forms.fields import DayField, TextField
from partnership.forms.stamped import StampedForm
from partnership.models import Body, Person
from partnership.services.follow_up_pages import STATES
from partnership.services.follow_ups import possible_owners


class FollowUpForm(StampedForm):
    """What is to be done, and by when."""

    title = TextField(
        label=_("Opgave"), max_length=160, help_text=_("Begynd gerne med et udsagnsord.")
    )
    text = TextField(
        label=_("Uddybning"), max_length=4000, required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    due_on = DayField(label=_("Frist"), help_text=_("Fx 24.3.2027."))


class NewFollowUpForm(FollowUpForm):
    """A new task names who has it, and which body it belongs to."""

    owner = forms.ModelChoiceField(
        label=_("Hvem"), queryset=Person.objects.none(), empty_label=_("Vælg person")
    )
    body = forms.ModelChoiceField(
        label=_("Organ"), queryset=Body.objects.none(), empty_label=None,
        help_text=_("Organet kan se opgaven. Går fristen over, kommer den på dets dagsorden."),
    )  # fmt: skip

    def __init__(self, *args: Any, bodies: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["owner"].queryset = possible_owners()  # type: ignore[attr-defined]
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]


class PassOnForm(StampedForm):
    """Who takes over, and why."""

    owner = forms.ModelChoiceField(
        label=_("Ny ansvarlig"), queryset=Person.objects.none(), empty_label=_("Vælg person")
    )
    reason = TextField(label=_("Hvorfor?"), max_length=200)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["owner"].queryset = possible_owners()  # type: ignore[attr-defined]

    def compared(self) -> list[str]:
        """The owner stands on the task; the reason does not."""
        return ["owner"]


class WordForm(forms.Form):
    """The word a task is closed with."""

    word = TextField(
        label=_("Hvad kom der ud af det?"), max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class FollowUpFilter(forms.Form):
    """Whose tasks, and in which state; an answer that makes no sense asks for nothing."""

    whose = forms.ChoiceField(label=_("Hvilke opgaver"), required=False)
    state = forms.ChoiceField(label=_("Status"), choices=STATES, required=False)

    def __init__(self, *args: Any, bodies: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["whose"].choices = [  # type: ignore[attr-defined]
            ("", _("Mine")), ("all", _("Alle, jeg kan se")),
            *((str(body.pk), body.name) for body in bodies),
        ]  # fmt: skip

    def spoken(self, whose: str) -> str:
        """The words of a choice of whose tasks are shown."""
        return str(dict(self.fields["whose"].choices)[whose])  # type: ignore[attr-defined]

    def wanted(self) -> dict[str, str]:
        """What was asked for and understood."""
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in ("whose", "state")}
