"""Addresses of what effects know of a decision."""

from __future__ import annotations

from django.urls import URLPattern, path

from effects.views import decisions

urlpatterns: list[URLPattern] = [
    path(
        "partnerskab/beslutninger/<int:pk>/effekt/",
        decisions.decision_effects_of,
        name="decision-effects",
    ),
]
