"""Addresses of what effects know of an agenda."""

from __future__ import annotations

from django.urls import URLPattern, path

from effects.views import meetings

urlpatterns: list[URLPattern] = [
    path(
        "partnerskab/moeder/<int:pk>/grundlag/", meetings.meeting_strength, name="meeting-strength"
    ),
]
