"""Sources, definitions, targets, data sets and withdrawals in a real browser: seen, and by keyboard."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page

from accounts.models import User
from indicators.models import DataSet, Indicator, Measurement, SourceMark, Target, Withdrawal
from indicators.rules.cells import Address
from indicators.services import withdrawals
from indicators.services.entry import find_place
from partnership.rules.access import SeatFact, Standing
from tests.factories import panels
from tests.factories import people as make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def sign_in(page: Page, user: User, url: str) -> None:
    client = Client()
    client.force_login(user)
    page.context.add_cookies(
        [{"name": n, "value": c.value, "url": url} for n, c in client.cookies.items()]
    )


def asked(site: panels.Site, user: User) -> Withdrawal:
    """One person asks that a figure be withdrawn."""
    standing = Standing(user_id=user.pk, seats=(SeatFact("secretariat", 1, 1, "secretariat"),))
    address = Address(site.definition.pk, site.areas["a"].pk, "2024")
    place = find_place(standing=standing, address=address)
    assert place is not None
    return withdrawals.request(
        place=place, versions=[1], reason="Delt uden aftale", by=user, standing=standing
    )


def pages() -> list[str]:
    """Something in every list, and the addresses that show it."""
    site = panels.three_areas()
    SourceMark.objects.create(source=site.source, mark="..", meaning="missing")
    target = Target.objects.create(
        indicator=site.definition.indicator, area=site.areas["a"], baseline_slot="2022",
        slot="2030", value=10,
    )  # fmt: skip
    data_set = DataSet.objects.get()
    waiting = asked(site, make.seated_user("secretariat"))
    cell = f"{site.definition.pk}-{site.areas['b'].pk}-2024"
    one = "definitioner/uden-job/"
    below = (
        "kilder/", "kilder/opret/", "kilder/prove/", "kilder/prove/ret/", "definitioner/",
        "definitioner/opret/", "definitioner/faerdige/", "definitioner/fil/", one, f"{one}ret/",
        f"{one}tekster/", f"{one}version/", f"{one}udgaa/", f"{one}laeg-sammen/", f"{one}maaltal/",
        f"{one}maaltal/{target.pk}/", f"{one}maaltal/{target.pk}/fjern/", f"{one}leverandoer/",
        f"{one}leverandoer/{data_set.pk}/", f"{one}leverandoer/{data_set.pk}/fjern/",
        "tilbagekaldelser/", f"tilbagekaldelser/{waiting.pk}/",
        f"tilbagekaldelser/ny/?celle={cell}",
    )  # fmt: skip
    return [*(f"/indberetning/{path}" for path in below), "/administration/fortrolige-tal/"]


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (320, "dark")])
def test_every_page_is_accessible_quiet_and_within_its_width(
    quiet: Page, axe: Any, live_server: Any, width: int, scheme: Any
) -> None:
    addresses = pages()
    staff = make.seated_user("secretariat")
    make.seat("administrator", person=staff.person)
    sign_in(quiet, staff, live_server.url)
    quiet.set_viewport_size({"width": width, "height": 800})
    quiet.emulate_media(color_scheme=scheme)
    trouble = []
    for path in addresses:
        answer = quiet.goto(live_server.url + path)
        if answer is None or answer.status != 200:
            trouble.append(f"{path}: status {answer.status if answer else '?'}")
        trouble += [f"{path}: {found}" for found in axe(quiet)]
        if not quiet.evaluate("document.documentElement.scrollWidth <= innerWidth"):
            trouble.append(f"{path}: wider than {width}")
    assert trouble == []


def by_keys(page: Page, label: str, *keys: str, text: str = "") -> None:
    """Tab on to the field with this label, and type."""
    for _press in range(80):
        page.keyboard.press("Tab")
        here = page.evaluate("document.activeElement.labels?.[0]?.textContent?.trim() ?? ''")
        if here.removesuffix("(valgfrit)").strip() == label:
            break
    else:
        raise AssertionError(f"{label} is not reached by the keyboard")
    if text:
        page.keyboard.type(text)
    for key in keys:
        page.keyboard.press(key)


def test_an_indicator_its_target_and_its_supplier_by_keyboard(
    quiet: Page, live_server: Any
) -> None:
    panels.three_areas()
    sign_in(quiet, make.seated_user("secretariat"), live_server.url)
    quiet.goto(f"{live_server.url}/indberetning/definitioner/opret/")
    by_keys(quiet, "Navn", text="Børn i klub")
    by_keys(quiet, "Hvad tælles", text="børn i klub")
    by_keys(quiet, "Ud af", text="alle børn")
    by_keys(quiet, "Kilde", text="Pr")
    by_keys(quiet, "Decimaler", "Enter")
    quiet.get_by_role("heading", name="Børn i klub").wait_for()
    made = Indicator.objects.get(name="Børn i klub")
    page = f"{live_server.url}/indberetning/definitioner/{made.code}/"
    quiet.goto(f"{page}maaltal/")
    by_keys(quiet, "Område", text="Om")
    by_keys(quiet, "Udgangspunkt", text="2022")
    by_keys(quiet, "Skal være nået i", text="2030")
    by_keys(quiet, "Måltal", "Enter", text="62,5")
    quiet.get_by_role("status").get_by_text("Måltallet er gemt.").wait_for()
    assert Target.objects.get(indicator=made).value == 62.5
    quiet.goto(f"{page}leverandoer/")
    by_keys(quiet, "Leverandør", text="Pr")
    by_keys(quiet, "Skal godkendes af en anden, før de frigives", "Space", "Enter")
    quiet.get_by_role("row", name="Prøve Kommune").get_by_text("af en anden person").wait_for()
    assert DataSet.objects.get(indicator=made).approval_required


def test_two_persons_withdraw_a_figure_in_two_browsers(
    quiet: Page, browser: Browser, live_server: Any
) -> None:
    site = panels.three_areas()
    list_page = f"{live_server.url}/indberetning/tilbagekaldelser/"
    cell = f"{site.definition.pk}-{site.areas['b'].pk}-2024"
    sign_in(quiet, make.seated_user("secretariat"), live_server.url)
    quiet.goto(f"{list_page}ny/?celle={cell}")
    by_keys(quiet, "Hvorfor skulle tallet ikke have været delt?", "Enter", text="Uden aftale")
    quiet.get_by_text("venter på en anden person").wait_for()
    quiet.get_by_role("link", name="Uden job").click()
    assert not quiet.get_by_role("button", name="Fjern tallet overalt").is_visible()
    context = browser.new_context()
    other = context.new_page()
    sign_in(other, make.seated_user("secretariat"), live_server.url)
    other.goto(list_page)
    other.get_by_role("link", name="Uden job").click()
    other.get_by_role("button", name="Fjern tallet overalt").press("Enter")
    other.get_by_role("status").get_by_text("Tallet er fjernet").wait_for()
    context.close()
    gone = Measurement.objects.get(cell__area=site.areas["b"], cell__slot="2024")
    assert (gone.state, gone.numerator) == ("missing", None)
    quiet.goto(list_page)
    quiet.get_by_role("link", name="Uden job").click()
    quiet.get_by_text(Withdrawal.objects.get().digest).wait_for()
