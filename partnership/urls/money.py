"""Addresses: funds, distribution keys, budgets and bookings."""

from django.urls import URLPattern, path

from partnership.views import bookings, budgets, co_financing, funds, money, positions

FILE = "hent/<slug:table>/<slug:kind>/"
FUND = "oekonomi/puljer/<slug:slug>/"
PAYER = "oekonomi/organisationer/<slug:slug>/"
INTERVENTION = "oekonomi/indsatser/<slug:slug>/"
BODY = "oekonomi/organer/<slug:slug>/"
BOOKINGS = "oekonomi/bogfoering/"
POSITIONS = "oekonomi/aarsvaerk/"
DEMANDS = "oekonomi/medfinansiering/"

urlpatterns: list[URLPattern] = [
    path("oekonomi/", money.overview, name="money"),
    path(f"oekonomi/{FILE}", money.overview_file, name="money-file"),
    path(PAYER, money.payer, name="money-payer"),
    path(f"{PAYER}{FILE}", money.payer_file, name="money-payer-file"),
    path(INTERVENTION, money.intervention, name="money-intervention"),
    path(f"{INTERVENTION}{FILE}", money.intervention_file, name="money-intervention-file"),
    path(BODY, money.body, name="money-body"),
    path(f"{BODY}{FILE}", money.body_file, name="money-body-file"),
    path("oekonomi/puljer/opret/", funds.fund_create, name="fund-create"),
    path(FUND, funds.fund_detail, name="fund-detail"),
    path(f"{FUND}{FILE}", funds.fund_file, name="fund-file"),
    path(f"{FUND}ret/", funds.fund_change, name="fund-change"),
    path(f"{FUND}aar/", funds.fund_year_create, name="fund-year-create"),
    path(f"{FUND}noegle/", funds.key_create, name="key-create"),
    path(f"{FUND}post/", budgets.budget_line_create, name="budget-line-create"),
    path(f"{FUND}tilsagn/", budgets.commitment_create, name="commitment-create"),
    path("oekonomi/aar/<int:pk>/ret/", funds.fund_year_change, name="fund-year-change"),
    path("oekonomi/aar/<int:pk>/fjern/", funds.fund_year_remove, name="fund-year-remove"),
    path("oekonomi/noegler/<int:pk>/ret/", funds.key_change, name="key-change"),
    path("oekonomi/noegler/<int:pk>/dag/", funds.key_start_change, name="key-start-change"),
    path("oekonomi/noegler/<int:pk>/fjern/", funds.key_remove, name="key-remove"),
    path("oekonomi/poster/<int:pk>/ret/", budgets.budget_line_change, name="budget-line-change"),
    path("oekonomi/poster/<int:pk>/fjern/", budgets.budget_line_remove, name="budget-line-remove"),
    path("oekonomi/tilsagn/<int:pk>/ret/", budgets.commitment_change, name="commitment-change"),
    path("oekonomi/tilsagn/<int:pk>/fjern/", budgets.commitment_remove, name="commitment-remove"),
    path(BOOKINGS, bookings.booking_list, name="booking-list"),
    path(f"{BOOKINGS}{FILE}", bookings.booking_file, name="booking-file"),
    path(f"{BOOKINGS}ny/", bookings.booking_create, name="booking-create"),
    path(f"{BOOKINGS}indlaes/", bookings.booking_import, name="booking-import"),
    path(f"{BOOKINGS}indlaes/gem/", bookings.booking_take, name="booking-take"),
    path(f"{BOOKINGS}<int:pk>/ret/", bookings.booking_change, name="booking-change"),
    path(f"{BOOKINGS}<int:pk>/fjern/", bookings.booking_remove, name="booking-remove"),
    path(POSITIONS, positions.position_list, name="position-list"),
    path(f"{POSITIONS}{FILE}", positions.position_file, name="position-file"),
    path(f"{POSITIONS}ny/", positions.position_create, name="position-create"),
    path(f"{POSITIONS}<int:pk>/ret/", positions.position_change, name="position-change"),
    path(f"{POSITIONS}<int:pk>/fjern/", positions.position_remove, name="position-remove"),
    path(DEMANDS, co_financing.co_financing_list, name="co-financing-list"),
    path(f"{DEMANDS}ny/", co_financing.co_financing_create, name="co-financing-create"),
    path(f"{DEMANDS}<int:pk>/ret/", co_financing.co_financing_change, name="co-financing-change"),
]
