"""What readers notice of a full run, and how long a logged figure takes to reach the dashboard.

    python -m benchmarks.publishing [rounds] [seconds]

First a made-up national installation (`benchmarks/national.py`, 100k observations): a reader in a
process of its own reads an area's newest results every four milliseconds, at rest and while a worker
computes and publishes everything anew. Prints the slowest read of each, and how many reads found no
results or results of two runs of one group (0 is right). Then three areas with 45 indicators: a
figure is logged and the dashboard read until it is fresh, by the way of the worker and, in turn,
computed within the request itself; prints the ratio.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django
from django.core.management import call_command

from config import embedded

PAUSE = 0.004
WORKER = (
    sys.executable,
    "-W",
    "ignore",
    "-m",
    "celery",
    "-A",
    "config",
    "worker",
    "-c",
    "1",
    "-l",
    "ERROR",
)


def read_for(seconds: float) -> None:
    """The reader: one area's newest results, again and again."""
    django.setup()
    from areas.models import Area
    from indicators.models import Group, Result

    area, groups = Area.objects.compared()[0], Group.objects.count()
    print("ready", flush=True)
    sys.stdin.readline()
    slowest, bad, reads, until = 0.0, 0, 0, time.perf_counter() + seconds
    while time.perf_counter() < until:
        began = time.perf_counter()
        rows = Result.objects.published().filter(area=area, is_latest=True)
        runs = set(rows.values_list("run__group_id", "run_id"))
        slowest = max(slowest, time.perf_counter() - began)
        bad += len(runs) != groups
        reads += 1
        time.sleep(PAUSE)
    print(json.dumps({"slowest": slowest * 1000, "bad": bad, "reads": reads}), flush=True)


def watched(seconds: float, work: Callable[[], object]) -> tuple[dict[str, Any], float]:
    """What a reader sees for so many seconds, while some work is done."""
    reader = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.publishing", "--read", str(seconds)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert reader.stdin
    assert reader.stdout
    assert reader.stdout.readline() == "ready\n"
    began = time.perf_counter()
    reader.stdin.write("go\n")
    reader.stdin.flush()
    work()
    taken = time.perf_counter() - began
    found = json.loads(reader.stdout.readline())
    reader.wait()
    return found, taken


def publishing(rounds: int, seconds: float) -> None:
    from benchmarks.national import fill
    from benchmarks.recompute import recompute

    fill(100_000)
    recompute(1)
    for number in range(1, rounds + 1):
        idle, _taken = watched(seconds, lambda: None)
        busy, taken = watched(seconds * 4, lambda: recompute(1))
        print(
            f"round {number}: slowest read at rest {idle['slowest']:.0f} ms of {idle['reads']}, "
            f"while publishing {busy['slowest']:.0f} ms of {busy['reads']}; "
            f"{busy['bad']} mixed or empty; full run {taken:.1f} s",
            flush=True,
        )


def logged(rounds: int) -> None:
    """A figure logged: until the dashboard is fresh, through the worker and within the request."""
    from django.db import transaction
    from django.test import Client

    from benchmarks.national import dashboard_reader, fill, log_a_figure
    from indicators.models import Group, OutboxEntry
    from indicators.services.recompute.groups import drain, recompute_group

    fill(45 * 4 * 10, towns=1, areas_in_each=3)
    client, address = Client(headers={"host": "127.0.0.1"}), "/omraader/o1-1/"
    client.force_login(dashboard_reader())
    drain()

    def by_worker(group: Group) -> None:
        with transaction.atomic():
            log_a_figure(group)
        while OutboxEntry.objects.exists():
            time.sleep(0.002)

    def in_request(group: Group) -> None:
        with transaction.atomic():
            log_a_figure(group, nudge=False)
            recompute_group(group.pk)

    groups = list(Group.objects.order_by("pk"))
    worker = subprocess.Popen(WORKER, stdout=subprocess.DEVNULL)
    try:
        time.sleep(8)
        times: dict[str, list[float]] = {"worker": [], "request": []}
        for number in range(rounds * 10):
            group = groups[number % len(groups)]
            for name, way in (("worker", by_worker), ("request", in_request)):
                began = time.perf_counter()
                way(group)
                answer = client.get(address)
                assert answer.status_code == 200, answer
                times[name].append(1000 * (time.perf_counter() - began))
    finally:
        worker.send_signal(signal.SIGTERM)
        worker.wait()
    ratios = [a / b for a, b in zip(times["worker"], times["request"], strict=True)]
    for name, found in times.items():
        print(f"{name}: median {statistics.median(found):.0f} ms, slowest {max(found):.0f} ms")
    print(
        f"logged value → fresh dashboard ÷ within the request: median {statistics.median(ratios):.2f} "
        f"({min(ratios):.2f}–{max(ratios):.2f}, {len(ratios)} values)"
    )


def apart(part: str, rest: list[str]) -> None:
    """Run one part in a process, a PostgreSQL and a Valkey of its own."""
    home = Path(tempfile.mkdtemp(prefix="kompas-bench-"))
    database = embedded.Postgres(home / "postgres", home, durable=False)
    broker = embedded.Valkey(home / "valkey", home)
    database.start()
    broker.start()
    settings = {
        "DATABASE_URL": database.url,
        "REDIS_URL": broker.url,
        "SECRET_KEY": "benchmark",
        "DJANGO_SETTINGS_MODULE": "benchmarks.settings",
    }
    try:
        command = [sys.executable, "-m", "benchmarks.publishing", part, *rest]
        subprocess.run(command, env=os.environ | settings, check=True)
    finally:
        broker.stop()
        database.stop()
        shutil.rmtree(home, ignore_errors=True)


def main(words: list[str]) -> None:
    if words[:1] == ["--read"]:
        read_for(float(words[1]))
    elif words[:1] in (["--publishing"], ["--logged"]):
        django.setup()
        call_command("migrate", verbosity=0)
        rounds, seconds = int(words[1]), float(words[2])
        if words[0] == "--publishing":
            publishing(rounds, seconds)
        else:
            logged(rounds)
    else:
        rest = [*words, *("3", "4")[len(words) :]]
        apart("--publishing", rest)
        apart("--logged", rest)


if __name__ == "__main__":
    main(sys.argv[1:])
