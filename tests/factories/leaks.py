"""A site with figures that must not get out, and every address at which they could."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from django.urls import reverse

from accounts.models import User
from areas.models import Area, AreaExtent
from indicators.models import (
    CheckRule,
    DataSet,
    DataSetReader,
    Definition,
    Evidence,
    Flag,
    ImportBatch,
    ImportRow,
    Indicator,
    Measurement,
    Round,
    Withdrawal,
    WorkflowStep,
)
from indicators.rules.cells import Address
from indicators.services.categories import total_category
from partnership.models import Organisation, Ownership
from partnership.services import files
from tests.factories import frozen, people
from tests.factories.panels import Counts, Site, correct, three_areas

OPEN, OWNED = "approval", "supplier-owned"
WORDS = "hemmelig-bemaerkning"
# Where figures stand that nobody has released: in a hurry in one edition, far on its way in another.
STATES = (
    {"a": "draft", "b": "submitted", "c": "returned", "kommune": "approved"},
    {"a": "submitted", "b": "draft", "c": "draft", "kommune": "draft"},
)
# Two editions of the planted figures: part and whole, digits that nothing else has.
EDITIONS = ((73519, 91387), (73526, 91394))
DIVISION = ((58321, 69147), (58334, 69158))
BETWEEN = 73522  # between the two editions' parts: whoever may set it against them tells them apart


@dataclass
class Planted:
    """The site, whose planted figures it holds, and who is who."""

    site: Site
    division: Area
    sets: dict[str, DataSet]
    users: dict[str, User]
    homes: Definition

    def with_set(self, name: str) -> Site:
        """The site as its figures are logged to the data set of one organisation."""
        return replace(self.site, data_set=self.sets[name])


def digits(*numbers: int) -> list[bytes]:
    """A number as it stands in code, in Danish and in English."""
    return [
        form.encode()
        for number in numbers
        for form in (str(number), f"{number:,}", f"{number:,}".replace(",", "."))
    ]


NUMBERS = digits(*(number for edition in (*EDITIONS, *DIVISION) for number in edition))
SECRETS = [*NUMBERS, WORDS.encode()]


def planted_site(kind: str) -> Planted:
    """A site with one indicator of the kind, two owners with a division each, all roles."""
    base = three_areas()
    police = people.organisation("Prøvepolitiet", kind=Organisation.Kind.POLICE)
    housing = people.organisation("Boligforeningen", kind=Organisation.Kind.HOUSING)
    beside = people.organisation("Naboforeningen", kind=Organisation.Kind.HOUSING)
    reader = people.organisation("Læserne", kind=Organisation.Kind.OTHER)
    DataSet.objects.update(is_default=False)
    indicator = base.definition.indicator
    sets = {
        "police": DataSet.objects.create(
            indicator=indicator, supplier=police, is_default=True,
            approval_required=True, is_supplier_owned=kind == OWNED,
        ),
        "housing": DataSet.objects.create(indicator=indicator, supplier=housing),
        "beside": DataSet.objects.create(indicator=indicator, supplier=beside),
    }  # fmt: skip
    DataSetReader.objects.create(data_set=sets["police"], organisation=reader)
    for slug, owner in (("d", housing), ("e", beside)):
        area = Area.objects.create(
            kind=Area.Kind.DIVISION, code=slug, slug=slug, name=f"Afdeling {slug}", position=9
        )
        AreaExtent.objects.create(area=area, parent=base.areas["a"])
        Ownership.objects.create(area=area, organisation=owner)
        base.areas[slug] = area
    asked = Round.objects.create(
        name="Prøveindsamling", slug="proeve", slots=["2024", "2025"],
        opens_on=dt.date(2026, 1, 1), deadline=dt.date(2026, 3, 1),
    )  # fmt: skip
    asked.indicators.add(indicator)
    asked.areas.set(base.areas.values())
    users = {
        role: people.seated_user(role)
        for role in ("administrator", "board", "group", "secretariat")
    }
    for name, organisation in (
        ("supplier", police), ("other_supplier", housing), ("neighbour", beside), ("reader", reader),
    ):  # fmt: skip
        users[name] = people.seated_user("supplier", organisation=organisation)
    site = replace(base, data_set=sets["police"])
    frozen.locked(site, "a", "b")  # with what was released, before anything is planted
    return Planted(site, base.areas["d"], sets, users, _homes(base))


def _homes(base: Site) -> Definition:
    """A count that everybody's secretariat writes, with a rule that sets it against the planted one."""
    indicator = Indicator.objects.create(
        code="boliger", name="Boliger", group=base.definition.indicator.group
    )
    DataSet.objects.create(
        indicator=indicator, supplier=people.organisation("Prøve Kommune"), is_default=True
    )
    rule = CheckRule.objects.create(
        name="Højst så mange som boliger", left=base.definition.indicator, left_part="numerator",
        relation="at_most", right_part="value", is_hard=True,
    )  # fmt: skip
    rule.right.add(indicator)
    return Definition.objects.create(
        indicator=indicator,
        source=base.source,
        kind="count",
        data_kind="register",
        unit="boliger",
        direction="higher",
    )


