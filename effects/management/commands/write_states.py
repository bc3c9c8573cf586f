"""Write docs/states.md: the ways of figures, of the partnership's work and of reviews, from their dicts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import translation

from effects.services.state_words import document


class Command(BaseCommand):
    """Run it after a change of the dicts; a test holds the file true."""

    help = "Write docs/states.md from the dicts of steps in */rules/"

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the file."""
        path = Path(settings.BASE_DIR) / "docs" / "states.md"
        with translation.override("da"):
            path.write_text(document(), encoding="utf-8")
        self.stdout.write(str(path.name))
