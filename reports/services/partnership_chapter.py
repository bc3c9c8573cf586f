"""What goes with an example's meetings: their briefs, also those that were sent out.

A file brings none: they are drafted from its figures.
"""

from __future__ import annotations

from collections.abc import Collection

import pgtrigger

from indicators.services.frozen_copies import delete_copies
from indicators.services.partnership_file.chapters import Chapter
from reports.models import Brief, BriefEdition

GUARDS = ("reports.BriefEdition:brief_edition_stands", "reports.BriefEdition:brief_edition_stays")


def remove(bodies: Collection[int]) -> None:
    """Take away the briefs of some bodies' meetings."""
    briefs = Brief.objects.filter(meeting__body__in=bodies)
    editions = BriefEdition.objects.filter(brief__in=briefs)
    copies = list(editions.values_list("frozen", flat=True))
    with pgtrigger.ignore(*GUARDS):
        editions.delete()
    delete_copies(copies)
    briefs.delete()


CHAPTER = Chapter(remove=remove)
