"""What an indicator counts, in words."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from indicators.models import Definition
from indicators.services import wording
from indicators.services.results import Entry

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
            "spørgeskema – usikkerheden følger af antallet af svar, ikke af hvem der lod være at svare"
        ),
        Definition.DataKind.EVENTS: _(
            "hændelser – usikkerheden regner med, at hændelserne sker uafhængigt af hinanden"
        ),
    }[Definition.DataKind(entry.data_kind)]


def definition_facts(entry: Entry, versions: Sequence[Entry]) -> list[tuple[str, str]]:
    """Pairs for components/definition_list.html."""
    facts = [(_("Enhed"), entry.unit)]
    if entry.numerator:
        facts.append((_("Hvad der tælles"), entry.numerator))
    if entry.denominator:
        facts.append((_("Ud af"), entry.denominator))
    facts += [
        (_("Retning"), direction_in_words(entry)),
        (_("Kilde"), entry.source),
        (_("Hvor ofte"), frequency_in_words(entry)),
        (_("Slags tal"), data_kind_in_words(entry)),
    ]
    if entry.goal:
        facts.append((_("Effektmål"), entry.goal))
    if entry.caveat:
        facts.append((_("Forbehold"), entry.caveat))
    facts.append((_("Definition"), _version(entry, versions)))
    return facts


def _version(entry: Entry, versions: Sequence[Entry]) -> str:
    newest = max(version.version for version in versions)
    if newest == 1:
        return _("version 1")
    return _("version %(shown)s af %(newest)s") % {"shown": entry.version, "newest": newest}
