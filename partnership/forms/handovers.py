"""What one chooses to pass something on."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from partnership.forms.fields import TextField
from partnership.models import Person
from partnership.services.follow_ups import possible_owners


class HandoverForm(forms.Form):
    """Which things go to whom, and why."""

    things = forms.MultipleChoiceField(
        label=_("Hvad der gives videre"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Vælg mindst én ting, der skal gives videre.")},
    )  # fmt: skip
    to = forms.ModelChoiceField(
        label=_("Til"), queryset=Person.objects.none(), empty_label=_("Vælg person"),
        error_messages={
            "invalid_choice": _("Vælg en anden end den, der har dem nu. Den nye skal have en plads i dag."),
        },
    )  # fmt: skip
    reason = TextField(
        label=_("Hvorfor"),
        max_length=200,
        help_text=_("Fx “Har fået nyt arbejde”. Det bliver stående."),
    )

    def __init__(
        self, *args: object, person: Person, things: list[tuple[str, str]], **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["things"].choices = things  # type: ignore[attr-defined]
        self.fields["to"].queryset = possible_owners().exclude(  # type: ignore[attr-defined]
            pk=person.pk
        )
