"""Addresses of evidence as it is now."""

from __future__ import annotations

from django.urls import URLPattern, path

from effects.views import evidence

urlpatterns: list[URLPattern] = [
    path("indsatser/<slug:slug>/grundlag/", evidence.evidence_list, name="evidence-list"),
]
