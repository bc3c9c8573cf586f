"""How an area went beside areas without the effort, in as many words as the grade allows."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from effects.rules import evidence as rules
from effects.services.evidence_findings import Findings
from indicators.rules.contribution import DESCRIBED, DESCRIBED_LATE, PRE_TREND
from indicators.rules.verdicts import TOO_FEW
from indicators.services import wording
from indicators.services.effort_words import reason_in_words, under_way_in_words
from indicators.services.lists_in_words import listed
from indicators.services.periods_in_words import slot_in_words
from indicators.services.results import Entry, Reading

NAMED = 3  # how many of the areas it is compared with are told by name


def comparison_sentences(found: Findings) -> list[str]:
    """The sentences of one grade; nothing of an effort that has not begun."""
    if found.outcome == rules.NOT_BEGUN:
        return []
    code, did = found.comparison.code, found.did
    values = {
        "area": found.area.label,
        "others": others_in_words(found),
        "change": _since_words(found.entry, did) if did else "",
    }
    if found.comparison.grade == 0:
        return [_silent(found, values)]
    if code == DESCRIBED:
        return [
            _(
                "Målt mod %(others)s har tallet for %(area)s i gennemsnit ændret sig "
                "%(change)s, efter at indsatsen begyndte."
            )
            % values,
            _other_number(found),
            _("Det er en beskrivelse: det kan ikke siges, om indsatsen har bidraget."),
            *reasons_in_words(found)[:1],
        ]
    first, *rest = (sentence % values for sentence in _signs()[code])
    return [first, _other_number(found), *rest]


def others_in_words(found: Findings) -> str:
    """Which areas it is compared with: up to three by name, more by their number."""
    ids = (((found.did.details or {}) if found.did else {}).get("areas") or ())[1:]
    names = [found.others.names[pk] for pk in ids if pk in found.others.names]
    if not ids:
        return _("områder uden indsatsen")
    if len(ids) > NAMED or len(names) < len(ids):
        return ngettext(
            "%(n)s område uden indsatsen", "%(n)s områder uden indsatsen", len(ids)
        ) % {"n": len(ids)}  # fmt: skip
    return ngettext(
        "et område uden indsatsen (%(names)s)", "områder uden indsatsen (%(names)s)", len(ids)
    ) % {"names": listed(names)}  # fmt: skip


def _other_number(found: Findings) -> str:
    """Why the comparison's number is another than the change that was just told."""
    if found.moved is None:
        return ""
    return _(
        "Det er et andet tal end ændringen ovenfor: det er gennemsnit af årene, og de andre områders "
        "ændring er trukket fra."
    )


def _since_words(entry: Entry, did: Reading) -> str:
    """The estimate with its interval and the years that it is the mean of, before and after."""
    words, details = change_words(entry, did), did.details or {}
    years = list(zip(details.get("slots") or (), details.get("is_after") or (), strict=False))
    before = [slot for slot, is_after in years if not is_after]
    after = [slot for slot, is_after in years if is_after]
    if not before or not after:
        return words
    return _("%(change)s fra %(before)s til %(after)s") % {
        "change": words, "before": _years(before), "after": _years(after)
    }  # fmt: skip


def _years(slots: list[str]) -> str:
    first, last = slot_in_words(slots[0]), slot_in_words(slots[-1])
    return first if first == last else f"{first}–{last}"


def _silent(found: Findings, values: dict[str, str]) -> str:
    """Why the comparison says nothing."""
    if found.comparison.code == PRE_TREND and found.did is not None:
        unsure = under_way_in_words(found.entry, found.did.details or {})
        if unsure:
            return unsure
    told = {
        rules.UNASKED: _("Udviklingen er endnu ikke sammenlignet med andre områders."),
        rules.NOTHING: _("Der er ingen områder uden indsatsen at sammenligne med."),
        TOO_FEW: _("Der er for få år med tal til at sammenligne udviklingen med andre områders."),
        PRE_TREND: _(
            "%(area)s var allerede før indsatsen på vej en anden vej end de andre områder, så det "
            "kan ikke afgøres, om indsatsen har bidraget."
        ),
    }
    if found.comparison.code in told:
        return told[found.comparison.code] % values
    return _("Sammenligningen med andre områder kan ikke vises: %(why)s") % {
        "why": wording.silence(found.did)
    }


def _signs() -> dict[str, tuple[str, ...]]:
    """Grade 2: signs of a different development, and whether it fits a contribution."""
    expected_way = _(
        "Målt mod %(others)s er der tegn på, at %(area)s har udviklet sig anderledes, "
        "efter at indsatsen begyndte, og i den forventede retning: %(change)s."
    )
    return {
        rules.FITS: (
            expected_way,
            _("Det passer med, at indsatsen har bidraget, men beviser det ikke."),
        ),
        rules.EARLY: (
            expected_way,
            _("Det er tidligere, end vi ventede at kunne se noget, så det skal læses varsomt."),
        ),
        rules.MIXED: (
            expected_way,
            _(
                "Områdets eget tal er samtidig gået modsat det forventede, så det skal læses "
                "varsomt."
            ),
        ),
        rules.AGAINST: (
            _(
                "Målt mod %(others)s er der tegn på, at %(area)s har udviklet sig "
                "anderledes, efter at indsatsen begyndte, men modsat det forventede: %(change)s."
            ),
            _("Tallene kan ikke sige hvorfor."),
        ),
        rules.APART: (
            _(
                "Målt mod %(others)s er der tegn på, at %(area)s har udviklet sig "
                "anderledes, efter at indsatsen begyndte: %(change)s."
            ),
            _("Tallene kan ikke sige hvorfor."),
        ),
    }


def change_words(entry: Entry, did: Reading) -> str:
    """The estimate with its interval: "+4,2 procentpoint (usikkerhed 1,0 til 7,4)"."""
    if not did.has_value:
        return ""
    style, decimals = wording.number_style(), entry.decimals
    values = {
        "change": style.signed(did.estimate or 0.0, decimals),
        "unit": wording.gap_unit(entry),
    }
    if did.lower is None or did.upper is None:
        return _("%(change)s %(unit)s") % values
    values["interval"] = style.interval(did.lower, did.upper, decimals)
    return _("%(change)s %(unit)s (usikkerhed %(interval)s)") % values


def reasons_in_words(found: Findings) -> list[str]:
    """Everything that kept the grade from being higher, the weightiest first."""
    rates = ((found.did.details or {}) if found.did else {}).get("alarms_rule") or []
    late = {
        rules.TURNED_LATE: _(
            "Den forventede retning blev skrevet om, efter at indsatsen var begyndt."
        ),
        rules.ADDED_LATE: _("Området blev tilføjet, efter at indsatsen var begyndt."),
        rules.REGROUPED_LATE: _("Målgruppen blev skrevet om, efter at indsatsen var begyndt."),
    }
    if (
        found.area.pk in found.expected.added and not found.expected.is_late
    ):  # the effort is marked late for that
        late[DESCRIBED_LATE] = late[rules.ADDED_LATE]
    told = [
        late.get(code) or reason_in_words(code, rates[-1] if rates else None)
        for code in found.comparison.reasons
    ]
    return [sentence for sentence in told if sentence]


def grade_words(grade: int) -> str:
    """A grade in few words."""
    return {
        0: _("kan ikke afgøres"),
        1: _("beskrevet; bidraget kan ikke afgøres"),
        2: _("tegn på en anden udvikling"),
    }[grade]
