"""The areas app."""

from django.apps import AppConfig


class AreasConfig(AppConfig):
    """Registers the areas app."""

    default_auto_field = "django.db.models.BigAutoField"
    name = "areas"
