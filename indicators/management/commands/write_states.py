"""Write docs/states.md: the ways of figures and of the partnership's work, from their dicts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import translation

from indicators.services.workflow_words import states_document


class Command(BaseCommand):
    """Run it after a change of the dicts; a test holds the file true."""

    help = "Write docs/states.md from the dicts of steps in */rules/"

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the file."""
        path = Path(settings.BASE_DIR) / "docs" / "states.md"
        with translation.override("da"):
            path.write_text(states_document(), encoding="utf-8")
        self.stdout.write(str(path.name))
