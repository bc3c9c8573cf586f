"""Addresses of the site. Each app owns its own paths; they are Danish, as the screens are."""

from django.urls import include, path

urlpatterns = [
    path("", include("accounts.urls")),
    path("", include("partnership.urls")),
    path("", include("indicators.urls")),
    path("", include("effects.urls")),
    path("", include("dashboards.urls")),
    path("", include("reports.urls")),
]

handler500 = "accounts.views.errors.server_error"
