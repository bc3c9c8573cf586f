"""The site's settings with the floor page and unhashed static files."""

from config.settings import *  # noqa: F403
from config.settings import STORAGES

ROOT_URLCONF = "benchmarks.floor"
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
_inside = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
CACHES = {"default": _inside, "queue": _inside}
