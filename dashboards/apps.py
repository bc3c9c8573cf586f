"""The dashboards app."""

from django.apps import AppConfig


class DashboardsConfig(AppConfig):
    """Registers the dashboards app."""

    default_auto_field = "django.db.models.BigAutoField"
    name = "dashboards"
