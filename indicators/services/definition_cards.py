"""What an indicator counts, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from indicators.models import Definition
from indicators.services import wording
from indicators.services.lag_words import lag_in_words
from indicators.services.readings import Entry, every_version

Kind = Definition.Kind


def direction_in_words(entry: Entry) -> str:
    """Which way is better."""
    if entry.direction == Definition.Direction.BAND and entry.band_lower is not None:
        numbers = wording.number_style()
        upper = entry.band_upper if entry.band_upper is not None else entry.band_lower
        return _("bedst mellem %(band)s") % {
            "band": f"{numbers.plain(entry.band_lower, entry.decimals)} {_('og')} "
            f"{numbers.plain(upper, entry.decimals)}"
        }
    return {
        Definition.Direction.HIGHER: _("højere er bedre"),
        Definition.Direction.LOWER: _("lavere er bedre"),
        Definition.Direction.CONTEXT: _("kun til baggrund, vurderes ikke"),
    }.get(Definition.Direction(entry.direction), "")


def frequency_in_words(entry: Entry) -> str:
    """How often a figure comes."""
    return {
        Definition.Frequency.YEAR: _("hvert år"),
        Definition.Frequency.HALF: _("hvert halve år"),
        Definition.Frequency.QUARTER: _("hvert kvartal"),
        Definition.Frequency.MONTH: _("hver måned"),
    }[Definition.Frequency(entry.frequency)]


def data_kind_in_words(entry: Entry) -> str:
    """Where the uncertainty comes from."""
    return {
        Definition.DataKind.REGISTER: _(
            "register – usikkerheden viser, hvor meget tilfældigheder betyder i en lille gruppe"
        ),
        Definition.DataKind.SURVEY: _(
            "spørgeskema – usikkerheden følger af antallet af svar, ikke af, hvem der "
            "lod være med at svare"
        ),
        Definition.DataKind.EVENTS: _(
            "hændelser – usikkerheden regner med, at hændelserne sker uafhængigt af hinanden"
        ),
    }[Definition.DataKind(entry.data_kind)]


@dataclass(frozen=True)
class Version:
    """One version of a definition: what changed, and whether figures are joined across the change."""

    number: int
    is_shown: bool
    breaks: bool
    note: str
    changes: list[tuple[str, str, str]]


def definition_versions(entry: Entry, versions: Sequence[Entry]) -> list[Version]:
    """All versions of these series, newest first, each with what changed: name, old, new."""
    ordered = sorted(every_version(versions), key=lambda version: version.version)
    befores = [None, *ordered[:-1]]
    begun = {series.definition_id for series in versions}
    found = [
        Version(
            number=after.version,
            is_shown=entry.first_version <= after.version <= entry.version,
            breaks=after.definition_id in begun and before is not None,
            note=after.note,
            changes=_changes(before, after) if before else [],
        )
        for before, after in zip(befores, ordered, strict=True)
    ]
    return found[::-1]


def _changes(before: Entry, after: Entry) -> list[tuple[str, str, str]]:
    """Facts of the card that are not the same, with both wordings."""
    old, new = dict(_facts(before)), dict(_facts(after))
    names = dict.fromkeys([*old, *new])
    return [
        (name, old.get(name, "–"), new.get(name, "–"))
        for name in names
        if old.get(name) != new.get(name)
    ]


def definition_facts(entry: Entry, versions: Sequence[Entry]) -> list[tuple[str, str]]:
    """Pairs for components/definition_list.html."""
    return [*_facts(entry), (_("Definition"), _version(entry, versions))]


def _facts(entry: Entry) -> list[tuple[str, str]]:
    """What one version of a definition says of itself."""
    facts = [(_("Enhed"), entry.unit)]
    if entry.numerator:
        facts.append((_("Hvad der tælles"), entry.numerator))
    if entry.denominator:
        facts.append((_("Ud af"), entry.denominator))
    facts += [
        (_("Retning"), direction_in_words(entry)),
        (_("Kilde"), entry.source),
        (_("Hvor ofte"), frequency_in_words(entry)),
        *([(_("Kommer"), lag_in_words(entry))] if lag_in_words(entry) else []),
        (_("Slags tal"), data_kind_in_words(entry)),
    ]
    if entry.goal:
        facts.append((_("Effektmål"), entry.goal))
    if entry.caveat:
        facts.append((_("Forbehold"), entry.caveat))
    return facts


def _version(entry: Entry, versions: Sequence[Entry]) -> str:
    newest = max(version.version for version in versions)
    if newest == 1:
        return _("version 1")
    return _("version %(shown)s af %(newest)s") % {"shown": entry.versions_told, "newest": newest}
