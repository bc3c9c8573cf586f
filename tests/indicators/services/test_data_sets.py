"""The query of what a person sees as it was logged says what the rule says."""

import pytest

from areas.models import Area
from indicators.models import DataSet, DataSetReader
from indicators.services.data_sets import data_sets_seen_by, figures_seen_by, released_cells
from indicators.services.entry import data_sets_for
from partnership.rules.access import may_enter_data_set, may_see_raw
from partnership.services.standing import standing_of
from tests.factories import people
from tests.factories.panels import correct, three_areas

pytestmark = pytest.mark.django_db


def test_query_and_rule_agree_for_every_role_and_kind_of_data_set() -> None:
    made = three_areas()
    police, reader = people.organisation("Politi"), people.organisation("Læser")
    indicator = made.definition.indicator
    owned = DataSet.objects.create(indicator=indicator, supplier=police, is_supplier_owned=True)
    DataSetReader.objects.create(data_set=owned, organisation=reader)
    users = [people.seated_user(role) for role in people.ROLES]
    users += [
        people.seated_user(role, organisation=organisation)
        for role in ("supplier", "secretariat", "board")
        for organisation in (police, reader)
    ]
    for user in users:
        standing = standing_of(user)
        for data_set in DataSet.objects.all():
            readers = set(data_set.readers.values_list("organisation_id", flat=True))
            supplier, is_owned = data_set.supplier_id, data_set.is_supplier_owned
            sees = may_see_raw(standing, supplier, is_owned, readers)
            assert data_sets_seen_by(standing).filter(pk=data_set.pk).exists() == sees, user
            writes = may_enter_data_set(standing, supplier, is_supplier_owned=is_owned)
            assert data_sets_for(standing).filter(pk=data_set.pk).exists() == writes, user


def test_a_restricted_indicator_is_for_secretaries_with_the_right() -> None:
    made = three_areas()
    made.definition.indicator.is_restricted = True
    made.definition.indicator.save()
    for sees in (True, False):
        standing = standing_of(people.seated_user("secretariat", sees_restricted=sees))
        assert data_sets_seen_by(standing).exists() == sees


def test_divisions_of_others_are_left_out() -> None:
    made = three_areas()
    made.areas["d"] = Area.objects.create(kind="division", code="d", slug="d", name="d")
    planted = correct(made, "d", "2024", (1, 2))
    housing = people.organisation("Boligforeningen", kind="housing")
    made.data_set.supplier = housing
    made.data_set.save()
    supplier = people.seated_user("supplier", organisation=housing)
    for user, sees in ((people.seated_user("secretariat"), True), (supplier, False)):
        found = figures_seen_by(standing_of(user)).filter(pk=planted.pk)
        assert found.exists() == sees


def test_released_cells_are_those_that_were_ever_out() -> None:
    made = three_areas()
    draft = correct(made, "a", "2025", (1, 2), workflow="draft")
    over = correct(made, "a", "2024", (1, 2), workflow="draft")
    assert released_cells([draft.cell_id, over.cell_id]) == {over.cell_id}
