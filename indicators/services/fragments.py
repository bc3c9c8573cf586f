"""Ready-made parts of pages, kept in the process under everything they were made from.

The key is a fingerprint of all inputs: names, targets, owners, language and the runs whose results
are shown. Results of a run never change, so a kept part is never wrong; a new run, a waiting
computation or a corrected name gives another key. Nothing needs to be cleared, and no other
service has to be up. The one exception is a withdrawn figure, which may not lie in a part nobody asks
for any more: then everything is forgotten.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

MOST = 64  # parts a process keeps; about 0.2 MB each

_kept: OrderedDict[str, str] = OrderedDict()
_lock = Lock()


def fingerprint(*inputs: object) -> str:
    """A short digest of plain values (tuples, frozen dataclasses, texts, numbers, dates)."""
    return hashlib.blake2b(repr(inputs).encode(), digest_size=20).hexdigest()


def kept(key: str, make: Callable[[], str]) -> str:
    """The part kept under a key; made and kept where there is none."""
    with _lock:
        known = _kept.get(key)
        if known is not None:
            _kept.move_to_end(key)
            return known
    made = make()
    with _lock:
        _kept[key] = made
        while len(_kept) > MOST:
            _kept.popitem(last=False)
    return made


def forget() -> None:
    """Drop all parts: something was withdrawn, and must not lie here either."""
    with _lock:
        _kept.clear()
