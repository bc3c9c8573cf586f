"""`manage.py import_measurements FILE`: take in a file of figures without the pages."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from indicators.rules.values import Refused
from indicators.services.import_files.whole import Answers, Report, take_in_whole
from indicators.services.import_files.words import refusal_in_words

WORDS = {"new": "nye", "changed": "ændrede", "unchanged": "uændrede", "refused": "afviste"}


class Command(BaseCommand):
    """Tells what the file does, and takes in all of it or nothing."""

    help = "Indlæs tal fra en fil: alt eller intet. Samme fil to gange ændrer intet."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, and what stands in for columns it lacks."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--indicator", default="", help="indikatorens kode")
        parser.add_argument("--source", default="", help="kildens kode")
        parser.add_argument("--dry-run", action="store_true", help="vis kun, hvad der ville ske")
        parser.add_argument(
            "--only-known-areas", action="store_true", help="spring ukendte områder over"
        )
        parser.add_argument(
            "--select", action="append", default=[], metavar="KOLONNE=VÆRDI",
            help="vælg en værdi i en opdeling, der ikke har i alt",
        )  # fmt: skip

    def handle(self, *_args: Any, **options: Any) -> None:
        """Read, tell, and take in unless it is a dry run or something is refused."""
        path: Path = options["file"]
        answers = Answers(
            indicator=options["indicator"],
            source=options["source"],
            leaves_out=options["only_known_areas"],
            chosen=dict(part.split("=", 1) for part in options["select"] if "=" in part),
        )
        try:
            report = take_in_whole(path=path, answers=answers, dry_run=options["dry_run"])
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}") from None
        except Refused as refusal:
            raise CommandError(refusal_in_words(refusal)) from None
        self._tell(report)
        if not report.is_taken and not options["dry_run"]:
            raise CommandError("Intet er indlæst. Ret rækkerne, og prøv igen.")

    def _tell(self, report: Report) -> None:
        for line in report.refused:
            self.stdout.write(f"{line.address}, {line.place}: {line.reason}")
        counts = ", ".join(f"{report.counts.get(name, 0)} {word}" for name, word in WORDS.items())
        self.stdout.write(f"{counts}, {report.left_out} ikke med")
