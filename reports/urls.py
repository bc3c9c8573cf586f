"""Addresses of the reports app."""

from __future__ import annotations

from django.urls import path

from reports.views import briefs, editions, reports

app_name = "reports"
BRIEF = "rapporter/moedeoplaeg/<int:pk>/"
EDITION = f"{BRIEF}udgave/<int:number>/"
urlpatterns = [
    path("rapporter/", reports.report_list, name="report-list"),
    path(BRIEF, briefs.brief_detail, name="brief-detail"),
    path(f"{BRIEF}ret/", briefs.brief_change, name="brief-change"),
    path(f"{BRIEF}send/", briefs.brief_issue, name="brief-issue"),
    path(f"{BRIEF}moedeoplaeg.<slug:form>", briefs.brief_document, name="brief-document"),
    path(f"{BRIEF}hele/<slug:name>/", briefs.brief_whole, name="brief-whole"),
    path(EDITION, editions.edition_detail, name="edition-detail"),
    path(f"{EDITION}moedeoplaeg.<slug:form>", editions.edition_document, name="edition-document"),
]
