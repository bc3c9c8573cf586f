"""Addresses of the indicators app."""

from django.urls import path

from indicators.views import entry, explanations, imports, indicators, methods, runs, setup

app_name = "indicators"
urlpatterns = [
    path("indberetning/", entry.entry, name="entry"),
    path("indberetning/import/", imports.import_file, name="import"),
    path("indberetning/import/indlaes/", imports.import_confirm, name="import-confirm"),
    path(
        "indberetning/celle/<int:definition>/<int:area>/<str:slot>/", entry.cell, name="entry-cell"
    ),
    path("indikatorer/", indicators.indicator_list, name="indicator-list"),
    path("indikatorer/<slug:code>/", indicators.indicator_detail, name="indicator-detail"),
    path("indikatorer/<slug:code>/aktuelt/", indicators.indicator_live, name="indicator-live"),
    path("indikatorer/forklaringer.csv", explanations.explanation_all, name="explanation-all"),
    path(
        "indikatorer/<slug:code>/forklar/<slug:area>/<slug:statement>/",
        explanations.explanation,
        name="explanation",
    ),
    path(
        "indikatorer/<slug:code>/forklar/<slug:area>/<slug:statement>/tal.csv",
        explanations.explanation_file,
        name="explanation-file",
    ),
    path("saadan-regner-vi/", methods.method_list, name="method-list"),
    path("administration/komgodtigang/", setup.setup_steps, name="setup-steps"),
    path("administration/beregninger/", runs.run_list, name="run-list"),
    path("administration/beregninger/status/", runs.run_progress, name="run-progress"),
    path("administration/beregninger/start/", runs.run_start, name="run-start"),
]
