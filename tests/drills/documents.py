"""Drill: a long agenda's PDF and Word file as programs of others read them.

    python tests/drills/documents.py [folder]

pdfinfo and pdftotext (poppler-utils) read the PDF, LibreOffice Writer turns the Word file into a PDF
that the same two read. A program that is missing is said to be missing, and the drill fails. With a
folder the files and the PDF's first pages as pictures stay there to be looked at.
"""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from partnership.exports.documents import Box, Document, Heading, Prose, Table  # noqa: E402
from partnership.exports.pdf_files import pdf  # noqa: E402
from partnership.exports.word_files import word  # noqa: E402

AWKWARD = 'æøå ÆØÅ "lige" #let $x$ *fed* _k_ <mærke> @kilde \\ = 5 %'
PARTS = ("Punkt 1", "Punkt 60", "#let $x$ *fed*", "<mærke>", "@kilde", "Beslutning 2026-003")


def long_document() -> Document:
    """Sixty items, people, decisions, and text that looks like markup."""
    items = [
        block
        for number in range(1, 61)
        for block in (
            Heading(f"Punkt {number} om tryghed", str(number), "Drøftelse · 10 min."),
            Prose(f"{AWKWARD}\n\n- et\n- to\n\n" + "Det blev drøftet. " * (number % 40)),
        )
    ]
    people = tuple((f"Medlem {number}", "Kommunen", "til stede") for number in range(30))
    return Document(
        kind="Referat", title="Møde 3", body="Koordinationsgruppen", subject="Referat",
        facts=(("Tid", "onsdag den 4. marts 2026"),), notice="Eksempeldata: tallene er opdigtede",
        made_at=dt.datetime(2026, 3, 4, 9, tzinfo=dt.UTC), state="Kladde – ikke godkendt",
        blocks=(
            Table("Deltagere", ("Navn", "Organisation", "Deltagelse"), people, (4, 4, 2)),
            *items, Box("Beslutning 2026-003", "Lektiecafé", "Den fortsætter.", ("Ansvarlig: X",)),
        ),
    )  # fmt: skip


def run(*words: str) -> str:
    """What a program says."""
    done = subprocess.run(words, capture_output=True, text=True, timeout=300, check=False)
    if done.returncode:
        raise SystemExit(f"{words[0]}: {done.stdout}{done.stderr}")
    return done.stdout


def needed(*names: str) -> str:
    """The first of some programs that is here."""
    found = next((name for name in names if shutil.which(name)), None)
    if found is None:
        raise SystemExit(f"missing: {' or '.join(names)}")
    return found


def read(path: Path, *, tagged: bool) -> None:
    """Ask two programs what stands in a PDF."""
    told = run(needed("pdfinfo"), str(path))
    if tagged and not any(line.split() == ["Tagged:", "yes"] for line in told.splitlines()):
        raise SystemExit(f"{path.name} is not tagged")
    text = " ".join(run(needed("pdftotext"), str(path), "-").split())
    missing = [part for part in PARTS if part not in text]
    if missing:
        raise SystemExit(f"{path.name} lacks {missing}")
    pages = next(line for line in told.splitlines() if line.startswith("Pages:"))
    print(f"{path.name}: {pages.split()[1]} pages, every part found")


def main(folder: Path) -> None:
    """Write both files, and have them read."""
    document = long_document()
    (folder / "minutes.pdf").write_bytes(pdf(document))
    (folder / "minutes.docx").write_bytes(word(document))
    read(folder / "minutes.pdf", tagged=True)
    run(needed("pdftoppm"), "-r", "70", "-png", "-l", "3", str(folder / "minutes.pdf"),
        str(folder / "page"))  # fmt: skip
    office = needed("soffice", "libreoffice")
    converted = folder / "from-word"
    run(office, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to",
        "pdf:writer_pdf_Export", "--outdir", str(converted), str(folder / "minutes.docx"))  # fmt: skip
    if not (converted / "minutes.pdf").exists():
        raise SystemExit("LibreOffice did not read the Word file (is Writer installed?)")
    read(converted / "minutes.pdf", tagged=False)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        Path(sys.argv[1]).mkdir(parents=True, exist_ok=True)
        main(Path(sys.argv[1]).resolve())
    else:
        with tempfile.TemporaryDirectory() as temporary:
            main(Path(temporary))
