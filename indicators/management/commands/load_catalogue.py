"""Make the indicators of the catalogue."""

from typing import Any

from django.core.management.base import BaseCommand

from indicators.models import Indicator
from indicators.services.catalogue import load_catalogue


class Command(BaseCommand):
    """Safe to repeat: indicators that are there already stay as they are."""

    help = "Make the catalogue's indicators that are not there yet."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and tell how many were new."""
        made = load_catalogue().made
        new = sum(isinstance(row, Indicator) for row in made)
        self.stdout.write(f"{new} new indicators, {Indicator.objects.count()} in all.")
