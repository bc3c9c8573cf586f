"""Addresses: meetings, agendas, the yearly wheel and calendars."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
