"""Addresses: meetings, agendas, the yearly wheel and calendars."""

from django.urls import path

from partnership.views import (
    agendas,
    attendances,
    calendars,
    meeting_steps,
    meetings,
    planned_meetings,
)

urlpatterns = [
    path("partnerskab/moeder/", meetings.meeting_list, name="meeting-list"),
    path("partnerskab/moeder/nyt/", meetings.meeting_create, name="meeting-create"),
    path("partnerskab/moeder/<int:pk>/", meetings.meeting_detail, name="meeting-detail"),
    path("partnerskab/moeder/<int:pk>/ret/", meetings.meeting_change, name="meeting-change"),
    path("partnerskab/moeder/<int:pk>/moede.ics", meetings.meeting_file, name="meeting-file"),
    path("partnerskab/moeder/<int:pk>/indkald/", meeting_steps.meeting_call, name="meeting-call"),
    path("partnerskab/moeder/<int:pk>/afholdt/", meeting_steps.meeting_hold, name="meeting-hold"),
    path("partnerskab/moeder/<int:pk>/aflys/", meeting_steps.meeting_cancel, name="meeting-cancel"),
    path(
        "partnerskab/moeder/<int:pk>/laeg-sammen/",
        meeting_steps.meeting_merge,
        name="meeting-merge",
    ),
    path("partnerskab/moeder/<int:pk>/punkt/", agendas.item_create, name="agenda-item-create"),
    path("partnerskab/moeder/<int:pk>/orden/", agendas.agenda_order, name="agenda-order"),
    path(
        "partnerskab/moeder/punkter/<int:pk>/ret/", agendas.item_change, name="agenda-item-change"
    ),
    path(
        "partnerskab/moeder/punkter/<int:pk>/traek/",
        agendas.item_withdraw,
        name="agenda-item-withdraw",
    ),
    path(
        "partnerskab/moeder/punkter/<int:pk>/kommentar/",
        agendas.comment_create,
        name="agenda-comment-create",
    ),
    path(
        "partnerskab/moeder/kommentarer/<int:pk>/traek/",
        agendas.comment_withdraw,
        name="agenda-comment-withdraw",
    ),
    path("partnerskab/moeder/<int:pk>/svar/", attendances.answer, name="attendance-answer"),
    path("partnerskab/moeder/<int:pk>/deltagere/", attendances.attendance, name="attendance"),
    path("partnerskab/aarshjul/", planned_meetings.wheel, name="planned-meeting-list"),
    path("partnerskab/aarshjul/nyt/", planned_meetings.mark_create, name="planned-meeting-create"),
    path(
        "partnerskab/aarshjul/<int:pk>/ret/",
        planned_meetings.mark_change,
        name="planned-meeting-change",
    ),
    path(
        "partnerskab/aarshjul/<int:pk>/indkald/",
        planned_meetings.mark_call,
        name="planned-meeting-call",
    ),
    path(
        "partnerskab/aarshjul/faste-punkter/nyt/",
        planned_meetings.standing_create,
        name="standing-item-create",
    ),
    path(
        "partnerskab/aarshjul/faste-punkter/<int:pk>/ret/",
        planned_meetings.standing_change,
        name="standing-item-change",
    ),
    path("partnerskab/kalender/", calendars.calendar, name="calendar"),
    path("partnerskab/kalender/opret/", calendars.calendar_create, name="calendar-create"),
    path("partnerskab/kalender/luk/", calendars.calendar_revoke, name="calendar-revoke"),
    path("kalender/<str:token>.ics", calendars.calendar_feed, name="calendar-feed"),
]
