"""Addresses of the effects app, one module for each part of its work."""

from effects.urls import evaluations, evidence, expected_effects, learning, reviews

app_name = "effects"
urlpatterns = [
    *expected_effects.urlpatterns,
    *evidence.urlpatterns,
    *reviews.urlpatterns,
    *learning.urlpatterns,
    *evaluations.urlpatterns,
]
