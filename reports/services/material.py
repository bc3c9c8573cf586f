"""What a brief is put together from: lines of text, each with the passports of its figures."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from indicators.services.readings import Reading


@dataclass(frozen=True)
class Passport:
    """Where figures of a line come from, in words, and the stored statements they were read from."""

    text: str
    url: str
    readings: tuple[Reading, ...] = field(repr=False)


@dataclass(frozen=True)
class Point:
    """A paragraph under a line: the evidence of one expected effect, or what a matter costs.

    Of money `about` names the intervention, and `amounts` are those in the text, each with its name.
    """

    text: str
    passports: tuple[Passport, ...] = ()
    about: str = ""
    amounts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Line:
    """One matter of a section.

    `key` names it where something is to be decided; what is proposed then is what its agenda item
    says, and that is written at `write_url`. `money` is what the matter costs, where the readers may see it.
    """

    title: str
    text: str = ""
    passports: tuple[Passport, ...] = ()
    points: tuple[Point, ...] = ()
    money: tuple[Point, ...] = ()
    url: str = ""
    key: str = ""
    proposals: tuple[str, ...] = ()
    write_url: str = ""


@dataclass(frozen=True)
class Section:
    """A section before it is cut to its room. `empty` is said where there is nothing to tell."""

    key: str
    title: str
    lines: tuple[Line, ...]
    empty: str
    where: str
    url: str
    note: str = ""


def in_full() -> str:
    """Where the lines stand that a section of figures has no room for; also read on paper."""
    return _("se hele listen på oplæggets side")
