"""The trail of corrections: who was given a brief is told once when a figure in it becomes another.

A corrected figure of the municipality moves the distance of every area to it, and a correction may
be of several indicators at once: all that is found at one time is one notice, naming the indicators and
their areas. What is told is which indicator and areas it is
about and whether a verdict moved, never a figure: those stand on the edition's page, where they are
shown as far as they may be seen that day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
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
        "Vurderingen er også ændret."
    ),
    rules.SILENCED: _(
        "Et tal i et mødeoplæg, du har fået, vises ikke mere: %(indicator)s, %(area)s."
    ),
    rules.RESTORED: _(
        "Et tal i et mødeoplæg, du har fået, er igen det samme som i oplægget: "
        "%(indicator)s, %(area)s."
    ),
}
# Of several areas or indicators; the verdict is told of before the names, which may be too many for a line.
TOGETHER: dict[str, Sentence] = {
    rules.MOVED: _(
        "Tal i et mødeoplæg, du har fået, er ændret, men vurderingerne er de samme: %(what)s."
    ),
    rules.JUDGED: _(
        "Tal i et mødeoplæg, du har fået, er ændret, og mindst én vurdering er også ændret: "
        "%(what)s."
    ),
    rules.SILENCED: _("Tal i et mødeoplæg, du har fået, vises ikke længere: %(what)s."),
    rules.RESTORED: _(
        "Tal i et mødeoplæg, du har fået, er igen de samme som i oplægget: %(what)s."
    ),
    rules.PARTLY_SILENCED: _(
        "Tal i et mødeoplæg, du har fået, er ændret eller vises ikke længere, men de vurderinger, "
        "der stadig vises, er uændrede: %(what)s."
    ),
}
_named = lazy(localised, str)


@dataclass(frozen=True)
class Found:
    """What has happened to an indicator in an area since an edition was sent out."""

    mark: str
    news: str


@dataclass(frozen=True)
class Told:
    """A correction that was noted on an edition, and the kind of news it is."""

    row: BriefCorrection
    news: str


@transaction.atomic
def settle() -> int:
    """Notice what has changed in editions that were sent out, and tell their readers once.

    Says how many changes were new. Whoever got several editions with the same figure is told once,
    and led to the newest of them; all that is new at once is told at once.
    """
    editions = list(_held())
    by_copy = {each.frozen_id: each for each in editions}
    with override("da"):  # a mark is made of words: they are the same for every clock
        found = frozen_revisions.revisions([each.frozen for each in editions], restricted=False)
    definitions = dict(Definition.objects.values_list("pk", "indicator_id"))
    closed = set(Indicator.objects.filter(is_restricted=True).values_list("pk", flat=True))
    told = _told_last(editions)
    news: list[Told] = []
    for copy_id, revisions in found.items():
        edition = by_copy[copy_id]
        before = told[edition.pk]
        now = _by_place(revisions, definitions)
        for place in sorted({*before, *now}):
            if place[0] in closed:  # nothing is told of what has become restricted since
                continue
            state = now.get(place, Found("", rules.RESTORED))
            if state is not None and state.mark != before.get(place, ""):
                news.append(Told(_note(edition, place, state), state.news))
    tell_readers(news)
    return len(news)


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


def tell_readers(news: Iterable[Told]) -> None:
    """Tell each reader once of all that is new, led to the newest edition they were given.

    The key is the newest of the rows that are told of: what is corrected later has later rows, and
    is told again.
    """
    by_edition: dict[int, list[Told]] = defaultdict(list)
    for each in news:
        by_edition[each.row.edition_id].append(each)
    users: dict[int, User] = {}
    newest: dict[int, dict[Place, Told]] = defaultdict(dict)  # by user, then by place
    for reader in _readers(by_edition):
        users[reader.user_id] = reader.user
        for each in by_edition[reader.edition_id]:
            newest[reader.user_id][each.row.indicator_id, each.row.area_id] = each
    groups: dict[frozenset[Told], list[User]] = defaultdict(list)
    for user_id, rows in newest.items():
        groups[frozenset(rows.values())].append(users[user_id])
    names = dict(Area.objects.order_by("position", "name").values_list("pk", "name"))
    indicators = Indicator.objects.in_bulk({place[0] for rows in newest.values() for place in rows})
    for told, group in groups.items():
        _tell_group(told, group, indicators, names)


def _readers(editions: Iterable[int]) -> list[BriefReader]:
    """Who was given these editions and may read them today, the newest edition last."""
    rows = (
        BriefReader.objects.filter(edition__in=list(editions), user__is_active=True)
        .select_related("user", "edition__brief__meeting")
        .order_by("edition__issued_at", "edition_id", "pk")
    )
    return [each for each in rows if _may_read(each)]


def _tell_group(
    news: Iterable[Told],
    users: Iterable[User],
    indicators: Mapping[int, Indicator],
    names: Mapping[int, str],
) -> None:
    """Tell those who are to hear the same; `names` are those of the areas, in their order."""
    kinds = {(each.row.indicator_id, each.row.area_id): each.news for each in news}
    last = max((each.row for each in news), key=lambda row: (row.edition.issued_at, row.pk))
    matters = tuple(
        (indicators[pk], tuple(name for area, name in names.items() if (pk, area) in kinds))
        for pk in sorted({indicator for indicator, _area in kinds})
    )
    sentences = MESSAGES if len(kinds) == 1 else TOGETHER
    indicator, areas = matters[0]
    tell(
        users=users, kind="brief_corrected", message=sentences[rules.together(kinds.values())],
        values={"indicator": _named(indicator), "area": areas[0], "what": _listed(matters)},
        path=f"{address_of(last.edition)}#siden", key=f"brief-correction:{last.pk}",
    )  # fmt: skip


def _in_words(matters: Sequence[tuple[Indicator, Sequence[str]]]) -> str:
    """Of one indicator its areas after a comma; of several each with its own in brackets."""
    if len(matters) == 1:
        indicator, areas = matters[0]
        return ", ".join([localised(indicator), *areas])
    return ", ".join(f"{localised(each)} ({', '.join(areas)})" for each, areas in matters)


_listed = lazy(_in_words, str)


def _may_read(reader: BriefReader) -> bool:
    """Whether the reader may open the edition today: who left is told no more."""
    return reader.edition.brief.meeting.body_id in seen_by(standing_of(reader.user))
