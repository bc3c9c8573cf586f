import io

import pytest
from django.core.management import call_command

from dashboards.management.commands import prepare

pytestmark = pytest.mark.django_db


@pytest.fixture
def steps(monkeypatch):
    """The commands that are run, without running them."""
    done = []
    monkeypatch.setattr(
        prepare, "call_command", lambda name, *words, **options: done.append((name, *words))
    )
    return done


def run(*words):
    said = io.StringIO()
    call_command("prepare", *words, stdout=said)
    return said.getvalue()


def test_a_database_never_used_gets_tables_files_and_an_example(steps, monkeypatch):
    monkeypatch.setattr(prepare.MigrationRecorder, "has_table", lambda recorder: False)
    said = run()
    assert steps == [("migrate",), ("collectstatic",), ("load_statutory",), ("load_example",)]
    assert "Tables … " in said
    assert "Example data … " in said


def test_a_removed_example_does_not_come_back_by_itself(steps):
    assert "Example" not in run()
    assert steps == [("migrate",), ("collectstatic",), ("load_statutory",)]


def test_an_example_asked_for_is_loaded(steps):
    run("--example", "gladsaxe")
    assert steps[-1] == ("load_example", "gladsaxe")


def test_a_real_site_begins_without_an_example(steps, monkeypatch, settings):
    settings.HTTPS = True
    monkeypatch.setattr(prepare.MigrationRecorder, "has_table", lambda recorder: False)
    run()
    assert steps == [("migrate",), ("collectstatic",), ("load_statutory",)]
