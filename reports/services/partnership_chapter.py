"""What goes with an example's meetings: their briefs, also those that were sent out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

import pgtrigger
from django.db.models import Model

from indicators.services.frozen_copies import delete_copies
from indicators.services.ledger import Ledger
from indicators.services.partnership_file.chapters import Chapter
from indicators.services.partnership_file.contents import PartnershipFile
from reports.models import Brief, BriefEdition

GUARDS = ("reports.BriefEdition:brief_edition_stands", "reports.BriefEdition:brief_edition_stays")


def load(ledger: Ledger, file: PartnershipFile, today: dt.date) -> None:
    """A file brings no briefs: they are drafted from its figures."""


def finish(file: PartnershipFile, today: dt.date) -> list[Model]:
    """Nor when the figures are there."""
    return []


def remove(bodies: Collection[int]) -> None:
    """Take away the briefs of some bodies' meetings."""
    briefs = Brief.objects.filter(meeting__body__in=bodies)
    editions = BriefEdition.objects.filter(brief__in=briefs)
    copies = list(editions.values_list("frozen", flat=True))
    with pgtrigger.ignore(*GUARDS):
        editions.delete()
    delete_copies(copies)
    briefs.delete()


CHAPTER = Chapter(
    sections={}, named={}, home={}, models=(), load=load, finish=finish, remove=remove
)
