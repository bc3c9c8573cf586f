"""What a page weighs on the wire, first time and again: headless Chromium counts the bytes.

    python -m benchmarks.transfer

The site runs as in production (hashed, pre-compressed static files). Pages themselves are compressed
by the proxy in front of the site, so their own bytes, and those of parts fetched later, are counted
as gzip makes them.
"""

from __future__ import annotations

import gzip
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import django
from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.dashboard import fill, free_port
from config import embedded

PAGES = ("/", "/omraader/omraade-0/", "/sammenligning/", "/indikatorer/indikator-0/")
# What the site writes for each visit; the rest are files that lie compressed already.
WRITTEN = ("Document", "XHR", "Fetch")
GOALS = {"first": 400_000, "again": 10_000}


def bytes_of(page: Page, address: str) -> int:
    """All bytes of one visit, scrolled to the end so that charts are drawn."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    kinds: dict[str, str] = {}
    places: dict[str, str] = {}
    sizes: dict[str, int] = {}

    def received(event: dict[str, Any]) -> None:
        kinds[event["requestId"]] = event["type"]
        places[event["requestId"]] = event["response"]["url"]

    session.on("Network.responseReceived", received)
    session.on(
        "Network.loadingFinished",
        lambda event: sizes.update({event["requestId"]: int(event["encodedDataLength"])}),
    )
    answer = page.goto(address, wait_until="networkidle")
    assert answer is not None, address
    assert answer.ok, address
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    page.wait_for_timeout(1500)
    session.detach()
    others = sum(size for key, size in sizes.items() if kinds.get(key) not in WRITTEN)
    texts = [page.request.get(url).body() for key, url in places.items() if kinds[key] in WRITTEN]
    return others + sum(len(gzip.compress(text, 6)) for text in texts)


def measure(browser: Browser, port: int, cookie: str) -> None:
    for path in PAGES:
        context = browser.new_context()
        context.add_cookies(
            [{"name": "sessionid", "value": cookie, "url": f"http://localhost:{port}"}]
        )
        page = context.new_page()
        address = f"http://localhost:{port}{path}"
        found = {visit: bytes_of(page, address) for visit in GOALS}
        context.close()
        words = ", ".join(
            f"{visit} {size / 1000:.1f} kB ({'within' if size <= GOALS[visit] else 'over'} "
            f"{GOALS[visit] / 1000:.0f})"
            for visit, size in found.items()
        )
        print(f"{path}: {words}")


def wait_for(port: int) -> None:
    """Until the site answers, at most a minute."""
    for _ in range(120):
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.5)


def main() -> None:
    home = Path(tempfile.mkdtemp(prefix="kompas-bench-"))
    database = embedded.Postgres(home / "postgres", home, durable=False)
    database.start()
    os.environ.update(
        DATABASE_URL=database.url,
        SECRET_KEY="benchmark",
        DJANGO_SETTINGS_MODULE="benchmarks.transfer_settings",
        BENCHMARK_STATIC_ROOT=str(home / "static"),
    )
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "config.wsgi", "-b", f"127.0.0.1:{port}"]
    server: subprocess.Popen[bytes] | None = None
    try:
        django.setup()
        cookie = fill()
        from django.core.management import call_command

        call_command("collectstatic", verbosity=0, interactive=False)
        server = subprocess.Popen([*command, "-w", "2", "--log-level", "warning"])
        wait_for(port)
        # In a process of its own no event loop runs beside Django's connections.
        subprocess.run([sys.executable, "-m", "benchmarks.transfer", str(port), cookie], check=True)
    finally:
        if server:
            server.terminate()
            server.wait()
        database.stop()
        shutil.rmtree(home, ignore_errors=True)


def look(port: int, cookie: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        measure(browser, port, cookie)
        browser.close()


if __name__ == "__main__":
    if len(sys.argv) > 2:
        look(int(sys.argv[1]), sys.argv[2])
    else:
        main()