def plant(planted: Planted, edition: int) -> None:
    """Figures on their way in every state, a draft over a released one, and all that lies beside."""
    counts = EDITIONS[edition]
    for slug, state in STATES[edition].items():
        version = correct(
            planted.site, slug, "2025", counts, workflow=state, comment=WORDS,
            release_on=dt.date(2099, 1, 1) if state == "approved" else None,
        )  # fmt: skip
        _step(version, state)
        if slug != "c" or not edition:
            _beside(planted, version, counts)
    correct(planted.site, "b", "2024", counts, workflow="draft", comment=WORDS)
    again = correct(planted.site, "c", "2025", counts, workflow="draft", comment=WORDS)
    _withdrawn(planted, again)
    if not edition:  # more goes on in one of them
        _file(planted, counts)


def plant_division(planted: Planted, edition: int) -> None:
    """Figures of a division, released and on their way, and what can be made of them."""
    site, counts = planted.with_set("housing"), DIVISION[edition]
    _beside(planted, correct(site, "d", "2024", counts, comment=WORDS), counts)
    _beside(planted, correct(site, "d", "2025", counts, comment=WORDS, workflow="draft"), counts)
    # The neighbour wrote the whole area's figure: what its divisions give is not the neighbour's.
    whole = correct(planted.with_set("beside"), "a", "2022", (61, 201))
    correct(site, "d", "2022", counts)
    correct(planted.with_set("beside"), "e", "2022", (7, 20))
    sums = [{"of": "divisions", "parts": str(counts[0]), "whole": "61"}]
    Flag.objects.create(
        cell=whole.cell, kind=Flag.Kind.TOTAL, version=whole.version, details={"sums": sums}
    )


def _step(version: Measurement, state: str) -> None:
    if state != "draft":
        WorkflowStep.objects.create(
            measurement=version, from_state="draft", to_state=state, reason=WORDS
        )


def _beside(planted: Planted, version: Measurement, counts: Counts) -> None:
    """A file and a link that the figure rests on, and what is questioned about it."""
    cell, told = version.cell, f"{WORDS} {counts[0]} {counts[1]}"
    file = files.keep(
        name=f"{WORDS}.txt", pieces=[told.encode()], by=None, content_type="text/plain"
    )
    Evidence.objects.create(cell=cell, title=told, file=file)
    Evidence.objects.create(cell=cell, title=told, url=f"https://eksempel.dk/{counts[0]}")
    Flag.objects.create(cell=cell, kind=Flag.Kind.MANUAL, version=version.version, note=told)
    said = {"figure": counts[0], "lower": 1.0, "upper": counts[1]}
    Flag.objects.create(cell=cell, kind=Flag.Kind.EXPECTED, version=version.version, details=said)


def _withdrawn(planted: Planted, version: Measurement) -> None:
    Withdrawal.objects.create(
        cell=version.cell, versions=[version.version], reason="Delt ved en fejl",
        requested_by=planted.users["supplier"],
    )  # fmt: skip


