"""Where tries to sign in are counted: in Redis, and beside it in the process while Redis is away."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

PAUSE = 5  # seconds before a server that did not answer is asked again


class SteadyRedisCache(RedisCache):
    """A Redis cache that lets nobody wait outside because Redis is down.

    Meanwhile each process counts for itself: the limits are wider then, but they are there.
    """

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        own = {name: value for name, value in params.items() if name != "OPTIONS"}
        self._own = LocMemCache("steady", own)
        self._away_until = 0.0

    def add(self, *words: Any, **named: Any) -> bool:
        """Store unless the key is there; says whether it was stored."""
        return bool(self._steady("add", *words, **named))

    def get(self, *words: Any, **named: Any) -> Any:
        """What is stored."""
        return self._steady("get", *words, **named)

    def set(self, *words: Any, **named: Any) -> None:
        """Store."""
        self._steady("set", *words, **named)

    def delete(self, *words: Any, **named: Any) -> bool:
        """Forget; says whether there was something."""
        return bool(self._steady("delete", *words, **named))

    def _steady(self, verb: str, *words: Any, **named: Any) -> Any:
        if time.monotonic() >= self._away_until:
            ask: Callable[..., Any] = getattr(super(), verb)
            try:
                return ask(*words, **named)
            except (RedisError, OSError):
                self._away_until = time.monotonic() + PAUSE
        return getattr(self._own, verb)(*words, **named)
