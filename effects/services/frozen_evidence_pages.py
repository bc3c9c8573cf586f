"""The page of locked evidence: the stored words and figures, and what became of each figure since.

Everything shown of the record is read from the stored content and from nothing else. Only the
column "since" asks what is published today.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Max, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from effects.models import Review
from effects.services import review_lists
from effects.services.frozen_evidence import names_one_of
from effects.services.frozen_evidence_blocks import (
    Block,
    Told,
    block_of,
    strength_then,
    told_then,
    under_headings,
)
from indicators.models import Definition, FrozenCopy, FrozenPurge
from indicators.services import (
    frozen_access,
    frozen_copies,
    frozen_documents,
    frozen_revisions,
)
from indicators.services.frozen_copies import Integrity, key_of_figure
from indicators.services.frozen_revisions import Revision
from indicators.services.periods_in_words import day_in_words
from indicators.services.snapshots import one_moment
from partnership.rules.access import Standing

FIGURE = ("state", "estimate", "lower", "upper", "n", "verdict", "certainty")
_COMPUTED_WITH = "Beregnet med"  # among the facts of what was locked before it got a fold


@dataclass(frozen=True)
class FrozenPage:
    """All of one locked evidence that this person may read; no copy where it is not for them.

    `raw` is what is stored where it cannot be read any more.
    """

    review: Review
    copy: FrozenCopy | None
    integrity: Integrity
    blocks: tuple[Block, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    computed_with: str = ""
    title: str = ""
    notice: str = ""
    raw: str = ""
    figures_fit: bool = True
    belongs: bool = True
    revisions: tuple[Revision, ...] = ()
    definitions: tuple[str, ...] = ()
    purges: tuple[FrozenPurge, ...] = ()

    @property
    def strength(self) -> str:
        """How strong the evidence was, in the words that were locked."""
        return strength_then(self.blocks)

    @property
    def told(self) -> tuple[Told, ...]:
        """What the figures said then, area by area."""
        return told_then(self.blocks)

    @property
    def summary(self) -> str:
        """In one sentence what has changed since."""
        told = [each for each in self.revisions if not each.is_pending]
        verdicts = sum(each.changes_verdict for each in told)
        if not told:
            return _("Ingen af tallene er ændret, siden grundlaget blev låst.")
        first = ngettext(
            "%(n)s tal er ikke, som det var, da grundlaget blev låst.",
            "%(n)s tal er ikke, som de var, da grundlaget blev låst.",
            len(told),
        ) % {"n": len(told)}
        if not verdicts:
            return f"{first} {_('Ingen vurderinger er ændret.')}"
        second = ngettext(
            "%(n)s vurdering er ændret.", "%(n)s vurderinger er ændret.", verdicts
        ) % {"n": verdicts}
        return f"{first} {second}"


def visible_to(standing: Standing) -> QuerySet[Review]:
    """Closed reviews with their evidence that this person may read: as taken decisions are."""
    found = review_lists.visible_to(standing).filter(frozen__isnull=False)
    return found.select_related("intervention", "decision", "body", "frozen")


def is_closed_to(copy: FrozenCopy, standing: Standing) -> bool:
    """Whether it holds figures that this person may not see, also such as were restricted since."""
    if standing.sees_restricted:
        return False
    codes = frozen_access.restricted_codes()
    return frozen_access.is_closed_to(copy, standing) or names_one_of(_content(copy), codes)


def page_of(review: Review, standing: Standing, *, path: str) -> FrozenPage:
    """The page; reading restricted figures is noted with its `path`."""
    copy = review.frozen
    assert copy is not None  # noqa: S101 - only reviews with one are asked for
    integrity = frozen_copies.state_of(copy)
    if is_closed_to(copy, standing):
        return FrozenPage(review, None, integrity)
    frozen_access.note_reading(copy, standing, path=path)
    with one_moment():
        revisions = frozen_revisions.revisions([copy], restricted=standing.sees_restricted)[copy.pk]
    content = _content(copy)
    purges = tuple(copy.purges.select_related("withdrawal"))
    base = FrozenPage(
        review, copy, integrity, revisions=tuple(revisions), purges=purges, raw=copy.canonical
    )
    try:
        return _read(base, content, standing)
    except (AttributeError, KeyError, TypeError, ValueError):  # what was changed past the system
        return base


def _content(copy: FrozenCopy) -> Any:
    try:
        return json.loads(copy.canonical)
    except ValueError:
        return None


def _read(base: FrozenPage, content: Any, standing: Standing) -> FrozenPage:
    """The page from a content that is what it should be."""
    document = content["document"]
    since = {revision.key: revision for revision in base.revisions}
    shown = {str(figure["key"]) for figure in content["figures"]}
    facts = [(str(name), str(value)) for name, value in document["facts"]]
    values = base.__dict__ | {
        "raw": "",
        "title": str(document["title"]),
        "notice": str(document["notice"]),
        "facts": tuple(fact for fact in facts if fact[0] != _COMPUTED_WITH),
        "computed_with": dict(facts).get(_COMPUTED_WITH, ""),
        "blocks": tuple(under_headings(block_of(b, since, shown) for b in document["blocks"])),
        "definitions": tuple(_definitions(content["definitions"], standing)),
        "figures_fit": base.copy is None or _figures_fit(content["figures"], base.copy),
        "belongs": base.copy is None or _belongs(content, base.review, base.copy),
    }
    return FrozenPage(**values)


def _belongs(content: Mapping[str, Any], review: Review, copy: FrozenCopy) -> bool:
    """Whether it is the record of this review: another one's fits its own fingerprint, too."""
    number = content["review"]["number"]
    at = dt.datetime.fromisoformat(content["frozen_at"])
    return at == copy.frozen_at and number in (None, review.pk)  # an example's has no number


