"""Addresses of the indicators app."""

from django.urls import path

from indicators.views import (
    comparator_choices,
    control_limits,
    entry,
    events,
    explanations,
    hidden,
    imports,
    indicators,
    methods,
    relocations,
    runs,
    setup,
    sources,
    stories,
)

app_name = "indicators"
urlpatterns = [
    path("indberetning/", entry.entry, name="entry"),
    path("indberetning/import/", imports.import_file, name="import"),
    path("indberetning/import/indlaes/", imports.import_confirm, name="import-confirm"),
    path(
        "indberetning/celle/<int:definition>/<int:area>/<str:slot>/", entry.cell, name="entry-cell"
    ),
    path("indberetning/haendelser/", events.event_list, name="event-list"),
    path("indberetning/haendelser/opret/", events.event_create, name="event-create"),
    path("indberetning/haendelser/<int:pk>/ret/", events.event_change, name="event-change"),
    path(
        "indberetning/haendelser/<int:pk>/traek-tilbage/",
        events.event_withdraw,
        name="event-withdraw",
    ),
    path("indberetning/noter/", stories.story_list, name="story-list"),
    path("indberetning/noter/opret/", stories.story_create, name="story-create"),
    path("indberetning/noter/<int:pk>/ret/", stories.story_change, name="story-change"),
    path(
        "indberetning/noter/<int:pk>/traek-tilbage/",
        stories.story_withdraw,
        name="story-withdraw",
    ),
    path("indberetning/flytninger/", relocations.relocation_list, name="relocation-list"),
    path("indberetning/flytninger/opret/", relocations.relocation_create, name="relocation-create"),
    path(
        "indberetning/flytninger/<int:pk>/ret/",
        relocations.relocation_change,
        name="relocation-change",
    ),
    path(
        "indberetning/flytninger/<int:pk>/aflys/",
        relocations.relocation_withdraw,
        name="relocation-withdraw",
    ),
    path(
        "indberetning/kontrolgraenser/",
        control_limits.control_limit_list,
        name="control-limit-list",
    ),
    path(
        "indberetning/kontrolgraenser/opret/",
        control_limits.control_limit_create,
        name="control-limit-create",
    ),
    path(
        "indberetning/kontrolgraenser/<int:pk>/ret/",
        control_limits.control_limit_change,
        name="control-limit-change",
    ),
    path(
        "indberetning/kontrolgraenser/<int:pk>/ophaev/",
        control_limits.control_limit_lift,
        name="control-limit-lift",
    ),
    path("indberetning/kilder/", sources.source_list, name="source-list"),
    path("indberetning/kilder/opret/", sources.source_create, name="source-create"),
    path("indberetning/kilder/<slug:code>/", sources.source_detail, name="source-detail"),
    path("indberetning/kilder/<slug:code>/ret/", sources.source_change, name="source-change"),
    path("indberetning/kilder/<slug:code>/tegn/", sources.mark_explain, name="mark-explain"),
    path(
        "indberetning/kilder/<slug:code>/tegn/<int:pk>/glem/",
        sources.mark_forget,
        name="mark-forget",
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
    path(
        "administration/sammenligning/",
        comparator_choices.comparator_choice,
        name="comparator-choice",
    ),
    path("administration/skjulte-tal/", hidden.hidden_list, name="hidden-list"),
    path("administration/skjulte-tal/graense/", hidden.threshold_create, name="threshold-create"),
    path(
        "administration/skjulte-tal/graense/<int:pk>/",
        hidden.threshold_end,
        name="threshold-end",
    ),
    path("administration/beregninger/", runs.run_list, name="run-list"),
    path("administration/beregninger/status/", runs.run_progress, name="run-progress"),
    path("administration/beregninger/start/", runs.run_start, name="run-start"),
]
