"""The reports app."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Registers the reports app."""

    default_auto_field = "django.db.models.BigAutoField"
    name = "reports"
