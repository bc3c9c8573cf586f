"""Addresses of what was learnt."""

from __future__ import annotations

from django.urls import URLPattern, path

from effects.views import learning

urlpatterns: list[URLPattern] = [
    path("indsatser/erfaringer/", learning.learning_list, name="learning-list"),
    path("indsatser/erfaringer.csv", learning.learning_file, name="learning-file"),
    path("indsatser/erfaringer.xlsx", learning.learning_workbook, name="learning-workbook"),
]
