"""The notice that example figures are invented, on every page that a signed-in person sees."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from indicators.models import ExampleSet


def example(request: HttpRequest) -> dict[str, Any]:
    """`example_notice`: the words to show while a fictitious example is loaded, else empty."""
    if ExampleSet.objects.filter(is_fictitious=True).exists():
        return {"example_notice": _("Eksempeldata: tallene er opdigtede")}
    return {"example_notice": ""}
