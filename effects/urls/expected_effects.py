"""Addresses of what is expected of an intervention."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
