"""Addresses of the dashboards app."""

from django.urls import path

from dashboards.views import areas, comparisons, components, overviews

app_name = "dashboards"
urlpatterns = [
    path("", overviews.overview, name="overview"),
    path("sammenligning/", comparisons.comparison, name="comparison"),
    path("komponenter/", components.show, name="component-list"),
    path("omraader/", areas.area_list, name="area-list"),
    path("omraader/<slug:slug>/", areas.area_detail, name="area-detail"),
    path("omraader/<slug:slug>/aktuelt/", areas.area_live, name="area-live"),
]
