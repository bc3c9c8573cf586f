"""The year's question, and one's own answer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from effects.models import EvaluationAnswer
from partnership.forms.decisions import text_area
from partnership.forms.fields import DayField, TextField
from partnership.forms.stamped import StampedForm


class EvaluationForm(StampedForm):
    """What is asked, and when."""

    question = TextField(label=_("Spørgsmål"), max_length=300)
    opens_on = DayField(label=_("Første dag"), help_text=_("Fx 1.3.2027."))
    closes_on = DayField(
        label=_("Sidste dag"), help_text=_("Dagen efter tælles svarene op og vises.")
    )


class AskForm(EvaluationForm):
    """The same with the year it is about."""

    year = forms.IntegerField(
        label=_("År"), widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 6}),
        validators=[
            MinValueValidator(2000, _("Skriv året med fire cifre, for eksempel 2030.")),
            MaxValueValidator(2100, _("Skriv året med fire cifre, for eksempel 2030.")),
        ],
    )  # fmt: skip
    field_order = ("year", "question", "opens_on", "closes_on")


class AnswerForm(forms.Form):
    """One's own answer."""

    answer = forms.TypedChoiceField(
        label=_("Dit svar"), choices=EvaluationAnswer.Answer.choices, coerce=int,
        widget=forms.RadioSelect,
    )  # fmt: skip
    comment = text_area(
        _("Vil du uddybe?"), rows=3, required=False, max_length=1000,
        help_text=_(
            "Vises uden navn, når der er svar nok. Skriv ikke noget, der røber, hvem du er."
        ),
    )  # fmt: skip

    def __init__(self, *args: Any, question: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["answer"].label = question
