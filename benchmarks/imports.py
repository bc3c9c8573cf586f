"""Rows/s of a large CSV file into staging, against csv.reader + COPY of the same file; memory too.

    python -m benchmarks.imports [megabytes] [rounds]    # 0 megabytes: only the storing

Starts its own PostgreSQL. The file has one figure a row: 990 areas × 45 indicators × years (100 MB
are some 2.2 million rows). In each round both are run, in turn: the floor reads the file with
csv.reader and copies its four texts into an empty table; ours reads it in the child, tests every row,
copies it into staging and sets it against what stands there. Then the memory of both of our
processes with 1 MB and with the large file. Last, how long 100,000 tested rows take to be stored as
figures (locked cells, versions, steps, flags), against a plain COPY of the same rows into tables with
the same indexes; and how long a whole file takes, read, tested and stored.
"""

from __future__ import annotations

import csv
import io
import os
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import django

from config import embedded

AREAS, INDICATORS = 990, 45
FIRST = 1901
STORED = 100_000  # rows in each round of storing
TABLES = ("indicators_cell", "indicators_measurement", "indicators_workflowstep")
WORD = "--memory"


def fill() -> None:
    """Areas, indicators, and one person's right to enter all of them."""
    from django.core.management import call_command

    from areas.models import Area
    from indicators.models import DataSet, Definition, Group, Indicator, Source
    from partnership.models import Organisation

    call_command("migrate", verbosity=0)
    Area.objects.bulk_create(
        Area(kind="area", code=f"o{n}", slug=f"o{n}", name=f"Boligområde {n}") for n in range(AREAS)
    )
    source = Source.objects.create(code="k", name="K", family="k", shown_to="partnership")
    supplier = Organisation.objects.create(kind="municipality", name="Kommune", slug="kommune")
    group = Group.objects.create(code="g")
    for n in range(INDICATORS):
        indicator = Indicator.objects.create(
            code=f"indikator-{n}", name=f"Indikator {n}", name_en=f"Indicator {n}", group=group
        )
        DataSet.objects.create(indicator=indicator, supplier=supplier, is_default=True)
        Definition.objects.create(
            indicator=indicator, kind="share", per=100, data_kind="register", direction="higher",
            unit="pct.", unit_en="per cent", source=source,
        )  # fmt: skip


def write(path: Path, size: int, rows: int | None = None, first: int = FIRST) -> int:
    """A file of about so many bytes (or rows), from some year on; returns its rows."""
    draw, count = random.Random(1), 0
    with path.open("w", newline="", encoding="utf-8") as out:
        out.write("område;indikator;periode;værdi\r\n")
        for year in range(first, 2100):
            for indicator in range(INDICATORS):
                for area in range(AREAS):
                    figure = draw.randint(0, 9999) / 100
                    out.write(f"Boligområde {area};indikator-{indicator};{year};{figure:.2f}\r\n")
                    count += 1
                    if rows and count >= rows:
                        return count
                if not rows and out.tell() >= size:
                    return count
    raise SystemExit("too few periods for so large a file")


def floor(path: Path) -> float:
    """Seconds of csv.reader + COPY."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS floor")
        cursor.execute("CREATE TABLE floor (area text, indicator text, period text, figure text)")
        began = time.perf_counter()
        with (
            path.open(newline="", encoding="utf-8") as lines,
            cursor.copy("COPY floor FROM STDIN") as copy,
        ):
            for row in csv.reader(lines, delimiter=";"):
                copy.write_row(row)
        return time.perf_counter() - began


def staged(path: Path, rows: int) -> float:
    """Seconds of reading, testing and staging."""
    from indicators.importers import child
    from indicators.models import ImportBatch
    from indicators.services.import_files import batches, staging
    from indicators.services.import_files.books import read_book
    from indicators.services.import_files.interpreting import propose

    book = read_book(None)
    reading = propose(looked=child.look(path, known_areas=list(book.areas)), source=None, book=book)
    batch = ImportBatch.objects.create(file_name=path.name, sha256="", state="checking")
    own = batches.own_data_sets(None)
    began = time.perf_counter()
    found = staging.stage(
        batch=batch, blocks=child.blocks(path, reading.shape), shape=reading.shape,
        meaning=reading.meaning, book=book, own=own,
    )  # fmt: skip
    took = time.perf_counter() - began
    assert found.outcomes == {"new": rows}, found
    staging.clear(batch_id=batch.pk)
    batch.delete()
    return took


def peaks() -> tuple[float, float]:
    """Most memory of this process and of its child, in MB."""
    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    own, child = (resource.getrusage(one).ru_maxrss / 1024 for one in who)
    return own, child


def memory(path: Path, rows: int) -> None:
    """Stage one file in a process of its own and tell its peaks."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.imports", WORD, str(path), str(rows)],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    size = path.stat().st_size / 1e6
    print(f"{size:.0f} MB: {done.stdout.strip()}")


