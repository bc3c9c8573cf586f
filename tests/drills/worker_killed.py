"""Drill: the worker dies in the middle of a full recompute, and the broker with work waiting.

    .venv/bin/python tests/drills/worker_killed.py

Real PostgreSQL, Valkey, worker and clock on the example data. Prints how often the results of one
group came from two runs or were gone (0 is right), and whether all groups were computed in the end.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from subprocess import Popen

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.drills.parts import Site, wait_until_fresh

SITE = Site()

import django  # noqa: E402

django.setup()

from django.db import transaction  # noqa: E402

from indicators.models import Group, Result  # noqa: E402
from indicators.services import runs, staleness  # noqa: E402
from indicators.services.snapshots import one_moment  # noqa: E402

POLLS = 100


def main() -> int:
    with SITE:
        SITE.load("eksempel")
        SITE.beat()
        worker = SITE.worker()
        wait_until_fresh("first computation")
        killed_in_the_middle(worker)
        broker_gone()
    return 0


def killed_in_the_middle(worker: Popen[bytes]) -> None:
    """Kill the worker when some groups are done and others are not; poll what pages read."""
    full = staleness.request_full_recompute(by=None, reason="drill")
    mixed = 0
    killed_at = None
    for _poll in range(POLLS):
        mixed += bad_groups()
        progress = runs.newest_full_run()
        done = progress.done if progress else 0
        if killed_at is None and full.total // 4 <= done < full.total:
            SITE.kill(worker)
            killed_at = done
        time.sleep(0.05)
    print(f"worker killed after {killed_at} of {full.total} groups")
    print(f"{POLLS} polls: {mixed} groups with two runs or none")
    SITE.worker()
    wait_until_fresh("after the restart")


def bad_groups() -> int:
    """Groups whose published results are not those of exactly one run."""
    with one_moment():
        rows = Result.objects.published().values_list("run__group_id", "run_id").distinct()
        runs_of: dict[int, set[int]] = {}
        for group, run in rows:
            runs_of.setdefault(group, set()).add(run)
        computed = Group.objects.filter(current_run__results__gt=0).values_list("pk", flat=True)
        return sum(len(runs_of.get(group, ())) != 1 for group in computed)


def broker_gone() -> None:
    """Kill the broker while 20 groups are stale: saving goes on, and nothing is forgotten."""
    assert SITE.valkey.process is not None
    SITE.valkey.process.kill()
    SITE.valkey.process.wait()
    groups = list(Group.objects.exclude(current_run=None)[:20])
    before = {group.pk: group.current_run_id for group in groups}
    with transaction.atomic():
        staleness.mark_stale(groups=groups, reason="broker gone")
    print(f"broker killed; {len(groups)} groups noted as stale")
    SITE.valkey.start()
    wait_until_fresh("after the broker came back")
    now = dict(Group.objects.filter(pk__in=before).values_list("pk", "current_run_id"))
    print(f"lost: {sum(now[pk] == run for pk, run in before.items())} of {len(before)}")


if __name__ == "__main__":
    sys.exit(main())
