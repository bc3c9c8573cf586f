"""Addresses: plans, effort areas, target groups, deliveries and interventions."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
