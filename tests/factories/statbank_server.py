"""A small StatBank: answers in the shapes of Statistics Denmark's API v1, with invented figures.

The shapes (headings, marks, wrapper, refusals) are those of the publisher; every number is made up
here. `mode` says how it behaves; another process may change it with POST /mode.

    python -m tests.factories.statbank_server 8199
"""

from __future__ import annotations

import json
import sys
import threading
import time
import zlib
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import product
from typing import Any

AREAS = {
    "000": "Hele landet", "084": "Region Hovedstaden", "101": "København", "159": "Gladsaxe",
    "901": "Kommunen", "902": "Eksempelby",
}  # fmt: skip
SEXES = {"TOT": "I alt", "M": "Mænd", "K": "Kvinder"}
SUBJECTS = {"1": "Borgere", "2": "Arbejde og indkomst", "4": "Sociale forhold"}
MODES = (
    "normal", "revised", "next_year", "toobig", "notfound", "not_allowed", "slow", "drip",
    "broken_half", "broken_json", "cut", "html_200", "html_500", "busy", "busy_once", "down",
    "redirect", "empty", "other_table", "hidden",
)  # fmt: skip


@dataclass(frozen=True)
class Shape:
    """A table: its title, unit, and for each variable its text, whether it may go, and values."""

    text: str
    unit: str
    subject: str
    variables: dict[str, tuple[str, bool, dict[str, str]]]
    suppressed: str = ""
    decimals: int = 0


def _years(first: int, last: int) -> dict[str, str]:
    return {str(year): str(year) for year in range(first, last + 1)}


TABLES = {
    "RAS200": Shape(
        "Erhvervs- og beskæftigelsesfrekvenser (ultimo november)", "Pct.", "2",
        {
            "OMRÅDE": ("område", True, AREAS),
            "KØN": ("køn", True, SEXES),
            "FREKVENS": ("frekvens", False, {"E": "Erhvervsfrekvens", "B": "Beskæftigelsesfrekvens"}),
            "Tid": ("tid", False, _years(2019, 2023)),
        },
        decimals=1,
    ),
    "RAS209": Shape(
        "Befolkningen (ultimo november)", "Antal", "2",
        {
            "OMRÅDE": ("område", True, AREAS),
            "SOCIO": ("socioøkonomisk status", True,
                      {"TOT": "I alt", "10": "Beskæftigede", "20": "Arbejdsløse", "30": "Uden for"}),
            "KØN": ("køn", True, SEXES),
            "Tid": ("tid", False, _years(2019, 2023)),
        },
        suppressed="0",
    ),
    "STRAF11": Shape(
        "Anmeldte forbrydelser", "Antal", "4",
        {
            "OMRÅDE": ("område", False, AREAS),
            "OVERTRÆD": ("overtrædelsens art", True, {"TOT": "I alt", "1320": "Indbrud i beboelser"}),
            "Tid": ("tid", False, {f"{y}K{k}": f"{y}K{k}" for y in (2022, 2023) for k in (1, 2, 3, 4)}),
        },
        suppressed="0",
    ),
}  # fmt: skip


@dataclass
class StatbankServer:
    """The server in a thread: `with StatbankServer() as bank: bank.url`."""

    mode: str = "normal"
    port: int = 0
    limit: int = 1_000_000  # cells of one answer, as rows times columns
    pause: float = 30.0  # seconds of silence in the slow modes
    asked: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    server: ThreadingHTTPServer | None = None

    def __enter__(self) -> StatbankServer:
        self.release = threading.Event()
        self.server = ThreadingHTTPServer(("127.0.0.1", self.port), _handler(self))
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.release.set()
        assert self.server is not None
        self.server.shutdown()
        self.server.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    def functions(self) -> list[str]:
        """What was asked, in order."""
        return [function for function, _body in self.asked]

    def variables_of(self, table: str) -> dict[str, tuple[str, bool, dict[str, str]]]:
        """The table's variables as they are now; the next year brings a period more."""
        variables = dict(TABLES[table].variables)
        if self.mode == "next_year" and "2023" in variables["Tid"][2]:
            variables["Tid"] = ("tid", False, _years(2019, 2024))
        return variables

    def figure(self, table: str, codes: dict[str, str]) -> float | None:
        """The invented figure of a cell; the same each time, until the mode revises it."""
        key = "/".join(f"{name}={codes[name]}" for name in sorted(codes))
        seed = zlib.crc32(f"{table} {key}".encode())
        if table == "RAS200":
            number: float = round(60 + seed % 200 / 10, 1)
            step = 0.4
        elif codes.get("SOCIO") == "TOT":
            number, step = 20_000 + seed % 5000, 12
        else:
            number, step = 200 + seed % 3000, 3
        if self.mode == "hidden" and codes.get("OMRÅDE") == "901":
            return 0 if TABLES[table].suppressed == "0" else None
        ours = codes.get("OMRÅDE") in ("901", "902")
        if self.mode == "revised" and ours and codes["Tid"] >= "2022":
            number = round(number + step, 1)
        return number


