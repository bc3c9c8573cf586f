"""Addresses: decisions, written procedures and follow-ups."""

from django.urls import URLPattern, path

from partnership.rules import decisions as decided
from partnership.rules import follow_ups as tasks
from partnership.rules import written_procedures as written
from partnership.views import decisions, follow_ups, written_procedures

ONE = "partnerskab/beslutninger/<int:pk>/"
TASK = "partnerskab/opgaver/<int:pk>/"
ASKED = "partnerskab/skriftlig-godkendelse/<int:pk>/"

urlpatterns: list[URLPattern] = [
    path("partnerskab/beslutninger/", decisions.decision_list, name="decision-list"),
    path("partnerskab/beslutninger/fil/", decisions.decision_file, name="decision-file"),
    path(
        "partnerskab/beslutninger/forslag/<slug:slug>/",
        decisions.decision_propose,
        name="decision-propose",
    ),
    path(
        "partnerskab/moeder/punkter/<int:pk>/beslutning/",
        decisions.decision_create,
        name="decision-create",
    ),
    path(ONE, decisions.decision_detail, name="decision-detail"),
    path(f"{ONE}ret/", decisions.decision_change, name="decision-change"),
    path(f"{ONE}vedtag/", decisions.decision_adopt, name="decision-adopt"),
    path(f"{ONE}afloes/", decisions.decision_replace, name="decision-replace"),
    path(
        f"{ONE}ikke-vedtaget/", decisions.decision_close, {"verb": decided.REJECT},
        name="decision-reject",
    ),
    path(
        f"{ONE}gennemfoert/", decisions.decision_close, {"verb": decided.CARRY_OUT},
        name="decision-carry-out",
    ),
    path(
        f"{ONE}bortfald/", decisions.decision_close, {"verb": decided.DROP}, name="decision-drop"
    ),
    path("partnerskab/opgaver/", follow_ups.follow_up_list, name="follow-up-list"),
    path("partnerskab/opgaver/opret/", follow_ups.follow_up_create, name="follow-up-create"),
    path(TASK, follow_ups.follow_up_detail, name="follow-up-detail"),
    path(f"{TASK}ret/", follow_ups.follow_up_change, name="follow-up-change"),
    path(f"{TASK}giv-videre/", follow_ups.follow_up_pass_on, name="follow-up-pass-on"),
    path(
        f"{TASK}udfoert/", follow_ups.follow_up_close, {"verb": tasks.FINISH},
        name="follow-up-finish",
    ),
    path(f"{TASK}bortfald/", follow_ups.follow_up_close, {"verb": tasks.DROP}, name="follow-up-drop"),
    path(
        "partnerskab/skriftlig-godkendelse/", written_procedures.procedure_list,
        name="procedure-list",
    ),
    path(
        "partnerskab/skriftlig-godkendelse/opret/", written_procedures.procedure_create,
        name="procedure-create",
    ),
    path(ASKED, written_procedures.procedure_detail, name="procedure-detail"),
    path(f"{ASKED}ret/", written_procedures.procedure_change, name="procedure-change"),
    path(f"{ASKED}svar/", written_procedures.procedure_answer, name="procedure-answer"),
    path(f"{ASKED}vedtaget/", written_procedures.procedure_adopt, name="procedure-adopt"),
    path(
        f"{ASKED}ikke-vedtaget/", written_procedures.procedure_close, {"verb": written.REJECT},
        name="procedure-reject",
    ),
    path(
        f"{ASKED}til-moede/", written_procedures.procedure_close, {"verb": written.MOVE},
        name="procedure-move",
    ),
    path(
        f"{ASKED}traek/", written_procedures.procedure_close, {"verb": written.WITHDRAW},
        name="procedure-withdraw",
    ),
]  # fmt: skip
