"""What an administrator types about a body."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from partnership.forms.fields import DayField, TextField
from partnership.forms.stamped import StampedForm
from partnership.models import Body


class BodyForm(StampedForm):
    """Name, kind, mandate and period of a body."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("mandate", "ends_on"):  # the service asks for both of an ad hoc group
            self.fields[name].needed_when = _("skal udfyldes for en ad hoc-gruppe")  # type: ignore[attr-defined]

    name = TextField(label=_("Navn"), max_length=120, help_text=_("Organets eget navn."))
    kind = forms.ChoiceField(label=_("Art"), choices=Body.Kind.choices)
    mandate = TextField(
        label=_("Kommissorium, eller en ad hoc-gruppes mandat"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Hvad organet skal, og hvad det må beslutte."),
    )
    parent = forms.ModelChoiceField(
        label=_("Hører under"),
        queryset=Body.objects.all(),
        required=False,
        empty_label=_("Intet organ"),
    )
    starts_on = DayField(label=_("Fra"), required=False, help_text=_("Fx 1.3.2027."))
    ends_on = DayField(
        label=_("Til og med"),
        required=False,
        help_text=_("Fx 1.3.2027. Den dag tæller med."),
    )
    votes = forms.BooleanField(
        label=_("Organet stemmer"),
        required=False,
        help_text=_("Sæt kryds, hvis forretningsordenen har afstemninger. Ellers er I enige."),
    )
    quorum = forms.IntegerField(
        label=_("Beslutningsdygtigt ved"),
        required=False,
        min_value=1,
        max_value=99,
        help_text=_("Så mange medlemmer skal være til stede. Tomt: ingen regel om det."),
    )


class CloseForm(forms.Form):
    """The last day of a body, and what came of it."""

    on = DayField(
        label=_("Sidste dag"), help_text=_("Fx 1.3.2027. Den dag gælder stadig, dagen efter ikke.")
    )
    report = TextField(
        label=_("Afsluttende rapport"),
        max_length=8000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Hvad organet skulle, hvad der kom ud af det, og hvad andre skal vide."),
    )

    def __init__(self, *args: Any, is_group: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if is_group:  # the service asks for it once the day has come
            words = _("kan kun vente, hvis dagen ligger længere fremme")
            self.fields["report"].needed_when = words  # type: ignore[attr-defined]
