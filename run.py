"""What `./run` does before there is anything but Python: packages first, then the real work.

Only the standard library is used here. The packages come from a lock file that names the hash of
every file, so that a tampered download is refused.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = str(VENV / "bin" / "python")
STAMP = VENV / ".installed"
LOCK, DEV_LOCK = ROOT / "requirements.lock", ROOT / "requirements-dev.lock"
USAGE = """\
./run                      start everything; Ctrl-C stops it
./run --example NAME       the same with another set of example data (gladsaxe)
./run --empty              the same without example data, for a partnership of your own
./run remove-example       take the example data out again
./run manage COMMAND ...   one of Django's commands, e.g. create_admin
./run test [ARGUMENTS]     all tests, or those pytest is told to run
./run texts                collect the texts of the screen for translation
./run check                style, types, structure, migrations, settings
./run lock                 write the lock files anew (needs uv)"""
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def main(arguments: list[str]) -> int:
    """Do what the first word says."""
    command = arguments[0] if arguments else "start"
    if command in ("-h", "--help", "help"):
        print(USAGE)
        return 0
    if command == "lock":
        return write_locks()
    if command in ("test", "check", "texts"):
        install(DEV_LOCK)
        if command == "texts":
            return subprocess.run([PYTHON, "-m", "tests.texts"], cwd=ROOT, check=False).returncode
        return test(arguments[1:]) if command == "test" else check()
    if command in ("start", "--example", "--empty", "manage", "remove-example"):
        install(LOCK)
        os.execv(PYTHON, [PYTHON, "-m", "config.local", *(arguments or ["start"])])
    print(f"./run does not know “{command}”.\n\n{USAGE}", file=sys.stderr)
    return 2


# --- Packages -------------------------------------------------------------------------------------


def install(lock: Path) -> None:
    """Bring the virtual environment to what the lock says; nothing when it is there already."""
    with only_one(ROOT / "var" / "packages.lock"):
        stamps = STAMP.read_text().split("\n") if STAMP.exists() and Path(PYTHON).exists() else []
        if fingerprint(lock) in stamps:
            return
        began = time.monotonic()
        print("Python packages … ", end="", flush=True)
        way = install_with_uv if usable_uv() else install_with_pip
        way(lock)
        done = [fingerprint(LOCK)] if lock == LOCK else [fingerprint(LOCK), fingerprint(DEV_LOCK)]
        STAMP.write_text("\n".join(done))
        print(f"{time.monotonic() - began:.1f} s", flush=True)


def fingerprint(lock: Path) -> str:
    """Tell one lock under one Python from every other."""
    text = lock.read_bytes() + sys.version.encode() + sys.executable.encode()
    return f"{lock.name} {hashlib.sha256(text).hexdigest()}"


@contextlib.contextmanager
def only_one(path: Path) -> Iterator[None]:
    """Wait for another ./run in this folder that installs packages at this moment."""
    path.parent.mkdir(mode=0o700, exist_ok=True)
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def usable_uv() -> str | None:
    """Find uv, if it is there and answers (a shim may be all there is)."""
    uv = shutil.which("uv")
    if uv and subprocess.run([uv, "--version"], capture_output=True, check=False).returncode == 0:
        return uv
    return None


def install_with_uv(lock: Path) -> None:
    """Use uv: the same files and hashes, several times faster. It never fetches another Python."""
    uv = usable_uv() or "uv"
    environment = {**os.environ, "UV_PYTHON_DOWNLOADS": "never"}
    if not healthy():
        must([uv, "venv", "-q", "--clear", "--python", sys.executable, str(VENV)], environment)
    command = [uv, "pip", "install", "-q", "--require-hashes", "--python", PYTHON, "-r", str(lock)]
    must(command, environment)


def install_with_pip(lock: Path) -> None:
    """Use what Python brings: pip in the environment, or the system's pip from outside."""
    inside = importlib.util.find_spec("ensurepip") is not None
    if not inside and importlib.util.find_spec("pip") is None:
        sys.exit(
            "This Python can make no virtual environments (ensurepip and pip are missing).\n"
            "Debian/Ubuntu: sudo apt install python3-venv"
        )
    if not healthy() or (inside and not (VENV / "bin" / "pip").exists()):
        without = [] if inside else ["--without-pip"]
        must([sys.executable, "-m", "venv", "--clear", *without, str(VENV)])
    pip = [PYTHON, "-m", "pip"] if inside else [sys.executable, "-m", "pip", "--python", PYTHON]
    options = ["-q", "--no-compile", "--disable-pip-version-check", "--no-input"]
    must([*pip, "install", *options, "--require-hashes", "-r", str(lock)])


def healthy() -> bool:
    """Whether the environment works and belongs to the Python that runs this file."""
    if not Path(PYTHON).exists():
        return False
    ask = [PYTHON, "-c", "import sys; print(sys.version, sys.base_prefix)"]
    said = subprocess.run(ask, capture_output=True, text=True, check=False).stdout.strip()
    return bool(said == f"{sys.version} {sys.base_prefix}")


