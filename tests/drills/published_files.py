"""Walk every published file through the import pages and tell what came of it.

    python tests/drills/published_files.py FOLDER

FOLDER holds the files as others published them (`statbank/`, `small_areas/`, `panels/`,
`workbooks/`). They are no part of the project. Run it on a database of its own where an example is
loaded; the areas and indicators that a file needs are made on the way, called as the file calls
them. Each file is chosen on the page, explained once, taken in, and chosen again: the second time it
must change nothing. Then some figures are looked up in the database and held against the file's.
"""

# ruff: noqa: PLC0415 - the models can only be imported once Django is set up
from __future__ import annotations

import html
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import django
from django.test.utils import setup_test_environment

ROOT = Path(__file__).resolve().parents[2]
MOST_AREAS = 200  # made for one file; rows of others are left out
KINDS = {".csv", ".json", ".xlsx"}


@dataclass
class Walk:
    """What came of one file."""

    name: str
    state: str
    reason: str = ""
    new: int = 0
    left_out: int = 0
    second: str = ""
    seconds: float = 0.0

    def row(self) -> str:
        """As a row of the printed table."""
        told = self.reason or f"{self.new} nye, {self.left_out} ikke med; anden gang {self.second}"
        return f"| {self.name} | {self.state} | {told} |"


class Walker:
    """A signed-in secretary who explains each file as simply as can be."""

    def __init__(self) -> None:
        from django.test import Client

        from accounts.models import User
        from areas.models import Area
        from indicators.models import Group, Source
        from partnership.models import Organisation

        user = User.objects.filter(person__seats__role="secretariat").order_by("pk")[0]
        self.page = Client(HTTP_HOST="localhost")
        self.page.force_login(user)
        self.source, _made = Source.objects.update_or_create(
            code="offentliggjort",
            defaults={"name": "Offentliggjort", "family": "x", "shown_to": "partnership"},
        )
        self.supplier = Organisation.objects.order_by("pk")[0]
        self.number = Area.objects.count() + Group.objects.count() + 1000  # none used before

    def walk(self, path: Path) -> Walk:
        """Choose, explain, take in, choose again."""
        batch = self.choose(path)
        told = Walk(path.name, batch.get_state_display())
        if batch.state == "shape":
            told.reason = self.explain(path, batch)
            batch.refresh_from_db()
        if batch.state == "checked" and batch.refused:
            told.state, told.reason = "afviste rækker", self.first_refusals(batch)
        elif batch.state == "refused":
            told.state, told.reason = "afvist", self.text(self.page.get(self.url(batch)))
        elif batch.state == "checked":
            told.new, told.left_out = batch.new, (batch.message or {}).get("left_out", 0)
            self.page.post(self.url(batch, "take"))
            self.work()
            batch.refresh_from_db()
            told.state = batch.get_state_display()
            again = self.choose(path)
            if again.state == "shape":
                self.say_again(again)
            told.second = f"{again.new} nye, {again.changed} ændrede, {again.unchanged} uændrede"
        return told

    def choose(self, path: Path) -> Any:
        from django.core.files.uploadedfile import SimpleUploadedFile

        from indicators.models import ImportBatch

        file = SimpleUploadedFile(path.name, path.read_bytes())
        self.page.post("/indberetning/import/", {"file": file, "source": self.source.pk})
        self.work()
        return ImportBatch.objects.latest("pk")

    def work(self) -> None:
        """What the worker does meanwhile."""
        from indicators.services.import_files import work

        work.work_on_all()

    def explain(self, path: Path, batch: Any) -> str:
        """Answer every question on the page; empty when the page was content."""
        form = self.page.get(self.url(batch)).context["form"]
        self.make_what_it_names(path, form.reading)
        form = self.page.get(self.url(batch)).context["form"]
        answers = {name: self.answer(name, form) for name in form.fields}
        url = self.url(batch, "shape")
        page = self.page.post(url, {**answers, "sheet": form.reading.found.name})
        if page.status_code == 422:
            return str(dict(page.context["form"].errors))
        self.work()
        batch.refresh_from_db()
        if batch.state == "shape":
            asked = self.page.get(self.url(batch)).context["asked"]
            return f"spørger om {', '.join(asked)}"
        return ""

    def say_again(self, batch: Any) -> None:
        """What a file does not say itself, its period or area, is asked of every file; all else is known."""
        form = self.page.get(self.url(batch)).context["form"]
        answers = {
            name: self.answer(name, form)
            if name.startswith("constant-")
            else form[name].value() or ""
            for name in form.fields
        }
        sheet = form.reading.found.name
        self.page.post(self.url(batch, "shape"), {**answers, "sheet": sheet})
        self.work()
        batch.refresh_from_db()

    def answer(self, name: str, form: Any) -> Any:
        field, usual = form.fields[name], form[name].value()
        if usual not in (None, "", False):
            return usual
        if name == "leaves_out":
            return "on"
        if name == "constant-period":
            return "2022"
        if name == "constant-area":
            return self.area_name
        if name == "date_as":
            return "quarter"
        if name.startswith("mark-"):
            return "M"
        if name == "indicator" or name.startswith("indicator-"):
            return (
                self.indicators.pop(0)
                if name != "indicator" and self.indicators
                else next(iter(self.indicators), "")
            )
        choices = [value for value, _label in getattr(field, "choices", []) if value]
        return choices[0] if choices else ""

    def make_what_it_names(self, path: Path, reading: Any) -> None:
        """An indicator for the file, or one for each that it names; and its areas."""
        from areas.models import Area
        from indicators.rules.periods import UnknownPeriod, parse_slot

        found = reading.recognised
        frequency = "year"
        for text in found.periods[:3]:
            try:
                frequency = parse_slot(text).frequency
            except UnknownPeriod:
                continue
        if "ask_date" in reading.asked:
            frequency = "quarter"
        self.indicators = []
        for name in found.indicators[:40] or [path.stem]:
            self.indicators.append(self.indicator(name, frequency))
        known = {a.name.lower() for a in Area.objects.all()} | {
            a.code for a in Area.objects.all() if a.code
        }
        for name in found.areas[:MOST_AREAS]:
            bare = re.sub(r"^\d+ ", "", name)[:120]
            if bare.lower() not in known and f"{bare.lower()} kommune" not in known:
                known.add(bare.lower())
                self.number += 1
                Area.objects.create(
                    kind="reference", name=bare, slug=f"x{self.number}", code=f"x{self.number}"
                )
        self.area_name = found.areas[0] if found.areas else Area.objects.all()[0].name

    def indicator(self, name: str, frequency: str) -> int:
        """The id of an indicator that takes any number."""
        from indicators.models import DataSet, Definition, Group, Indicator

        self.number += 1
        code = f"fil-{self.number}"
        group = Group.objects.create(code=code)
        made = Indicator.objects.create(code=code, name=name[:120], name_en=name[:120], group=group)
        DataSet.objects.create(indicator=made, supplier=self.supplier, is_default=True)
        Definition.objects.create(
            indicator=made, kind="index", data_kind="register", direction="context", unit="tal",
            unit_en="number", source=self.source, frequency=frequency,
        )  # fmt: skip
        return int(made.pk)

    def first_refusals(self, batch: Any) -> str:
        page = self.page.get(self.url(batch))
        lines = page.context["lines"][:2]
        told = "; ".join(f"{line.address} {line.place}: {line.reason}" for line in lines)
        return f"{batch.refused} rækker, {batch.new} gode. {told}"

    def url(self, batch: Any, verb: str = "detail") -> str:
        from django.urls import reverse

        return reverse(f"indicators:import-{verb}", args=[batch.pk])

    def text(self, page: Any) -> str:
        found = re.search(r"notice--error.*?<p>(.*?)</p>\s*</div>", page.content.decode(), re.S)
        return html.unescape(re.sub(r"<[^>]+>|\s+", " ", found[1]).strip()) if found else "?"


