"""Load a partnership from its file."""

from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from indicators.services.partnership_file.files import load_partnership
from indicators.services.partnership_file.reading import FileRefused


class Command(BaseCommand):
    """All or nothing; what is there already stays as it is, so loading again changes nothing."""

    help = "Load areas, organisations, bodies, visions, indicators and figures from one TOML file."

    def add_arguments(self, parser: CommandParser) -> None:
        """The file."""
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and tell what was made; or say everything that is wrong with the file."""
        try:
            made = load_partnership(options["file"]).made
        except FileRefused as refusal:
            raise CommandError("\n".join(refusal.problems)) from refusal
        if not made:
            self.stdout.write("Nothing new.")
        for name, count in Counter(str(row._meta.verbose_name_plural) for row in made).items():
            self.stdout.write(f"{count:6} {name}")
