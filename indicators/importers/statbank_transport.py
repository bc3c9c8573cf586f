"""Asking a statistics office over HTTP: patient, bounded, and with every failure called by name.

What is asked and what the answers mean is not known here; see `statbank_api`.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import requests
from urllib3.exceptions import HTTPError as BrokenTransfer
from urllib3.exceptions import ReadTimeoutError

PART = 64 * 1024
# Failures that may be gone the next time the same is asked.
PASSING = frozenset(
    {"down", "timeout", "server_error", "too_many_requests", "half_answer", "empty_answer", "html"}
)


class StatbankProblem(Exception):
    """No usable answer; `code` says why, `facts` what is known of it. Nothing was taken in."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code, self.facts = code, facts

    @property
    def may_pass(self) -> bool:
        """Whether the same question may be answered another time."""
        return self.code in PASSING


@dataclass(frozen=True)
class Patience:
    """How long one question may take, how large its answer may be, and how often it is asked.

    Seconds. `connect` and `silence` bound the wait for the next sign of life, `total` everything
    including waits between tries; `first_wait` doubles with each try, up to `longest_wait`.
    """

    connect: float = 10.0
    silence: float = 60.0
    total: float = 300.0
    most_bytes: int = 50_000_000
    tries: int = 4
    first_wait: float = 1.0
    longest_wait: float = 30.0


# A page waits less, and the person in front of it can try again.
FOR_A_PAGE = Patience(connect=4.0, silence=12.0, total=15.0, most_bytes=20_000_000, tries=1)


@dataclass
class Transport:
    """One address that is asked, and nothing else: redirects and other hosts are refused."""

    address: str
    proxy: str = ""
    patience: Patience = field(default_factory=Patience)
    sleep: Callable[[float], None] = time.sleep

    def ask(self, function: str, body: Mapping[str, Any]) -> bytes:
        """The bytes of an answer. Raises `StatbankProblem` after the last try."""
        address = self._address(function)
        ends_at = time.monotonic() + self.patience.total
        for left in range(self.patience.tries - 1, -1, -1):
            try:
                return self._ask_once(address, body, ends_at)
            except StatbankProblem as problem:
                wait = self._wait(problem, self.patience.tries - 1 - left)
                if not left or not problem.may_pass or time.monotonic() + wait >= ends_at:
                    raise
            self.sleep(wait)
        raise StatbankProblem("down")  # no try was allowed at all

    def _address(self, function: str) -> str:
        parts = urlsplit(self.address)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.query:
            raise StatbankProblem("bad_address")
        return f"{self.address.rstrip('/')}/{function}"

    def _wait(self, problem: StatbankProblem, failed: int) -> float:
        """Longer after each failure and never all at once; a server that names a time is heard."""
        wished = problem.facts.get("retry_after")
        longest = self.patience.longest_wait
        if isinstance(wished, int | float):
            return min(float(wished), longest)
        wait = min(self.patience.first_wait * 2.0**failed, longest)
        return wait * random.uniform(0.5, 1.0)  # noqa: S311 - spreads the tries, hides nothing

    def _ask_once(self, address: str, body: Mapping[str, Any], ends_at: float) -> bytes:
        left = max(0.1, ends_at - time.monotonic())
        with requests.Session() as session:
            session.trust_env = False  # neither proxies nor passwords from elsewhere
            if self.proxy:
                session.proxies = {"http": self.proxy, "https": self.proxy}
            try:
                response = session.post(
                    address,
                    json=dict(body),
                    timeout=(min(self.patience.connect, left), min(self.patience.silence, left)),
                    allow_redirects=False,
                    stream=True,
                    headers={"User-Agent": "Kvarterkompas"},
                )
            except requests.Timeout:
                raise StatbankProblem("timeout") from None
            except requests.exceptions.SSLError:
                raise StatbankProblem("not_trusted") from None
            except requests.RequestException:
                raise StatbankProblem("down") from None
            with response:
                content = self._read(response, ends_at)
                _check(response, content)
                return content

    def _read(self, response: requests.Response, ends_at: float) -> bytes:
        parts, size = [], 0
        try:
            while part := response.raw.read1(PART, decode_content=True):
                parts.append(part)
                size += len(part)
                if size > self.patience.most_bytes:
                    most = self.patience.most_bytes // 1_000_000
                    raise StatbankProblem("too_large_answer", megabytes=most)
                if time.monotonic() > ends_at:
                    raise StatbankProblem("timeout")
        except ReadTimeoutError:
            raise StatbankProblem("timeout") from None
        except (BrokenTransfer, OSError):
            raise StatbankProblem("half_answer") from None
        return b"".join(parts)


def _check(response: requests.Response, content: bytes) -> None:
    """Raise `StatbankProblem` for every answer that is not the one asked for."""
    status = response.status_code
    if 300 <= status < 400:
        raise StatbankProblem("redirected")
    if status == 429:
        raise StatbankProblem("too_many_requests", **_retry_after(response))
    if status >= 500:
        raise StatbankProblem("server_error", status=status, **_retry_after(response))
    if status >= 400:
        raise _refusal(status, content)
    if not content.strip():
        raise StatbankProblem("empty_answer")
    kind = response.headers.get("Content-Type", "").lower()
    if "html" in kind or content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        raise StatbankProblem("html")


def _retry_after(response: requests.Response) -> dict[str, object]:
    text = response.headers.get("Retry-After", "")
    return {"retry_after": int(text)} if text.isdigit() else {}


# What the StatBank calls its refusals, and what they are called here.
_REFUSALS = {
    "EXTRACT-TOOBIG": "too_big",
    "REQUEST-LIMIT": "too_big",
    "EXTRACT-NOTFOUND": "not_found",
    "REQUEST-MISSING": "incomplete_question",
    "REQUEST-EMPTY": "incomplete_question",
    "EXTRACT-NOTALLOWED": "not_allowed",
}
LONGEST_MESSAGE = 200


def _refusal(status: int, content: bytes) -> StatbankProblem:
    """A refusal in the StatBank's own words, where it gave any."""
    try:
        said = json.loads(content)
        kind, message = str(said["errorTypeCode"]), str(said.get("message", ""))
    except (ValueError, KeyError, TypeError):
        return StatbankProblem("refused", status=status, kind="", message="")
    code = _REFUSALS.get(kind, "refused")
    return StatbankProblem(
        code, status=status, kind=kind[:40], message=message.strip()[:LONGEST_MESSAGE]
    )
