"""Parts of a partnership file that belong to apps above this one, named in the settings.

An app that knows more than figures and partners reads its own sections of the same file, brings its
rows along on the same ledger, and takes them away with the example. It is found by its name, as a
middleware is, so nothing here imports it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.db.models import Model
from django.utils.module_loading import import_string

from indicators.services.ledger import Ledger
from indicators.services.partnership_file.contents import PartnershipFile
from indicators.services.partnership_file.sections import Spec


@dataclass(frozen=True)
class Chapter:
    """Sections with what they hold and what they name, and how their rows come and go.

    `models` stand in the order in which they are taken away, what leans on another before it;
    `finish` makes what needs the figures of the file to be computed; `remove` takes away what people
    made of them in some bodies since.
    """

    sections: Mapping[str, Spec]
    named: Mapping[str, Mapping[str, str]]
    home: Mapping[type[Model], str]
    models: tuple[type[Model], ...]
    load: Callable[[Ledger, PartnershipFile, dt.date], None]
    finish: Callable[[PartnershipFile, dt.date], list[Model]]
    remove: Callable[[Collection[int]], None]


@cache
def chapters() -> tuple[Chapter, ...]:
    """All of them, in the order in which they are loaded."""
    return tuple(import_string(path) for path in settings.PARTNERSHIP_CHAPTERS)
