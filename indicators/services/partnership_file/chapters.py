"""Parts of a partnership file that belong to apps above this one, named in the settings.

An app that knows more than figures and partners reads its own sections of the same file, brings its
rows along on the same ledger, and takes them away with the example. It is found by its name, as a
middleware is, so nothing here imports it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import cache

from django.conf import settings
from django.db.models import Model
from django.utils.module_loading import import_string

from indicators.services.ledger import Ledger
from indicators.services.partnership_file.contents import PartnershipFile
from indicators.services.partnership_file.sections import Spec


def _nothing_to_load(ledger: Ledger, file: PartnershipFile, today: dt.date) -> None:
    """A chapter without sections of its own."""


def _nothing_to_finish(file: PartnershipFile, today: dt.date) -> list[Model]:
    """A chapter of which nothing waits for the figures."""
    return []


@dataclass(frozen=True)
class Chapter:
    """Sections with what they hold and what they name, and how their rows come and go.

    `models` stand in the order in which they are taken away, what leans on another before it;
    `finish` makes what needs the figures of the file to be computed; `remove` takes away what people
    made of them in some bodies since. A chapter that only takes away names nothing else.
    """

    remove: Callable[[Collection[int]], None]
    sections: Mapping[str, Spec] = field(default_factory=dict)
    named: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    home: Mapping[type[Model], str] = field(default_factory=dict)
    models: tuple[type[Model], ...] = ()
    load: Callable[[Ledger, PartnershipFile, dt.date], None] = _nothing_to_load
    finish: Callable[[PartnershipFile, dt.date], list[Model]] = _nothing_to_finish


@cache
def chapters() -> tuple[Chapter, ...]:
    """All of them, in the order in which they are loaded."""
    return tuple(import_string(path) for path in settings.PARTNERSHIP_CHAPTERS)
