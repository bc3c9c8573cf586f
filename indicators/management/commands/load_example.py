"""Load a set of example data."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from indicators.services.examples import (
    DEFAULT,
    PASSWORD,
    ExampleRefused,
    example_codes,
    finish_example,
    load_example,
)
from indicators.services.partnership_file.reading import FileRefused
from indicators.services.recompute.groups import drain

REASONS = {
    "unknown": "There is no example called “{name}”. There are: {codes}.",
    "other_loaded": "The example “{name}” is loaded already. Remove it first: ./run remove-example",
    "real_site": "{name} looks like a real site. Use --force to load example data there anyway.",
}


class Command(BaseCommand):
    """Every row is noted, so that remove_example takes exactly these away again."""

    help = "Load example data, and compute it; safe to repeat."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which example, and whether a real site may have it."""
        parser.add_argument("code", nargs="?", default=DEFAULT)
        parser.add_argument("--force", action="store_true", help="also on a site with HTTPS")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and say what came of it."""
        try:
            example, password = load_example(options["code"], forced=options["force"])
        except ExampleRefused as refusal:
            codes = ", ".join(example_codes())
            raise CommandError(
                REASONS[refusal.reason].format(name=refusal.name, codes=codes)
            ) from None
        except FileRefused as refusal:
            raise CommandError("\n".join(refusal.problems)) from None
        drain()
        finish_example(example)
        if options["verbosity"]:
            self.stdout.write(f"{example.name}: {example.rows.count()} rows.")
        if password != PASSWORD:
            self.stdout.write(f"New sign-ins have this password, shown only now: {password}")
