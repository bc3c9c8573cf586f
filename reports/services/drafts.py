"""The draft of a brief: read from the results in one moment, and cut until it fills two pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from indicators.context import example_notice
from indicators.models import ExampleSet
from indicators.services import restricted_readings
from indicators.services.readings import Reading
from indicators.services.snapshots import one_moment
from partnership.models import Meeting
from reports.exports.brief_files import pages_of, printed
from reports.models import Brief
from reports.rules.blocks import CHANGED, GAPS, HOLES, WHOLE
from reports.rules.budgets import BUDGETS, NOTHING_CUT, PAGES, longest_first
from reports.services import (
    decide_evidence,
    decide_lines,
    decide_money,
    edition_lines,
    figure_lines,
    news_lines,
    work_lines,
)
from reports.services.compositions import Content, Written, compose
from reports.services.material import Section

KIND = "Mødeoplæg"  # the document's own name, in its own language


@dataclass(frozen=True)
class Draft:
    """A brief as it would be sent out now; the same data gives the same content and the same bytes."""

    content: Content
    readings: tuple[Reading, ...]
    pdf: bytes
    pages: int = PAGES

    @property
    def is_too_long(self) -> bool:
        """Whether what people typed fills more than there is room for, with all else cut away."""
        return self.pages > PAGES


@dataclass(frozen=True)
class Stamp:
    """What a brief says of itself: a draft, or which edition was sent out when."""

    state: str
    made_at: dt.datetime


@dataclass(frozen=True)
class Gathered:
    """All a brief is made of, as it was at one moment: sections, people's texts, what is around them."""

    sections: list[Section]
    written: dict[str, Written]
    frame: Content


def draft_of(
    meeting: Meeting, *, stamp: Stamp | None = None, today: dt.date | None = None
) -> Draft:
    """Put the brief of a meeting together, in Danish whoever asks: it is a document."""
    return drafted(gathered(meeting, today=today), stamp or draft_stamp(meeting))


def gathered(meeting: Meeting, *, today: dt.date | None = None) -> Gathered:
    """Read all that the brief of a meeting could tell."""
    with one_moment(), translation.override("da"):
        return Gathered(
            sections=sections_of(meeting, today or timezone.localdate()),
            written=written_in(Brief.objects.filter(meeting=meeting).first()),
            frame=_frame(meeting),
        )


def drafted(found: Gathered, stamp: Stamp) -> Draft:
    """Make the brief of it; made twice under two stamps it tells the same."""
    with translation.override("da"):
        frame = {**found.frame, "state": stamp.state, "made_at": stamp.made_at}
        return _fitted(found.sections, found.written, frame)


def places_of(meeting: Meeting) -> list[Section]:
    """The sections in which people can write, with their titles in the reader's own language."""
    with one_moment():
        return sections_of(meeting, timezone.localdate())


def sections_of(meeting: Meeting, today: dt.date) -> list[Section]:
    """Every section with all it could hold."""
    before = work_lines.last_meeting(meeting)
    day = timezone.localdate(before.starts_at) if before else None
    seen = figure_lines.picture()
    found = decide_lines.matters(meeting)
    named = [pk for each in found for pk, _name in each.interventions]
    about = decide_evidence.of_interventions(named)
    money = None
    if decide_money.is_told(meeting.body):
        money = decide_money.of_interventions(named, year=today.year)
    return [
        decide_lines.section(meeting, found, about, money),
        *(figures_section(meeting, key, seen, before) for key in WHOLE),
        work_lines.tasks(meeting, today),
        work_lines.deliveries(day, today),
    ]


def figures_section(
    meeting: Meeting, key: str, seen: figure_lines.Picture, before: Meeting | None
) -> Section:
    """A section on figures with all its lines; what is new is counted from the meeting `before`."""
    url = reverse("reports:brief-whole", args=[meeting.pk, WHOLE[key]])
    if key == GAPS:
        return figure_lines.gaps(seen, url=url)
    if key == HOLES:
        return figure_lines.holes(seen, url=url)
    day = timezone.localdate(before.starts_at) if before else None
    news = news_lines.changed(seen, before.starts_at if before else None)
    return news_lines.changed_section(
        [*work_lines.carried_out(meeting, day), *edition_lines.corrected(before), *news.lines],
        body=meeting.body.name,
        since=day,
        day=work_lines.written(day) if day else "",
        url=url,
        lacks_verdicts=news.lacks_verdicts,
    )


def whole_section(meeting: Meeting, key: str) -> Content:
    """A section on figures as it stands now, nothing cut: where a brief sends for what it had no room for."""
    with one_moment(), translation.override("da"):
        before = work_lines.last_meeting(meeting)
        section = figures_section(meeting, key, figure_lines.picture(), before)
        return compose([section], {}, NOTHING_CUT, **_frame(meeting))[0]


def whole_title(key: str) -> str:
    """What the page of a whole section is called, in the reader's own language."""
    return {
        CHANGED: _("Nyt siden sidste møde"),
        GAPS: _("Hvor områder har tabt terræn"),
        HOLES: _("Huller i tallene"),
    }[key]


def written_in(brief: Brief | None) -> dict[str, Written]:
    """What people wrote in a brief, by place."""
    if brief is None:
        return {}
    return {each.key: Written(each.text, each.is_left_out) for each in brief.blocks.all()}


def draft_stamp(meeting: Meeting) -> Stamp:
    """Of a draft: as old as the meeting's call, so that the same data gives the same bytes."""
    moment = meeting.called_at or meeting.created_at
    with translation.override("da"):
        return Stamp(_("Udkast – ikke sendt ud"), moment.replace(microsecond=0))


def _frame(meeting: Meeting) -> Content:
    start, end = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
    when = f"{date_format(start, 'l j. F Y')}, kl. {start:%H.%M}–{end:%H.%M}"
    notes = []
    if restricted_readings.shown().exists():
        notes.append(_("Fortrolige indikatorer er aldrig med i et mødeoplæg."))
    is_example = ExampleSet.objects.filter(is_fictitious=True).exists()
    return {
        "kind": KIND, "title": meeting.title, "body": meeting.body.name, "when": when,
        "place": meeting.place, "notes": notes,
        "notice": example_notice(is_example=is_example),
    }  # fmt: skip


def _fitted(sections: Sequence[Section], written: dict[str, Written], frame: Content) -> Draft:
    """The widest budget whose pages are few enough; the narrowest, if none is."""
    for budget in BUDGETS:
        content, readings = compose(sections, written, budget, **frame)
        made = printed(content)
        pages = pages_of(made)
        if pages <= PAGES:
            break
    return Draft(content, tuple(readings), made, pages)


def too_long_words(draft: Draft) -> str:
    """That the brief fills too many pages, and which texts fill most of them."""
    texts = {_("indledningen"): str(draft.content["opening"]["text"])}
    for section in draft.content["sections"]:
        texts[section["title"]] = section.get("remark", {}).get("text", "")
        for line in section.get("lines", ()):
            texts[line["title"]] = line["proposal"]["text"]
    places = ", ".join(f"“{name}”" for name in longest_first(texts))
    return _(
        "Oplægget fylder %(pages)s sider, og der er plads til to. Det fylder mest: %(places)s. "
        "Forkort teksterne dér, og brug færre linjer."
    ) % {"pages": draft.pages, "places": places}
