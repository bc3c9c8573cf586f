"""Addresses of interventions' stories and of what was learnt."""

from __future__ import annotations

from django.urls import URLPattern, path

from effects.views import interventions

urlpatterns: list[URLPattern] = [
    path("indsatser/", interventions.intervention_list, name="intervention-list"),
    path("indsatser/<slug:slug>/", interventions.intervention_detail, name="intervention-detail"),
]
