"""The figures behind the evidence, one line each, with where they come from and how they came about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from effects.services import evidence_comparison as compared
from effects.services.evidence_figure_words import comparator_of, newer_in_words
from effects.services.evidence_findings import Findings
from indicators.models import Result
from indicators.rules.verdicts import Evidence as Change
from indicators.services import cards, pace_words, verdict_words, wording
from indicators.services.explanations.addresses import explanation_address
from indicators.services.periods_in_words import day_in_words, slot_in_words
from indicators.services.results import Reading


class Fact(NamedTuple):
    """One line: what it is, what it says, where it comes from, and where it is explained.

    `tells` are the statements that its words are written from.
    """

    label: str
    words: str
    passport: str = ""
    explained: str = ""
    tells: tuple[Reading, ...] = ()


def facts_of(found: Findings) -> list[Fact]:
    """Every figure the evidence rests on, in the order of the words."""
    return [*_figure(found), *_distance(found), *_course(found), *_beside_others(found),
            *_moving(found)]  # fmt: skip


def readings_of(found: Findings) -> tuple[Reading, ...]:
    """Every statement that the facts and the words are written from, once each."""
    figures = found.figures
    wanted = [
        found.earlier, found.first, found.last, found.silent, figures.level, figures.comparator, figures.gap,
        figures.change, figures.gap_change, figures.comparator_change, figures.pace, figures.trend,
        figures.comparator_trend, figures.gap_trend, figures.year, figures.comparator_year, found.did,
        *found.splits, *found.later,
    ]  # fmt: skip
    seen: dict[tuple[object, ...], Reading] = {}
    for each in wanted:
        if each is not None:
            key = (each.statement, each.comparator, each.other_id, each.slot, each.event_id,
                   each.baseline_slot)  # fmt: skip
            seen.setdefault(key, each)
    return tuple(seen.values())


def compared_with(found: Findings) -> str:
    """What the distance is measured to, with its n there and then: "resten af kommunen (n = 9.600)"."""
    gap = ((found.last or found.first) if found.is_gap else None) or found.figures.gap
    if gap is None or not gap.has_value:
        return ""
    name = comparator_of(found)
    base = found.beside.get((gap.slot, gap.comparator, gap.other))
    if base is None or not base.has_value or base.n is None:
        return name
    return f"{name} (n\u00a0=\u00a0{wording.number_style().plain(base.n, 0)})"


def passport_line(found: Findings, reading: Reading) -> str:
    """Source, period and n of one figure in one line."""
    passport = passport_of(found, reading)
    parts = [passport["source"], _period(reading, passport["period"])]
    if passport["published_on"]:
        day = day_in_words(passport["published_on"])
        parts.append(_("offentliggjort %(day)s") % {"day": day})
    if told := _compared_base(reading):
        parts.append(told)
    elif passport["n"]:
        parts.append(f"n\u00a0=\u00a0{passport['n']} {passport['n_label']}".rstrip())
    elif not passport["n_not_needed"]:
        parts.append(passport["n_missing"])
    return " · ".join(part for part in parts if part)


def passport_of(found: Findings, reading: Reading | None) -> dict[str, Any]:
    """A figure's passport; of a distance with the n of the area's own figure of its period."""
    return cards.passport_of(found.entry, _with_base(found, reading) if reading else None)


def _compared_base(reading: Reading) -> str:
    """What a comparison with other areas rests on: no one n, but areas and years."""
    details = reading.details or {}
    areas, years = len(details.get("areas") or ()), len(details.get("slots") or ())
    if reading.statement != Result.Statement.CONTRIBUTION or not (areas and years):
        return ""
    told = ngettext("%(n)s område", "%(n)s områder", areas) % {"n": areas}
    return _("%(areas)s, %(years)s år") % {"areas": told, "years": years}


def _with_base(found: Findings, reading: Reading) -> Reading:
    """A statement made of figures rests on the n of the figure in its last period."""
    if reading.n is not None or not reading.has_value:
        return reading
    return reading._replace(n=found.bases.get(reading.slot))


def _period(reading: Reading, own: str) -> str:
    """The periods a statement spans: of a change from its first to its last."""
    if not reading.baseline_slot or reading.is_whole_year:
        return own
    return f"{slot_in_words(reading.baseline_slot)}–{slot_in_words(reading.slot)}"


def _fact(found: Findings, label: str, words: str, reading: Reading) -> Fact:
    explained = (
        explanation_address(reading, entry=found.entry, area=found.area.slug)
        if reading.has_value
        else ""
    )
    return Fact(label, words, passport_line(found, reading), explained, (reading,))


def _value(found: Findings, reading: Reading, *, is_gap: bool = False) -> str:
    if not reading.has_value:
        return wording.silence(reading)
    style, decimals = wording.number_style(), found.entry.decimals
    write = style.signed if is_gap else style.plain
    unit = wording.gap_unit(found.entry) if is_gap else found.entry.unit
    text = f"{write(reading.estimate or 0.0, decimals)} {unit}"
    if reading.lower is None or reading.upper is None:
        return text
    limits = style.interval(reading.lower, reading.upper, decimals)
    return _("%(value)s (%(limits)s)") % {"value": text, "limits": limits}


def _change(found: Findings, change: Change | Reading) -> str:
    style, decimals = wording.number_style(), found.entry.decimals
    text = f"{style.signed(change.estimate or 0.0, decimals)} {wording.gap_unit(found.entry)}"
    if change.lower is None or change.upper is None:
        return text
    limits = style.interval(change.lower, change.upper, decimals)
    return _("%(value)s (%(limits)s)") % {"value": text, "limits": limits}


def _figure(found: Findings) -> Iterator[Fact]:
    """What was judged: before, after, and the change between them."""
    name = _("Afstand til %(comparator)s") % {"comparator": comparator_of(found)}
    if found.earlier is not None:
        label = name if found.is_gap else _("Tallet")
        told = _("%(label)s, ældre tal fra før indsatsen") % {"label": label}
        words = _value(found, found.earlier, is_gap=found.is_gap)
        yield _fact(found, told, words, found.earlier)
    if found.first is not None:
        label = name if found.is_gap else _("Tallet")
        told = _("%(label)s, før indsatsen") % {"label": label}
        yield _fact(found, told, _value(found, found.first, is_gap=found.is_gap), found.first)
    if found.last is not None:
        label = name if found.is_gap else _("Tallet")
        told = _("%(label)s, nyeste") % {"label": label}
        yield _fact(found, told, _value(found, found.last, is_gap=found.is_gap), found.last)
    elif found.silent is not None:
        yield _fact(found, _("Nyeste tal"), wording.silence(found.silent), found.silent)
    if found.moved is not None and found.first and found.last:
        period = f"{slot_in_words(found.first.slot)}–{slot_in_words(found.last.slot)}"
        yield Fact(
            _("Ændring, siden indsatsen begyndte"), _change(found, found.moved),
            _("%(period)s, regnet af de to tal ovenfor og deres usikkerhed") % {"period": period},
            tells=(found.first, found.last),
        )  # fmt: skip
    for each in found.later:
        yield Fact(_("Nyere periode uden tal"), newer_in_words(each), tells=(each,))


def _distance(found: Findings) -> Iterator[Fact]:
    """The distance beside the figure, and how it has moved since the baseline."""
    figures = found.figures
    gap, change = figures.gap, figures.gap_change
    if gap is not None and not found.is_gap:
        name = _("Afstand til %(comparator)s") % {"comparator": comparator_of(found)}
        yield _fact(found, name, _value(found, gap, is_gap=True), gap)
    if change is not None:
        since = _("Afstandens ændring siden udgangspunktet (%(period)s)") % {
            "period": slot_in_words(change.baseline_slot)
        }
        words = _change(found, change) if change.has_value else wording.silence(change)
        yield _fact(found, since, words, change)


def _course(found: Findings) -> Iterator[Fact]:
    """Change since the baseline, trend and pace, as they stand on every page."""
    figures, entry = found.figures, found.entry
    if figures.change is not None:
        since = _("Tallets ændring siden udgangspunktet (%(period)s)") % {
            "period": slot_in_words(figures.change.baseline_slot)
        }
        change = figures.change
        words = _change(found, change) if change.has_value else wording.silence(change)
        yield _fact(found, since, words, change)
    if figures.trend is not None and figures.trend.has_value:
        words = pace_words.slope_in_words(entry, figures.trend)
        yield _fact(found, _("Udvikling"), words, figures.trend)
    if figures.pace is not None:
        verdict = verdict_words.of_pace(entry, figures)
        words = pace_in_words(verdict.kind, verdict.word) if verdict else ""
        if words:
            yield _fact(found, _("Tempo mod måltallet"), words, figures.pace)


def pace_in_words(kind: str, word: str) -> str:
    """The pace's verdict as text."""
    known = {
        "forward": _("på rette kurs"),
        "slow": _("går frem, men for langsomt"),
        "still": _("går langt fra hurtigt nok frem"),
        "off_course": _("ikke på rette kurs; frem eller tilbage kan ikke afgøres"),
        "back": _("går tilbage"),
        "reached": _("måltal nået"),
        "kept": _("holder måltallet"),
        "lost": _("holder ikke længere måltallet"),
        "no_target": _("intet måltal vedtaget"),
        "undecided": _("kan ikke afgøres endnu"),
    }
    return word or known.get(kind, "")


