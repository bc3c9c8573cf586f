"""What people write is plain text about matters and groups: nowhere a civil registration number."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from partnership.rules.privacy import looks_like_cpr


def refuse_civil_number(text: str) -> None:
    """Raise `ValidationError` where a text holds something shaped like a CPR number."""
    if looks_like_cpr(text):
        raise ValidationError(
            _("Teksten ligner et CPR-nummer. Det må ikke stå her: fjern det."), code="civil_number"
        )


def refuse_civil_numbers(**texts: str) -> None:
    """The same for several texts at once; the refusal names the fields they stand in."""
    found = {}
    for name, text in texts.items():
        try:
            refuse_civil_number(text)
        except ValidationError as refusal:
            found[name] = refusal
    if found:
        raise ValidationError(found)