def must(command: list[str], environment: dict[str, str] | None = None) -> None:
    """Run a step of the installation; when it fails, show its end and what usually helps."""
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        said = (done.stdout + done.stderr).strip().splitlines()
        end = "\n".join([line for line in said if not line.startswith("WARNING")][-12:])
        sys.exit(
            f"failed\n\n{end}\n\nThe packages could not be installed. The first start needs a "
            "network: behind a proxy set HTTPS_PROXY, for a package mirror of your own use your "
            "usual pip or uv configuration. Later starts need no network."
        )


# --- Tests and checks -----------------------------------------------------------------------------


def test(arguments: list[str]) -> int:
    """Run the tests; with no arguments all of them, and measure what they reach."""
    command = [PYTHON, "-m", "pytest", "-n", "2", "--dist", "worksteal"]
    if not browser():
        print(
            "LEFT OUT: the tests that drive a browser, because Chromium is not here. "
            "Debian/Ubuntu: sudo apt install chromium; or set CHROMIUM to a browser's path.\n"
        )
        command += ["-m", "not browser"]
    if arguments:
        return subprocess.run([*command, *arguments], cwd=ROOT, check=False).returncode
    command += ["--cov", "--cov-report=term", "--cov-fail-under=90"]
    failed = subprocess.run(command, cwd=ROOT, check=False).returncode
    core = [PYTHON, "-m", "coverage", "report", "--include=*/rules/*,indicators/statistics/*"]
    told = subprocess.run(
        [*core, "--fail-under=100"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if told.returncode:
        print(f"\nRules and statistics must be covered wholly:\n{told.stdout}{told.stderr}")
    return failed or told.returncode


def browser() -> bool:
    """Whether there is a Chromium; as root on Debian or Ubuntu it is installed when missing."""

    def present() -> bool:
        return any(shutil.which(name) for name in (os.environ.get("CHROMIUM", ""), *BROWSERS))

    if not present() and os.geteuid() == 0 and shutil.which("apt-get"):
        print("Installing Chromium for the browser tests …", flush=True)
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for words in (["update"], ["install", "-y", "--no-install-recommends", "chromium"]):
            subprocess.run(["apt-get", "-qq", *words], env=quiet, capture_output=True, check=False)
    return present()


def check() -> int:
    """Everything that can be said about the code without running it."""
    here = f"{VENV}/bin/"
    manage = [PYTHON, "-W", "ignore", "manage.py"]
    production = {
        **os.environ,
        "SECRET_KEY": hashlib.sha512(b"only for the check").hexdigest(),
        "SITE_URL": "https://kompas.example",
        "DATABASE_URL": "postgresql:///none?host=/nonexistent",
        "DATABASE_POOL": "0",
    }
    steps: dict[str, list[str]] = {
        "ruff check": [f"{here}ruff", "check", "--output-format", "concise"],
        "ruff format": [f"{here}ruff", "format", "--check", "--output-format", "concise"],
        "djlint": [f"{here}djlint", "templates", "--lint", "--quiet"],
        "mypy": [f"{here}mypy", "--no-error-summary"],
        "import contracts": [f"{here}lint-imports", "--no-cache"],
        "migrations": [*manage, "makemigrations", "--check", "--dry-run"],
        "settings": [*manage, "check", "--deploy", "--fail-level", "WARNING"],
        "dependencies": [f"{here}deptry", ".", "--no-ansi"],
    }
    failed = []
    for name, command in steps.items():
        done = subprocess.run(
            command, cwd=ROOT, env=production, capture_output=True, text=True, check=False
        )
        print(f"{'failed' if done.returncode else 'ok':7}{name}", flush=True)
        if done.returncode:
            failed.append(name)
            print(done.stdout + done.stderr)
    missing = unlocked()
    print(f"{'failed' if missing else 'ok':7}locks{': missing ' if missing else ''}{missing or ''}")
    return 1 if failed or missing else 0


# --- Locks ----------------------------------------------------------------------------------------


def write_locks() -> int:
    """Resolve pyproject.toml into both locks; keeps the versions that still fit."""
    uv = usable_uv()
    if not uv:
        print("./run lock needs uv (pip install uv).", file=sys.stderr)
        return 1
    command = [uv, "pip", "compile", "pyproject.toml", "--extra", "local", "--universal", "-q"]
    command += ["--generate-hashes", "--no-emit-index-url", "--no-header", "--no-annotate"]
    command += ["--python-version", "3.11"]
    for lock, more in ((LOCK, []), (DEV_LOCK, ["--group", "dev", "-c", LOCK.name])):
        done = subprocess.run([*command, *more, "-o", lock.name], cwd=ROOT, check=False)
        if done.returncode:
            return done.returncode
    return 0


def unlocked() -> list[str]:
    """Packages that pyproject.toml asks for and a lock does not know."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = [*project["project"]["dependencies"]]
    wanted += project["project"]["optional-dependencies"]["local"]

    def names(lines: list[str]) -> set[str]:
        found = (re.match(r"[A-Za-z0-9._-]+", line) for line in lines)
        return {re.sub(r"[-_.]+", "-", name.group()).lower() for name in found if name}

    missing = names(wanted) - names(LOCK.read_text().splitlines())
    wanted += project["dependency-groups"]["dev"]
    return sorted(missing | (names(wanted) - names(DEV_LOCK.read_text().splitlines())))


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
