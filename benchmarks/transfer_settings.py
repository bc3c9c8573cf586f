"""The site's settings as in production, with static files in a folder of the measurement's own."""

import os

from config.settings import *  # noqa: F403

STATIC_ROOT = os.environ["BENCHMARK_STATIC_ROOT"]
_inside = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
CACHES = {"default": _inside, "queue": _inside}
