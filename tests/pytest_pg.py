"""Gives a test run its own PostgreSQL, made in half a second and thrown away afterwards.

Loaded by name before Django's settings are read. A DATABASE_URL that is set wins, which is
also how the processes of a parallel run come to share the one server.
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from config import embedded

_started: list[embedded.Postgres] = []

if "DATABASE_URL" not in os.environ:
    _home = Path(tempfile.mkdtemp(prefix="kompas-test-"))
    _server = embedded.Postgres(_home / "postgres", _home, durable=False)
    _server.start()
    _started.append(_server)
    os.environ["DATABASE_URL"] = _server.url
    os.environ["TEST_SERVER_IS_THROWN_AWAY"] = "1"

os.environ.setdefault("REDIS_URL", "unix:///nonexistent/valkey.sock")  # nobody's queue is filled
os.environ.setdefault("SECRET_KEY", "only-for-tests")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # the browser's loop runs beside the ORM


def pytest_unconfigure() -> None:
    """Stop the server and remove its files."""
    while _started:
        server = _started.pop()
        server.stop()
        shutil.rmtree(server.data.parent, ignore_errors=True)
