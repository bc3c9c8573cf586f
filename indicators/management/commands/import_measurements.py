"""`manage.py import_measurements FILE`: take in a tidy CSV, or a CSV from the StatBank."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from indicators.importers.statbank import is_statbank, read_statbank
from indicators.importers.table import FileRows, read_table
from indicators.rules.values import Refused
from indicators.services.import_files import loading as imports
from indicators.services.refusals import sentence

WORDS = {
    imports.NEW: "nye", imports.CHANGED: "ændrede", imports.UNCHANGED: "uændrede",
    imports.REFUSED: "afviste", imports.BLANK: "tomme",
}  # fmt: skip


class Command(BaseCommand):
    """Tells what each row does, and takes in all of the file or nothing."""

    help = "Indlæs tal fra en CSV-fil: alt eller intet. Samme fil to gange ændrer intet."

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
            help="vælg en værdi i en StatBank-kolonne, der ikke har i alt",
        )  # fmt: skip

    def handle(self, *_args: Any, **options: Any) -> None:
        """Read, tell, and take in unless it is a dry run or something is refused."""
        path: Path = options["file"]
        choices = {"indicator": options["indicator"], "source": options["source"]}
        choices["only_known_areas"] = options["only_known_areas"]
        try:
            content = path.read_bytes()
            imports.check_size(len(content))
            rows = self._rows(content, options)
            if options["dry_run"]:
                report = imports.dry_run(rows=rows, standing=None, **choices)
            else:
                report = imports.take_in(
                    rows=rows, file_name=path.name, content=content, by=None, standing=None,
                    **choices,
                )  # fmt: skip
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}") from None
        except Refused as refusal:
            raise CommandError(sentence(refusal)) from None
        except imports.FileNotTaken as refused:
            self._tell(refused.report)
            raise CommandError("Intet er indlæst. Ret rækkerne, og prøv igen.") from None
        self._tell(report)

    def _rows(self, content: bytes, options: dict[str, Any]) -> FileRows:
        if is_statbank(content):
            if not options["indicator"]:
                raise CommandError("En fil fra StatBank kræver --indicator KODE.")
            chosen = dict(part.split("=", 1) for part in options["select"] if "=" in part)
            return read_statbank(content, chosen=chosen)
        return read_table(content, needs_indicator=not options["indicator"])

    def _tell(self, report: imports.Report) -> None:
        for line in imports.refused_lines(report.lines)[:50]:
            self.stdout.write(f"række {line.row}, {line.column}: {line.reason}")
        counts = ", ".join(f"{number} {WORDS[name]}" for name, number in report.counts.items())
        self.stdout.write(f"{counts}, {report.left_out} sprunget over")
