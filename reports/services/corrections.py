"""The trail of corrections: who was given a brief is told once when a figure in it becomes another.

What is told is which indicator and area it is about and whether the verdict moved, never a figure:
those stand on the edition's page, where they are shown as far as they may be seen that day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import pghistory
from django.db import transaction
from django.db.models import QuerySet
from django.utils.crypto import salted_hmac
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from accounts.models import User
from accounts.services.notices import Sentence, tell
from areas.models import Area
from indicators.models import Definition, Indicator
from indicators.services import frozen_revisions
from indicators.services.frozen_revisions import Revision
from indicators.services.names import localised
from partnership.services.body_rights import seen_by
from partnership.services.standing import standing_of
from reports.models import BriefCorrection, BriefEdition, BriefReader
from reports.rules import corrections as rules
from reports.services.editions import address_of

Place = tuple[int, int]  # indicator and area
MESSAGES: dict[str, Sentence] = {
    rules.MOVED: _(
        "Et tal i et mødeoplæg, du har fået, er ændret: %(indicator)s, %(area)s. "
        "Vurderingen er uændret."
    ),
    rules.JUDGED: _(
        "Et tal i et mødeoplæg, du har fået, er ændret: %(indicator)s, %(area)s. "
        "Vurderingen er også en anden nu."
    ),
    rules.SILENCED: _(
        "Et tal i et mødeoplæg, du har fået, vises ikke mere: %(indicator)s, %(area)s."
    ),
    rules.RESTORED: _(
        "Et tal i et mødeoplæg, du har fået, er igen, som det stod: %(indicator)s, %(area)s."
    ),
}
_named = lazy(localised, str)


@dataclass(frozen=True)
class Found:
    """What has happened to an indicator in an area since an edition was sent out."""

    mark: str
    news: str


@transaction.atomic
def settle() -> int:
    """Notice what has changed in editions that were sent out, and tell their readers once.

    Says how many changes were new. Whoever got several editions with the same figure is told once,
    and led to the newest of them.
    """
    editions = list(_held())
    by_copy = {each.frozen_id: each for each in editions}
    with override("da"):  # a mark is made of words: they are the same for every clock
        found = frozen_revisions.revisions([each.frozen for each in editions], restricted=False)
    definitions = dict(Definition.objects.values_list("pk", "indicator_id"))
    closed = set(Indicator.objects.filter(is_restricted=True).values_list("pk", flat=True))
    told = _told_last(editions)
    news: dict[tuple[Place, str], list[BriefCorrection]] = defaultdict(list)
    for copy_id, revisions in found.items():
        edition = by_copy[copy_id]
        before = told[edition.pk]
        now = _by_place(revisions, definitions)
        for place in sorted({*before, *now}):
            if place[0] in closed:  # nothing is told of what has become restricted since
                continue
            state = now.get(place, Found("", rules.RESTORED))
            if state is not None and state.mark != before.get(place, ""):
                news[(place, state.news)].append(_note(edition, place, state))
    for (place, kind), rows in sorted(news.items()):
        _tell(place, kind, rows)
    return sum(len(rows) for rows in news.values())


def _held() -> QuerySet[BriefEdition]:
    """All editions, each held until the transaction ends: two clocks never tell the same twice."""
    return (
        BriefEdition.objects.select_for_update(of=("self",), no_key=True)
        .select_related("brief__meeting", "frozen")
        .defer("frozen__canonical", "frozen__pdf")
        .order_by("pk")
    )


def _told_last(editions: Iterable[BriefEdition]) -> dict[int, dict[Place, str]]:
    """The mark of what was told last, of each edition and place."""
    found: dict[int, dict[Place, str]] = {each.pk: {} for each in editions}
    rows = BriefCorrection.objects.order_by("pk").values_list(
        "edition_id", "indicator_id", "area_id", "mark"
    )
    for edition, indicator, area, mark in rows:
        found[edition][(indicator, area)] = mark
    return found


def _by_place(
    revisions: Iterable[Revision], definitions: dict[int, int]
) -> dict[Place, Found | None]:
    """What is to be told of each place; None where figures are being computed anew."""
    groups: dict[Place, list[Revision]] = defaultdict(list)
    for each in revisions:
        if not rules.is_superseded(each.key.split("/")[0], each.code):
            _statement, definition, area, *_rest = each.key.split("/")
            groups[(definitions[int(definition)], int(area))].append(each)
    return {place: _found(rows) for place, rows in groups.items()}


def _found(rows: Iterable[Revision]) -> Found | None:
    every = list(rows)
    if any(each.is_pending for each in every):
        return None
    text = "\n".join(f"{each.key}|{each.code}|{each.words}" for each in every)
    # With the site's key: the mark gives no figure away.
    mark = salted_hmac("reports.corrections", text, algorithm="sha256").hexdigest()[:24]
    return Found(mark, rules.news_of(each.code for each in every))


def _note(edition: BriefEdition, place: Place, state: Found) -> BriefCorrection:
    indicator, area = place
    with pghistory.context(reason="figure of a brief changed"):
        return BriefCorrection.objects.create(
            edition=edition, indicator_id=indicator, area_id=area, mark=state.mark,
            changes_verdict=state.news == rules.JUDGED,
        )  # fmt: skip


def _tell(place: Place, kind: str, rows: Iterable[BriefCorrection]) -> None:
    """Tell the readers of these editions, each of the newest one they were given."""
    latest: dict[int, BriefCorrection] = {}
    rights: dict[int, User] = {}
    by_edition = {row.edition_id: row for row in rows}
    readers = (
        BriefReader.objects.filter(edition__in=by_edition, user__is_active=True)
        .select_related("user", "edition__brief__meeting")
        .order_by("edition__issued_at", "edition_id", "pk")
    )
    for reader in readers:
        if _may_read(reader):
            latest[reader.user_id] = by_edition[reader.edition_id]
            rights[reader.user_id] = reader.user
    groups: dict[int, list[User]] = defaultdict(list)
    for user_id, row in latest.items():
        groups[row.pk].append(rights[user_id])
    indicator, area = Indicator.objects.get(pk=place[0]), Area.objects.get(pk=place[1])
    for row in by_edition.values():
        if row.pk in groups:
            tell(
                users=groups[row.pk], kind="brief_corrected", message=MESSAGES[kind],
                values={"indicator": _named(indicator), "area": area.name},
                path=f"{address_of(row.edition)}#siden", key=f"brief-correction:{row.pk}",
            )  # fmt: skip


def _may_read(reader: BriefReader) -> bool:
    """Whether the reader may open the edition today: who left is told no more."""
    return reader.edition.brief.meeting.body_id in seen_by(standing_of(reader.user))
