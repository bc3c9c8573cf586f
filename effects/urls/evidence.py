"""Addresses of evidence, as it is now and as it was frozen."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
