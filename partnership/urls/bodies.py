"""Addresses: body pages, handovers."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
