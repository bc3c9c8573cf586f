"""The effects app."""

from django.apps import AppConfig


class EffectsConfig(AppConfig):
    """Registers the effects app."""

    default_auto_field = "django.db.models.BigAutoField"
    name = "effects"
