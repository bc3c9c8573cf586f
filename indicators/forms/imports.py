"""Choosing a file, and carrying its text from the dry run to the confirmation."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy

SALT = "indicators.import"
LIFETIME = 60 * 60


class FileForm(forms.Form):
    """One CSV file."""

    file = forms.FileField(
        label=gettext_lazy("CSV-fil med tal"),
        help_text=gettext_lazy(
            "Kolonner: område, indikator, periode, tæller, nævner, værdi, antal_svar, tilstand, "
            "kilde, offentliggjort. Du ser, hvad der sker, før noget gemmes."
        ),
        error_messages={
            "required": gettext_lazy("Vælg en fil."),
            "empty": gettext_lazy("Filen er tom. Vælg en anden."),
        },
    )


def pack(*, user_id: int, name: str, content: bytes, fingerprint: str) -> str:
    """The file as signed text for a hidden field: nothing is left on the server between steps."""
    value = {
        "user": user_id,
        "name": name,
        "content": content.decode("latin-1"),
        "fingerprint": fingerprint,
    }
    return signing.dumps(value, salt=SALT, compress=True)


def unpack(packed: str, *, user_id: int) -> dict[str, Any] | None:
    """What was packed by the same person within the hour; else None."""
    try:
        value = signing.loads(packed, salt=SALT, max_age=LIFETIME)
    except signing.BadSignature:
        return None
    if not isinstance(value, dict) or value.get("user") != user_id:
        return None
    return {**value, "content": value["content"].encode("latin-1")}
