"""A round's workbook goes out, through LibreOffice, and comes back: nothing may have changed.

    python tests/drills/template_round_trip.py

Needs `soffice`. Run it on a database where an example with figures and a round is loaded. The
workbook is made as the secretariat gets it, opened and saved by LibreOffice without a screen, and
tested as a file that came back: every figure must be unchanged.
"""

# ruff: noqa: PLC0415 - the models can only be imported once Django is set up
from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parents[2]


def through_office(path: Path, into: Path) -> Path:
    """The workbook as LibreOffice saves it."""
    program = shutil.which("soffice") or sys.exit("soffice is not installed")
    home = f"-env:UserInstallation=file://{into}/profile"
    command = [program, home, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML"]
    subprocess.run([*command, "--outdir", str(into), str(path)], check=True, capture_output=True)
    return into / path.name


def main() -> None:
    """Out, through, and back."""
    from accounts.models import User
    from indicators.models import Round
    from indicators.services.import_files import batches, work
    from indicators.services.round_template_files import lines_of, template_file
    from partnership.services.standing import standing_of

    user = User.objects.filter(person__seats__role="secretariat").order_by("pk")[0]
    standing = standing_of(user)
    for found in Round.objects.all():
        lines = lines_of(found=found, standing=standing)
        known = sum(line.current is not None for line in lines)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "out" / f"{found.slug}.xlsx"
            path.parent.mkdir()
            path.write_bytes(template_file(found=found, lines=lines))
            for name, back in (
                ("as it went", path),
                ("LibreOffice", through_office(path, Path(folder))),
            ):
                batch = batches.receive(name=back.name, pieces=[back.read_bytes()], by=user)
                work.advance(batch_id=batch.pk)
                batch.refresh_from_db()
                print(
                    f"{found.name}, {name}: {len(lines)} lines, {known} with figures; {batch.state}, "
                    f"{batch.new} new, {batch.changed} changed, {batch.unchanged} unchanged, "
                    f"{batch.refused} refused"
                )
                batches.cancel(batch_id=batch.pk)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    main()
