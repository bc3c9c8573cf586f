"""Dashboard requests/s ÷ floor page requests/s: 3 areas × 45 indicators, 10 figures.

    python -m benchmarks.dashboard [rounds] [seconds]

Starts its own PostgreSQL and gunicorn (2 workers), alternates the two pages in one run with
8 connections, and prints the median ratio with its range.
"""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import django

from config import embedded

CONNECTIONS = 8
PAGES = {"floor": "/floor/", "dashboard": "/omraader/omraade-0/"}


def fill() -> str:
    """3 areas × 45 indicators, 10 of them on the front; returns a session cookie."""
    from django.core.management import call_command
    from django.test import Client

    from indicators.models import Indicator
    from tests.factories.results import published, reader

    call_command("migrate", verbosity=0)
    published(areas=3, indicators=45)
    Indicator.objects.filter(position__gte=10).update(is_front=False)
    client = Client()
    client.force_login(reader())
    return client.cookies["sessionid"].value


def requests_per_second(port: int, path: str, cookie: str, seconds: float) -> float:
    """Full answers per second over 8 kept connections."""
    done, until = [0] * CONNECTIONS, time.perf_counter() + seconds

    def ask(place: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        while time.perf_counter() < until:
            connection.request("GET", path, headers={"Cookie": f"sessionid={cookie}"})
            answer = connection.getresponse()
            answer.read()
            assert answer.status == 200, answer.status
            done[place] += 1

    began = time.perf_counter()
    threads = [threading.Thread(target=ask, args=(place,)) for place in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(done) / (time.perf_counter() - began)


def measure(port: int, cookie: str, rounds: int, seconds: float) -> None:
    for path in PAGES.values():  # warm both
        requests_per_second(port, path, cookie, 1.0)
    ratios = []
    for number in range(1, rounds + 1):
        speed = {
            name: requests_per_second(port, path, cookie, seconds) for name, path in PAGES.items()
        }
        ratios.append(speed["dashboard"] / speed["floor"])
        print(
            f"round {number}: floor {speed['floor']:.0f}/s, dashboard {speed['dashboard']:.0f}/s, "
            f"ratio {ratios[-1]:.2f}"
        )
    print(
        f"dashboard ÷ floor: median {statistics.median(ratios):.2f} "
        f"({min(ratios):.2f}–{max(ratios):.2f}, {rounds} rounds)"
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def main(rounds: int = 5, seconds: float = 4.0) -> None:
    home = Path(tempfile.mkdtemp(prefix="kompas-bench-"))
    database = embedded.Postgres(home / "postgres", home, durable=False)
    database.start()
    os.environ.update(
        DATABASE_URL=database.url,
        SECRET_KEY="benchmark",
        DJANGO_SETTINGS_MODULE="benchmarks.settings",
    )
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "config.wsgi", "-b", f"127.0.0.1:{port}"]
    server: subprocess.Popen[bytes] | None = None
    try:
        django.setup()
        cookie = fill()
        server = subprocess.Popen([*command, "-w", "2", "--log-level", "warning"])
        time.sleep(4)
        measure(port, cookie, rounds, seconds)
    finally:
        if server:
            server.terminate()
            server.wait()
        database.stop()
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:3]))
