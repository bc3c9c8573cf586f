"""A whole site for a drill: real PostgreSQL, Valkey, worker, clock and web, in a folder of its own.

Importing this sets the environment, so import it before anything of Django.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
os.chdir(ROOT)

from config import embedded  # noqa: E402

PATIENCE = 120


class Site:
    """Starts what is asked for, and leaves nothing behind."""

    def __init__(self) -> None:
        self.home = Path(tempfile.mkdtemp(prefix="kompas-drill-"))
        self.postgres = embedded.Postgres(self.home / "postgres", self.home, durable=False)
        self.valkey = embedded.Valkey(self.home / "valkey", self.home)
        self.processes: list[subprocess.Popen[bytes]] = []
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://localhost:{self.port}"
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DATABASE_URL": self.postgres.url,
            "REDIS_URL": self.valkey.url,
            "SECRET_KEY": "drill",
            "SITE_URL": self.url,
        }

    def __enter__(self) -> Site:
        self.postgres.start()
        self.valkey.start()
        return self

    def __exit__(self, *_error: object) -> None:
        for process in self.processes:
            if process.poll() is None:
                self.kill(process)
        self.valkey.stop()
        self.postgres.stop()
        shutil.rmtree(self.home, ignore_errors=True)

    def run(self, *command: str) -> subprocess.Popen[bytes]:
        """A program in a process group of its own."""
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        process = subprocess.Popen(
            [sys.executable, "-m", *command], start_new_session=True, **quiet
        )
        self.processes.append(process)
        return process

    def kill(self, process: subprocess.Popen[bytes]) -> None:
        """As a power cut would."""
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def load(self, example: str) -> None:
        """Tables and example data."""
        for words in (
            ["migrate", "-v0"],
            ["collectstatic", "--noinput", "-v0"],
            ["load_example", example],
        ):
            subprocess.run(
                [sys.executable, "manage.py", *words], check=True, stdout=subprocess.DEVNULL
            )

    def worker(self) -> subprocess.Popen[bytes]:
        words = ("worker", "-P", "threads", "-c", "2", "--without-gossip", "--without-mingle")
        return self.run("celery", "-A", "config", *words)

    def beat(self) -> subprocess.Popen[bytes]:
        return self.run(
            "celery", "-A", "config", "beat", "--schedule", str(self.home / "beat"), "--pidfile="
        )

    def web(self) -> subprocess.Popen[bytes]:
        process = self.run(
            "gunicorn", "config.wsgi", "-b", f"127.0.0.1:{self.port}", "-w", "2", "--threads", "4"
        )
        began = time.monotonic()
        while time.monotonic() - began < PATIENCE:
            try:
                urlopen(f"{self.url}/healthz", timeout=5).close()
            except OSError:
                time.sleep(0.2)
            else:
                return process
        raise SystemExit("the web server does not answer")


def wait_until_fresh(what: str) -> None:
    """Until no note is left in the outbox; needs django.setup()."""
    from indicators.models import OutboxEntry  # noqa: PLC0415

    began = time.monotonic()
    while OutboxEntry.objects.exists():
        if time.monotonic() - began > PATIENCE:
            raise SystemExit(f"{what}: {OutboxEntry.objects.count()} notes are still waiting")
        time.sleep(0.1)
    print(f"{what}: all groups computed after {time.monotonic() - began:.1f} s")
