"""What a body is asked to decide in writing, and what a member answers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from partnership.forms.decisions import text_area
from partnership.forms.fields import DayField, TextField
from partnership.forms.stamped import StampedForm
from partnership.models import Body, WrittenAnswer


class ProcedureForm(StampedForm):
    """The matter, what is recommended, and the deadline."""

    title = TextField(label=_("Overskrift"), max_length=160)
    text = text_area(_("Sagsfremstilling"), rows=6, required=False)
    recommendation = text_area(
        _("Indstilling"),
        help_text=_("Det, medlemmerne siger ja eller nej til. Skriv det, som det skal stå."),
    )
    deadline = DayField(label=_("Frist for svar"), help_text=_("Fx 24.3.2027. Dagen tæller med."))


class NewProcedureForm(ProcedureForm):
    """A new matter names the body that is asked."""

    body = forms.ModelChoiceField(label=_("Organ"), queryset=Body.objects.none(), empty_label=None)
    field_order = ["body"]

    def __init__(self, *args: Any, bodies: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """A member's answer."""

    answer = forms.ChoiceField(
        label=_("Dit svar"), choices=WrittenAnswer.Answer.choices, widget=forms.RadioSelect
    )
    comment = TextField(
        label=_("Kommentar"), max_length=2000, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("De andre i organet kan læse den. Skriv altid en, hvis du ikke godkender."),
    )  # fmt: skip
