"""Drill: the worker dies in the middle of a full recompute, and the broker with work waiting.

    .venv/bin/python tests/drills/worker_killed.py

Real PostgreSQL, Valkey, worker and clock on the example data. Prints how often the results of one
group came from two runs or were gone (0 is right), and whether all groups were computed in the end.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
os.chdir(ROOT)

from config import embedded  # noqa: E402

HOME = Path(tempfile.mkdtemp(prefix="kompas-drill-"))
POSTGRES = embedded.Postgres(HOME / "postgres", HOME, durable=False)
VALKEY = embedded.Valkey(HOME / "valkey", HOME)
os.environ |= {
    "DJANGO_SETTINGS_MODULE": "config.settings",
    "DATABASE_URL": POSTGRES.url,
    "REDIS_URL": VALKEY.url,
    "SECRET_KEY": "drill",
}
POLLS = 100
PATIENCE = 120


def celery(*words: str) -> subprocess.Popen[bytes]:
    """A worker or clock in a process group of its own."""
    command = [sys.executable, "-m", "celery", "-A", "config", *words, "--loglevel", "ERROR"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True)


def worker() -> subprocess.Popen[bytes]:
    return celery("worker", "-P", "threads", "-c", "2", "--without-gossip", "--without-mingle")


def kill(process: subprocess.Popen[bytes]) -> None:
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def main() -> int:
    POSTGRES.start()
    VALKEY.start()
    beat = running = None
    try:
        import django  # noqa: PLC0415 - the servers must stand before the settings are read

        django.setup()
        from django.core.management import call_command  # noqa: PLC0415

        call_command("migrate", verbosity=0)
        call_command("load_example", verbosity=0)
        beat = celery("beat", "--schedule", str(HOME / "beat"), "--pidfile=")
        running = worker()
        wait_until_fresh("first computation")
        running = killed_in_the_middle(running)
        broker_gone()
        return 0
    finally:
        for process in (running, beat):
            if process and process.poll() is None:
                kill(process)
        VALKEY.stop()
        POSTGRES.stop()
        shutil.rmtree(HOME, ignore_errors=True)


def killed_in_the_middle(running: subprocess.Popen[bytes]) -> subprocess.Popen[bytes]:
    """Kill the worker when some groups are done and others are not; poll what pages read."""
    from indicators.services import runs, staleness  # noqa: PLC0415

    full = staleness.request_full_recompute(by=None, reason="drill")
    mixed = polls = done = 0
    killed_at = None
    while polls < POLLS:
        polls += 1
        mixed += bad_groups()
        progress = runs.newest_full_run()
        done = progress.done if progress else 0
        if killed_at is None and full.total // 4 <= done < full.total:
            kill(running)
            killed_at = done
        time.sleep(0.05)
    print(f"worker killed after {killed_at} of {full.total} groups")
    print(f"{polls} polls: {mixed} groups with two runs or none")
    running = worker()
    wait_until_fresh("after the restart")
    return running


def bad_groups() -> int:
    """Groups whose published results are not those of exactly one run."""
    from indicators.models import Group, Result  # noqa: PLC0415
    from indicators.services.snapshots import one_moment  # noqa: PLC0415

    with one_moment():
        rows = Result.objects.published().values_list("run__group_id", "run_id").distinct()
        runs_of: dict[int, set[int]] = {}
        for group, run in rows:
            runs_of.setdefault(group, set()).add(run)
        computed = Group.objects.filter(current_run__results__gt=0).values_list("pk", flat=True)
        return sum(len(runs_of.get(group, ())) != 1 for group in computed)


def broker_gone() -> None:
    """Kill the broker while 20 groups are stale: saving goes on, and nothing is forgotten."""
    from django.db import transaction  # noqa: PLC0415

    from indicators.models import Group  # noqa: PLC0415
    from indicators.services import staleness  # noqa: PLC0415

    assert VALKEY.process is not None
    VALKEY.process.kill()
    VALKEY.process.wait()
    groups = list(Group.objects.exclude(current_run=None)[:20])
    before = {group.pk: group.current_run_id for group in groups}
    with transaction.atomic():
        staleness.mark_stale(groups=groups, reason="broker gone")
    print(f"broker killed; {len(groups)} groups noted as stale")
    VALKEY.start()
    wait_until_fresh("after the broker came back")
    now = dict(Group.objects.filter(pk__in=before).values_list("pk", "current_run_id"))
    print(f"lost: {sum(now[pk] == run for pk, run in before.items())} of {len(before)}")


def wait_until_fresh(what: str) -> None:
    from indicators.models import OutboxEntry  # noqa: PLC0415

    began = time.monotonic()
    while OutboxEntry.objects.exists():
        if time.monotonic() - began > PATIENCE:
            raise SystemExit(f"{what}: {OutboxEntry.objects.count()} notes are still waiting")
        time.sleep(0.1)
    print(f"{what}: all groups computed after {time.monotonic() - began:.1f} s")


if __name__ == "__main__":
    sys.exit(main())
