"""Addresses: minutes, papers and documents."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
