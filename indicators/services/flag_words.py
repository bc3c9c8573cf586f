"""What a flag says: one word in the cell, a sentence in the list."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from indicators.models import Category, Definition, Flag
from indicators.rules.cells import Address
from indicators.services.doubts import DIVISIONS
from indicators.services.entry import shape_of
from indicators.services.expected_ranges import expected_sentence
from indicators.services.flags import place_of
from indicators.services.names import in_english, localised
from indicators.services.periods_in_words import slot_in_words
from indicators.services.wording import number_style

Kind = Flag.Kind


@dataclass(frozen=True)
class Said:
    """One flag as a page shows it."""

    pk: int
    address: Address
    label: str
    word: str
    text: str


def said_of(flag: Flag) -> Said:
    """A flag in words; its cell must be read along with it."""
    cell = flag.cell
    category = cell.category if cell.category.category_set.code != "total" else None
    return Said(
        pk=flag.pk,
        address=place_of(flag),
        label=cell_label(cell.area.name, cell.definition, cell.slot, category),
        word=word_of(flag.kind),
        text=sentence_of(flag),
    )


def cell_label(area: str, definition: Definition, slot: str, category: Category | None) -> str:
    """A cell in words: area, indicator, period and, of a breakdown, the part."""
    words = [area, localised(definition.indicator), slot_in_words(slot)]
    if category is not None:
        words.insert(1, category_name(category))
    return ", ".join(words)


def category_name(category: Category) -> str:
    """A part of a breakdown in the reader's language."""
    return (category.name_en if in_english() else "") or category.name


def word_of(kind: str) -> str:
    """The word that stands in the cell."""
    return {
        Kind.EXPECTED: _("uventet"),
        Kind.RANGE: _("uden for det mulige"),
        Kind.TOTAL: _("delene passer ikke"),
        Kind.RULE: _("passer ikke"),
        Kind.MANUAL: _("skal ses efter"),
    }[Kind(kind)]


def sentence_of(flag: Flag) -> str:
    """What is wrong, with the numbers."""
    details = flag.details or {}
    if flag.kind == Kind.EXPECTED and "lower" in details:
        return expected_sentence(shape_of(flag.cell.definition), details["lower"], details["upper"])
    if flag.kind == Kind.RANGE:
        return _range_sentence(flag.cell.definition)
    if flag.kind == Kind.TOTAL:
        return " ".join(_sum_sentence(one) for one in details.get("sums", ()))
    if flag.kind == Kind.RULE and flag.rule is not None:
        return _("Reglen “%(rule)s” holder ikke.") % {"rule": flag.note or flag.rule.name}
    return flag.note or word_of(flag.kind)


def _range_sentence(definition: Definition) -> str:
    style, shape = number_style(), shape_of(definition)
    least, most = (
        None if limit is None else f"{style.plain(limit, shape.decimals)} {shape.sign}".strip()
        for limit in (definition.least, definition.most)
    )
    if least and most:
        return _("Tallet plejer at ligge mellem %(least)s og %(most)s. Er der skrevet forkert?") % {
            "least": least,
            "most": most,
        }
    if least:
        return _("Tallet plejer at være mindst %(least)s. Er der skrevet forkert?") % {
            "least": least
        }
    return _("Tallet plejer at være højst %(most)s. Er der skrevet forkert?") % {"most": most}


def _sum_sentence(one: dict[str, str]) -> str:
    if one["of"] == DIVISIONS:
        return _("Boligafdelingerne giver %(parts)s tilsammen, men her står %(whole)s.") % one
    return _("%(of)s: delene giver %(parts)s tilsammen, men her står %(whole)s.") % one
