"""Processes beside ours: how they end with us, and when they do not end by themselves.

Only the standard library is used.
"""

from __future__ import annotations

import ctypes
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

LINUX = sys.platform == "linux"
PR_SET_PDEATHSIG = 1


def dies_with_parent(number: int) -> Callable[[], None] | None:
    """Something to run in a child before it starts, so that the kernel ends it with its parent."""
    if not LINUX:
        return None
    libc = ctypes.CDLL(None)
    return lambda: libc.prctl(PR_SET_PDEATHSIG, number)


def process_name(pid: int) -> str:
    """The name of a running process; empty when it is gone or a zombie."""
    if LINUX:
        try:
            text = Path(f"/proc/{pid}/stat").read_text()
        except OSError:
            return ""
        name, rest = text.split("(", 1)[1].rsplit(")", 1)
        return "" if rest.split()[0] in "ZX" else name
    seen = subprocess.run(
        ["ps", "-o", "stat=,comm=", "-p", str(pid)], capture_output=True, text=True, check=False
    ).stdout.split(None, 1)
    return "" if len(seen) < 2 or seen[0].startswith("Z") else Path(seen[1].strip()).name


def stop_process(process: subprocess.Popen[bytes], number: int, patience: float) -> None:
    """Ask a process to end, and end it when it does not."""
    if process.poll() is None:
        process.send_signal(number)
    try:
        process.wait(patience)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


class Program:
    """A Python program of the environment, its output in a log file of its own."""

    def __init__(
        self, command: list[str], *, folder: Path, log: Path, at_death: int, passes: int = -1
    ) -> None:
        self.command, self.folder, self.log = command, folder, log
        self.at_death, self.passes = at_death, passes
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it in a session of its own, so that Ctrl-C reaches us alone."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", *self.command],
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=dies_with_parent(self.at_death),
                pass_fds=[self.passes] if self.passes >= 0 else [],
            )

    def stop(self) -> None:
        """Ask it to finish what it is doing."""
        if self.process:
            stop_process(self.process, signal.SIGTERM, 10)
