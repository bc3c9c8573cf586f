"""A decision's page: the review it was taken on with its locked evidence, and what it expects."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from effects.models import EffectVersion
from effects.services import reviews as services
from effects.services.review_answers import Closing
from indicators.models import Indicator
from partnership.services.decisions import Wording
from partnership.services.standing import standing_of
from tests.factories import decisions, people, reviews

pytestmark = pytest.mark.django_db


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def body():
    return people.body("board")


@pytest.fixture
def closed(body):
    """A review on which a decision was taken, and an expectation that was written with it."""
    effort = reviews.intervention(body)
    effect = reviews.expected(effort)
    review = reviews.review(effort)
    user = people.seated_user("secretariat")
    made = services.close(
        by=standing_of(user), review_id=review.pk,
        closing=Closing(
            finding="partly", outcome="adjust", reason="Det går den rigtige vej.",
            early_reason="Vi kan se nok.",
            settled_outside=True, settled_on=timezone.localdate(),
            wording=Wording(kind="adjust", title="Åbent om lørdagen", text="Der åbnes om lørdagen."),
        ),
    )  # fmt: skip
    version = effect.versions.get()
    areas = list(version.areas.all())
    version.pk, version.number, version.size = None, 2, 9
    version.reason, version.decision, version.written_by = "Mere tid.", made.settled_by, user
    version.written_on = timezone.localdate()
    version.save(force_insert=True)
    version.areas.set(areas)
    return made


def part_of(client, decision):
    page = client.get(reverse("effects:decision-effects", args=[decision.pk]))
    return page.content.decode()


def test_a_decision_leads_to_its_review_and_the_evidence_and_they_lead_back(closed):
    client = signed_in(people.seated_user("board"))
    decision = closed.settled_by
    page = client.get(reverse("partnership:decision-detail", args=[decision.pk])).content.decode()
    assert reverse("effects:decision-effects", args=[decision.pk]) in page
    part = part_of(client, decision)
    assert "Låst grundlag: det vidste vi dengang" in part
    for name in ("review-detail", "frozen-detail"):
        address = reverse(f"effects:{name}", args=[closed.pk])
        assert address in part
        back = client.get(address).content.decode()
        assert reverse("partnership:decision-detail", args=[decision.pk]) in back


def test_what_was_expected_with_it_is_named_and_its_page_says_who_wrote_it(closed):
    client = signed_in(people.seated_user("board"))
    part = part_of(client, closed.settled_by)
    assert "Forventede effekter, der blev skrevet med beslutningen" in part
    version = EffectVersion.objects.get(decision=closed.settled_by)
    effort = version.effect.intervention
    page = client.get(
        reverse("effects:expected-effect-detail", args=[effort.slug, version.effect.number])
    )
    text = page.content.decode()
    assert "Skrevet af" in text
    assert "Ikke oplyst" in text  # nobody is noted on the first version
    assert "sekretariat (" in text
    assert "Ingen er knyttet til" in text
    assert str(closed.settled_by) in text


def test_a_restricted_expectation_is_not_told(closed):
    Indicator.objects.update(is_restricted=True)
    client = signed_in(people.seated_user("board"))
    assert "Forventede effekter, der blev skrevet" not in part_of(client, closed.settled_by)


def test_a_decision_without_a_review_says_so(body):
    client = signed_in(people.seated_user("board"))
    assert "hænger ikke sammen" in part_of(client, decisions.decision(body, title="Nøglen"))
