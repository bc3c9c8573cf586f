"""Fields that several forms share: dates as Danes write them, and texts without CPR numbers."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from partnership.services.plain_texts import refuse_civil_number

DATE_FORMATS = ["%d.%m.%Y", "%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"]
_WHEN = _("Skriv et årstal mellem 1900 og 2100.")


class DayField(forms.DateField):
    """A date typed as 1.3.2027 or 2027-03-01."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            input_formats=DATE_FORMATS,
            widget=forms.DateInput(format="%d.%m.%Y", attrs={"autocomplete": "off", "size": 12}),
            validators=[
                MinValueValidator(dt.date(1900, 1, 1), _WHEN),
                MaxValueValidator(dt.date(2100, 12, 31), _WHEN),
            ],
            error_messages={"invalid": _("Skriv datoen som 1.3.2027 eller 2027-03-01.")},
            **options,
        )


class TextField(forms.CharField):
    """A free text, refused where it holds a CPR number."""

    default_validators = [refuse_civil_number]
