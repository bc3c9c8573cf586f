"""What was frozen is found again under the name it had, whatever it is called today."""

from __future__ import annotations

import pytest

from areas.models import Area
from indicators.models import DataSet, Definition, FrozenCopy, Group, Indicator
from indicators.services import frozen_revisions
from indicators.services.frozen_revisions import Revision
from indicators.services.indicator_administration import indicators as administration
from indicators.services.recompute import groups as recompute
from partnership.services.standing import standing_of
from tests.factories import people
from tests.factories.panels import Site, correct, three_areas
from tests.indicators.services.test_frozen_copies import freeze, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def site() -> Site:
    made = three_areas()
    recompute.drain()
    return made


def since(copy: FrozenCopy) -> list[Revision]:
    return frozen_revisions.revisions([copy], restricted=True)[copy.pk]


@pytest.mark.django_db(transaction=True)
def test_what_was_renamed_since_is_told_under_both_names(site: Site) -> None:
    copy = freeze([read(site)])
    Area.objects.filter(slug="a").update(name="Nyt navn")
    Indicator.objects.update(name="Ledige")
    assert not since(copy)  # another name is no other figure
    correct(site, "a", "2024", (44, 200))
    recompute.drain()
    (found,) = since(copy)
    assert (found.indicator, found.area) == ("Uden job (nu: Ledige)", "Område a (nu: Nyt navn)")


def test_a_figure_whose_indicator_is_retired_says_that_it_is(site: Site) -> None:
    copy = freeze([read(site)])
    by = standing_of(people.seated_user("secretariat"))
    administration.retire(by=by, indicator_id=site.definition.indicator_id)
    recompute.drain()
    (found,) = since(copy)
    assert found.words == "indikatoren er udgået; tallet opgøres ikke mere"


def test_a_figure_whose_indicator_was_merged_says_into_which_and_is_not_compared(
    site: Site,
) -> None:
    copy, old = freeze([read(site)]), site.definition
    other = Indicator.objects.create(
        code="anden", name="Uden arbejde", name_en="Jobless", group=Group.objects.create(code="ny")
    )
    values = {f.name: getattr(old, f.name) for f in Definition._meta.concrete_fields}
    Definition.objects.create(**{**values, "id": None, "indicator": other})
    DataSet.objects.create(indicator=other, supplier=site.data_set.supplier, is_default=True)
    user = people.seated_user("secretariat")
    administration.merge(
        by=standing_of(user), user=user, indicator_id=old.indicator_id, into_id=other.pk
    )
    recompute.drain()
    (found,) = since(copy)
    assert found.indicator == "Uden job (nu lagt sammen med Uden arbejde)"
    assert found.words.startswith("indikatoren er lagt sammen med en anden")
    assert (found.before, found.now) == ("20,0", "")
