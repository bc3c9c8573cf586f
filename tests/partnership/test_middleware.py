"""A view that names no rule stays shut, and a service's no is a plain 403."""

import pytest
from django.http import HttpResponse
from django.urls import path

from config.urls import urlpatterns as ours
from partnership.rules.access import NotAllowed, may_open_pages
from partnership.views.access import requires
from tests.factories import people as make


def forgotten(request):
    return HttpResponse("hemmeligt")


@requires(may_open_pages)
def refused_inside(request):
    raise NotAllowed("may_administer")


@requires(may_open_pages)
def broken(request):
    raise RuntimeError("hemmelig årsag")


urlpatterns = [
    *ours,
    path("glemt/", forgotten),
    path("nej/", refused_inside),
    path("fejl/", broken),
]


@pytest.mark.django_db
@pytest.mark.urls(__name__)
@pytest.mark.parametrize("address", ["/glemt/", "/nej/"])
def test_it_stays_shut_even_for_an_administrator(client, address):
    client.force_login(make.seated_user("administrator"))
    answer = client.get(address)
    assert answer.status_code == 403
    assert "hemmeligt" not in answer.content.decode()
    assert "Det har du ikke adgang til" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.urls(__name__)
def test_an_error_in_a_view_tells_nothing_about_its_cause(client):
    client.raise_request_exception = False
    client.force_login(make.seated_user("board"))
    answer = client.get("/fejl/")
    assert answer.status_code == 500
    assert "hemmelig" not in answer.content.decode()