def files_in(folder: Path) -> Iterator[Path]:
    """Every file with figures, in the order of the folders."""
    for part in ("statbank", "small_areas", "panels", "workbooks"):
        for path in sorted((folder / part).rglob("*")):
            if path.suffix in KINDS:
                yield path


# File, area, period and what the file itself says there.
SPOTS = (
    ("numecon_RAS200", "Gladsaxe", "2008", "77.9"), ("numecon_RAS200", "Gladsaxe", "2021", "79.1"),
    ("numecon_ARE207", "Gladsaxe", "2023", "24.9"),
    ("bdp_municipality_unemployment", "Ballerup", "2023", "2.4"),
    ("bdp_municipality_inequality", "Aabenraa", "2008", "26.88"),
    ("heholo_muni_crime", "Dragør", "2009", "61"), ("razz7_FOLK1A", "Hele landet", "2008K1", "5475791"),
    ("latinpower_STRAF11_criminalitydata", "Copenhagen", "2007K1", "21462"),
)  # fmt: skip


def spots() -> None:
    """Some figures as they are stored, beside the file's."""
    from indicators.models import Measurement

    for indicator, area, slot, said in SPOTS:
        found = Measurement.objects.filter(
            cell__definition__indicator__name=indicator, cell__slot=slot,
            cell__area__name__startswith=area,
        ).first()  # fmt: skip
        stored = "intet" if found is None or found.value is None else f"{found.value.normalize():f}"
        print(
            f"{'lig' if stored == said else 'FORSKELLIG'}: {indicator} {area} {slot} {said} {stored}"
        )


def main() -> None:
    """All files, then the spots."""
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    walker = Walker()
    for path in files_in(Path(sys.argv[1])):
        if len(sys.argv) > 2 and sys.argv[2] not in path.name:
            continue
        print(walker.walk(path).row(), flush=True)
    spots()


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("DEBUG", "1")
    django.setup()
    setup_test_environment()  # answers tell what they were drawn from
    main()
