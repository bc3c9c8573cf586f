"""Addresses: funds, distribution keys, budgets and bookings."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