def stored(path: Path, rows: int) -> float:
    """Seconds of storing a file that was tested, all in one transaction."""
    from indicators.importers import child
    from indicators.models import ImportBatch
    from indicators.services.import_files import batches, staging, taking
    from indicators.services.import_files.books import read_book
    from indicators.services.import_files.interpreting import propose

    book = read_book(None)
    reading = propose(looked=child.look(path, known_areas=list(book.areas)), source=None, book=book)
    batch = ImportBatch.objects.create(file_name=path.name, sha256="", state="checking")
    staging.stage(
        batch=batch, blocks=child.blocks(path, reading.shape), shape=reading.shape,
        meaning=reading.meaning, book=book, own=batches.own_data_sets(None),
    )  # fmt: skip
    batches.move(
        batch=batch, to=batches.State.TAKING, new=rows, changed=0, unchanged=0, total=rows
    )  # fmt: skip
    began = time.perf_counter()
    taking.take(batch=batch, book=book, standing=None)
    return time.perf_counter() - began


def stored_floor(rows: int) -> float:
    """Seconds of copying the rows stored last into tables with the same indexes and checks."""
    from django.db import connection

    took = 0.0
    with connection.cursor() as cursor:
        for table in TABLES:
            held = io.BytesIO()
            newest = f"(SELECT * FROM {table} ORDER BY id DESC LIMIT {rows})"
            with cursor.copy(f"COPY {newest} TO STDOUT") as out:
                for piece in out:
                    held.write(piece)
            cursor.execute(f"DROP TABLE IF EXISTS floor_{table}")
            cursor.execute(f"CREATE TABLE floor_{table} (LIKE {table} INCLUDING ALL)")
            began = time.perf_counter()
            with cursor.copy(f"COPY floor_{table} FROM STDIN") as copy:
                copy.write(held.getvalue())
            took += time.perf_counter() - began
    return took


def store(home: Path, rounds: int) -> None:
    """Both in turn, each round with years of its own."""
    path, ratios = home / "stored.csv", []
    years = STORED // (AREAS * INDICATORS) + 1
    for number in range(rounds):
        rows = write(path, 0, rows=STORED, first=FIRST + number * years)
        first = stored(path, rows)
        second = stored_floor(rows)
        ratios.append(second / first)
        print(
            f"round {number + 1}: stored {rows / first:,.0f} rows/s in {first:.1f} s, "
            f"copied {rows / second:,.0f} rows/s, ratio {ratios[-1]:.3f}",
            flush=True,
        )
    print(f"stored ÷ copied: median {statistics.median(ratios):.3f}")


def take_in(path: Path, first: int) -> None:
    """How long 100,000 rows take, read, tested and stored in one transaction."""
    from indicators.services.import_files.whole import Answers, take_in_whole

    rows = write(path, 0, rows=STORED, first=first)
    began = time.perf_counter()
    take_in_whole(path=path, answers=Answers())
    took = time.perf_counter() - began
    print(f"taken in: {rows} rows in {took:.1f} s ({rows / took:,.0f} rows/s, tested and recorded)")
    began = time.perf_counter()
    again = take_in_whole(path=path, answers=Answers())
    print(f"again: {dict(again.counts)} in {time.perf_counter() - began:.1f} s")


def stage_all(home: Path, megabytes: int, rounds: int) -> None:
    """The large file in turn with its floor, then the memory with both files."""
    small, large = home / "small.csv", home / "large.csv"
    few, rows = write(small, 1_000_000), write(large, megabytes * 1_000_000)
    print(f"{large.stat().st_size / 1e6:.0f} MB, {rows} rows")
    ratios = []
    for number in range(1, rounds + 1):
        first, second = floor(large), staged(large, rows)
        ratios.append(first / second)
        print(
            f"round {number}: floor {rows / first:,.0f} rows/s, staged {rows / second:,.0f} rows/s, "
            f"ratio {ratios[-1]:.2f}",
            flush=True,
        )
    print(
        f"staged ÷ floor: median {statistics.median(ratios):.2f} ({min(ratios):.2f}–{max(ratios):.2f})"
    )
    memory(small, few)
    memory(large, rows)


def main(megabytes: int = 100, rounds: int = 3) -> None:
    home = Path(tempfile.mkdtemp(prefix="kompas-bench-"))
    database = embedded.Postgres(home / "postgres", home, durable=False)
    database.start()
    os.environ.update(
        DATABASE_URL=database.url,
        SECRET_KEY="benchmark",
        DJANGO_SETTINGS_MODULE="benchmarks.settings",
    )
    try:
        django.setup()
        fill()
        if megabytes:
            stage_all(home, megabytes, rounds)
        store(home, rounds)
        take_in(home / "taken.csv", FIRST + 50)
    finally:
        database.stop()
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    if WORD in sys.argv:
        django.setup()
        staged(Path(sys.argv[2]), int(sys.argv[3]))
        print("peak {:.0f} MB in our process, {:.0f} MB in the child".format(*peaks()))
    else:
        main(*(int(word) for word in sys.argv[1:3]))
