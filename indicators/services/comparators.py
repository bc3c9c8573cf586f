"""What areas are compared with: the choices offered, the one an address names, and their words.

A page that shows distances takes `Switch` from `switch(request.GET.get(PARAMETER, ""), places)`,
reads with `switch.against`, shows `components/comparator.html`, and puts `switch.address` on its
links, on its live part and on its exports. A part of a page that is kept ready-made is kept under
the switch too, since another choice makes another part.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from areas.models import Area
from indicators.models import ComparatorChoice, Result

PARAMETER = "sammenlign"
ChoiceRow = tuple[str, int | None, bool]  # kind, other's id, whether it is the agreed one
Kind = Result.Comparator
_KEYS = {
    Kind.REST: "resten",
    Kind.MUNICIPALITY: "kommunen",
    Kind.WITHOUT_AREAS: "uden-omraaderne",
    Kind.REGION: "regionen",
    Kind.COUNTRY: "landet",
}
_NEEDS = {
    Kind.REST: Area.Kind.MUNICIPALITY,
    Kind.MUNICIPALITY: Area.Kind.MUNICIPALITY,
    Kind.WITHOUT_AREAS: Area.Kind.MUNICIPALITY,
    Kind.REGION: Area.Kind.REGION,
    Kind.COUNTRY: Area.Kind.COUNTRY,
    Kind.REFERENCE: Area.Kind.REFERENCE,
}


class Against(NamedTuple):
    """What is read: results against the agreed comparator (no kind), or against a chosen one."""

    kind: str = ""
    other_id: int | None = None

    @property
    def is_agreed(self) -> bool:
        """Whether each series is read against what the partnership has agreed on."""
        return not self.kind


AGREED = Against()


@dataclass(frozen=True)
class Offer:
    """One choice: its word in the address, its name on the screen, what it reads."""

    key: str
    label: str
    name: str
    kind: str
    other_id: int | None
    is_agreed: bool

    @property
    def against(self) -> Against:
        """What is read: for the agreed one whatever was agreed on for each series."""
        return AGREED if self.is_agreed else Against(self.kind, self.other_id)


@dataclass(frozen=True)
class Switch:
    """The choices of a page, and the one in force. Its text is its contents, so it can be a key.

    `instead` names what is read where the agreed one does not exist for what the page shows, and
    `note` says so as a sentence; both come from `told`.
    """

    offers: tuple[Offer, ...]
    chosen: Offer
    is_unknown: bool = False
    instead: str = ""
    note: str = ""

    @property
    def against(self) -> Against:
        """What the page reads."""
        return self.chosen.against

    @property
    def parameter(self) -> str:
        """The name of the choice in an address."""
        return PARAMETER

    @property
    def address(self) -> str:
        """The choice as a part of an address; empty for the agreed one, which needs no saying."""
        return "" if self.chosen.is_agreed else urlencode({PARAMETER: self.chosen.key})

    def address_of(self, path: str, **more: str) -> str:
        """A path with the choice and further named parts; empty parts are left out."""
        parts = {name: value for name, value in more.items() if value}
        if not self.chosen.is_agreed:
            parts = {PARAMETER: self.chosen.key, **parts}
        return f"{path}?{urlencode(parts)}" if parts else path


def switch(asked: str, places: Iterable[Area], rows: Sequence[ChoiceRow] | None = None) -> Switch:
    """The choices among these places, and the one asked for; one query unless the rows are there.

    A word that names no offered choice gives the agreed one, and `is_unknown` for a page to say so.
    """
    if rows is None:
        rows = list(ComparatorChoice.objects.values_list("kind", "other_id", "is_default"))
    offers = _offers(list(places), rows)
    agreed = next((offer for offer in offers if offer.is_agreed), offers[0])
    found = next((offer for offer in offers if offer.key == asked), None)
    return Switch(tuple(offers), found or agreed, is_unknown=bool(asked) and found is None)


def told(switch: Switch, found: Iterable[tuple[str, str]]) -> Switch:
    """The switch of a page on one indicator, saying so where the agreed one is not what was used.

    `found` are the comparators of the distances shown: kind, and the other place's name.
    """
    used = dict.fromkeys(found)
    if not switch.chosen.is_agreed or all(kind == switch.chosen.kind for kind, _other in used):
        return switch
    others = dict.fromkeys(
        name_of(kind, other) for kind, other in used if kind != switch.chosen.kind
    )
    words = {"agreed": switch.chosen.name, "used": _(" eller ").join(others)}
    is_partly = any(kind == switch.chosen.kind for kind, _other in used)
    if is_partly:
        note = _(
            "Aftalt: %(agreed)s. Findes ikke for alle områderne i denne indikator; "
            "hvor det mangler, bruges %(used)s."
        )
    elif switch.chosen.kind in (Kind.REST, Kind.WITHOUT_AREAS):
        note = _(
            "Aftalt: %(agreed)s. Findes ikke for denne indikator; her bruges %(used)s. Resten kan "
            "kun regnes, hvor både områder og kommune har antal fra samme kilde og periode."
        )
    else:
        note = _("Aftalt: %(agreed)s. Findes ikke for denne indikator; her bruges %(used)s.")
    return replace(switch, instead="" if is_partly else words["used"], note=note % words)


def _offers(places: list[Area], rows: Sequence[ChoiceRow]) -> list[Offer]:
    """What the installation offers, in its order; all that can be asked for where it says nothing."""
    known = {place.pk: place for place in places}
    kinds = {Area.Kind(place.kind) for place in places}
    if rows:
        wanted = [(Kind(kind), known.get(other) if other else None) for kind, other, _is in rows]
        agreed = next((at for at, row in enumerate(rows) if row[2]), 0)
    else:
        wanted = [(kind, None) for kind in _KEYS]
        wanted += [(Kind.REFERENCE, p) for p in places if p.kind == Area.Kind.REFERENCE]
        agreed = 0
    offers = []
    for at, (kind, place) in enumerate(wanted):
        is_agreed = at == agreed
        is_there = _NEEDS[kind] in kinds and (kind != Kind.REFERENCE or place is not None)
        if is_there or is_agreed:
            offers.append(_offer(kind, place, places, is_agreed=is_agreed))
    return offers


def _offer(kind: Kind, place: Area | None, places: list[Area], *, is_agreed: bool) -> Offer:
    alone = [p for p in places if p.kind == _NEEDS[kind]]
    other = place or (alone[0] if len(alone) == 1 else None)
    label = _("%(comparator)s (aftalt)") if is_agreed else "%(comparator)s"
    full = name_of(kind, other.name if other else "")
    return Offer(
        key=_KEYS.get(kind) or f"sted-{place.slug if place else ''}",
        label=label % {"comparator": capfirst(full)},
        name=name_of(kind, other.label if other else ""),
        kind=kind.value,
        other_id=place.pk if place else None,
        is_agreed=is_agreed,
    )


def name_of(kind: str, other: str = "") -> str:
    """A comparator as it is named beside a figure; `other` is the region, country or reference area."""
    names: Mapping[str, str] = {
        Kind.REST: _("resten af kommunen"),
        Kind.MUNICIPALITY: _("hele kommunen"),
        Kind.WITHOUT_AREAS: _("kommunen uden boligområderne"),
        Kind.REGION: other or _("regionen"),
        Kind.COUNTRY: other or _("hele landet"),
        Kind.REFERENCE: other,
    }
    return names.get(kind, "")


def place_of(kind: str, other: str = "", *, is_brief: bool = False) -> str:
    """The comparator inside a sentence, with its preposition.

    `is_brief` is for pages that have said themselves that the area is part of the municipality.
    """
    if is_brief and kind == Kind.MUNICIPALITY:
        return _("i hele kommunen")
    names: Mapping[str, str] = {
        Kind.REST: _("i resten af kommunen"),
        Kind.MUNICIPALITY: _("i hele kommunen, som området er en del af,"),
        Kind.WITHOUT_AREAS: _("i kommunen uden boligområderne"),
        Kind.REGION: _("i regionen"),
        Kind.COUNTRY: _("i hele landet"),
    }
    if other and kind in (Kind.REGION, Kind.COUNTRY, Kind.REFERENCE):
        return _("i %(place)s") % {"place": other}
    return names.get(kind, "")


def why_not(switch: Switch) -> str:
    """Why an area has no distance to the chosen comparator at all, as a sentence."""
    needs_counts = switch.chosen.kind in (Kind.REST, Kind.WITHOUT_AREAS)
    if needs_counts and not switch.chosen.is_agreed:
        return _(
            "Afstanden til %(comparator)s beregnes ikke: det kræver antal fra både området "
            "og kommunen i samme periode og på samme måde."
        ) % {"comparator": switch.chosen.name}
    return _("Afstanden beregnes ikke: der er intet tal for %(comparator)s at sammenligne med.") % {
        "comparator": switch.chosen.name
    }
