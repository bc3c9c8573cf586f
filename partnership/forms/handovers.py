"""What one chooses to pass something on."""

from __future__ import annotations

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partnership.forms.fields import TextField
from partnership.models import Person, Seat


class HandoverForm(forms.Form):
    """Which things go to whom, and why."""

    things = forms.MultipleChoiceField(
        label=_("Hvad der gives videre"), widget=forms.CheckboxSelectMultiple, required=False
    )
    to = forms.ModelChoiceField(
        label=_("Til"), queryset=Person.objects.none(), empty_label=_("Vælg person")
    )
    reason = TextField(
        label=_("Hvorfor"),
        max_length=200,
        help_text=_("Fx “Har fået nyt arbejde”. Det bliver stående."),
    )

    def __init__(self, *args: object, things: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["things"].choices = things  # type: ignore[attr-defined]
        seated = Seat.objects.on(timezone.localdate()).exclude(body__isnull=True)
        self.fields["to"].queryset = Person.objects.filter(  # type: ignore[attr-defined]
            pk__in=seated.values("person")
        )
