"""The page of components: open to members, marked as made up, complete without scripts."""

from __future__ import annotations

import json
import re

import plotly.graph_objects as go
import pytest
from django.test import Client
from django.urls import reverse

from partnership.models import Body, Organisation
from tests.factories.entry import make_user


@pytest.fixture
def member(db: None, client: Client) -> Client:
    organisation = Organisation.objects.create(name="Prøve Bolig", slug="prove", kind="housing")
    body = Body.objects.create(name="Partnerskabet", slug="bestyrelsen", kind="board")
    client.force_login(
        make_user("laeser@test.dk", organisation=organisation, body=body, role="member")
    )
    return client


def page(client: Client, query: str = "") -> str:
    answer = client.get(reverse("dashboards:component-list") + query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_stranger_is_asked_to_sign_in(client: Client, db: None) -> None:
    answer = client.get(reverse("dashboards:component-list"))
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/log-ind/")


def test_the_figures_are_said_to_be_made_up(member: Client) -> None:
    assert "Alle tal og steder her er opdigtede" in page(member)


def test_no_page_carries_inline_style_or_script(member: Client) -> None:
    html = page(member)
    assert " style=" not in html
    assert "<style" not in html
    inline = re.findall(r"<script(?![^>]*\bsrc=)([^>]*)>", html)
    assert all('type="application/json"' in attributes for attributes in inline)


def test_every_chart_is_one_that_plotly_draws_and_has_a_table_behind_it(member: Client) -> None:
    html = page(member)
    charts = re.findall(r'<script id="([\w-]+-chart)" type="application/json">(.+?)</script>', html)
    assert len(charts) == 2
    for name, spec in charts:
        assert len(go.Figure(json.loads(spec)).data) > 2
        assert f'id="{name}-caption"' in html
        assert re.search(rf'role="img" aria-label="[^"]+" data-chart="{name}"', html)


def test_a_form_with_errors_says_so_above_and_beside(member: Client) -> None:
    html = page(member, "?name=")
    assert "Der er noget, der skal rettes" in html
    assert '<a href="#id_starts_on">Udfyld “Første dag”.' in html
    assert 'aria-describedby="id_starts_on_helptext id_starts_on_error"' in html
    assert 'aria-invalid="true"' in html


def test_an_unknown_number_of_answers_is_said_in_words(member: Client) -> None:
    assert "antal svar ikke oplyst" in page(member)


def test_a_hidden_figure_shows_no_number(member: Client) -> None:
    card = page(member).split("Anmeldte indbrud", 1)[1].split("</article>", 1)[0]
    assert "Skjult (få personer)" in card
    assert "value__number" not in card
