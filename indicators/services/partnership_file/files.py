"""From a partnership file to rows: one file describes one partnership, its areas and its figures.

What stands in the database already is used as it is and never overwritten, so loading a file
again changes nothing, and what people have corrected meanwhile stays corrected.
"""

from __future__ import annotations

from pathlib import Path

from django.db import transaction
from django.utils import timezone

from areas.models import Area
from indicators.models import DataSet, DataSetReader, Indicator, Target
from indicators.services.catalogue import ensure_indicator, ensure_source
from indicators.services.ledger import Ledger, RowRefused
from indicators.services.partnership_file.chapters import chapters
from indicators.services.partnership_file.figures import load_figures
from indicators.services.partnership_file.homes import section_of
from indicators.services.partnership_file.knowledge import Knowledge
from indicators.services.partnership_file.partners import (
    areas_of,
    bodies_of,
    organisations_of,
    people_of,
)
from indicators.services.partnership_file.reading import (
    FileRefused,
    PartnershipFile,
    read_partnership,
)
from indicators.services.partnership_file.rounds import Rounds
from indicators.services.partnership_file.work import Work
from indicators.services.staleness import request_full_recompute
from partnership.models import Frame, Goal, Organisation, Person, Vision


@transaction.atomic
def load_partnership(path: Path) -> Ledger:
    """Load a file whole, or nothing of it; returns the rows that were made.

    Raises `FileRefused` with every fault found.
    """
    file = read_partnership(path)
    ledger = Ledger()
    try:
        with transaction.atomic():
            areas = areas_of(ledger, file)
            organisations = organisations_of(ledger, file, areas)
            bodies = bodies_of(ledger, file)
            people_of(ledger, file, organisations, bodies)
            indicators = _indicators(ledger, file)
            _data_sets(ledger, file, organisations, indicators)
            _targets(ledger, file, indicators, areas)
            Knowledge(ledger, file, indicators, areas).load()
            load_figures(ledger, file, indicators, areas)
            Rounds(ledger, file, indicators, areas).load()
            Work(ledger, file, indicators, areas).load()
            for chapter in chapters():
                chapter.load(ledger, file, timezone.localdate())
    except RowRefused as refusal:
        section = section_of(type(refusal.row))
        told = f"[[{section}]] “{refusal.row}”: {' '.join(refusal.messages)}"
        raise FileRefused([told]) from refusal
    if ledger.made:
        ledger.made.append(request_full_recompute(by=None, reason="indlæst partnerskab"))
    return ledger


def _indicators(ledger: Ledger, file: PartnershipFile) -> dict[str, Indicator]:
    """Frame, visions and goals, and under them the indicators that the file uses."""
    plan = file.frame
    frame = ledger.ensure(
        Frame,
        {"slug": plan["slug"]},
        name=plan["name"],
        starts_on=plan["starts_on"],
        ends_on=plan["ends_on"],
        is_home=not Frame.objects.filter(is_home=True).exists(),
    )
    indicators: dict[str, Indicator] = {}
    for row in file.rows("visions"):
        vision = ledger.ensure(
            Vision,
            {"frame": frame, "number": row["number"]},
            title=row["title"],
            title_en=row.get("title_en", ""),
            slug=row["slug"],
        )
        for each in row["goals"]:
            goal = ledger.ensure(
                Goal,
                {"vision": vision, "number": each["number"]},
                title=each["title"],
                title_en=each.get("title_en", ""),
            )
            for code in each["indicators"]:
                front = code in each["front"] if "front" in each else None
                indicators[code] = _indicator(ledger, file, code, goal, front)
    return indicators


def _indicator(
    ledger: Ledger, file: PartnershipFile, code: str, goal: Goal, is_front: bool | None
) -> Indicator:
    row = file.catalogue.indicators[code]
    source = ensure_source(ledger, file.catalogue.sources[file.source_of(code)])
    return ensure_indicator(ledger, row, source=source, goal=goal, is_front=is_front)


def _data_sets(
    ledger: Ledger,
    file: PartnershipFile,
    organisations: dict[str, Organisation],
    indicators: dict[str, Indicator],
) -> None:
    """Each indicator's suppliers; the first one named is the usual."""
    for row in file.rows("data_sets"):
        supplier = organisations[row["supplier"]]
        for code in row["indicators"]:
            has_default = DataSet.objects.filter(indicator=indicators[code], is_default=True)
            data_set = ledger.ensure(
                DataSet,
                {"indicator": indicators[code], "supplier": supplier},
                approval_required=row.get("approval_required", False),
                is_supplier_owned=row.get("is_supplier_owned", False),
                is_default=not has_default.exists(),
                responsible=Person.objects.filter(name=row.get("responsible", "")).first(),
            )
            for reader in row.get("readers", ()):
                DataSetReader.objects.get_or_create(
                    data_set=data_set, organisation=organisations[reader]
                )


def _targets(
    ledger: Ledger,
    file: PartnershipFile,
    indicators: dict[str, Indicator],
    areas: dict[str, Area],
) -> None:
    for row in file.rows("targets"):
        ledger.ensure(
            Target,
            {
                "indicator": indicators[row["indicator"]],
                "area": areas[row["area"]],
                "slot": row["slot"],
            },
            baseline_slot=row["baseline"],
            value=row["value"],
            decided_on=row.get("decided_on"),
            decision=row.get("decision", ""),
        )
