"""Several names in a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def listed(names: Sequence[str]) -> str:
    """A, B og C."""
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s og %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}


def quoted(names: Iterable[str], *, most: int) -> str:
    """“A”, “B” og 2 andre: each once, and from one more than `most` on they are counted."""
    told = [_("“%(name)s”") % {"name": name} for name in dict.fromkeys(names)]
    more = len(told) - most
    if more > 0:
        told = [*told[:most], ngettext("%(n)s anden", "%(n)s andre", more) % {"n": more}]
    return listed(told)
