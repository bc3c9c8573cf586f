"""`./run`: everything on one machine, one folder and one terminal.

The order is database, queue, tables, static files, example data, worker, clock, web. Each part is
a child of this process, started again when it dies by itself, and ended with it: on Linux the
kernel sees to that even when this process is killed without warning.
"""

from __future__ import annotations

import fcntl
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from types import FrameType
from typing import IO, NoReturn

from config.embedded import ServiceError, private_directory
from config.parts import NOTES, ROOT, VAR, Site
from config.processes import dies_with_parent

FIRST_PORT = 8000

ABOUT_TABLES = {"migrate", "makemigrations", "showmigrations", "sqlmigrate", "check", "help"}


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
