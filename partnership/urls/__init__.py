"""Addresses of the partnership app, one module for each part of its work."""

from partnership.urls import administration, bodies, decisions, meetings, minutes, money, programme

app_name = "partnership"
urlpatterns = [
    *administration.urlpatterns,
    *bodies.urlpatterns,
    *meetings.urlpatterns,
    *minutes.urlpatterns,
    *decisions.urlpatterns,
    *programme.urlpatterns,
    *money.urlpatterns,
]
