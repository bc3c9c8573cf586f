"""Take example data away again."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from indicators.services.example_removal import remove_example, what_removal_takes
from indicators.services.examples import ExampleRefused


class Command(BaseCommand):
    """Removes what the example brought and what was logged on its places; nothing else."""

    help = "Remove the example data that is loaded; tells first what goes, and asks."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which example, and whether to ask first."""
        parser.add_argument("code", nargs="?", help="the example that is loaded, if left out")
        parser.add_argument("--yes", action="store_true", help="do not ask first")

    def handle(self, *args: Any, **options: Any) -> None:
        """Tell what goes, ask, remove."""
        try:
            takes = what_removal_takes(options["code"])
        except ExampleRefused:
            raise CommandError("No such example is loaded.") from None
        self.stdout.write(f"{takes.example.name}: {takes.own_rows} rows of the example.")
        if takes.others_measurements or takes.others_targets or takes.others_notes:
            self.stdout.write(
                f"Logged on its places by others, and removed too: {takes.others_measurements} "
                f"figures in {takes.others_cells} new cells, {takes.others_targets} targets, "
                f"{takes.others_notes} events, notes and the like."
            )
        if not options["yes"] and not self._confirmed():
            self.stdout.write("Nothing was removed.")
            return
        remove_example(options["code"])
        self.stdout.write("Removed.")

    def _confirmed(self) -> bool:
        """Ask at the terminal; nobody there to answer means no."""
        try:
            return input("Remove this? Type yes: ").strip().lower() in ("yes", "ja")
        except EOFError:
            return False
