"""What became of frozen figures since: revised, hidden, gone, or with another verdict.

Today's figures come from the published results, the one door that hides small counts and what is
not released: of a figure that is hidden today nothing is said but that it is.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from django.utils import timezone
from django.utils.translation import gettext as _

from indicators.models import Definition, FrozenCopy, FrozenFigure, Indicator, OutboxEntry, Result
from indicators.rules import frozen as rule
from indicators.rules import verdicts
from indicators.rules.figures import NumberStyle
from indicators.services import frozen_names
from indicators.services.explanations.words import word_of
from indicators.services.frozen_copies import Found, key_of_figure, published_now, shown_of
from indicators.services.names import localised
from indicators.services.periods_in_words import day_in_words, slot_in_words
from indicators.services.wording import number_style

S = Result.Statement
# Changes per year and ratios are small beside the figure itself.
_FINER = (S.TREND, S.GAP_TREND, S.PACE, S.PROJECTION)


@dataclass(frozen=True)
class Revision:
    """What became of one frozen figure; `key` is the word by which the document names it.

    `before` and `now` are empty where there is no figure to show. `words` says it all in one
    phrase, such as "31,2 → 30,4; vurderingen uændret".
    """

    key: str
    code: str
    indicator: str
    area: str
    statement: str
    period: str
    before: str
    now: str
    words: str

    @property
    def changes_verdict(self) -> bool:
        """Whether what was said of the figure is said otherwise now."""
        return self.code == rule.VERDICT

    @property
    def is_pending(self) -> bool:
        """Whether the figure is being computed anew, so that nothing can be said of it."""
        return self.code == rule.PENDING


def revisions(copies: Collection[FrozenCopy], *, restricted: bool) -> dict[int, list[Revision]]:
    """Per copy the figures that are not as they were, in the copy's order; a fixed number of queries.

    Figures that only those with the right may see are passed over for others. What has another name
    today bears the one the copy tells, and today's beside it.
    """
    figures = _figures(copies, restricted=restricted)
    alive = [each for each in figures if each.withdrawn_by_id is None]
    now = published_now((key_of_figure(each) for each in alive), restricted=restricted)
    waiting = set(OutboxEntry.objects.values_list("group_id", flat=True))
    changed: list[tuple[FrozenFigure, Revision]] = []
    for figure in figures:
        today = now.get(key_of_figure(figure))
        is_pending = figure.definition.indicator.group_id in waiting
        revision = _revision(figure, today, is_pending=is_pending)
        if revision.code != rule.SAME:
            changed.append((figure, revision))
    names = frozen_names.names_then([figure for figure, _revision in changed], copies)
    found: dict[int, list[Revision]] = {copy.pk: [] for copy in copies}
    for figure, revision in changed:
        indicator, area = names[figure.pk]
        found[figure.copy_id].append(replace(revision, indicator=indicator, area=area))
    return found


def _figures(copies: Collection[FrozenCopy], *, restricted: bool) -> list[FrozenFigure]:
    figures = FrozenFigure.objects.filter(copy__in=[copy.pk for copy in copies])
    if not restricted:
        figures = figures.filter(definition__indicator__is_restricted=False)
    return list(
        figures.select_related(
            "definition__indicator__merged_into", "area", "withdrawn_by"
        ).order_by("pk")
    )


def _revision(figure: FrozenFigure, now: Found | None, *, is_pending: bool) -> Revision:
    decimals = decimals_of(figure.statement, figure.definition)
    before = shown_of(figure)
    code = rule.WITHDRAWN
    if figure.withdrawn_by_id is None:
        today = now.shown if now else None
        code = rule.since(before, today, decimals=decimals, is_pending=is_pending)
    style = number_style()
    is_shown = code in (rule.REVISED, rule.VERDICT, rule.APPEARED)
    return Revision(
        key=key_of_figure(figure).word,
        code=code,
        indicator=localised(figure.definition.indicator),
        area=figure.area.name,
        statement=str(S(figure.statement).label),
        period=slot_in_words(figure.slot),
        before=_figure(before, decimals, style),
        now=_figure(now.shown, decimals, style) if now and is_shown else "",
        words=_words(code, figure, before, now.shown if now and is_shown else None, decimals),
    )


def decimals_of(statement: str, definition: Definition) -> int:
    """How many decimals a statement is written with."""
    return definition.decimals + finer(statement)


def finer(statement: str) -> int:
    """How many decimals more than the figure itself a statement is written with."""
    return 1 if statement in _FINER else 0


def _figure(shown: rule.Shown, decimals: int, style: NumberStyle) -> str:
    return "" if shown.estimate is None else style.plain(shown.estimate, decimals)


def _words(
    code: str, figure: FrozenFigure, before: rule.Shown, now: rule.Shown | None, decimals: int
) -> str:
    """The phrase; `now` only where today's figure may be seen."""
    if figure.withdrawn_by is not None:
        moment = figure.withdrawn_by.confirmed_at
        day = day_in_words(timezone.localdate(moment)) if moment else ""
        return _("tilbagekaldt %(day)s") % {"day": day}
    if now is None:
        return {
            rule.HIDDEN: _("skjult siden"),
            rule.NOT_RELEASED: _("ikke frigivet nu"),
            rule.SILENT: _("kan ikke opgøres nu"),
            rule.GONE: _gone(figure.definition.indicator),
            rule.PENDING: _("beregnes på ny"),
        }.get(code, _("uændret"))
    moved = _moved(before, now, decimals)
    if code == rule.VERDICT:
        verdict = _("vurderingen er nu: %(word)s") % {"word": verdict_words(figure.statement, now)}
        return f"{moved}; {verdict}" if moved else verdict
    if code == rule.APPEARED:
        return _("tallet findes nu: %(figure)s") % {"figure": moved} if moved else _("findes nu")
    return f"{moved}; {_('vurderingen uændret')}" if now.verdict else moved


