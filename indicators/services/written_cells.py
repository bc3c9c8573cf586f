"""How it went with a cell that was written, and what stands in it now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indicators.models import Flag, Measurement
from indicators.rules.cells import Shape, lines_of
from indicators.rules.periods import parse_slot
from indicators.rules.values import Refused
from indicators.rules.workflow import SEEN
from indicators.services.cell_words import author_of, clock, label_of, line_under
from indicators.services.entry import Place
from indicators.services.figures import figure_of
from indicators.services.flag_words import sentence_of
from indicators.services.refusals import sentence

WAITING = frozenset({"no_denominator", "no_numerator"})
# Refusals that the person answers with a sentence, and then the figure is saved.
ASKING = frozenset({"needs_reason", "needs_correction"})
OVER_MADE, OVER_WAITING = "made", "waiting"


@dataclass(frozen=True)
class Written:
    """How it went: saved, unchanged, waiting (half of a figure), asking, refused or parallel.

    `lines`, `note` and `version` are what stands in the cell now; `flags` what is questioned there.
    `over` says that readers had another figure: they see the new one ("made"), or not yet ("waiting").
    """

    status: str
    version: int = 0
    label: str = ""
    over: str = ""
    lines: tuple[str, str] = ("", "")
    note: str = ""
    state: str = ""
    message: str = ""
    field: str = ""
    by: str = ""
    at: str = ""
    flags: tuple[tuple[int, str], ...] = ()


def refused(place: Place, refusal: Refused) -> Written:
    """A cell in which nothing was saved, and why; some wait for its other half, or ask for a sentence."""
    status = "waiting" if refusal.code in WAITING else "refused"
    if refusal.code in ASKING:
        status = "asking"
    return Written(
        status,
        version=place.version,
        label=label_of(place),
        message=sentence(refusal),
        field=refusal.field,
    )


def as_it_stands(
    status: str, place: Place, measurement: Measurement, shape: Shape, flags: Sequence[Flag]
) -> Written:
    """What stands in a cell, told as a page that is fetched anew tells it."""
    figure = figure_of(measurement)
    over = _over(place.current, measurement) if status == "saved" else ""
    return Written(
        status,
        version=measurement.version,
        label=label_of(place),
        over=over,
        lines=lines_of(figure, shape),
        note=line_under(
            figure,
            shape,
            [flag.kind for flag in flags],
            measurement.workflow,
            is_withdrawn=measurement.withdrawal_id is not None,
            is_ahead=parse_slot(place.slot).is_ahead_of(timezone.localdate()),
        ),
        state=measurement.state,
        message=over_in_words(over),
        by=author_of(measurement),
        at=clock(measurement),
        flags=tuple((flag.pk, sentence_of(flag)) for flag in flags),
    )


def _over(before: Measurement | None, now: Measurement) -> str:
    """Whether a figure that readers have was written over, and whether they see the new one."""
    if before is None or before.workflow not in SEEN or before.withdrawal_id is not None:
        return ""
    return OVER_MADE if now.workflow in SEEN else OVER_WAITING


def over_in_words(over: str, count: int = 1) -> str:
    """What became of released figures that were written over."""
    if over == OVER_MADE:
        text = ngettext(
            "Det frigivne tal er afløst af det nye.",
            "%(count)s frigivne tal er afløst af nye.",
            count,
        )
    elif over == OVER_WAITING:
        text = ngettext(
            "Læserne ser det frigivne tal, til det nye er godkendt og frigivet.",
            "%(count)s frigivne tal har fået en ny udgave, der venter på at blive frigivet.",
            count,
        )
    else:
        return ""
    return text % {"count": count}


def parallel_words(current: Measurement) -> str:
    """Who wrote in the cell meanwhile, and when."""
    return _("%(name)s skrev samtidig i cellen (kl. %(time)s). Vælg, hvilket tal der skal stå.") % {
        "name": author_of(current),
        "time": clock(current),
    }
