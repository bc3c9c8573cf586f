"""Addresses of the effects app, one module for each part of its work."""

from effects.urls import (
    decisions,
    evaluations,
    evidence,
    expected_effects,
    frozen_evidence,
    interventions,
    learning,
    meetings,
    reviews,
)

app_name = "effects"
urlpatterns = [
    *decisions.urlpatterns,
    *expected_effects.urlpatterns,
    *evidence.urlpatterns,
    *frozen_evidence.urlpatterns,
    *reviews.urlpatterns,
    *learning.urlpatterns,
    *meetings.urlpatterns,
    *interventions.urlpatterns,
    *evaluations.urlpatterns,
]
