"""Addresses of reviews."""

from __future__ import annotations

from django.urls import URLPattern, path

from effects.views import reviews

urlpatterns: list[URLPattern] = [
    path("opfoelgninger/", reviews.review_list, name="review-list"),
    path("opfoelgninger/<int:pk>/", reviews.review_detail, name="review-detail"),
    path("opfoelgninger/<int:pk>/afslut/", reviews.review_close, name="review-close"),
    path("indsatser/<slug:slug>/opfoelgning/", reviews.review_ask, name="review-ask"),
]
