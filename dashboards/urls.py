"""Addresses of the dashboards app."""

from django.urls import path

from dashboards.views import (
    areas,
    checklists,
    comparisons,
    components,
    contributions,
    health,
    monitors,
    overviews,
    risks,
    search,
)

app_name = "dashboards"
urlpatterns = [
    path("healthz", health.alive, name="alive"),
    path("readyz", health.ready, name="ready"),
    path("", overviews.overview, name="overview"),
    path("aktuelt/", overviews.overview_live, name="overview-live"),
    path("nyt/", overviews.overview_news, name="news"),
    path("hvad-flytter-sig/", overviews.overview_movement, name="moving"),
    path("omraader/", areas.area_list, name="area-list"),
    path("omraader/<slug:slug>/", areas.area_detail, name="area-detail"),
    path("omraader/<slug:slug>/aktuelt/", areas.area_live, name="area-live"),
    path("sammenligning/", comparisons.comparison, name="comparison"),
    path("sammenligning/aktuelt/", comparisons.comparison_live, name="comparison-live"),
    path("sammenligning/tabel.csv", comparisons.comparison_file, name="comparison-file"),
    path("sammenligning/tabel.xlsx", comparisons.comparison_workbook, name="comparison-workbook"),
    path("sammenligning/kurver/", comparisons.comparison_curves, name="comparison-curves"),
    path("sammenligning/afstand/<slug:code>/", comparisons.comparison_gap, name="comparison-gap"),
    path("soeg/", search.search, name="search"),
    path("bidrag/", contributions.efforts, name="contribution-list"),
    path("bidrag/<int:pk>/", contributions.effort, name="contribution-detail"),
    path("lovkrav/", monitors.monitor, name="monitor"),
    path("lovkrav/taet-paa/", risks.risk_watch, name="risk"),
    path("administration/komgodtigang/", checklists.checklist, name="first-steps"),
    path("komponenter/", components.show, name="component-list"),
]
