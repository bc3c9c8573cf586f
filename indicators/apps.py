"""The indicators app."""

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    """Registers the indicators app."""

    default_auto_field = "django.db.models.BigAutoField"
    name = "indicators"
