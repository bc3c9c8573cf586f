"""Arguments of the addresses that take some, each naming a thing that exists."""

from __future__ import annotations

from typing import Any

from accounts.services import invitations
from areas.models import Area
from indicators.models import (
    Category,
    CategorySet,
    Cell,
    CheckRule,
    ControlLimit,
    DataSet,
    Definition,
    DisclosureThreshold,
    EventMarker,
    Evidence,
    ImportBatch,
    PeriodLock,
    Relocation,
    Round,
    SourceMark,
    StoryNote,
    Target,
    WheelEntry,
    Withdrawal,
)
from indicators.services.categories import total_category
from partnership.models import Ownership
from partnership.services import files
from tests.factories import people
from tests.factories.feeds import make_feed
from tests.factories.results import published

FEED = ("detail", "status", "change", "fetch", "start", "pause")


def arguments() -> dict[str, dict[str, Any]]:
    """Arguments of the addresses that take some, each naming a thing that exists."""
    site = published(areas=2, indicators=1)
    definition, area = site.definitions[0], site.areas[0]
    organisation = people.organisation("Boligforeningen")
    DataSet.objects.create(
        indicator=definition.indicator, supplier=people.organisation(), is_default=True
    )
    waiting = people.user(password=None)
    seat = people.seat("group", person=people.person(user=waiting))
    token = invitations.issue(user=waiting, issued_by=None)
    body = {"slug": people.body("board").slug}
    code = {"code": definition.indicator.code}
    slug = {"slug": organisation.slug}
    login = {"pk": waiting.pk}
    behind = behind_the_figures(definition, area)
    threshold = DisclosureThreshold.objects.create(reason="Kildens vilkår")
    lock = PeriodLock.objects.create(slot="2001", reason="Gjort op")
    collection = {"slug": a_round(definition, area).slug}
    entry = WheelEntry.objects.create(name="Årets tal", frequency="year", months=[2])
    source = {"code": definition.source.code}
    rule = CheckRule.objects.create(
        name="Zq",
        left=definition.indicator,
        left_part="value",
        relation="at_most",
        right_part="value",
    )
    feed = make_feed()
    mark = SourceMark.objects.create(source=definition.source, mark="..", meaning="missing")
    return {
        **behind,
        "account_reset_password_from_key": {"uidb36": "1", "key": "intet"},
        "accounts:invitation": {"token": token},
        "accounts:notice-open": {"pk": 1},
        "partnership:organisation-detail": slug,
        "partnership:organisation-change": slug,
        "partnership:organisation-close": slug,
        "partnership:ownership-create": slug,
        "partnership:ownership-end": {"pk": Ownership.objects.all()[0].pk},
        "partnership:body-change": body,
        "partnership:seat-end": {"pk": seat.pk},
        "partnership:person-change": {"pk": seat.person_id},
        "partnership:user-deactivate": login,
        "partnership:user-reactivate": login,
        "partnership:user-invite": login,
        **beside_a_figure(definition, area),
        **a_file(),
        "indicators:round-template": collection,
        "indicators:round-detail": collection,
        "indicators:round-change": collection,
        "indicators:round-close": collection,
        "indicators:round-reopen": collection,
        "indicators:wheel-change": {"pk": entry.pk},
        "indicators:threshold-end": {"pk": threshold.pk},
        "indicators:withdrawal-decide": {"pk": withdrawal(definition, area).pk},
        "indicators:period-lock-open": {"pk": lock.pk},
        **administered(definition, area),
        "indicators:feed-create": {"table": "RAS200"},
        **{f"indicators:feed-{each}": {"pk": feed.pk} for each in FEED},
        "indicators:check-rule-change": {"pk": rule.pk},
        "indicators:source-detail": source,
        "indicators:source-change": source,
        "indicators:mark-explain": source,
        "indicators:mark-forget": {**source, "pk": mark.pk},
        "indicators:indicator-detail": code,
        "indicators:indicator-live": code,
        "indicators:explanation": {**code, "area": area.slug, "statement": "afstand"},
        "indicators:explanation-file": {**code, "area": area.slug, "statement": "niveau"},
        "dashboards:area-detail": {"slug": area.slug},
        "dashboards:area-live": {"slug": area.slug},
        "dashboards:comparison-gap": code,
    }


