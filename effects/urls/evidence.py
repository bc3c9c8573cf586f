"""Addresses of evidence, as it is now and as it was frozen."""

from __future__ import annotations

from django.urls import URLPattern, path

from effects.views import evidence, frozen_evidence

urlpatterns: list[URLPattern] = [
    path("indsatser/<slug:slug>/grundlag/", evidence.evidence_list, name="evidence-list"),
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
