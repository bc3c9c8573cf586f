"""Two people at two machines who write the same cell over and over, by plain HTTP."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass, field
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.test import Client

from accounts.models import User
from indicators.models import Measurement
from tests.factories.entry import make_house


@dataclass
class Outcome:
    """What the clients were told, and what the database holds: (version, numerator) pairs."""

    tries: int = 0
    told: int = 0
    acknowledged: list[tuple[int, int]] = field(default_factory=list)
    stored: list[tuple[int, int]] = field(default_factory=list)


def write_together(url: str, *, tries: int) -> Outcome:
    """Let two clients write so many figures each, all different, into one cell."""
    house, outcome = make_house(), Outcome()
    path = f"/indberetning/celle/{house.safe.pk}/{house.areas[0].pk}/2024/"
    start = threading.Barrier(2)
    threads = [
        threading.Thread(
            target=_write,
            args=(url, path, headers_of(user), range(first, first + tries), start, outcome),
        )
        for first, user in ((1, house.secretary), (tries + 1, house.supplier))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    outcome.stored = [
        (version, int(numerator or 0))
        for version, numerator in Measurement.objects.order_by("version").values_list(
            "version", "numerator"
        )
    ]
    return outcome


def headers_of(user: User) -> dict[str, str]:
    """A signed-in browser's cookies, and the token its pages carry."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)
    client.get("/indberetning/?for_what=i-trygge")
    cookies = {name: morsel.value for name, morsel in client.cookies.items()}
    return {
        "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
        "X-CSRFToken": cookies["csrftoken"],
        "Content-Type": "application/x-www-form-urlencoded",
    }


def _write(
    url: str, path: str, headers: dict[str, str], parts: range, start: Any, outcome: Outcome
) -> None:
    seen = 0
    place = urlsplit(url)
    start.wait()
    for part in parts:
        connection = HTTPConnection(place.hostname or "localhost", place.port, timeout=30)
        body = urlencode({"first": part, "second": 1000, "seen": seen})
        connection.request("POST", path, body, headers)
        response = connection.getresponse()
        answer = json.loads(response.read())
        connection.close()
        outcome.tries += 1
        if (response.status, answer["status"]) == (200, "saved"):
            outcome.acknowledged.append((answer["version"], part))
        elif (response.status, answer["status"]) == (409, "parallel"):
            outcome.told += 1
        seen = answer["version"]