def _beside_others(found: Findings) -> Iterator[Fact]:
    """The comparison with areas without the effort, and what speaks against it."""
    did, label = found.did, _("Sammenlignet med områder uden indsatsen")
    words = compared.grade_words(found.comparison.grade)
    if did is None or not did.has_value:
        yield Fact(label, words, tells=(did,) if did is not None else ())
        return
    change = compared.change_words(found.entry, did)
    yield _fact(found, label, f"{change} – {words}", did)
    origin = passport_line(found, did)
    for term, told in _checks(found, did):
        yield Fact(term, told, origin, tells=(did,))


def _checks(found: Findings, did: Reading) -> Iterator[tuple[str, str]]:
    """Years, pre-trend, placebo areas, false alarms, and what could have been seen."""
    style, details = wording.number_style(), did.details or {}
    unit, decimals = wording.gap_unit(found.entry), found.entry.decimals

    def number(name: str, more: int = 0) -> str:
        value = details.get(name)
        return style.signed(value, decimals + more) if value is not None else "–"

    years = {"before": details.get("before", 0), "after": details.get("after", 0)}
    yield (
        _("Målinger i sammenligningen"),
        _("%(before)s år før og %(after)s år efter") % years,
    )
    slope = _("%(slope)s %(unit)s om året") % {"slope": number("slope", 1), "unit": unit}
    ends = (details.get("slope_lower"), details.get("slope_upper"))
    if ends[0] is not None and ends[1] is not None:
        slope += f" ({style.interval(ends[0], ends[1], decimals + 1)})"
    yield (
        _("Udviklingen før indsatsen"),
        _("%(slope)s; trukket fra er ændringen %(adjusted)s %(unit)s")
        % {"slope": slope, "adjusted": number("adjusted"), "unit": unit},
    )
    placebos = [value for value in details.get("placebo") or () if value is not None]
    larger = sum(1 for each in placebos if abs(each) > abs(did.estimate or 0.0) * (1 + 1e-9))
    yield (
        _("Områder uden indsatsen, der har flyttet sig mere"),
        _("%(larger)s af %(all)s") % {"larger": larger, "all": len(placebos)},
    )
    if rates := details.get("alarms_rule"):
        yield _("Så ofte slår reglen ud, uden at der er noget"), _alarms(rates, details)
    if (least := details.get("detectable")) is not None:
        size = _("%(size)s %(unit)s") % {"size": style.plain(least, decimals), "unit": unit}
        label = _("Mindste ændring, sammenligningen kunne have vist (i fire ud af fem tilfælde)")
        yield label, size


