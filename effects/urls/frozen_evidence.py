"""Addresses of locked evidence: its page, and what is stored."""

from __future__ import annotations

from django.urls import URLPattern, path

from effects.views import frozen_evidence

urlpatterns: list[URLPattern] = [
    path(
        "opfoelgninger/<int:pk>/laast-grundlag/",
        frozen_evidence.frozen_detail,
        name="frozen-detail",
    ),
    path(
        "opfoelgninger/<int:pk>/laast-grundlag.json",
        frozen_evidence.frozen_json,
        name="frozen-json",
    ),
    path(
        "opfoelgninger/<int:pk>/laast-grundlag.pdf",
        frozen_evidence.frozen_pdf,
        name="frozen-pdf",
    ),
]
