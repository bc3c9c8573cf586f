"""The notice that example figures are invented, on every page that a signed-in person sees."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from indicators.models import ExampleSet


def example(request: HttpRequest) -> dict[str, Any]:
    """`example_notice`: the words to show while a fictitious example is loaded, else empty.

    Asked for only where a page has not been given the words already.
    """
    loaded = ExampleSet.objects.filter(is_fictitious=True)
    return {"example_notice": SimpleLazyObject(lambda: example_notice(is_example=loaded.exists()))}


def example_notice(*, is_example: bool) -> str:
    """The words themselves."""
    return _("Eksempeldata: tallene er opdigtede") if is_example else ""