def _handler(bank: StatbankServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            body = json.loads(self.rfile.read(length) or b"{}")
            function = self.path.removeprefix("/v1/").strip("/")
            if function == "/mode".strip("/"):
                bank.mode = body["mode"]
                return self._send(b"{}")
            bank.asked.append((function, body))
            answer = self._misbehave(function)
            if answer is None:
                answer = getattr(self, f"_{function}")(body)
            if isinstance(answer, bytes):
                self._send(answer)
            return None

        def _misbehave(self, function: str) -> bytes | bool | None:
            """What the mode does instead of an answer: True when it is done, None when nothing."""
            mode = bank.mode
            if mode == "busy_once":
                bank.mode = "normal"
                return self._busy()
            if mode == "busy":
                return self._busy()
            if mode == "html_500":
                page = b"<!DOCTYPE html><title>Server Error</title><h1>500</h1>"
                return self._send(page, status=500, kind="text/html")
            if mode == "html_200":
                return self._send(b"<html><h1>Log in to the network</h1></html>", kind="text/html")
            if mode == "redirect":
                return self._send(
                    b"", status=302, headers={"Location": "http://elsewhere.example/"}
                )
            if mode == "down":
                self.connection.close()
                return True
            if mode == "empty":
                return self._send(b"")
            if mode in ("slow", "drip") and function in ("data", "tableinfo"):
                return self._linger(drip=mode == "drip")
            return None

        def _busy(self) -> bool:
            text = b'{"errorTypeCode":"BUSY","message":"Vent"}'
            return self._send(text, status=429, headers={"Retry-After": "0"})

        def _linger(self, *, drip: bool) -> bool:
            if drip:
                self.send_response(200)
                self.send_header("Content-Type", "text/csv")
                self.end_headers()
            ends_at = time.monotonic() + bank.pause
            while time.monotonic() < ends_at and not bank.release.wait(0.05):
                if drip:
                    try:
                        self.wfile.write(b" ")
                        self.wfile.flush()
                    except OSError:
                        break
            self.close_connection = True
            return True

        def _send(
            self,
            content: bytes,
            *,
            status: int = 200,
            kind: str = "text/json; charset=utf-8",
            headers: dict[str, str] | None = None,
            length: int | None = None,
        ) -> bool:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content) if length is None else length))
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)
            self.close_connection = True
            return True

        def _refuse(self, kind: str, message: str) -> bool:
            said = {"errorTypeCode": kind, "message": message}
            return self._send(json.dumps(said).encode(), status=400)

        def _subjects(self, body: dict[str, Any]) -> bytes:
            inner = [
                {"id": f"{key}0", "description": f"{text}, i alt", "active": True,
                 "hasSubjects": False, "subjects": []}
                for key, text in SUBJECTS.items() if key in body.get("subjects", ())
            ]  # fmt: skip
            found = [
                {"id": key, "description": text, "active": True, "hasSubjects": True,
                 "subjects": [each for each in inner if each["id"].startswith(key)]}
                for key, text in SUBJECTS.items()
                if key in body.get("subjects", SUBJECTS)
            ]  # fmt: skip
            return json.dumps(found, ensure_ascii=False).encode()

        def _tables(self, body: dict[str, Any]) -> bytes:
            wanted = [code[:1] for code in body.get("subjects", SUBJECTS)]
            found = [
                {"id": name, "text": shape.text, "unit": shape.unit,
                 "updated": "2024-11-20T08:00:00",
                 "firstPeriod": min(shape.variables["Tid"][2]),
                 "latestPeriod": max(shape.variables["Tid"][2]), "active": True,
                 "variables": [text for text, _may_go, _values in shape.variables.values()]}
                for name, shape in TABLES.items() if shape.subject in wanted
            ]  # fmt: skip
            return json.dumps(found, ensure_ascii=False).encode()

        def _tableinfo(self, body: dict[str, Any]) -> bytes | bool:
            name = str(body.get("table", "")).upper()
            if not name:
                return self._refuse("REQUEST-MISSING", "Der er ikke angivet nogen tabel-id.")
            if name not in TABLES or bank.mode == "notfound":
                return self._refuse("EXTRACT-NOTFOUND", f"Tabel findes ikke: {name}")
            shape = TABLES[name]
            said = {
                "id": name, "text": shape.text, "unit": shape.unit,
                "description": f"{shape.text} efter {', '.join(t for t, _g, _v in shape.variables.values())}",
                "suppressedDataValue": shape.suppressed or None,
                "updated": "2024-11-20T08:00:00", "active": True,
                "contacts": [], "footnote": {"text": "Tallene er opdigtede.", "mandatory": True},
                "documentation": {"id": "x", "url": "https://www.dst.dk/statistikdokumentation/x"},
                "variables": [
                    {"id": code, "text": text, "elimination": may_go, "time": code == "Tid",
                     "values": [{"id": each, "text": word} for each, word in values.items()]}
                    for code, (text, may_go, values) in bank.variables_of(name).items()
                ],
            }  # fmt: skip
            return json.dumps(said, ensure_ascii=False).encode()

        def _data(self, body: dict[str, Any]) -> bytes | bool:
            name = str(body.get("table", "")).upper()
            if not name or not body.get("format"):
                return self._refuse("REQUEST-MISSING", "Format ikke angivet, eller ikke gyldigt")
            if name not in TABLES or bank.mode == "notfound":
                return self._refuse("EXTRACT-NOTFOUND", f"Tabel findes ikke: {name}")
            picked = {each["code"]: list(each["values"]) for each in body.get("variables", ())}
            known = bank.variables_of(name)
            for code, (_text, may_go, values) in known.items():
                if code not in picked and (body["format"] == "BULK" or not may_go):
                    message = f"Der skal vælges værdier for variabel: {code}"
                    return self._refuse("EXTRACT-NOTALLOWED", message)
                for value in picked.get(code, ()):
                    if value not in values:
                        return self._refuse(
                            "EXTRACT-NOTFOUND", f"Værdi ikke fundet: {value} ({code})"
                        )
            return self._figures(name, body["format"], picked)

        def _figures(self, name: str, form: str, picked: dict[str, list[str]]) -> bytes | bool:
            rows = [dict(zip(picked, each, strict=True)) for each in product(*picked.values())]
            if bank.mode == "not_allowed":
                return self._refuse("EXTRACT-NOTALLOWED", "Udtrækket er ikke tilladt")
            if bank.mode == "toobig" and len(rows) > 4 and form != "BULK":
                return self._refuse(
                    "EXTRACT-TOOBIG", "Forespørgslen returnerer for mange observationer"
                )
            if len(rows) * (len(picked) + 1) > bank.limit and form != "BULK":
                return self._refuse("EXTRACT-TOOBIG", "Forespørgslen er for stor")
            answer = _json(name, picked, rows) if form == "JSONSTAT" else _lines(name, picked, rows)
            kind = "text/json" if form == "JSONSTAT" else "text/csv"
            if bank.mode == "cut":  # promises more than comes
                return self._send(answer[: len(answer) // 2], kind=kind, length=len(answer))
            if bank.mode in ("broken_half", "broken_json"):
                return self._send(answer[: len(answer) * 2 // 3], kind=kind)
            return self._send(answer, kind=kind)

    def _lines(name: str, picked: dict[str, list[str]], rows: list[dict[str, str]]) -> bytes:
        lines = [";".join([*(code.upper() for code in picked), "INDHOLD"])]
        for row in rows:
            number = bank.figure(name, row)
            text = ".." if number is None else str(number).replace(".", ",")
            lines.append(";".join([*row.values(), text]))
        return ("\ufeff" + "\r\n".join(lines) + "\r\n").encode()

    def _json(name: str, picked: dict[str, list[str]], rows: list[dict[str, str]]) -> bytes:
        shape = TABLES[name]
        variables = bank.variables_of(name)
        dimension: dict[str, Any] = {}
        for code, values in picked.items():
            text, _may_go, words = variables[code]
            index = {value: place for place, value in enumerate(values)}
            label = {value: words[value] for value in values}
            dimension[code] = {"label": text, "category": {"index": index, "label": label}}
        unit = {name: {"base": shape.unit, "decimals": shape.decimals}}
        content = {"index": {name: 0}, "label": {name: shape.text}, "unit": unit}
        names = list(picked)
        order = [*names[:-1], "ContentsCode", names[-1]]
        dimension["ContentsCode"] = {"label": "Indhold", "category": content}
        sizes = {**{code: len(values) for code, values in picked.items()}, "ContentsCode": 1}
        dimension |= {
            "id": order, "size": [sizes[each] for each in order],
            "role": {"metric": ["ContentsCode"], "time": ["Tid"]},
        }  # fmt: skip
        values = [bank.figure(name, row) for row in rows]
        if bank.mode == "other_table":
            dimension["id"] = ["ANDET", *order[1:]]
            dimension["ANDET"] = dimension[order[0]]
        said = {"dimension": dimension, "label": shape.text, "source": "Opdigtet",
                "updated": "2024-11-20T07:00:00Z", "value": values}  # fmt: skip
        return json.dumps({"dataset": said}, ensure_ascii=False).encode()

    return Handler


if __name__ == "__main__":
    with StatbankServer(port=int(sys.argv[1]) if len(sys.argv) > 1 else 8199) as here:
        print(here.url, flush=True)
        threading.Event().wait()