def _gone(indicator: Indicator) -> str:
    """Why there is no such figure any more."""
    if indicator.merged_into_id is not None:
        return _("indikatoren er lagt sammen med en anden; tallet kan ikke sammenlignes")
    if not indicator.is_active:
        return _("indikatoren er udgået; tallet opgøres ikke mere")
    return _("tallet findes ikke mere")


def _moved(before: rule.Shown, now: rule.Shown, decimals: int) -> str:
    """The figure then and now; where it is written the same, what else is not."""
    style = number_style()
    was, is_now = _figure(before, decimals, style), _figure(now, decimals, style)
    if was != is_now:
        return f"{was} → {is_now}" if was and is_now else is_now
    first, second = rule.written(before, decimals), rule.written(now, decimals)
    if first[1:3] != second[1:3] and now.lower is not None and now.upper is not None:
        limits = style.interval(now.lower, now.upper, decimals)
        return _("%(figure)s, usikkerheden er nu %(limits)s") % {"figure": is_now, "limits": limits}
    if first[1:3] != second[1:3]:
        return _("%(figure)s, nu uden usikkerhed") % {"figure": is_now}
    if first[3] != second[3] and now.n is not None:
        values = {"figure": is_now, "n": style.plain(now.n)}
        return _("%(figure)s, antallet bag er nu %(n)s") % values
    if first[3] != second[3]:
        return _("%(figure)s, antallet bag er ikke oplyst nu") % {"figure": is_now}
    return ""


def verdict_words(statement: str, shown: rule.Shown) -> str:
    """A verdict with how sure it is: "går frem (klare tegn på)"."""
    word = word_of(statement, shown.verdict) or _("ingen vurdering")
    sure = {
        verdicts.SIGNS: _("tegn på"),
        verdicts.CLEAR_SIGNS: _("klare tegn på"),
    }.get(shown.certainty, "")
    return f"{word} ({sure})" if sure else word
