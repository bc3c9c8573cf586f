"""What ./run says before anything is installed, and the parts of the launcher that need no server."""

import importlib.util
import itertools
import json
import os
import runpy
import socket
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from config import local, parts

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def run():
    """The names of run.py."""
    return runpy.run_path(str(ROOT / "run.py"))


def test_a_python_that_is_too_old_is_named(tmp_path):
    old = tmp_path / "python3"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    (tmp_path / "dirname").symlink_to("/usr/bin/dirname")
    told = subprocess.run(
        ["/bin/sh", str(ROOT / "run")],
        env={"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 1
    assert "Python 3.11 or newer is needed" in told.stderr


def test_an_unknown_word_shows_what_there_is(run, capsys):
    assert run["main"](["nonsense"]) == 2
    assert "./run test" in capsys.readouterr().err
    assert run["main"](["--help"]) == 0


def test_a_python_without_venv_and_pip_says_what_to_install(run, monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(SystemExit, match="apt install python3-venv"):
        run["install_with_pip"](run["LOCK"])


def test_a_failed_download_says_what_helps(run):
    failing = [sys.executable, "-c", "import sys; print('no route'); sys.exit(3)"]
    with pytest.raises(SystemExit, match=r"(?s)no route.*HTTPS_PROXY"):
        run["must"](failing)


def test_a_taken_port_is_passed_over_and_named(monkeypatch, capsys):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        monkeypatch.setenv("PORT", str(port))
        with local.free_port() as listener:
            assert listener.getsockname()[1] > port
    assert f"Port {port} is taken" in capsys.readouterr().out


def test_a_second_start_in_one_folder_says_where_the_first_is(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(local, "VAR", tmp_path)
    monkeypatch.setattr(local, "NOTES", tmp_path / "running.json")
    local.NOTES.write_text(json.dumps({"SITE_URL": "http://localhost:8003"}))
    with local.hold_folder():
        assert local.start(None) == 1
    assert "Already running in this folder: http://localhost:8003" in capsys.readouterr().out


def test_the_secret_key_is_made_once_and_is_ours_alone(tmp_path, monkeypatch):
    monkeypatch.setattr(local, "VAR", tmp_path)
    for name in ("SECRET_KEY", "EMAIL_URL"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    local.set_defaults()
    made = os.environ["SECRET_KEY"]
    monkeypatch.delenv("SECRET_KEY")
    local.set_defaults()
    assert os.environ["SECRET_KEY"] == made
    assert len(made) >= 50
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0


def test_a_part_that_dies_is_started_again_but_not_for_ever(capsys):
    class Dying:
        starts = 0
        process = subprocess.Popen([sys.executable, "-c", "raise SystemExit(7)"])

        def start(self):
            self.starts += 1

    part = Dying()
    part.process.wait()
    site = parts.Site()
    site.parts["worker"] = part
    for _ in range(20):
        site.restart_dead()
    assert part.starts == parts.RESTARTS_A_MINUTE
    said = capsys.readouterr().out
    assert "worker ended (7); starting it again" in said
    assert "again and again" in said


def test_a_slow_web_server_is_waited_for_while_it_runs_and_that_is_said(monkeypatch, capsys):
    class Process:
        returncode = 7
        polls = 0

        def poll(self):
            self.polls += 1
            return None if self.polls < 9 else self.returncode

    class Part:
        process = Process()

        def start(self):
            pass

    class Refusing:
        def __init__(self, *args, **options):
            pass

        def request(self, *args):
            raise ConnectionRefusedError

        def close(self):
            pass

    clock = itertools.count(0, 40)
    quick = SimpleNamespace(monotonic=lambda: float(next(clock)), sleep=lambda seconds: None)
    monkeypatch.setattr(parts, "time", quick)
    monkeypatch.setattr(parts.http.client, "HTTPConnection", Refusing)
    site = parts.Site()
    site.parts["web"] = Part()
    with pytest.raises(parts.ServiceError, match="does not answer"):
        site.first_answer(8000)
    assert "waiting for the first page (" in capsys.readouterr().out


def test_without_a_browser_it_says_what_is_left_out_and_how_to_get_it(run, monkeypatch, capsys):
    asked = []

    class Done:
        returncode = 0

    def remember(command, **options):
        asked.append(command)
        return Done()

    monkeypatch.setenv("PATH", "/nonexistent")
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(subprocess, "run", remember)
    assert run["test"](["tests/journeys"]) == 0
    assert asked[-1][-3:] == ["-m", "not browser", "tests/journeys"]
    said = capsys.readouterr().out
    assert "LEFT OUT" in said
    assert "apt install chromium" in said
