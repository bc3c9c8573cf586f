"""A wrongly shared figure on a whole site: planted, seen, withdrawn by two persons, looked for again.

    python tests/drills/withdrawal.py

The figure comes in a file through the pages, so it replaces what the example holds, and a review
is closed on it, so it stands in locked evidence as well. Then every page, export and fragment that
each role can reach is read, with every table, stored file and cache entry. The same reading before
the withdrawal shows that the search finds it.
"""

from __future__ import annotations

import io
import re
import sys
import time
from collections import deque
from html import unescape
from pathlib import Path
from urllib.parse import urljoin, urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parent))

from parts import PATIENCE, Site, wait_until_fresh

WORD = "kvarterkompas-eksempel"
ROLES = ("sekretariat", "administrator", "leverandoer", "gruppe", "bestyrelse", "anden")
PART, BASE = 61793, 98717
# As it is stored, as it is written, and the share that follows from it.
TRACES = re.compile(rb"(?<!\d)(61[.,  ]?793|98[.,  ]?717|62[.,]5961\d*)(?!\d)")
INDICATOR, AREA, SLOT = "skolefravaer", "stjernehoej", "2025"
MOMENT = re.compile(r"\d\d:\d\d:\d\d\.\d+")  # its fractions may hold any number
MOST = 60  # addresses of one role beyond the seeds
LEAVE = re.compile(r"log-ud|sprog|static|media|logo")
SEEDS = (
    "/", "/omraader/", "/sammenligning/", "/indikatorer/", "/indberetning/", "/administration/",
    f"/omraader/{AREA}/", f"/indikatorer/{INDICATOR}/", f"/indikatorer/{INDICATOR}/?omraade={AREA}",
    f"/indikatorer/{INDICATOR}/aktuelt/", f"/omraader/{AREA}/aktuelt/", "/indikatorer/forklaringer.csv",
    f"/sammenligning/afstand/{INDICATOR}/", f"/sammenligning/kurver/?indikator={INDICATOR}",
    f"/indberetning/?for_what=i-{INDICATOR}&first_year=2020&last_year=2025&writing=",
    "/indberetning/import/", "/indberetning/tilbagekaldelser/", "/indberetning/godkendelse/",
)  # fmt: skip


