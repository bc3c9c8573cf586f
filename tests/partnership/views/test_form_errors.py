"""What is missing in a form is named, in our own words."""

from __future__ import annotations

import pytest
from django import forms
from django.template.loader import render_to_string


class Questions(forms.Form):
    """One field of each kind, all of them to be answered."""

    name = forms.CharField(label="Navn")
    body = forms.ChoiceField(label="Organ", choices=[("", "Vælg"), ("1", "Et")])
    areas = forms.MultipleChoiceField(
        label="Områder", choices=[("1", "Et")], widget=forms.CheckboxSelectMultiple
    )
    comes = forms.ChoiceField(label="Kommer du?", choices=[("1", "Ja")], widget=forms.RadioSelect)
    agreed = forms.BooleanField(label="Jeg har læst det")
    file = forms.FileField(label="Bilag")
    kind = forms.CharField(label="Art", error_messages={"required": "Sig, hvad det er."})
    number = forms.IntegerField(label="Antal", max_value=3)


SAID = (
    "Udfyld “Navn”.", "Vælg noget i “Organ”.", "Sæt mindst ét kryds ved “Områder”.",
    "Vælg et svar ved “Kommer du?”.", "Sæt kryds ved “Jeg har læst det”.",
    "Vælg en fil i “Bilag”.",
)  # fmt: skip


@pytest.mark.parametrize("words", SAID)
def test_what_is_missing_is_named_at_the_field_and_above_the_form(words: str) -> None:
    form = Questions({"number": "9"})
    page = render_to_string("components/form.html", {"form": form})
    assert page.count(words) == 2
    assert "påkrævet" not in page


def test_a_forms_own_words_and_other_errors_stand_with_the_label_before_them() -> None:
    form = Questions({"number": "9", "comes": "måske"})
    page = render_to_string("components/form.html", {"form": form})
    assert "Art: Sig, hvad det er." in page
    assert "Kommer du? " in page and 'href="#id_comes_0"' in page  # the first of the choices
    assert "Antal: " in page
