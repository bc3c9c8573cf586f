"""Handing in papers: one file, what it is called, and what is new in it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.functional import lazy
from django.utils.translation import gettext, gettext_lazy

from partnership.forms.fields import TextField
from partnership.rules import papers as rules
from partnership.services.paper_checks import words


class PaperInput(forms.FileInput):
    """Tells the browser how large a file may be, so that it is refused before it is sent."""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """The limit and the words, in the language of the page."""
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"] |= {
            "data-largest": str(settings.PAPER_MAX_BYTES),
            "data-too-large": words("too_large"),
        }
        return context


def _said_beforehand(only: tuple[str, ...]) -> str:
    return gettext("%(kinds)s. Højst %(size)s.") % {
        "kinds": ", ".join(only or (ending for ending in rules.KINDS if ending != "jpeg")),
        "size": filesizeformat(settings.PAPER_MAX_BYTES),
    }


# Which files are taken, in the language and by the setting of the moment.
said_beforehand = lazy(_said_beforehand, str)


class UploadField(forms.FileField):
    """One file of a kind that is taken here, no larger than the setting says."""

    default_error_messages = {
        "required": gettext_lazy("Vælg en fil."),
        "empty": gettext_lazy("Filen er tom. Vælg en anden."),
    }

    def __init__(self, *, only: tuple[str, ...] = (), **options: Any) -> None:
        accept = ",".join(f".{ending}" for ending in only) if only else rules.ACCEPT
        options["widget"] = PaperInput(attrs={"accept": accept})
        options.setdefault("help_text", said_beforehand(only))
        super().__init__(**options)
        self.only = only

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Refuse by name, size and first bytes; the service looks further."""
        file = super().clean(data, initial)
        if not file:
            return file
        head = file.read(rules.HEAD)
        file.seek(0)
        try:
            rules.check_start(
                file.name, file.size, head, largest=settings.PAPER_MAX_BYTES, only=self.only
            )
        except rules.UnfitFile as unfit:
            raise ValidationError(words(unfit.code), code=unfit.code) from unfit
        return file


class UploadForm(forms.Form):
    """A form with a file that may have been too large to be taken in at all."""

    file = UploadField(label=gettext_lazy("Fil"))

    def __init__(self, *args: Any, is_too_large: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        self.is_too_large = is_too_large

    def _clean_fields(self) -> None:
        super()._clean_fields()  # type: ignore[misc]
        if self.is_too_large:
            self.errors.pop("file", None)
            self.add_error("file", ValidationError(words("too_large"), code="too_large"))


class PaperForm(UploadForm):
    """A new paper."""

    name = TextField(
        label=gettext_lazy("Bilagets navn"), max_length=160, required=False,
        help_text=gettext_lazy("Lad det stå tomt for at bruge filens navn."),
    )  # fmt: skip
    is_released = forms.BooleanField(
        label=gettext_lazy("Vis det for læserne med det samme"), required=False,
        help_text=gettext_lazy("Ellers ser kun I, der forbereder sagen, bilaget."),
    )  # fmt: skip
    field_order = ("name", "file", "is_released")


class VersionForm(UploadForm):
    """A new version of a paper."""

    note = TextField(
        label=gettext_lazy("Hvad er nyt?"), max_length=200, required=False,
        help_text=gettext_lazy("Fx “tabel 2 er rettet”."),
    )  # fmt: skip
