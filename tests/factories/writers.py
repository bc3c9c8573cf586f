"""People at several machines who fill one round at once, by plain HTTP, in blocks and single cells."""

from __future__ import annotations

import json
import random
import threading
from dataclasses import dataclass, field
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

from django.db.models import F

from indicators.models import Measurement
from tests.factories.clients import headers_of
from tests.factories.entry import House, make_house, make_user

BASE = 1_000_000


@dataclass
class Outcome:
    """What the writers were told, and what the database holds."""

    acknowledged: list[tuple[str, int, int]] = field(default_factory=list)  # cell, version, count
    told_of_another: int = 0
    refused: int = 0
    stored: list[tuple[str, int, int]] = field(default_factory=list)
    shown_last: dict[str, int] = field(default_factory=dict)


def fill_together(
    url: str, *, writers: int, rounds: int, areas: int = 3, years: int = 4
) -> Outcome:
    """Let so many writers write each cell of a round so many times, all with figures of their own."""
    house, outcome = make_house(), Outcome()
    cells = [
        f"{house.safe.pk}-{area.pk}-{2024 - year}"
        for area in house.areas[:areas]
        for year in range(years)
    ]
    start = threading.Barrier(writers)
    threads = [
        threading.Thread(target=_write, args=(url, headers, number, rounds, cells, start, outcome))
        for number, headers in enumerate(_people(house, writers))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    rows = Measurement.objects.select_related("cell").order_by("cell", "version")
    outcome.stored = [(_key(m), m.version, int(m.numerator or 0)) for m in rows]
    newest = rows.filter(version=F("cell__version"))
    outcome.shown_last = {_key(m): int(m.numerator or 0) for m in newest}
    return outcome


def _key(measurement: Measurement) -> str:
    cell = measurement.cell
    return f"{cell.definition_id}-{cell.area_id}-{cell.slot}"


def _people(house: House, writers: int) -> list[dict[str, str]]:
    organisation = house.safe_set.supplier
    users = [
        make_user(f"skriver{number}@test.dk", organisation=organisation, role="supplier")
        for number in range(writers)
    ]
    return [{**headers_of(user), "Content-Type": "application/json"} for user in users]


def _write(
    url: str, headers: dict[str, str], number: int, rounds: int, cells: list[str],
    start: Any, outcome: Outcome,
) -> None:  # fmt: skip
    """Write blocks in an order of one's own, each time over the version that was told last."""
    order, place = random.Random(number), urlsplit(url)
    seen = dict.fromkeys(cells, 0)
    start.wait()
    for turn in range(rounds):
        mine = order.sample(cells, len(cells))
        for at in range(0, len(mine), 5):
            block = mine[at : at + 5]
            counts = {key: number * 10_000 + turn * 100 + cells.index(key) + 1 for key in block}
            body = json.dumps(
                {
                    "cells": [
                        {
                            "id": key,
                            "first": str(counts[key]),
                            "second": str(BASE),
                            "seen": seen[key],
                        }
                        for key in block
                    ]
                }
            )
            connection = HTTPConnection(place.hostname or "localhost", place.port, timeout=60)
            connection.request("POST", "/indberetning/celler/", body, headers)
            answers = json.loads(connection.getresponse().read())["cells"]
            connection.close()
            for key, answer in answers.items():
                _note(outcome, key, counts[key], answer)
                seen[key] = answer["version"]


def _note(outcome: Outcome, key: str, count: int, answer: dict[str, Any]) -> None:
    if answer["status"] == "saved":
        outcome.acknowledged.append((key, answer["version"], count))
    elif answer["status"] == "parallel":
        outcome.told_of_another += 1
    else:
        outcome.refused += 1
