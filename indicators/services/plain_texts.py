"""What people write of figures: plain text about groups, never about a person."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from partnership.rules.privacy import looks_like_cpr


def refuse_civil_numbers(**texts: str) -> None:
    """Raise `ValidationError`, by field, where a text holds something shaped like a CPR number."""
    told = _("Teksten ligner et CPR-nummer. Det må ikke stå her: fjern det.")
    found = {name: told for name, text in texts.items() if looks_like_cpr(text)}
    if found:
        raise ValidationError(found)
