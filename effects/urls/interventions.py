"""Addresses of the list of interventions and of each one's story.

They stand after the archive of what was learnt: "erfaringer" is no intervention's name.
"""

from __future__ import annotations

from django.urls import URLPattern, path

from effects.views import interventions

urlpatterns: list[URLPattern] = [
    path("indsatser/", interventions.intervention_list, name="intervention-list"),
    path("indsatser/<slug:slug>/", interventions.intervention_detail, name="intervention-detail"),
]
