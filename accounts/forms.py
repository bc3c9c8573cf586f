"""What a person types about the own login."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User


class ChoosePasswordForm(forms.Form):
    """A first password, typed twice, held to the site's demands."""

    password = forms.CharField(
        label=gettext_lazy("Adgangskode"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=gettext_lazy("Mindst 12 tegn. En hel sætning er let at huske."),
    )
    repeated = forms.CharField(
        label=gettext_lazy("Gentag adgangskoden"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.user = user

    def clean_password(self) -> str:
        """Hold the password to the validators of the settings."""
        password: str = self.cleaned_data["password"]
        validate_password(password, self.user)
        return password

    def clean(self) -> dict[str, Any]:
        """The two must be alike."""
        values = super().clean() or self.cleaned_data
        first, second = values.get("password"), values.get("repeated")
        if first and second and first != second:
            self.add_error("repeated", _("De to adgangskoder er ikke ens."))
        return values


class FrequencyForm(forms.Form):
    """How often notices are mailed."""

    frequency = forms.ChoiceField(
        label=gettext_lazy("Beskeder med mail"),
        choices=[(code, capfirst(words)) for code, words in User.NoticeFrequency.choices],
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "Én mail med det, du ikke allerede har læst her. Den indeholder ingen tal."
        ),
    )


class LanguageForm(forms.Form):
    """The language of the screens and mails."""

    language = forms.ChoiceField(
        label=gettext_lazy("Sprog"), choices=User.Language.choices, widget=forms.RadioSelect
    )
