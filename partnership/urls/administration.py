"""Addresses of organisations, bodies, seats and users as administrators keep them."""

from django.urls import path

from partnership.views import bodies, organisations, overview, seats, users

urlpatterns = [
    path("partnerskab/", overview.partnership, name="partnership"),
    path("administration/", overview.administration, name="administration"),
    path(
        "administration/organisationer/", organisations.organisation_list, name="organisation-list"
    ),
    path(
        "administration/organisationer/opret/",
        organisations.organisation_create,
        name="organisation-create",
    ),
    path(
        "administration/organisationer/<slug:slug>/",
        organisations.organisation_detail,
        name="organisation-detail",
    ),
    path(
        "administration/organisationer/<slug:slug>/ret/",
        organisations.organisation_change,
        name="organisation-change",
    ),
    path(
        "administration/organisationer/<slug:slug>/luk/",
        organisations.organisation_close,
        name="organisation-close",
    ),
    path(
        "administration/organisationer/<slug:slug>/omraade/",
        organisations.ownership_create,
        name="ownership-create",
    ),
    path(
        "administration/ejerskaber/<int:pk>/afslut/",
        organisations.ownership_end,
        name="ownership-end",
    ),
    path("administration/organer/", bodies.body_list, name="body-list"),
    path("administration/organer/opret/", bodies.body_create, name="body-create"),
    path("administration/organer/<slug:slug>/ret/", bodies.body_change, name="body-change"),
    path("administration/pladser/", seats.seat_list, name="seat-list"),
    path("administration/pladser/inviter/", seats.seat_invite, name="seat-invite"),
    path("administration/pladser/<int:pk>/afslut/", seats.seat_end, name="seat-end"),
    path("administration/personer/<int:pk>/ret/", seats.person_change, name="person-change"),
    path("administration/brugere/", users.user_list, name="user-list"),
    path(
        "administration/brugere/<int:pk>/deaktiver/", users.user_deactivate, name="user-deactivate"
    ),
    path("administration/brugere/<int:pk>/genaabn/", users.user_reactivate, name="user-reactivate"),
    path("administration/brugere/<int:pk>/inviter/", users.user_invite, name="user-invite"),
]
