"""The partnership app."""

from django.apps import AppConfig


class PartnershipConfig(AppConfig):
    """Registers the partnership app."""

    default_auto_field = "django.db.models.BigAutoField"
    name = "partnership"
