"""Import published figures into the Gladsaxe example and count what came of it.

    python tests/drills/published_figures.py FOLDER

FOLDER holds the published figures as others found them (`danish_housing_areas_published_figures.csv`
and `published/statbank/`). They are no part of the project. Run it on a database where the example
is loaded: `./run manage load_example gladsaxe`. Each file is tried dry, then imported twice; the
second time must change nothing.
"""

from __future__ import annotations

import csv
import os
import sys
import tempfile
from pathlib import Path

import django
from django.core.management import call_command
from django.core.management.base import CommandError

ROOT = Path(__file__).resolve().parents[2]
AREAS = {
    "Høje Gladsaxe": "hoeje-gladsaxe",
    "Værebro Park": "vaerebro-park",
    "Mørkhøj almene boliger": "moerkhoej",
    "Gladsaxe Kommune": "159",
    "Danmark": "000",
    "Særligt udsatte boligområder (SUB)": "sub",
    "Københavns Vestegns Politi": "vestegnen",
}
INDICATORS = {
    "andel_trygge": "tryg-i-nabolaget",
    "andel_trygge_i_nabolag": "tryg-i-nabolaget",
    "andel_utrygge_i_nabolag": "utryg-i-nabolaget",
    "antal_beboere": "beboere",
    "andel_ikkevestlige": "oprindelse",
    "andel_20aarige_i_gang_med_eller_gennemfoert_ungdomsuddannelse": "ungdomsuddannelse",
}
COLUMNS = (
    "area", "indicator", "period", "numerator", "denominator", "value", "n", "state", "source",
    "published_on",
)  # fmt: skip
STATBANK: tuple[tuple[str, ...], ...] = (
    ("razz7_FOLK1A.csv", "--indicator", "folketal"),
    ("razz7_FOLK1A-3.csv", "--indicator", "folketal"),  # no totals: refused
    ("bdp_municipality_unemployment.csv", "--indicator", "ledighed", "--only-known-areas"),
)


def tidy(published: Path, into: Path) -> int:
    """Write the rows that fit the example as a tidy file; returns how many there are."""
    rows = {}
    with published.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            area, indicator = AREAS.get(row["area"]), INDICATORS.get(row["indicator"])
            if area and indicator and row["year"]:
                rows.setdefault((area, indicator, row["year"]), row["value"])
    with into.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, COLUMNS, delimiter=";")
        writer.writeheader()
        for (area, indicator, year), value in sorted(rows.items()):
            writer.writerow({"area": area, "indicator": indicator, "period": year, "value": value})
    return len(rows)


def run(path: Path, *words: str) -> None:
    """Dry, once, and once more."""
    for step in (["--dry-run"], [], []):
        print(f"--- {path.name} {' '.join([*words, *step])}")
        try:
            call_command("import_measurements", str(path), *words, *step)
        except CommandError as error:
            print(error)


def main() -> None:
    """Tidy file first, then the StatBank files."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "published.csv"
        count = tidy(folder / "danish_housing_areas_published_figures.csv", path)
        print(f"{count} published figures fit the example")
        run(path)
    for name, *words in STATBANK:
        run(folder / "published" / "statbank" / name, *words)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    main()
