"""Signing in and out, and pages about one's own login.

The names of the sign-in pages are those the sign-in library itself looks up.
"""

from allauth.account import views
from django.urls import include, path, re_path

from accounts.views import invitations, notices, preferences

own_login = [
    path("invitation/<str:token>/", invitations.invitation, name="invitation"),
    path("indstillinger/", preferences.preferences, name="preferences"),
    path("indstillinger/sprog/", preferences.language, name="preferences-language"),
    path("indstillinger/beskeder/", preferences.frequency, name="preferences-frequency"),
    path("beskeder/", notices.notice_list, name="notice-list"),
    path("beskeder/laest/", notices.notice_read_all, name="notice-read-all"),
    path("beskeder/<int:pk>/", notices.notice_open, name="notice-open"),
]

urlpatterns = [
    path("", include((own_login, "accounts"))),
    path("log-ind/", views.login, name="account_login"),
    path("log-ud/", views.logout, name="account_logout"),
    path("konto/lukket/", views.account_inactive, name="account_inactive"),
    path("konto/opret/", views.signup, name="account_signup"),
    path("konto/bekraeft/", views.reauthenticate, name="account_reauthenticate"),
    path("adgangskode/skift/", views.password_change, name="account_change_password"),
    path("adgangskode/vaelg/", views.password_set, name="account_set_password"),
    path("adgangskode/glemt/", views.password_reset, name="account_reset_password"),
    path("adgangskode/glemt/sendt/", views.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^adgangskode/ny/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "adgangskode/ny/gemt/",
        views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
]
