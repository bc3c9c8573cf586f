"""Addresses: body pages, one's own seats, handovers."""

from django.urls import path

from partnership.views import bodies, handovers, own_seats

urlpatterns = [
    path("partnerskab/mine-pladser/", own_seats.own_seat_list, name="own-seat-list"),
    path("partnerskab/organer/<slug:slug>/", bodies.body_detail, name="body-detail"),
    path("partnerskab/organer/<slug:slug>/afslut/", bodies.body_close, name="body-close"),
    path("partnerskab/overdragelser/", handovers.handover_list, name="handover-list"),
    path("partnerskab/overdragelser/<int:pk>/", handovers.handover_create, name="handover-create"),
]
