"""A cell in words: its small line, its story, its source and dates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from indicators.models import Definition, Flag, Measurement
from indicators.rules.cells import COUNTS, Shape, lines_of, percentage
from indicators.rules.figures import style_of
from indicators.rules.values import MISSING, NOT_RELEVANT, SUPPRESSED_BY_SOURCE, VALUE, Figure
from indicators.rules.workflow import APPROVED, SEEN
from indicators.services.entry import Place, history_of, shape_of
from indicators.services.figures import figure_of
from indicators.services.flag_words import cell_label, word_of
from indicators.services.names import in_english, localised
from indicators.services.periods_in_words import day_in_words, measured_in_words
from indicators.services.workflow_words import steps_of


def note_of(figure: Figure | None, shape: Shape) -> str:
    """The small line under a cell: the percentage worked out, or the state in words."""
    if figure is None:
        return ""
    if figure.state != VALUE:
        return {
            MISSING: _("Mangler"),
            SUPPRESSED_BY_SOURCE: _("Skjult af kilden"),
            NOT_RELEVANT: _("Ikke relevant"),
        }[figure.state]
    worked_out = percentage(figure, shape)
    if worked_out is not None:
        shown = style_of(get_language() or "da").plain(float(worked_out), shape.decimals)
        return f"{shown} {shape.sign}".strip()
    if figure.denominator is not None and not figure.denominator:
        return _("ingen at regne på")
    has_answers = shape.kind == "mean" or shape.kind == "share"
    if figure.value is not None and figure.n is None and has_answers and shape.lines == 2:
        return _("antal svar ikke oplyst")
    return ""


def line_under(
    figure: Figure,
    shape: Shape,
    doubts: Iterable[str],
    workflow: str,
    *,
    is_withdrawn: bool = False,
    is_ahead: bool = False,
) -> str:
    """All that stands under a cell: the percentage or state, what is questioned, how far it is.

    `is_ahead`: its period has not begun, so hardly anything was measured in it.
    """
    if is_withdrawn:
        return _("Kaldt tilbage")
    words = [note_of(figure, shape), *(word_of(kind) for kind in doubts)]
    if is_ahead and figure.state == VALUE:
        words.append(_("perioden er ikke begyndt"))
    if workflow not in SEEN:
        words.append(str(Measurement.Workflow(workflow).label).lower())
    return " · ".join(filter(None, words))


def author_of(measurement: Measurement) -> str:
    """The name of the person who wrote a version; a file or a command has none."""
    user = measurement.entered_by
    if user is None:
        return _("indlæst fra fil")
    person = getattr(user, "person", None)
    return person.name if person else str(user)


def clock(measurement: Measurement) -> str:
    """The time of day a version was written: 10.14."""
    return date_format(timezone.localtime(measurement.entered_at), "TIME_FORMAT")


def text_of(figure: Figure, shape: Shape) -> str:
    """A figure in one line: "411 af 508 (80,9 %)", "68,8 %", "Mangler"."""
    first, second = lines_of(figure, shape)
    note = note_of(figure, shape)
    if figure.state != VALUE:
        return note
    if figure.numerator is not None:
        text = _("%(part)s af %(whole)s") % {"part": first, "whole": second}
        return f"{text} ({note})" if note else text
    return f"{first} (n = {second})" if second else first


def story_of(
    place: Place, *, writing: str = COUNTS, cleared: Sequence[Flag] = ()
) -> list[dict[str, object]]:
    """All versions of a cell in words and with their steps, newest first.

    `cleared` are the flags that somebody has answered; each answer stands at the version it is about.
    """
    shape = shape_of(place.definition, writing=writing)
    return [_version(version, shape, cleared) for version in history_of(place)]


def _version(version: Measurement, shape: Shape, cleared: Sequence[Flag]) -> dict[str, object]:
    told: dict[str, object] = {
        "version": version.version,
        "is_withdrawn": version.withdrawal is not None,
        "text": withdrawn_in_words(version) or text_of(figure_of(version), shape),
        "by": author_of(version),
        "at": date_format(timezone.localtime(version.entered_at), "SHORT_DATETIME_FORMAT"),
        "workflow": version.get_workflow_display(),
        "file": version.import_batch.file_name if version.import_batch else "",
    }
    if version.withdrawal is None:
        told |= {
            "comment": version.comment,
            "correction": version.correction,
            "steps": steps_of(version),
            "answers": [clearing_in_words(f) for f in cleared if f.version == version.version],
        }
    return told


def withdrawn_in_words(version: Measurement) -> str:
    """Such as "Kaldt tilbage 3.5.2026"; "" for a version that stands."""
    withdrawal = version.withdrawal
    if withdrawal is None:
        return ""
    if withdrawal.confirmed_at is None:
        return _("Kaldt tilbage")
    day = day_in_words(timezone.localdate(withdrawal.confirmed_at))
    return _("Kaldt tilbage %(day)s") % {"day": day}


def clearing_in_words(flag: Flag) -> str:
    """Such as "uventet – det passer, fordi: Ny opgørelse (Sekretæren)"."""
    person = getattr(flag.cleared_by, "person", None)
    return _("%(doubt)s – det passer, fordi: %(clearing)s (%(name)s)") % {
        "doubt": word_of(flag.kind),
        "clearing": flag.clearing,
        "name": person.name if person else str(flag.cleared_by or "–"),
    }


def facts_of(place: Place) -> list[tuple[str, str]]:
    """Source, measuring period and date of publication of the figure that stands there."""
    newest = place.current
    if newest is None:
        return []
    if newest.withdrawal is not None:
        return [(_("Tilstand"), withdrawn_in_words(newest))]
    facts = [
        (_("Kilde"), localised(newest.source)),
        (_("Periode"), measured_in_words(place.slot, newest.starts_on, newest.ends_on)),
        (_("Tilstand"), newest.get_workflow_display()),
    ]
    if newest.published_on:
        facts.insert(2, (_("Offentliggjort"), day_in_words(newest.published_on)))
    if newest.workflow == APPROVED and newest.release_on:
        facts.append((_("Frigives"), day_in_words(newest.release_on)))
    return facts


def label_of(place: Place) -> str:
    """Area, indicator and period in words."""
    part = None if place.is_whole else place.category
    return cell_label(place.area.name, place.definition, place.slot, part)


def line_labels(definition: Definition, shape: Shape) -> tuple[str, ...]:
    """What each line of a row is called."""
    is_english = in_english()
    unit = definition.unit_en if is_english else definition.unit
    if shape.lines == 1:
        return (unit,)
    if shape.writes_values or not shape.has_parts:
        return unit, _("antal svar")
    part = definition.numerator_en if is_english else definition.numerator
    whole = definition.denominator_en if is_english else definition.denominator
    return part or _("antal"), whole or _("ud af")