def _figures_fit(stored: Sequence[Mapping[str, Any]], copy: FrozenCopy) -> bool:
    """Whether the figures that changes are measured against are those of the record."""
    told = {str(each["key"]): each for each in stored}
    for figure in copy.figures.filter(withdrawn_by__isnull=True):
        own = told.get(key_of_figure(figure).word)
        if own is None or any(own[name] != getattr(figure, name) for name in FIGURE):
            return False
    return True


def _definitions(stored: Sequence[Mapping[str, Any]], standing: Standing) -> list[str]:
    """Definitions of which there is a newer version today, in words."""
    seen = Definition.objects.filter(
        indicator__code__in={str(each["indicator"]) for each in stored}
    )
    if not standing.sees_restricted:
        seen = seen.filter(indicator__is_restricted=False)
    newest = dict(seen.values_list("indicator__code").annotate(newest=Max("version")))
    breaks = set(seen.filter(breaks_series=True).values_list("indicator__code", "version"))
    then: dict[str, tuple[str, int]] = {}
    for each in stored:
        then[str(each["indicator"])] = (str(each["name"]), int(each["version"]))
    found = []
    for code, (name, version) in then.items():
        now = newest.get(code, version)
        if now <= version:
            continue
        is_break = any((code, number) in breaks for number in range(version + 1, now + 1))
        words = _("%(name)s: definitionen er ændret siden (version %(then)s → %(now)s)")
        if is_break:
            words = _(
                "%(name)s: definitionen er ændret siden (version %(then)s → %(now)s, databrud)"
            )
        found.append(words % {"name": name, "then": version, "now": now})
    return found


def purge_words(purge: FrozenPurge) -> str:
    """That a figure was taken out, and when."""
    return _("Et tal er tilbagekaldt og taget ud %(day)s.") % {
        "day": day_in_words(timezone.localdate(purge.purged_at))
    }


def broken_words(page: FrozenPage) -> list[str]:
    """Plain words for what no longer fits."""
    found = []
    if not page.figures_fit:
        found.append(
            _(
                "De tal, som kolonnen “Siden” måler mod, er ændret uden om systemet: de er ikke "
                "dem, der står i det låste."
            )
        )
    if not page.belongs:
        found.append(
            _(
                "Det, der er gemt her, hører til en anden opfølgning eller en anden dag: det er "
                "byttet om uden om systemet."
            )
        )
    if not page.integrity.json_fits:
        found.append(
            _(
                "Det låste grundlag er ændret uden om systemet: fingeraftrykket passer ikke. "
                "Herunder står, hvad der er gemt nu; det er ikke nødvendigvis det, der blev låst."
            )
        )
    if not page.integrity.pdf_fits:
        found.append(_("PDF-filen er ændret uden om systemet: dens fingeraftryk passer ikke."))
    elif page.copy and page.integrity.json_fits and not frozen_documents.is_print_of(page.copy):
        found.append(_("PDF-filen er byttet om uden om systemet: den hører til et andet indhold."))
    return found
