"""What was told in the brief before the last meeting and is not so any more: said, without a figure.

The earlier figure stands on that brief's own page, for as long as it may be seen. Here it would be
copied into the next brief, and stay there when it is withdrawn.
"""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from indicators.services import frozen_revisions
from partnership.models import Meeting
from reports.models import BriefEdition
from reports.rules import corrections as rules
from reports.services.material import Line


def corrected(before: Meeting | None) -> list[Line]:
    """A line for each indicator and area of which the last brief told something else."""
    edition = _last(before)
    if edition is None:
        return []
    copy = edition.frozen
    codes: dict[tuple[str, str], list[str]] = {}
    for each in frozen_revisions.revisions([copy], restricted=False)[copy.pk]:
        is_told = not (
            each.is_pending or rules.is_superseded(each.key.split("/")[0], each.code)
        )  # fmt: skip
        if is_told:
            codes.setdefault((each.indicator, each.area), []).append(each.code)
    address = reverse("reports:edition-detail", args=[edition.brief.meeting_id, edition.number])
    return [
        Line(f"{indicator} · {area}", _words(rules.news_of(found)), url=f"{address}#siden")
        for (indicator, area), found in codes.items()
    ]


def _last(before: Meeting | None) -> BriefEdition | None:
    """The edition that was sent out last before that meeting."""
    if before is None:
        return None
    rows = BriefEdition.objects.filter(brief__meeting=before).select_related("brief", "frozen")
    return rows.defer("frozen__canonical", "frozen__pdf").order_by("-number").first()


def _words(news: str) -> str:
    words = {
        rules.MOVED: _(
            "Rettet, siden det stod i oplægget til sidste møde. Vurderingen er uændret."
        ),
        rules.JUDGED: _(
            "Rettet, siden det stod i oplægget til sidste møde. Vurderingen er ændret."
        ),
        rules.SILENCED: _("Stod i oplægget til sidste møde, men vises ikke mere."),
    }
    return f"{words[news]} " + _("Se det oplægs side.")
