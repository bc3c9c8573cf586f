"""Addresses of the dashboards app."""

from django.urls.resolvers import URLPattern

app_name = "dashboards"
urlpatterns: list[URLPattern] = []
