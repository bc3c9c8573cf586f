"""What is new to a person, told from notices that were written a while ago."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Notice
from dashboards.services import overview_news
from partnership.services.standing import standing_of
from tests.factories import briefs, people

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["", "/en/side/der/er/flyttet/", "/rapporter/"])
def test_a_notice_whose_page_has_moved_takes_nothing_else_away(client: Client, path: str) -> None:
    member = people.seated_user("group", body=people.body("coordination"))
    meeting = briefs.ahead(title="Møde i maj")
    briefs.issued(meeting)
    Notice.objects.create(
        user=member,
        kind="brief_issued",
        text="Et gammelt mødeoplæg er klar.",
        path=path,
        key="gammel",
    )
    client.force_login(member)
    page = client.get(reverse("dashboards:overview")).content.decode()
    assert "Et gammelt mødeoplæg er klar." in page
    assert "Møde i maj" in page
    news = overview_news.news_since(standing_of(member), since=None)
    assert len(news.briefs.rows) == 2