class Reader:
    """Somebody at a browser without scripts."""

    def __init__(self, url: str, login: str) -> None:
        import requests  # noqa: PLC0415

        self.url, self.session = url, requests.Session()
        self.session.get(f"{url}/log-ind/", timeout=PATIENCE)
        self.send("/log-ind/", {"login": f"{login}@eksempel.example", "password": WORD})

    def send(self, path: str, typed: dict[str, object], files: object = None) -> object:
        token = {"csrfmiddlewaretoken": self.session.cookies["csrftoken"]}
        return self.session.post(
            self.url + path, data={**token, **typed}, files=files,
            headers={"Referer": self.url + path}, timeout=PATIENCE,
        )  # fmt: skip

    def walk(self, more: tuple[str, ...]) -> tuple[int, list[str]]:
        """All that can be reached by links, those about the figure's place first; where it stands."""
        seeds = (*SEEDS, *more)
        waiting, near = deque(seeds), deque[str]()
        known, found = set(seeds), []
        read = 0
        while (waiting or near) and read < MOST + len(seeds):
            is_near = bool(near) and read >= len(seeds)
            path = near.popleft() if is_near or not waiting else waiting.popleft()
            answer = self.session.get(self.url + path, timeout=PATIENCE)
            read += 1
            is_pdf = answer.content.startswith(b"%PDF")
            said = words_of(answer.content) if is_pdf else unescape(answer.text).encode()
            if TRACES.search(said) or (not is_pdf and TRACES.search(answer.content)):
                found.append(path)
            if "html" not in answer.headers.get("Content-Type", ""):
                continue
            for link in re.findall(r'(?:href|hx-get|data-url)="([^"#]+)', answer.text):
                whole = urlsplit(urljoin(self.url + path, unescape(link)))
                way = whole.path + (f"?{whole.query}" if whole.query else "")
                own = f"{whole.scheme}://{whole.netloc}" == self.url
                if own and way not in known and not LEAVE.search(way):
                    known.add(way)
                    about = INDICATOR in way and AREA in way and SLOT in way
                    (near if about and len(near) < MOST // 2 else waiting).append(way)
        return read, found


def stored() -> tuple[int, int, list[str]]:
    """Every row of every table as text, files as their bytes; tables, rows and where it stands."""
    from django.db import connection  # noqa: PLC0415

    rows, found = 0, []
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = [row[0] for row in cursor.fetchall()]
        for table in tables:
            cursor.execute(f'SELECT t::text FROM "{table}" t')  # noqa: S608 - from the catalogue
            for (text,) in cursor.fetchall():
                rows += 1
                if TRACES.search(MOMENT.sub("", text).encode()):
                    found.append(table)
        cursor.execute("SELECT data FROM partnership_filechunk")
        for (data,) in cursor.fetchall():
            if TRACES.search(bytes(data)):
                found.append("partnership_filechunk (bytes)")
        cursor.execute("SELECT pdf FROM indicators_frozencopy")
        for (data,) in cursor.fetchall():
            if TRACES.search(words_of(bytes(data))):
                found.append("indicators_frozencopy (words of the PDF)")
    return len(tables), rows, sorted(set(found))


def words_of(pdf: bytes) -> bytes:
    """What a PDF says: its bytes are packed."""
    import pypdf  # noqa: PLC0415

    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return "\n".join(page.extract_text() for page in pages).encode()


def lock_evidence() -> str:
    """A review of an intervention that should move the figure, closed on it; the page of what is locked."""
    import datetime as dt  # noqa: PLC0415

    from django.utils import timezone  # noqa: PLC0415

    from areas.models import Area  # noqa: PLC0415
    from effects.models import EffectVersion, ExpectedEffect, Review  # noqa: PLC0415
    from effects.services import frozen_evidence  # noqa: PLC0415
    from indicators.models import Indicator  # noqa: PLC0415
    from partnership.models import Body, Intervention  # noqa: PLC0415

    body = Body.objects.get(kind="board")
    effort = Intervention.objects.create(
        name="Prøveindsats", slug="proeveindsats", body=body, state="running",
        starts_on=dt.date(2022, 1, 1),
    )  # fmt: skip
    effect = ExpectedEffect.objects.create(
        intervention=effort, indicator=Indicator.objects.get(code=INDICATOR), number=1
    )
    version = EffectVersion.objects.create(
        effect=effect, number=1, direction="fall", size=2, earliest_on=dt.date(2023, 1, 1),
        latest_on=dt.date(2026, 1, 1), why="Fordi", written_on=dt.date(2021, 12, 1),
    )  # fmt: skip
    version.areas.set([Area.objects.get(slug=AREA)])
    review = Review(intervention=effort, cause="expected", due_on=dt.date(2026, 1, 1), body=body)
    review.frozen = frozen_evidence.lock(review, restricted=False)
    review.closed_at, review.finding, review.outcome = timezone.now(), "partly", "continue"
    review.reason = "Prøve"
    review.save()
    print(f"locked: {review.frozen.figures.count()} figures, {review.frozen.sha256}")
    return f"/opfoelgninger/{review.pk}/laast-grundlag/"


def cached() -> tuple[int, list[str]]:
    """All that stands in the cache and the queue."""
    import os  # noqa: PLC0415

    import redis  # noqa: PLC0415

    store = redis.Redis.from_url(os.environ["REDIS_URL"])
    keys, found = list(store.scan_iter()), []
    for key in keys:
        content = store.dump(key) or b""
        if TRACES.search(content) or TRACES.search(key):
            found.append(key.decode(errors="replace"))
    return len(keys), found


def in_memory(pids: list[int]) -> list[str]:
    """Whether a page kept ready-made in a web process still holds the formatted figure."""
    found = []
    for pid in pids:
        parts = Path(f"/proc/{pid}/maps").read_text().splitlines()
        with Path(f"/proc/{pid}/mem").open("rb") as memory:
            for part in parts:
                begin, end = (int(n, 16) for n in part.split()[0].split("-"))
                if " rw" not in part or end - begin > 1 << 30:
                    continue
                try:
                    memory.seek(begin)
                    hits = len(TRACES.findall(memory.read(end - begin)))
                except OSError:
                    continue
                if hits:
                    found.append(f"{pid}: {hits}")
    return found


def look(readers: dict[str, Reader], what: str, locked: str) -> int:
    """Search everywhere, and print what was searched and where it stands."""
    total = 0
    more = (locked, *(f"{locked.rstrip('/')}.{form}" for form in ("json", "pdf")))
    for role, reader in readers.items():
        read, found = reader.walk(more)
        total += len(found)
        print(f"{what}, {role}: {read} addresses read, {len(found)} with the figure {found[:6]}")
    tables, rows, places = stored()
    print(f"{what}: {tables} tables, {rows} rows; the figure stands in {places or 'none'}")
    keys, entries = cached()
    print(f"{what}: {keys} cache entries; the figure stands in {entries or 'none'}")
    return total + len(places) + len(entries)


def import_through_pages(she: Reader) -> None:
    """The file through the pages: handed in, read by the worker, taken in."""
    from indicators.models import ImportBatch, Source  # noqa: PLC0415

    source = Source.objects.filter(definitions__indicator__code=INDICATOR).first()
    content = (
        f"indicator,area,period,numerator,denominator\n{INDICATOR},{AREA},{SLOT},{PART},{BASE}\n"
    )
    files = {"file": ("fravaer.csv", content.encode(), "text/csv")}
    she.send("/indberetning/import/", {"source": source.pk if source else ""}, files)
    batch = ImportBatch.objects.latest("pk")
    page = f"/indberetning/import/{batch.pk}/"
    for state, verb in (("checked", "indlaes/"), ("done", "")):
        began = time.monotonic()
        while batch.state != state:
            if time.monotonic() - began > PATIENCE or batch.state == "refused":
                raise SystemExit(f"the file is {batch.state}: {batch.message}")
            time.sleep(0.3)
            batch.refresh_from_db()
        if verb:
            she.send(page + verb, {"correction": "Ny opgørelse"})
    print(f"planted: {PART} of {BASE}, in a file, as {INDICATOR} {AREA} {SLOT}")


def second_secretary() -> None:
    """Another person with a seat in the secretariat; withdrawal takes two."""
    from accounts.models import User  # noqa: PLC0415
    from partnership.models import Person, Seat  # noqa: PLC0415

    seat = Seat.objects.filter(role="secretariat").first()
    assert seat is not None
    user = User.objects.create_user("anden@eksempel.example", WORD)
    person = Person.objects.create(name="Anden medarbejder", user=user)
    Seat.objects.create(
        person=person, organisation=seat.organisation, body=seat.body, role="secretariat",
        starts_on=seat.starts_on,
    )  # fmt: skip


def withdraw(readers: dict[str, Reader]) -> None:
    """One asks, the other carries out."""
    from indicators.models import Cell, Withdrawal  # noqa: PLC0415

    cell = Cell.objects.get(
        definition__indicator__code=INDICATOR, area__slug=AREA, slot=SLOT,
        category__category_set__code="total",
    )  # fmt: skip
    place = f"{cell.definition_id}-{cell.area_id}-{cell.slot}"
    versions = list(cell.measurements.filter(numerator=PART).values_list("version", flat=True))
    readers["sekretariat"].send(
        f"/indberetning/tilbagekaldelser/ny/?celle={place}",
        {"versions": versions, "reason": "Delt uden aftale"},
    )
    waiting = Withdrawal.objects.get()
    page = f"/indberetning/tilbagekaldelser/{waiting.pk}/"
    readers["sekretariat"].send(page, {})
    waiting.refresh_from_db()
    assert waiting.confirmed_at is None, "one person alone carried it out"
    readers["anden"].send(page, {})
    waiting.refresh_from_db()
    assert waiting.confirmed_at is not None, "the second person could not carry it out"
    print(f"note: {waiting.reason}, versions {waiting.versions}, {waiting.confirmed_at:%Y-%m-%d}")
    print(f"hash: {waiting.digest}")


def main() -> None:
    with Site() as site:
        site.load("eksempel")
        site.worker()
        site.beat()
        web = site.web()
        import django  # noqa: PLC0415

        django.setup()
        from indicators.models import Group  # noqa: PLC0415
        from indicators.services.recompute.checking import check_group  # noqa: PLC0415

        second_secretary()
        wait_until_fresh("example")
        readers = {role: Reader(site.url, role) for role in ROLES}
        import_through_pages(readers["sekretariat"])
        wait_until_fresh("after the file")
        locked = lock_evidence()
        assert look(readers, "before", locked), "the search finds nothing, so it proves nothing"
        assert "indicators_frozencopy (words of the PDF)" in stored()[2]
        withdraw(readers)
        wait_until_fresh("after the withdrawal")
        left = look(readers, "after", locked)
        time.sleep(1)
        children = Path(f"/proc/{web.pid}/task/{web.pid}/children").read_text().split()
        print(f"memory of the web processes (pid: hits): {in_memory([int(p) for p in children])}")
        alarms = [alarm for group in Group.objects.all() if (alarm := check_group(group))]
        print(f"full recompute: {len(alarms)} groups differ {alarms[:3]}")
        print(f"left: {left} places")
        if left or alarms:
            raise SystemExit(1)


if __name__ == "__main__":
    main()
