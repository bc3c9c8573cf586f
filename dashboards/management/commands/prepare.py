"""Bring a database and the static files to the state the code expects."""

import time
from typing import Any

from django.conf import settings
from django.core.management import CommandParser, call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder


class Command(BaseCommand):
    """Tables, static files, and example data in a trial's database that was never used.

    A database that is merely empty again, because somebody removed the example, stays so.
    """

    help = "Make the database and the static files ready; safe to repeat."

    def add_arguments(self, parser: CommandParser) -> None:
        """Let a set of example data be chosen."""
        parser.add_argument("--example", help="load this set of example data")
        parser.add_argument("--empty", action="store_true", help="load no example data")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what is missing, naming each step while it runs."""
        unused = not MigrationRecorder(connection).has_table()
        self.step("Tables", "migrate", verbosity=0, interactive=False)
        self.step("Static files", "collectstatic", verbosity=0, interactive=False)
        self.step("Rules of the law", "load_statutory", verbosity=0)
        wanted = options["example"]
        may_load = unused and not settings.HTTPS and not options["empty"]
        if wanted or may_load:  # a real site begins empty
            self.step("Example data", "load_example", *([wanted] if wanted else []), verbosity=0)

    def step(self, title: str, command: str, *words: str, **options: Any) -> None:
        """Run one command and say how long it took."""
        began = time.monotonic()
        self.stdout.write(f"{title} … ", ending="")
        self.stdout.flush()
        call_command(command, *words, stdout=self.stdout, stderr=self.stderr, **options)
        self.stdout.write(f"{time.monotonic() - began:.1f} s")
