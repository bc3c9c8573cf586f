"""Full recompute ÷ (COPY out of its input + COPY in of its results + unique index).

    python -m benchmarks.recompute 100k 1M 10M [--repeats 5] [--workers 1 2 4]

A throw-away PostgreSQL of its own, filled like a national installation (`benchmarks/national.py`).
The recompute is the one in production, run by a worker process of its own, with every stored field
and the agreed comparator. The floor copies the same input rows out as one table, the same result
rows in to a table without indexes, and then builds the unique index. Both alternate in one run.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import django
from django.core.management import call_command

from config import embedded

CHUNK = 1 << 20
DRAIN = (sys.executable, "-m", "benchmarks.recompute", "--drain")


def drain_as_worker() -> None:
    """One worker process: says that it is ready, waits for the word, and tells what it took."""
    django.setup()
    from indicators.services.recompute import groups as recompute
    from indicators.tasks import HANDS

    print("ready", flush=True)
    sys.stdin.readline()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.perf_counter()
    done = recompute.drain(hands=HANDS)
    account = {
        "seconds": time.perf_counter() - began,
        "groups": done,
        "idle_mb": before // 1024,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
    print(json.dumps(account), flush=True)


def recompute(workers: int) -> tuple[float, list[dict[str, Any]]]:
    """Mark every group stale and let so many worker processes share the work."""
    from indicators.services.staleness import request_full_recompute

    request_full_recompute(by=None, reason="måling")
    processes = [
        subprocess.Popen(DRAIN, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(workers)
    ]
    for process in processes:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
    began = time.perf_counter()
    for process in processes:
        assert process.stdin
        process.stdin.write("go\n")
        process.stdin.flush()
    accounts = [json.loads(process.stdout.readline()) for process in processes if process.stdout]
    seconds = time.perf_counter() - began
    for process in processes:
        process.wait()
    return seconds, accounts


def forget_results() -> None:
    """Back to before the first computation, with the server at rest."""
    run("UPDATE indicators_group SET current_run_id = NULL")
    run("DELETE FROM indicators_outboxentry")
    run("DELETE FROM indicators_run")
    run("TRUNCATE indicators_result")
    run("CHECKPOINT")


def prepare_floor(folder: Path) -> tuple[int, int]:
    """The same rows, ready to be copied: input as a table, results as a file; returns both counts."""
    from indicators.models import Definition, Result
    from indicators.services.recompute.columns import COLUMNS
    from indicators.services.recompute.inputs import CELLS

    ids = list(Definition.objects.values_list("pk", flat=True))
    run("DROP TABLE IF EXISTS floor_in, floor_out")
    names = ", ".join(f"n{place}" for place in range(18))
    run(f"CREATE TABLE floor_in ({typed_names()})")
    run(f"INSERT INTO floor_in ({names}) {CELLS}", [ids])
    run("CREATE TABLE floor_out (LIKE indicators_result INCLUDING IDENTITY)")
    listed = ", ".join(COLUMNS)
    copy_out(
        f"COPY (SELECT {listed} FROM indicators_result) TO STDOUT (FORMAT csv)", folder / "out"
    )
    run("ANALYZE floor_in")
    return count("floor_in"), Result.objects.count()


def typed_names() -> str:
    kinds = ["bigint"] * 3 + ["varchar", "bigint", "varchar"] + ["numeric"] * 7 + ["integer"] * 5
    return ", ".join(f"n{place} {kind}" for place, kind in enumerate(kinds))


def floor(folder: Path) -> float:
    from indicators.services.recompute.columns import COLUMNS

    run("TRUNCATE floor_out")
    run("DROP INDEX IF EXISTS floor_once")
    run("CHECKPOINT")
    began = time.perf_counter()
    copy_out("COPY floor_in TO STDOUT (FORMAT csv)", None)
    copy_in(f"COPY floor_out ({', '.join(COLUMNS)}) FROM STDIN (FORMAT csv)", folder / "out")
    run(
        "CREATE UNIQUE INDEX floor_once ON floor_out (run_id, statement, definition_id, area_id,"
        " comparator, other_id, slot, category_id, event_id) NULLS NOT DISTINCT"
    )
    return time.perf_counter() - began


def copy_out(question: str, path: Path | None) -> None:
    from django.db import connection

    with connection.cursor() as cursor, cursor.copy(question) as copy:
        if path is None:
            for _chunk in copy:
                pass
            return
        with path.open("wb") as file:
            for chunk in copy:
                file.write(chunk)


def copy_in(question: str, path: Path) -> None:
    from django.db import connection

    with path.open("rb") as file, connection.cursor() as cursor, cursor.copy(question) as copy:
        while chunk := file.read(CHUNK):
            copy.write(chunk)


def run(question: str, values: list[Any] | None = None) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(question, values)


def count(table: str) -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return int(cursor.fetchone()[0])


def measure(size: str, repeats: int, workers: list[int], folder: Path) -> float:
    """Fill, warm up, then alternate; prints and returns the median seconds with one worker."""
    from benchmarks.national import SIZES, fill

    observations = fill(SIZES[size])
    recompute(1)
    read, written = prepare_floor(folder)
    print(f"\n{size}: {observations} observations, {read} input rows, {written} result rows")
    times: list[float] = []
    ratios: list[float] = []
    for number in range(1, repeats + 1):
        lowest = floor(folder)
        run("TRUNCATE floor_out")
        forget_results()
        seconds, (account,) = recompute(1)
        assert count("indicators_result") == written
        times.append(seconds)
        ratios.append(seconds / lowest)
        print(
            f"  round {number}: floor {lowest:.2f} s, recompute {seconds:.2f} s, ratio "
            f"{ratios[-1]:.2f}; worker {account['idle_mb']} MB idle, {account['peak_mb']} MB at most",
            flush=True,
        )
    print(
        f"  recompute ÷ floor: median {statistics.median(ratios):.2f} "
        f"({min(ratios):.2f}–{max(ratios):.2f}, {repeats} rounds); "
        f"{observations / statistics.median(times):.0f} observations/s"
    )
    for processes in workers:
        forget_results()
        seconds, accounts = recompute(processes)
        shared = "+".join(str(account["groups"]) for account in accounts)
        print(f"  {processes} worker processes: {seconds:.2f} s ({shared} groups)", flush=True)
    seconds, _accounts = recompute(1)
    print(f"  anew over an earlier run, cleared away: {seconds:.2f} s", flush=True)
    return statistics.median(times)


def measure_apart(size: str, rest: list[str]) -> float:
    """Measure one size in a process and a PostgreSQL of its own; returns the median seconds."""
    home = Path(tempfile.mkdtemp(prefix="kompas-bench-"))
    database = embedded.Postgres(home / "postgres", home, durable=False)
    database.start()
    settings = {
        "DATABASE_URL": database.url,
        "SECRET_KEY": "benchmark",
        "DJANGO_SETTINGS_MODULE": "benchmarks.settings",
    }
    try:
        subprocess.run(
            [sys.executable, "-m", "benchmarks.recompute", size, *rest, "--home", str(home)],
            env=os.environ | settings,
            check=True,
        )
        return float((home / "median").read_text())
    finally:
        database.stop()
        shutil.rmtree(home, ignore_errors=True)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("sizes", nargs="*", default=["100k"])
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--workers", type=int, nargs="*", default=[1, 2, 4])
    parser.add_argument("--drain", action="store_true", help="used by the program itself")
    parser.add_argument("--home", type=Path, help="used by the program itself")
    asked = parser.parse_args()
    if asked.drain:
        drain_as_worker()
    elif asked.home:
        django.setup()
        call_command("migrate", verbosity=0)
        median = measure(asked.sizes[0], asked.repeats, asked.workers, asked.home)
        (asked.home / "median").write_text(str(median))
    else:
        rest = ["--repeats", str(asked.repeats), "--workers", *map(str, asked.workers)]
        medians = {size: measure_apart(size, rest) for size in asked.sizes}
        for smaller, larger in zip(asked.sizes, asked.sizes[1:], strict=False):
            print(f"growth {smaller} → {larger}: × {medians[larger] / medians[smaller]:.1f}")


if __name__ == "__main__":
    main()
