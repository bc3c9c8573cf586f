"""Addresses of the partnership's look at itself."""

from __future__ import annotations

from django.urls import URLPattern, path

from effects.views import evaluations

ALL = "partnerskab/selvevaluering/"

urlpatterns: list[URLPattern] = [
    path(ALL, evaluations.evaluation_list, name="evaluation-list"),
    path(f"{ALL}ny/", evaluations.evaluation_create, name="evaluation-create"),
    path(f"{ALL}<int:year>/", evaluations.evaluation_answer, name="evaluation-answer"),
    path(f"{ALL}<int:year>/ret/", evaluations.evaluation_change, name="evaluation-change"),
]
