"""The child process: what it may use, and what becomes of it."""

import json
import os
import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest

from indicators.importers.child import ROOT, blocks, look, tuples
from indicators.rules.values import Refused
from tests.factories.uploads import written

LINES = "område;år;værdi\n" + "".join(f"Nord {n};2019;{n}\n" for n in range(30_000))


def children() -> set[str]:
    return set(Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text().split())


def test_reading_may_stop_at_any_row_and_leaves_no_process(tmp_path: Path) -> None:
    path = written(tmp_path / "tal.csv", LINES)
    before = children()
    best = look(path).best
    assert best is not None
    assert best.recognised is not None
    rows = tuples(path, best.recognised.shape)
    assert len(list(islice(rows, 700))) == 700
    rows.close()
    whole = sum(len(block) for block in blocks(path, best.recognised.shape))
    assert whole == 30_000
    assert children() == before


def test_a_child_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    path = tmp_path / "tal.csv"
    os.mkfifo(path)  # opening it waits for somebody to write
    with pytest.raises(Refused) as refusal:
        look(path, seconds=1)
    assert refusal.value.code == "file_takes_too_long"


def test_a_child_that_needs_too_much_memory_says_so(tmp_path: Path) -> None:
    records = ",".join(f'{{"omr{n}":"N{n}","tal":{n}}}' for n in range(1_000_000))
    with pytest.raises(Refused) as refusal:
        look(written(tmp_path / "tal.json", f"[{records}]"))
    assert refusal.value.code == "file_takes_too_much"


def test_a_file_that_is_gone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refusal:
        look(tmp_path / "intet.csv")
    assert refusal.value.code == "file_unreadable"


def test_the_child_knows_nothing_of_the_application(tmp_path: Path) -> None:
    code = "import sys, indicators.importers.reader as r; print([m for m in sys.modules if m in "
    code += "('django', 'celery', 'psycopg', 'numpy', 'polars')])"
    said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True)
    assert said.stdout.strip() == b"[]"


def test_the_child_gets_no_secrets(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SECRET_KEY", "hemmelig")
    started: list[dict[str, str]] = []
    real = subprocess.Popen

    def spy(*arguments: object, **options: object) -> object:
        started.append(dict(options["env"]))  # type: ignore[call-overload]
        return real(*arguments, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(subprocess, "Popen", spy)
    look(written(tmp_path / "tal.csv", "område;år;værdi\nNord;2019;1\n"))
    assert started
    assert "hemmelig" not in json.dumps(started)
