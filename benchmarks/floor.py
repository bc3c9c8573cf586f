"""The site with one page more: what a signed-in page with a single query costs at least."""

from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from partnership.rules.access import may_open_pages
from partnership.views.access import requires


@requires(may_open_pages)
def floor(request: HttpRequest) -> HttpResponse:
    count = get_user_model().objects.count()
    return HttpResponse(f"<!doctype html><title>floor</title><p>{count}</p>")


urlpatterns = [path("floor/", floor), path("", include("config.urls"))]
