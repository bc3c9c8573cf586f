"""Make the law's rules for housing areas."""

from typing import Any

from django.core.management.base import BaseCommand

from indicators.models import StatutoryRule
from indicators.services.statutory_rules import load_statutory


class Command(BaseCommand):
    """Safe to repeat: rules that are there already stay as they are."""

    help = "Make the law's dated rules that are not there yet, and link them to indicators."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and tell how many were new."""
        made = load_statutory().made
        new = sum(isinstance(row, StatutoryRule) for row in made)
        self.stdout.write(f"{new} new rules, {StatutoryRule.objects.count()} in all.")
