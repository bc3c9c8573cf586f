"""The servers of ./run: reachable only by us, and able to start after any end."""

import os
import shutil
import signal
import stat

import psycopg
import pytest
import redis

from config import embedded
from config.embedded import Postgres, ServiceError, Valkey


@pytest.fixture
def folder(tmp_path):
    """A short path, since a socket's path may have about 100 bytes."""
    place = embedded.socket_directory(tmp_path)
    yield place
    shutil.rmtree(place)


@pytest.fixture
def postgres(folder):
    server = Postgres(folder / "data", folder, durable=False)
    server.start()
    yield server
    server.stop()


def ask(server, question):
    with psycopg.connect(server.url) as connection:
        return connection.execute(question).fetchone()[0]


def test_no_network_port_and_a_directory_only_we_can_enter(postgres, folder):
    assert ask(postgres, "SHOW listen_addresses") == ""
    assert stat.S_IMODE(folder.lstat().st_mode) == 0o700


def test_it_is_postgresql_18_from_the_wheel(postgres):
    assert ask(postgres, "SHOW server_version").startswith("18.")
    assert postgres.bundled


def test_a_server_killed_without_warning_starts_again(postgres):
    with psycopg.connect(postgres.url, autocommit=True) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS number")
        connection.execute("CHECKPOINT")
    os.kill(postgres.process.pid, signal.SIGKILL)
    postgres.process.wait()
    assert (postgres.data / "postmaster.pid").exists()
    postgres.start()
    assert ask(postgres, "SELECT number FROM kept") == 42


def test_a_lock_file_whose_number_another_program_has_now_is_no_hindrance(postgres):
    postgres.stop()
    (postgres.data / "postmaster.pid").write_text(f"{os.getpid()}\n")
    postgres.start()
    assert ask(postgres, "SELECT 1") == 1


def test_a_server_that_lost_its_launcher_is_taken_over(postgres, folder):
    second = Postgres(postgres.data, folder, durable=False)
    second.start()
    assert postgres.process.wait(10) == 0
    assert ask(second, "SELECT 1") == 1
    second.stop()


def test_data_of_another_major_version_are_left_alone(folder):
    data = folder / "data"
    data.mkdir()
    (data / "PG_VERSION").write_text("9\n")
    with pytest.raises(ServiceError, match="written by PostgreSQL 9"):
        Postgres(data, folder)
    assert (data / "PG_VERSION").read_text() == "9\n"


def test_no_server_at_all_says_what_to_install(folder, monkeypatch):
    monkeypatch.setattr(embedded, "wheel_directory", lambda package, inside: None)
    monkeypatch.setattr(embedded, "SYSTEM_POSTGRES", ())
    monkeypatch.setenv("PATH", "/nonexistent")
    monkeypatch.delenv("PG_BIN", raising=False)
    with pytest.raises(ServiceError, match="DATABASE_URL"):
        Postgres(folder / "data", folder)
    with pytest.raises(ServiceError, match="REDIS_URL"):
        Valkey(folder / "valkey", folder)


def test_a_user_without_a_name_is_told_to_bring_a_server(folder, monkeypatch):
    server = Postgres(folder / "data", folder)
    monkeypatch.setattr(os, "geteuid", lambda: 4_000_000)
    with pytest.raises(ServiceError, match="has no name on this machine"):
        server.start()


def test_root_without_setpriv_is_told_what_to_do(folder, monkeypatch):
    server = Postgres(folder / "data", folder)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setenv("PATH", "/nonexistent")
    with pytest.raises(ServiceError, match="as an ordinary user"):
        server.start()


def test_a_directory_of_somebody_else_is_refused(tmp_path, monkeypatch):
    (tmp_path / "theirs").mkdir()
    monkeypatch.setattr(os, "geteuid", lambda: 4_000_000)
    with pytest.raises(ServiceError, match="somebody else"):
        embedded.private_directory(tmp_path / "theirs")


def test_a_server_that_cannot_start_shows_the_end_of_its_log(postgres, folder):
    postgres.stop()
    (postgres.data / "postgresql.conf").write_text("nonsense = 1\n")
    with pytest.raises(ServiceError, match="nonsense"):
        postgres.start()


def test_valkey_answers_on_its_socket_and_is_gone_afterwards(folder):
    server = Valkey(folder / "valkey", folder)
    server.start()
    assert redis.Redis.from_url(server.url).ping()
    assert server.bundled
    server.stop()
    assert not server.socket.exists()