def _alarms(rates: Sequence[float], details: Mapping[str, Any]) -> str:
    """How often, by how much one year resembles the next; the last is what is asked of."""
    style = wording.number_style()
    shares = [_("%(n)s pct.") % {"n": style.plain(100 * rate, 1)} for rate in rates]
    at = [style.plain(each, 1) for each in details.get("correlations") or []]
    if len(at) != len(shares):
        return shares[-1]
    return _("%(shares)s (ved en sammenhæng fra år til år på %(at)s)") % {
        "shares": " · ".join(shares), "at": " · ".join(at)
    }  # fmt: skip


def _moving(found: Findings) -> Iterator[Fact]:
    """What residents who stayed did, and what moving did, period by period."""
    style, decimals = wording.number_style(), found.entry.decimals
    for split in found.splits:
        period = f"{slot_in_words(split.baseline_slot)}–{slot_in_words(split.slot)}"
        label = _("Beboere og flytninger, %(period)s") % {"period": period}
        details = split.details or {}
        if not split.has_value:
            yield _fact(found, label, wording.silence(split), split)
            continue
        parts = {
            name: style.signed(details[name], decimals)
            if details.get(name) is not None
            else _("ikke oplyst")
            for name in ("stayed", "moved_in", "moved_out", "unknown")
        }
        words = _(
            "beboere, der blev: %(stayed)s; tilflyttere: %(moved_in)s; fraflyttere: "
            "%(moved_out)s; ukendt: %(unknown)s"
        )
        yield _fact(found, label, words % parts, split)
