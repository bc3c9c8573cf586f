"""Addresses of interventions' stories and of what was learnt."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
