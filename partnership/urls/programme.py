"""Addresses: plans, effort areas, target groups, deliveries and interventions."""

from django.urls import URLPattern, path

from partnership.rules import deliveries as delivered
from partnership.rules import interventions as rules
from partnership.views import (
    deliveries,
    effort_areas,
    interventions,
    milestones,
    plans,
    target_groups,
)

ONE = "indsatser/<slug:slug>/"
PROGRAMME = "partnerskab/program/"
PLAN = f"{PROGRAMME}aftaler/<slug:slug>/"
EFFORT = f"{PROGRAMME}indsatsomraader/<slug:slug>/"
GROUP = f"{PROGRAMME}maalgrupper/<slug:slug>/"
DELIVERY = "partnerskab/leverancer/<int:pk>/"
# The steps decisions take an intervention, each with its part of the address.
STEPS = {
    rules.START: "start", rules.COMPLETE: "afslut", rules.ANCHOR: "forankr", rules.STOP: "stop",
    rules.DROP: "opgiv",
}  # fmt: skip
SETTLINGS = {
    delivered.KEEP: "leveret", delivered.KEEP_PARTLY: "delvist", delivered.FAIL: "ikke-leveret",
    delivered.DROP: "bortfaldet", delivered.REOPEN: "genaabn",
}  # fmt: skip

urlpatterns: list[URLPattern] = [
    path("indsatser/ny/opret/", interventions.intervention_create, name="intervention-create"),
    path("indsatser/milepaele/<int:pk>/ret/", milestones.milestone_change, name="milestone-change"),
    path(f"{ONE}ret/", interventions.intervention_change, name="intervention-change"),
    path(f"{ONE}juster/", interventions.intervention_adjust, name="intervention-adjust"),
    path(f"{ONE}milepael/", milestones.milestone_create, name="milestone-create"),
    *(
        path(
            f"{ONE}{part}/", interventions.intervention_step, {"verb": verb},
            name=f"intervention-{verb}",
        )
        for verb, part in STEPS.items()
    ),
    path(PROGRAMME, plans.programme, name="programme"),
    path(f"{PROGRAMME}aftaler/ny/opret/", plans.plan_create, name="plan-create"),
    path(PLAN, plans.plan_detail, name="plan-detail"),
    path(f"{PLAN}ret/", plans.plan_change, name="plan-change"),
    path(f"{PLAN}leverance/", deliveries.delivery_create, name="delivery-create"),
    path(
        f"{PROGRAMME}indsatsomraader/ny/opret/", effort_areas.effort_area_create,
        name="effort-area-create",
    ),
    path(
        f"{PROGRAMME}indsatsomraader/ny/fire/", effort_areas.effort_area_preset,
        name="effort-area-preset",
    ),
    path(EFFORT, effort_areas.effort_area_detail, name="effort-area-detail"),
    path(f"{EFFORT}ret/", effort_areas.effort_area_change, name="effort-area-change"),
    path(
        f"{PROGRAMME}maalgrupper/ny/opret/", target_groups.target_group_create,
        name="target-group-create",
    ),
    path(GROUP, target_groups.target_group_detail, name="target-group-detail"),
    path(f"{GROUP}ret/", target_groups.target_group_change, name="target-group-change"),
    path("partnerskab/leverancer/", deliveries.delivery_list, name="delivery-list"),
    path(f"{DELIVERY}ret/", deliveries.delivery_change, name="delivery-change"),
    *(
        path(
            f"{DELIVERY}{part}/", deliveries.delivery_settle, {"verb": verb},
            name=f"delivery-{verb.replace('_', '-')}",
        )
        for verb, part in SETTLINGS.items()
    ),
]  # fmt: skip
