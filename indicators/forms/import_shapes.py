"""Explaining how a sheet is read: what must be answered, and what was recognised."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indicators.forms.knowledge import NamedField
from indicators.importers import shapes
from indicators.importers.shapes import Shape
from indicators.models import CategorySet, Source
from indicators.services.import_files.books import Book
from indicators.services.import_files.interpreting import Reading, members_of, names_indicator
from indicators.services.import_files.meanings import LEFT_OUT, Meaning
from indicators.services.import_files.words import (
    DATE_WORDS,
    HEAD_ROLE_WORDS,
    MARK_WORDS,
    ROLE_WORDS,
)
from indicators.services.names import localised
from partnership.forms.fields import TextField

MOST_NAMES = 40  # names asked about on one page
BY = "opdel:"
# What else says where an area or a period is.
_HELD_BY = {shapes.AREA: (shapes.AREA_CODE,), shapes.PERIOD: (shapes.INDICATOR_PERIOD,)}


def _with_blank(choices: Sequence[tuple[Any, Any]], label: object) -> list[tuple[Any, Any]]:
    return [("", label), *choices]


class ShapeForm(forms.Form):
    """How one sheet is read. Its fields are made from what was found on it."""

    source = NamedField(
        queryset=Source.objects.all(), label=gettext_lazy("Kilde"),
        empty_label=gettext_lazy("Vælg kilde"),
        error_messages={"required": gettext_lazy("Vælg, hvor tallene kommer fra.")},
    )  # fmt: skip
    name = TextField(
        label=gettext_lazy("Navn på denne slags fil"),
        max_length=120,
        help_text=gettext_lazy("Læsemåden huskes under dette navn til næste gang."),
    )

    def __init__(
        self, *args: Any, reading: Reading, book: Book, source: Source | None, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.reading, self.book = reading, book
        shape = reading.shape
        self._marks = list(reading.recognised.marks)
        self._dimensions = {one.name: one for one in reading.recognised.dimensions}
        self.fields["source"].initial = source
        self.fields["name"].initial = self._usual_name()
        if not names_indicator(shape):
            self._add_indicator()
        self._add_questions()
        self._add_columns()
        self._add_dimensions()
        self._add_indicator_names()
        self.fields["leaves_out"] = forms.BooleanField(
            required=False,
            initial=reading.meaning.leaves_out or reading.mapping is None,
            label=_("Udelad områder, som vi ikke følger"),
            help_text=_("Ellers afvises filen, når et områdes navn ikke kendes."),
        )
        self.order_fields([n for n in self.fields if n not in {"leaves_out", "name"}])

    def _usual_name(self) -> str:
        if self.reading.mapping:
            return self.reading.mapping.name
        return (self.reading.recognised.title or self.reading.found.name or _("Tal fra fil"))[:120]

    def _add_indicator(self) -> None:
        self.fields["indicator"] = forms.TypedChoiceField(
            choices=_with_blank(self._indicators(), _("Vælg indikator")),
            coerce=int,
            initial=self.reading.meaning.indicator or "",
            label=_("Hvilken indikator er tallene for?"),
            error_messages={"required": _("Vælg den indikator, tallene er for.")},
        )

    def _indicators(self) -> list[tuple[int, str]]:
        newest = [versions[0].indicator for versions in self.book.versions.values()]
        return [(one.pk, localised(one)) for one in newest]

    def _add_questions(self) -> None:
        shape, noted = self.reading.shape, {n.code for n in self.reading.recognised.questions}
        if {"ask_decimal", "mixed_decimals"} & noted:
            self._choice(
                "decimal", [(",", _("Komma: 1.234 er et helt tal over tusind")),
                            (".", _("Punktum: 1.234 er lidt over én"))],
                _("Hvilket decimaltegn bruger filen?"), shape.decimal,
            )  # fmt: skip
        if "ask_split_year" in noted:
            self._choice(
                "split_year", [("first", _("det første år")), ("last", _("det sidste år"))],
                _("Hvilket år er 2018/19 tal for?"), shape.split_year,
            )  # fmt: skip
        if "ask_date" in noted:
            self._choice(
                "date_as", list(DATE_WORDS.items()), _("Hvilken periode gælder en dato for?"),
                shape.date_as,
            )  # fmt: skip
        for number, mark in enumerate(self._marks):
            label = _("Hvad betyder %(mark)s?") % {"mark": mark.text}
            initial = shape.marks.get(mark.text, mark.proposed)
            self._choice(f"mark-{number}", list(MARK_WORDS.items()), label, initial)
        for role, label, text, wrong in (
            (shapes.PERIOD, _("Filen siger ikke selv periode. Hvilken er det?"),
             _("For eksempel 2024 eller 2024K3. Der spørges igen for hver fil."),
             _("Skriv perioden, eller sig nedenfor, hvilken kolonne den står i.")),
            (shapes.AREA, _("Filen siger ikke selv område. Hvilket er det?"),
             _("Områdets navn eller kode. Der spørges igen for hver fil."),
             _("Skriv området, eller sig nedenfor, hvilken kolonne det står i.")),
        ):  # fmt: skip
            if f"no_{role}_column" in noted:
                self.fields[f"constant-{role}"] = TextField(
                    label=label, help_text=text, max_length=80,
                    initial=shape.constants.get(role, ""), error_messages={"required": wrong},
                    required=not self._says_column(role),
                )  # fmt: skip

    def _says_column(self, role: str) -> bool:
        """Whether the person says of a column or a row of headings that it holds the role."""
        held = {role, *_HELD_BY.get(role, ())}
        asked = ("role-", "head-")
        return any(self.data[name] in held for name in self.data if name.startswith(asked))

    def _choice(
        self, name: str, choices: Sequence[tuple[Any, Any]], label: str, initial: Any
    ) -> None:
        self.fields[name] = forms.ChoiceField(
            choices=_with_blank(choices, _("Vælg")), label=label, initial=initial,
            error_messages={"required": _("Vælg et svar.")},
        )  # fmt: skip

    def _add_columns(self) -> None:
        shape = self.reading.shape
        for row, role in enumerate(shape.head_roles):
            number = shape.header_rows[row] if row < len(shape.header_rows) else row + 1
            label = _("Overskrifterne i række %(row)s") % {"row": number}
            self._select(f"head-{row}", HEAD_ROLE_WORDS, label, role)
        self._headed = [c for c in shape.columns if shapes.is_headed(c, shape)]
        if self._headed:
            roles = {role: ROLE_WORDS[role] for role in ("value", "numerator", "denominator", "n")}
            self._select("figures", roles, _("Tallene er"), self._headed[0].role)
        for column in shape.columns:
            if column in self._headed:
                continue
            name = column.heading or self._example(column.place)
            label = _("Kolonne %(letter)s: %(name)s") % {
                "letter": shapes.letters(column.place), "name": name[:60],
            }  # fmt: skip
            self._select(f"role-{column.place}", ROLE_WORDS, label, column.role)

    def _example(self, place: int) -> str:
        """What stands first in a column without a heading."""
        rows = self.reading.recognised.preview[self.reading.shape.first_row - 1 :]
        texts = [row[place] for row in rows if place < len(row) and row[place]]
        return _("uden overskrift, “%(text)s”") % {"text": texts[0][:30]} if texts else "–"

    def _select(self, name: str, words: Mapping[str, Any], label: str, initial: str) -> None:
        self.fields[name] = forms.ChoiceField(
            choices=list(words.items()), label=label, initial=initial
        )

    def _add_dimensions(self) -> None:
        sets = [(f"{BY}{one.pk}", _("Alle, opdelt efter %(name)s") % {"name": one.name.lower()})
                for one in CategorySet.objects.exclude(code="total")]  # fmt: skip
        for number, name in enumerate(self.reading.shape.categories):
            found = self._dimensions.get(name)
            label = _("%(name)s: hvilke tal skal med?") % {"name": name}
            members = [(member, member) for member in found.members] if found else []
            initial = self.reading.shape.chosen.get(name, "")
            if self.reading.meaning.breakdown == name:
                initial = self._breakdown_set()
            self._choice(f"dimension-{number}", [*members, *sets], label, initial)

    def _breakdown_set(self) -> str:
        kept = [pk for pk in self.reading.meaning.members.values() if pk in self.book.categories]
        return f"{BY}{self.book.categories[kept[0]].category_set_id}" if kept else ""

    def _add_indicator_names(self) -> None:
        """Only names that nobody knows yet are asked about."""
        said = self.reading.meaning.indicators
        self._unknown = [
            name
            for name in self.reading.recognised.indicators
            if name.lower() not in self.book.indicators or name.lower() in said
        ][:MOST_NAMES]
        choices = [("", _("Tages ikke med")), *self._indicators()]
        for number, name in enumerate(self._unknown):
            self.fields[f"indicator-{number}"] = forms.TypedChoiceField(
                choices=choices, coerce=int, empty_value=None, required=False,
                initial=said.get(name.lower()) or "",
                label=_("%(name)s er") % {"name": name[:80]},
            )  # fmt: skip

    def group(self, *starts: str) -> list[BoundField]:
        """The fields whose names begin so, for one part of the page."""
        return [self[name] for name in self.fields if name.startswith(starts)]

    @property
    def questions(self) -> list[BoundField]:
        """What must be answered."""
        first = [self["indicator"]] if "indicator" in self.fields else []
        return first + self.group(
            "source", "decimal", "split_year", "date_as", "mark-", "constant-",
            "dimension-", "leaves_out", "name",
        )  # fmt: skip

    @property
    def indicator_names(self) -> list[BoundField]:
        """The file's names of indicators that nobody knows yet."""
        return self.group("indicator-")

    @property
    def columns_are_wrong(self) -> bool:
        """Whether something is wrong among the columns, so that they must be in sight."""
        return any(field.errors for field in self.columns)

    @property
    def columns(self) -> list[BoundField]:
        """What was recognised, to be corrected."""
        return self.group("head-", "figures", "role-")

    def clean(self) -> dict[str, Any]:
        """Of a file's own names of indicators at least one is known, or is said now."""
        said: dict[str, Any] = super().clean() or {}
        names = [name for name in said if name.startswith("indicator-")]
        is_known = len(self._unknown) < len(self.reading.recognised.indicators)
        if names and not is_known and not any(said[name] for name in names):
            self.add_error(names[0], _("Sig for mindst ét af navnene, hvilken indikator det er."))
        return said

    def clean_source(self) -> Source:
        """Nothing is taken in from a source before it is settled who may see its figures."""
        source: Source = self.cleaned_data["source"]
        if not source.shown_to:
            raise forms.ValidationError(
                _(
                    "Det er ikke afklaret, hvem der må se tal fra %(name)s. Det aftales under Kilder."
                ),
                params={"name": source.name},
            )
        return source

    def shape(self) -> Shape:
        """The shape as it was answered."""
        said, shape = self.cleaned_data, self.reading.shape
        roles = {column.place: said["figures"] for column in self._headed}
        rest = [column for column in shape.columns if column not in self._headed]
        roles |= {column.place: said[f"role-{column.place}"] for column in rest}
        names = {
            column.place: column.name or column.heading or shapes.letters(column.place)
            for column in rest
            if roles[column.place] == shapes.CATEGORY
        }
        heads = tuple(said[f"head-{row}"] for row in range(len(shape.head_roles)))
        constants = {
            role: said[f"constant-{role}"]
            for role in (shapes.PERIOD, shapes.AREA)
            if said.get(f"constant-{role}")
        }
        marks = {mark.text: said[f"mark-{n}"] for n, mark in enumerate(self._marks)}
        corrected = shape.corrected(
            roles=roles, names=names, head_roles=heads, marks=marks,
            head_names=tuple(
                (name or _("Opdeling")) if role == shapes.CATEGORY else ""
                for role, name in zip(heads, shape.head_names, strict=True)
            ),
            decimal=said.get("decimal") or shape.decimal,
            split_year=said.get("split_year") or shape.split_year,
            date_as=said.get("date_as") or shape.date_as,
            constants={**shape.constants, **constants},
        )  # fmt: skip
        chosen = {
            name: value
            for name, value in self._chosen().items()
            if not value.startswith(BY) and name in corrected.categories
        }
        return corrected.corrected(chosen=chosen)

    def _chosen(self) -> dict[str, str]:
        return {
            name: self.cleaned_data[f"dimension-{number}"]
            for number, name in enumerate(self.reading.shape.categories)
        }

    def meaning(self) -> Meaning:
        """What the texts mean, as it was answered."""
        said, before = self.cleaned_data, self.reading.meaning
        divided = next((n for n, v in self._chosen().items() if v.startswith(BY)), "")
        members: dict[str, int] = {}
        if divided:
            set_id = int(self._chosen()[divided].removeprefix(BY))
            members = members_of(self._dimensions.get(divided), set_id, self.book)
        named = {
            name.lower(): said[f"indicator-{n}"] or LEFT_OUT for n, name in enumerate(self._unknown)
        }
        return Meaning(
            indicator=said.get("indicator") or None,
            areas=before.areas,
            indicators={**before.indicators, **named},
            leaves_out=said["leaves_out"],
            breakdown=divided,
            members=members,
        )
