"""Addresses of what is expected of an intervention."""

from __future__ import annotations

from django.urls import URLPattern, path

from effects.views import expected_effects as views

ALL = "indsatser/<slug:slug>/forventede-effekter/"
ONE = f"{ALL}<int:number>/"

urlpatterns: list[URLPattern] = [
    path(f"{ALL}ny/", views.expected_effect_create, name="expected-effect-create"),
    path(f"{ALL}kan-ses/", views.expected_effect_look, name="expected-effect-look"),
    path(ONE, views.expected_effect_detail, name="expected-effect-detail"),
    path(f"{ONE}ret/", views.expected_effect_amend, name="expected-effect-amend"),
    path(f"{ONE}traek/", views.expected_effect_withdraw, name="expected-effect-withdraw"),
]
