"""Addresses: body pages, handovers."""

from django.urls import path

from partnership.views import bodies, handovers

urlpatterns = [
    path("partnerskab/organer/<slug:slug>/", bodies.body_detail, name="body-detail"),
    path("partnerskab/organer/<slug:slug>/afslut/", bodies.body_close, name="body-close"),
    path("partnerskab/overdragelser/", handovers.handover_list, name="handover-list"),
    path("partnerskab/overdragelser/<int:pk>/", handovers.handover_create, name="handover-create"),
]
