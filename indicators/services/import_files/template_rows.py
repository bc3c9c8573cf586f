"""What holds for the rows of a round's workbook beside what holds for every file."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Count

from indicators.importers.shapes import COMMENT, NUMERATOR
from indicators.models import ImportBatch, ImportRow, Measurement
from indicators.services.round_template_files import COLUMNS, STATE

Outcome = ImportRow.Outcome
AT = {role: place for place, (_name, role, _width) in enumerate(COLUMNS)}


@transaction.atomic
def settle(*, batch: ImportBatch) -> dict[str, int]:
    """Point at the cell each figure stands in, and refuse what is missing without a reason.

    A round asks for the figure, so it asks why there is none, as its grid does. What stood there
    already is left as it is. Returns the rows by outcome.
    """
    staged = ImportRow.objects.filter(batch=batch)
    rows = staged.exclude(outcome=Outcome.REFUSED)
    rows.filter(numerator__isnull=False).update(place=AT[NUMERATOR])
    rows.exclude(state=Measurement.State.VALUE).update(place=AT[STATE])
    untold = rows.filter(
        outcome__in=[Outcome.NEW, Outcome.CHANGED], state=Measurement.State.MISSING, comment=""
    )
    untold.update(outcome=Outcome.REFUSED, code="needs_reason", field=COMMENT, place=AT[COMMENT])
    return dict(staged.values_list("outcome").annotate(Count("pk")).order_by())
