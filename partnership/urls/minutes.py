"""Addresses: minutes, papers and documents."""

from django.urls import URLPattern, path

from partnership.views import archives, documents, minutes, minutes_steps, papers

MEETING = "partnerskab/moeder/<int:pk>"

urlpatterns: list[URLPattern] = [
    path(f"{MEETING}/referat/", minutes.minutes_detail, name="minutes-detail"),
    path(f"{MEETING}/referat/skriv/", minutes.minutes_write, name="minutes-write"),
    path(f"{MEETING}/referat/laeg-ind/", minutes.minutes_upload, name="minutes-upload"),
    path(f"{MEETING}/referat/fil/", minutes.minutes_file, name="minutes-file"),
    path(f"{MEETING}/referat/kommentar/", minutes.minutes_comment, name="minutes-comment"),
    path(f"{MEETING}/referat/send/", minutes_steps.minutes_propose, name="minutes-propose"),
    path(f"{MEETING}/referat/tag-tilbage/", minutes_steps.minutes_take_back, name="minutes-take-back"),
    path(f"{MEETING}/referat/godkend/", minutes_steps.minutes_approve, name="minutes-approve"),
    path(f"{MEETING}/referat/rettelse/", minutes_steps.minutes_correct, name="minutes-correct"),
    path(f"{MEETING}/referat.<str:form>", documents.minutes_document, name="minutes-document"),
    path(f"{MEETING}/dagsorden.<str:form>", documents.agenda_document, name="agenda-document"),
    path(f"{MEETING}/arkiv/", archives.archive_record, name="archive-record"),
    path(f"{MEETING}/arkivpakke.zip", archives.archive_package, name="archive-package"),
    path("partnerskab/arkiv/", archives.archive_list, name="archive-list"),
    path("partnerskab/bilag/<slug:home>/<int:pk>/nyt/", papers.paper_create, name="paper-create"),
    path("partnerskab/bilag/<int:pk>/", papers.paper_detail, name="paper-detail"),
    path("partnerskab/bilag/<int:pk>/version/", papers.paper_version, name="paper-version"),
    path("partnerskab/bilag/<int:pk>/vis/", papers.paper_release, name="paper-release"),
    path("partnerskab/bilag/<int:pk>/traek/", papers.paper_withdraw, name="paper-withdraw"),
    path("partnerskab/bilag/hent/<int:pk>/", papers.paper_file, name="paper-file"),
]  # fmt: skip
