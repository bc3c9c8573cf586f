"""All parts of the system on one machine: started in their order, watched, and stopped together."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import signal
import socket
import subprocess
import time
from pathlib import Path
from typing import Protocol

from config.embedded import Postgres, ServiceError, Valkey, socket_directory
from config.processes import Program

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var"
NOTES = VAR / "running.json"
RESTARTS_A_MINUTE = 5
PATIENCE = 900  # seconds that a web server which runs is waited for
SAY_EVERY = 15  # seconds between two lines of progress


class Part(Protocol):
    """Something that runs beside us."""

    process: subprocess.Popen[bytes] | None

    def start(self) -> None:
        """Start it."""

    def stop(self) -> None:
        """Stop it and wait."""


class Site:
    """All parts of one folder."""

    def __init__(self) -> None:
        self.parts: dict[str, Part] = {}
        self.restarts: dict[str, list[float]] = {}
        self.sockets: Path | None = None
        self.quiet = False

    def say(self, text: str, end: str = "\n") -> None:
        """Tell the person at the terminal."""
        if not self.quiet:
            print(text, end=end, flush=True)

    def add(self, name: str, part: Part) -> None:
        """Start a part, remembered first, so that it is stopped in any case."""
        self.parts[name] = part
        part.start()

    def add_program(
        self, name: str, command: list[str], *, at_death: int, passes: int = -1
    ) -> None:
        """Start one of ours, with a log of its own."""
        log = VAR / f"{name}.log"
        self.add(name, Program(command, folder=ROOT, log=log, at_death=at_death, passes=passes))

    def stop(self) -> None:
        """Stop everything, the last started first."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        while self.parts:
            self.parts.popitem()[1].stop()
        NOTES.unlink(missing_ok=True)
        if self.sockets:
            with contextlib.suppress(OSError):  # not empty, or gone
                self.sockets.rmdir()

    def start_services(self) -> None:
        """The database and the queue, unless the environment names others."""
        self.sockets = socket_directory(ROOT)
        if os.environ.get("DATABASE_URL"):
            self.say("PostgreSQL … the one DATABASE_URL names")
        else:
            began = time.monotonic()
            postgres = Postgres(VAR / "postgres", self.sockets)
            self.say("PostgreSQL … ", end="")
            self.add("postgres", postgres)
            os.environ["DATABASE_URL"] = postgres.url
            self.say(_origin(postgres.bin, postgres.bundled, began))
        if os.environ.get("REDIS_URL"):
            self.say("Valkey … the one REDIS_URL names")
        else:
            began = time.monotonic()
            valkey = Valkey(VAR / "valkey", self.sockets)
            self.say("Valkey … ", end="")
            self.add("valkey", valkey)
            os.environ["REDIS_URL"] = valkey.url
            self.say(_origin(valkey.server, valkey.bundled, began))
        names = ("DATABASE_URL", "REDIS_URL", "SITE_URL")
        NOTES.write_text(json.dumps({name: os.environ.get(name, "") for name in names}))
        NOTES.chmod(0o600)

    def start_programs(self, listener: socket.socket) -> None:
        """Worker, clock and web."""
        self.say("Worker, clock and web … ", end="")
        began = time.monotonic()
        celery = ["celery", "-A", "config"]
        level = ["--loglevel", "WARNING"]
        quiet = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
        worker = [*celery, "worker", "-P", "threads", "-c", "2", *quiet, *level]
        # A worker that lost its broker hangs on for minutes: killed, it loses nothing (the outbox).
        self.add_program("worker", worker, at_death=signal.SIGKILL)
        beat = [*celery, "beat", "--schedule", str(VAR / "beat-schedule"), "--pidfile=", *level]
        self.add_program("beat", beat, at_death=signal.SIGKILL)
        web = ["gunicorn", "config.wsgi", "-b", f"fd://{listener.fileno()}", "-w", "2"]
        web += ["--threads", "4", "--worker-class", "gthread", "--log-level", "warning"]
        web += ["--no-control-socket"]
        passed = listener.fileno()
        self.add_program("web", web, at_death=signal.SIGTERM, passes=passed)
        status = self.first_answer(listener.getsockname()[1])
        self.say(f"{time.monotonic() - began:.1f} s")
        if status >= 500:
            self.say(f"  the first page answered {status}; see {VAR / 'web.log'}")

    def first_answer(self, port: int) -> int:
        """Wait until the web answers, and say with which status.

        A slow machine may need minutes: as long as the server runs it is waited for, and said so.
        """
        began = told = time.monotonic()
        while time.monotonic() < began + PATIENCE:
            self.restart_dead()
            if not self.runs("web"):
                break
            if time.monotonic() - told >= SAY_EVERY:
                told = time.monotonic()
                self.say(f"  waiting for the first page ({told - began:.0f} s so far)")
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            try:
                connection.request("GET", "/log-ind/")
                return connection.getresponse().status
            except OSError:
                time.sleep(0.2)
            finally:
                connection.close()
        raise ServiceError(f"The web server does not answer; see {VAR / 'web.log'}")

    def runs(self, name: str) -> bool:
        """Whether a part of the system is running."""
        process = self.parts[name].process
        return process is not None and process.poll() is None

    def restart_dead(self) -> None:
        """Start again what died by itself, a few times a minute at most."""
        for name, part in self.parts.items():
            if part.process is None or part.process.poll() is None:
                continue
            now = time.monotonic()
            recent = [at for at in self.restarts.get(name, []) if now - at < 60]
            if len(recent) >= RESTARTS_A_MINUTE:
                continue
            self.restarts[name] = [*recent, now]
            self.say(f"{name} ended ({part.process.returncode}); starting it again")
            if len(recent) + 1 == RESTARTS_A_MINUTE:
                self.say(f"  it ends again and again; the reason stands in {VAR / name}.log")
            part.start()


def _origin(server: Path, bundled: bool, began: float) -> str:
    seconds = f"{time.monotonic() - began:.1f} s"
    return seconds if bundled else f"{seconds} (the wheel is missing; the system's own: {server})"