def _file(planted: Planted, counts: Counts) -> None:
    """A file that figures came in, and one that was tested and given up."""
    by = planted.users["supplier"]
    batches = [
        ImportBatch.objects.create(
            file_name=f"{WORDS}-{state}.csv", sha256="0" * 64, state=state, imported_by=by,
            source=planted.site.source, changed=1, recognised={"sheets": []}, shape=None,
        )
        for state in ("done", "cancelled")
    ]  # fmt: skip
    correct(
        planted.site, "kommune", "2025", counts, workflow="draft", comment=WORDS,
        import_batch=batches[0],
    )  # fmt: skip
    ImportRow.objects.create(
        batch=batches[1], row=1, place=0, outcome="changed", state="value", slot="2025",
        definition_id=planted.site.definition.pk, area_id=planted.site.areas["a"].pk,
        category_id=total_category().pk, numerator=Decimal(counts[0]),
        denominator=Decimal(counts[1]), text=WORDS, comment=WORDS,
    )  # fmt: skip


def places(planted: Planted) -> Iterator[Address]:
    """The cells that figures are planted in."""
    for area in planted.site.areas.values():
        for slot in ("2024", "2025"):
            yield Address(planted.site.definition.pk, area.pk, slot)


def guessed(planted: Planted) -> list[Address]:
    """Some of them: one that only drafts stand in, one released before, one of a division."""
    return [
        Address(planted.site.definition.pk, planted.site.areas[area].pk, slot)
        for area, slot in (("a", "2025"), ("b", "2024"), ("d", "2025"))
    ]


def entry_addresses(planted: Planted) -> Iterator[tuple[str, str]]:
    """The entry pages with all that can be chosen there; each with a name of its own."""
    grid = reverse("indicators:entry")
    years = "frequency=year&first_year=2022&last_year=2025"
    found = [
        f"{grid}?for_what={chosen}&{years}&writing={writing}&parts={parts}"
        for chosen in ("i-uden-job", *(f"o-{slug}" for slug in planted.site.areas))
        for writing, parts in (("antal", "alle"), ("vaerdier", "auto"))
    ]
    found += [f"{grid}?indsamling=proeve", f"{grid}?indsamling=proeve&mangler=1"]
    for page, lists in (
        ("approval", ("venter", "kladder", "sendt", "retur")),
        ("release", ("klar", "holdt", "frigivet")),
    ):
        found += [f"{reverse(f'indicators:{page}')}?vis={name}" for name in lists]
    found += [
        reverse(f"indicators:round-{name}", args=["proeve"])
        for name in ("detail", "template", "change", "close")
    ]
    yield from zip(found, found, strict=True)
    for place in places(planted):
        area = planted.site.areas
        slug = next(each for each in area if area[each].pk == place.area_id)
        at = [place.definition_id, place.area_id, place.slot]
        yield f"celle {slug} {place.slot}", reverse("indicators:entry-cell", args=at)
        asked = f"{reverse('indicators:withdrawal-create')}?celle={place.id}"
        yield f"tilbagekald {slug} {place.slot}", asked


def numbered_addresses() -> Iterator[tuple[str, str]]:
    """The pages of what has a number: files, flags, withdrawals, rules, data sets."""
    verbs = ("detail", "live", "shape", "names", "take", "cancel", "undo")
    pages = (
        (Evidence, ("evidence-file",)),
        (Flag, ("flag-clear",)),
        (ImportBatch, tuple(f"import-{verb}" for verb in verbs)),
        (Withdrawal, ("withdrawal-decide",)),
        (CheckRule, ("check-rule-change",)),
    )
    for model, names in pages:
        for number, pk in enumerate(model.objects.order_by("pk").values_list("pk", flat=True)):
            for name in names:
                yield f"{name} {number}", reverse(f"indicators:{name}", args=[pk])
    for data_set in DataSet.objects.select_related("indicator", "supplier"):
        for verb in ("change", "remove"):
            name = f"data-set-{verb}"
            code = data_set.indicator.code
            yield (
                f"{name} {code} {data_set.supplier.name}",
                reverse(f"indicators:{name}", args=[code, data_set.pk]),
            )


def explanation_addresses(planted: Planted) -> Iterator[tuple[str, str]]:
    """The pages that explain figures, their files, and the areas' own pages."""
    for area in planted.site.areas:
        for word in ("niveau", "afstand"):
            for name in ("explanation", "explanation-file"):
                address = reverse(f"indicators:{name}", args=["uden-job", area, word])
                yield address, address
        yield f"/omraader/{area}/", f"/omraader/{area}/"