def withdrawal(definition: Definition, area: Area) -> Withdrawal:
    """One that waits for a second person."""
    cell = Cell.objects.create(
        definition=definition, area=area, slot="2020", category=total_category()
    )
    return Withdrawal.objects.create(
        cell=cell, versions=[1], reason="Delt ved en fejl", requested_by=people.user()
    )


def administered(definition: Definition, area: Area) -> dict[str, dict[str, Any]]:
    """One indicator with its target and data set, each with its pages."""
    code = {"code": definition.indicator.code}
    target = Target.objects.create(
        indicator=definition.indicator, area=area, baseline_slot="2019", slot="2030", value=80
    )
    data_set = DataSet.objects.filter(indicator=definition.indicator)[0]
    pages = (
        "definition-detail", "indicator-change", "definition-reword", "definition-version",
        "indicator-programme",
        "indicator-retire", "indicator-take-up", "indicator-merge", "target-create",
        "data-set-create",
    )  # fmt: skip
    return {
        **{f"indicators:{page}": code for page in pages},
        **{f"indicators:target-{verb}": {**code, "pk": target.pk} for verb in ("change", "drop")},
        **{
            f"indicators:data-set-{verb}": {**code, "pk": data_set.pk}
            for verb in ("change", "remove")
        },
    }


def a_file() -> dict[str, dict[str, Any]]:
    """A file that was taken in on the server; what waits for a person is there for that one alone."""
    batch = {"pk": ImportBatch.objects.create(file_name="zq.csv", sha256="").pk}
    verbs = ("detail", "live", "shape", "names", "take", "cancel", "undo")
    return {f"indicators:import-{verb}": batch for verb in verbs}


def a_round(definition: Definition, area: Area) -> Round:
    """A round that asks for the one indicator."""
    found = Round.objects.create(
        name="Zq 1", slug="foraar", slots=["2025"], opens_on="2026-02-01", deadline="2026-03-01"
    )
    found.indicators.add(definition.indicator)
    found.areas.add(area)
    return found


def beside_a_figure(definition: Definition, area: Area) -> dict[str, dict[str, Any]]:
    """A cell, a part of it, and a file that it rests on."""
    kinds = CategorySet.objects.create(code="koen", name="Køn")
    part = Category.objects.create(category_set=kinds, code="kvinder", name="Kvinder")
    definition.breakdowns.add(kinds)
    place = {"definition": definition.pk, "area": area.pk, "slot": "2025"}
    cell = Cell.objects.create(
        definition=definition, area=area, slot="2025", category=total_category()
    )
    file = files.keep(name="bilag.txt", pieces=[b"talt op"], by=None, content_type="text/plain")
    evidence = {"pk": Evidence.objects.create(cell=cell, title="Bilag", file=file).pk}
    return {
        "indicators:entry-cell": place,
        "indicators:entry-part": {**place, "category": part.pk},
        "indicators:evidence-file": evidence,
        "indicators:evidence-withdraw": evidence,
        "indicators:flag-clear": {"pk": 1},
    }


def behind_the_figures(definition: Definition, area: Area) -> dict[str, dict[str, Any]]:
    """One event, story, relocation and fixed limit, each with its pages."""
    event = EventMarker.objects.create(kind="other", title="Nyt", happened_on="2024-05-01")
    effort = EventMarker.objects.create(
        kind="effort", title="Indsats", happened_on="2024-05-01", area=area,
        indicator=definition.indicator,
    )  # fmt: skip
    story = StoryNote.objects.create(indicator=definition.indicator, text="Vi ved mere.")
    move = Relocation.objects.create(
        from_area=area, households=4, starts_on="2027-01-01", announced_on="2026-01-01", source="x"
    )
    limit = ControlLimit.objects.create(
        definition=definition, area=area, from_slot="2024K1", reason="Ny optælling"
    )
    rows = {"event": event, "story": story, "relocation": move}
    pages = {
        f"indicators:{noun}-{verb}": {"pk": row.pk}
        for noun, row in rows.items()
        for verb in ("change", "withdraw")
    }
    limits = {f"indicators:control-limit-{verb}": {"pk": limit.pk} for verb in ("change", "lift")}
    pages["dashboards:contribution-detail"] = {"pk": effort.pk}
    return pages | limits
