"""The pages of sources, as the secretariat sees them."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from indicators.models import Indicator, Source, SourceMark
from tests.factories import people
from tests.factories.results import Published, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def site() -> Published:
    return published(areas=1, indicators=1)


@pytest.fixture
def staff(site: Published, client: Client) -> Client:
    client.force_login(people.seated_user("secretariat"))
    return client


def page(client: Client, name: str, **arguments: object) -> str:
    return client.get(reverse(f"indicators:{name}", kwargs=arguments)).content.decode()


def test_a_source_nobody_settled_stands_first_and_says_that_nothing_comes_in(
    site: Published, staff: Client
) -> None:
    settled = site.definitions[0].source
    Source.objects.create(code="ukendt", name="Ukendt kilde", family="ukendt")
    text = page(staff, "source-list")
    assert text.index("Ukendt kilde") < text.index(settled.name)
    assert "intet kan indlæses" in text
    assert "aktindsigt" in text
    assert "kan der ikke indlæses tal fra kilden" in page(staff, "source-detail", code="ukendt")


def test_a_new_source_is_settled_in_one_form(staff: Client) -> None:
    staff.post(
        reverse("indicators:source-create"),
        {"name": "Skolernes måling", "shown_to": "partnership", "basis": "Aftale af 1.3.2027"},
    )
    made = Source.objects.get(code="skolernes-maaling")
    assert (made.shown_to, made.family) == ("partnership", "skolernes-maaling")
    text = page(staff, "source-detail", code=made.code)
    assert "Aftale af 1.3.2027" in text


def test_who_may_see_it_needs_a_basis_and_what_was_typed_stays(staff: Client) -> None:
    answer = staff.post(
        reverse("indicators:source-create"),
        {"name": "Skolernes måling", "shown_to": "partnership", "note": "Ringede 1.3."},
    )
    text = answer.content.decode()
    assert "Skriv, hvilken aftale eller hjemmel der ligger bag" in text
    assert "Ringede 1.3." in text
    assert Source.objects.count() == 1


def test_a_parallel_change_shows_both_and_keeps_both(staff: Client) -> None:
    source = Source.objects.create(code="a", name="Kilden", family="a")
    address = reverse("indicators:source-change", args=["a"])
    seen = staff.get(address).context["form"]["seen"].value()
    Source.objects.filter(pk=source.pk).update(note="Deres")
    text = staff.post(
        address, {"name": "Kilden", "note": "Min", "seen": seen, "family": "a"}
    ).content.decode()
    assert "Deres" in text
    assert "Min" in text
    assert Source.objects.get(code="a").note == "Deres"


def test_a_mark_is_explained_and_forgotten_on_the_page(staff: Client) -> None:
    Source.objects.create(code="a", name="Kilden", family="a")
    staff.post(reverse("indicators:mark-explain", args=["a"]), {"mark": "..", "meaning": "missing"})
    mark = SourceMark.objects.get()
    assert "<code>..</code>" in page(staff, "source-detail", code="a")
    staff.post(reverse("indicators:mark-forget", args=["a", mark.pk]))
    assert not SourceMark.objects.exists()
    refused = staff.post(reverse("indicators:mark-explain", args=["a"]), {"mark": ""}, follow=True)
    assert "Skriv det, der står i stedet for et tal" in refused.content.decode()


def test_a_restricted_indicator_is_named_to_nobody_without_the_right(
    site: Published, staff: Client
) -> None:
    source = site.definitions[0].source
    assert "Tryg i nabolaget" in page(staff, "source-detail", code=source.code)
    Indicator.objects.update(is_restricted=True)
    assert "Tryg i nabolaget" not in page(staff, "source-detail", code=source.code)
