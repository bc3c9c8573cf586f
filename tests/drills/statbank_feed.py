"""A feed through the pages of a whole site: first fetch, unchanged, revision, errors, time-out.

    python tests/drills/statbank_feed.py

A small StatBank with invented figures answers in the shapes of Statistics Denmark's; it is told to
misbehave in every way that was thought of. Printed is what a secretary reads on the page. Real web
server, worker and clock; the worker's short patience is that of the tests.
"""

from __future__ import annotations

import re
import sys
import time
from html import unescape
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from parts import PATIENCE, Site, wait_until_fresh

BAD = (
    ("html_500", "a server error"),
    ("busy", "too many questions"),
    ("cut", "an answer that stops midway"),
    ("html_200", "a page of the network instead of figures"),
    ("notfound", "a table that was closed"),
    ("empty", "an empty answer"),
    ("redirect", "another address"),
    ("down", "nobody at home"),
    ("slow", "no answer in time"),
)
LOGIN = {"login": "sekretariat@eksempel.example", "password": "kvarterkompas-eksempel"}


class Secretary:
    """Somebody at a browser without scripts."""

    def __init__(self, url: str) -> None:
        import requests  # noqa: PLC0415

        self.url, self.session = url, requests.Session()
        self.page = ""
        self.open("/log-ind/")
        self.send("/log-ind/", LOGIN)

    def open(self, path: str) -> str:
        self.page = self.session.get(self.url + path, timeout=PATIENCE).text
        return self.page

    def send(self, path: str, typed: dict[str, object]) -> str:
        token = {"csrfmiddlewaretoken": self.session.cookies["csrftoken"]}
        answer = self.session.post(
            self.url + path,
            data={**token, **typed},
            headers={"Referer": self.url},
            timeout=PATIENCE,
        )
        self.page = answer.text
        return str(answer.url)

    def words(self) -> str:
        """What the newest fetch is told as."""
        found = re.search(
            r'id="hentning-status"(.*?)</div>\s*<p class="soft">(.*?)</p>', self.page, re.S
        )
        text = re.sub(r"<[^>]*>", " ", unescape(f"{found[1]} {found[2]}" if found else ""))
        return " ".join(re.sub(r"^[^>]*>", "", text).split())

    def wait(self, path: str) -> str:
        """Look at the page until the fetch has ended."""
        began = time.monotonic()
        while "every 1s" in self.open(path):
            if time.monotonic() - began > 6 * PATIENCE:
                raise SystemExit("the fetch never ended")
            time.sleep(0.5)
        return self.words()


def main() -> None:
    with Site() as site:
        import os  # noqa: PLC0415

        from tests.factories.statbank_server import StatbankServer  # noqa: PLC0415

        with StatbankServer(pause=90) as bank:
            os.environ["STATBANK_URL"] = bank.url
            site.load("eksempel")
            site.worker()
            site.beat()
            site.web()
            play(Secretary(site.url), bank)


def play(she: Secretary, bank: object) -> None:
    import django  # noqa: PLC0415

    django.setup()
    from indicators.models import Feed, Measurement, Source  # noqa: PLC0415

    source = Source.objects.filter(is_official=True).exclude(shown_to="").first()
    assert source is not None, "the example has no official source"
    picks = {"v-OMRÅDE": ["902", "000"], "v-FREKVENS": ["B"], "newest": "3"}
    table = "/indberetning/dst/tabeller/RAS200/"
    she.open("/indberetning/dst/tabeller/?q=frekvens")
    print("search:          ", "RAS200 found" if table in she.page else "NOTHING FOUND")
    she.send(table, picks)
    areas = dict(re.findall(r'name="a-(\w+)".*?<option value="(\w+)" selected', she.page, re.S))
    print("areas recognised:", areas)
    indicator = "beskaeftigelsesfrekvens"
    here = she.send(
        table,
        {**picks, "save": "1", "name": "Beskæftigelse i kommunen", "indicator": indicator,
         "every": "month", "source": source.pk, **{f"a-{code}": area for code, area in areas.items()}},
    )  # fmt: skip
    path = "/" + here.split("/", 3)[3]
    print("tried first:     ", she.wait(path))
    before = Measurement.objects.count()
    she.send(f"{path}start/", {})
    print("first fetch:     ", she.wait(path))
    print(f"                  {Measurement.objects.count() - before} figures more")
    wait_until_fresh("recomputed")
    she.send(f"{path}hent/", {})
    print("unchanged:       ", she.wait(path))
    bank.mode = "revised"  # type: ignore[attr-defined]
    she.send(f"{path}hent/", {"preview": "1"})
    print("revision, tried: ", she.wait(path))
    she.send(f"{path}hent/", {})
    print("revision:        ", she.wait(path))
    she.send(f"{path}hent/", {})
    print("again:           ", she.wait(path))
    stored = Measurement.objects.count()
    for mode, what in BAD:
        bank.mode = mode  # type: ignore[attr-defined]
        she.send(f"{path}hent/", {})
        print(f"{what}:\n    {she.wait(path)}")
    assert Measurement.objects.count() == stored, "a failed fetch changed figures"
    bank.mode = "normal"  # type: ignore[attr-defined]
    Feed.objects.update(next_fetch_at="2020-01-01T00:00Z")  # the clock's turn
    began = time.monotonic()
    while Feed.objects.get().failed_attempts and time.monotonic() - began < 2 * PATIENCE:
        time.sleep(1)
    print(f"by the clock, after {time.monotonic() - began:.0f} s: {she.wait(path)}")


if __name__ == "__main__":
    main()
