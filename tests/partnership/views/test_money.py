"""Økonomi as the secretariat, the board, a payer's own people and strangers meet it."""

import datetime as dt
import html
import io
import zipfile
from decimal import Decimal
from unittest.mock import patch

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from partnership.models import (
    Booking,
    BookingFile,
    BudgetLine,
    CoFinancingRule,
    Commitment,
    DistributionKey,
    Fund,
    FundYear,
    KeyShare,
    Position,
    StoredFile,
)
from partnership.services import booking_files, co_financing, distribution_keys
from partnership.services.edits import stamp_of
from partnership.services.standing import standing_of
from tests.doors import money as doors
from tests.factories import money, people

HEAD = "Pulje;Art;År;Kvartal;Organisation;Indsats;Tekst;Beløb\n"
IMPORT, TAKE = "/oekonomi/bogfoering/indlaes/", "/oekonomi/bogfoering/indlaes/gem/"


@pytest.fixture
def made(db):
    return money.make()


def client_of(role, **fields):
    client = Client()
    client.force_login(people.seated_user(role, **fields))
    return client


@pytest.fixture
def secretariat(made):
    return client_of("secretariat")


def text_of(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def shares(parties, *percents):
    return {f"share_{party.pk}": percent for party, percent in zip(parties, percents, strict=True)}


def key_form(parties, *percents, **changes):
    values = {"name": "Ny nøgle", "valid_from": "1.7.2027", **shares(parties, *percents)}
    return {**values, **changes}


def key_page(made):
    return reverse("partnership:key-create", args=[made.fund.slug])


# Keys


def test_shares_that_lack_a_hundredth_are_refused_and_nothing_typed_is_lost(made, secretariat):
    typed = key_form(made.payers, "50", "25,5", "24,49", basis="Antal boliger")
    page = text_of(secretariat.post(key_page(made), typed))
    assert "Andelene giver 99,99 %. De skal give 100 %; der mangler 0,01 procentpoint." in page
    for kept in ("25,5", "24,49", "Antal boliger", "1.7.2027"):
        assert f'value="{kept}"' in page
    assert DistributionKey.objects.count() == 1
    page = text_of(secretariat.post(key_page(made), key_form(made.payers, "50", "26", "24,01")))
    assert "der er 0,01 procentpoint for meget" in page


def test_a_new_key_ends_the_earlier_one_and_the_years_contributions_split_by_days(
    made, secretariat
):
    answer = secretariat.post(key_page(made), key_form(made.payers, "50", "30", "20"))
    assert answer.status_code == 302
    made.key.refresh_from_db()
    assert made.key.valid_to == dt.date(2027, 6, 30)
    page = text_of(secretariat.get(f"/oekonomi/puljer/{made.fund.slug}/?aar=2027"))
    assert "1.1.2027–30.6.2027" in page
    assert "1.7.2027–31.12.2027" in page
    assert 'class="number nowrap">1.000.000,00</td>' in page
    # half of 184 of 365 days
    assert "252.054,79" in page


def test_a_key_set_before_a_later_one_ends_where_that_begins(made, secretariat):
    secretariat.post(key_page(made), key_form(made.payers, "50", "30", "20"))
    between = key_form(made.payers, "40", "30", "30", valid_from="1.4.2027", name="Mellem")
    assert secretariat.post(key_page(made), between).status_code == 302
    found = DistributionKey.objects.order_by("valid_from").values_list("valid_from", "valid_to")
    assert list(found) == [
        (dt.date(2020, 1, 1), dt.date(2027, 3, 31)),
        (dt.date(2027, 4, 1), dt.date(2027, 6, 30)),
        (dt.date(2027, 7, 1), None),
    ]
    again = text_of(secretariat.post(key_page(made), between))
    assert "Der begynder allerede en nøgle den dag" in again


def test_a_key_taken_back_lets_the_one_before_hold_on(made, secretariat):
    secretariat.post(key_page(made), key_form(made.payers, "50", "30", "20"))
    new = DistributionKey.objects.latest("valid_from")
    page = reverse("partnership:key-remove", args=[new.pk])
    assert "Alle summer regnes om" in text_of(secretariat.get(page))
    assert secretariat.post(page).status_code == 302
    made.key.refresh_from_db()
    assert made.key.valid_to is None


def day_form(key, day, **changes):
    values = {"valid_from": day, "reason": "Tastefejl", "seen": stamp_of(key)}
    return {**values, **changes}


@pytest.mark.parametrize(("day", "ends"), [("1.4.2027", (3, 31)), ("1.10.2027", (9, 30))])
def test_a_keys_first_day_is_corrected_and_the_one_before_follows(made, secretariat, day, ends):
    secretariat.post(key_page(made), key_form(made.payers, "50", "30", "20"))
    new = DistributionKey.objects.latest("valid_from")
    page = reverse("partnership:key-start-change", args=[new.pk])
    assert page in text_of(secretariat.get(f"/oekonomi/puljer/{made.fund.slug}/?aar=2027"))
    assert 'value="01.07.2027"' in text_of(secretariat.get(page))
    assert secretariat.post(page, day_form(new, day)).status_code == 302
    made.key.refresh_from_db()
    assert made.key.valid_to == dt.date(2027, *ends)
    assert new.events.latest("pgh_id").pgh_context.metadata["words"] == "Tastefejl"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"valid_from": "1.1.2020"}, "Nøglen før begynder den 1. januar 2020. Vælg en senere dag."),
        ({"valid_from": "1.1.2031"}, "Nøglen slutter den 31. december 2030. Vælg en dag før."),
        ({"reason": ""}, "Hvorfor rettes dagen?"),
        ({"reason": "010190-1234"}, "CPR-nummer"),
        ({"seen": "1"}, "En anden har rettet det samme"),
    ],
)
def test_a_first_day_that_does_not_fit_is_refused_in_words(made, secretariat, changes, words):
    secretariat.post(key_page(made), key_form(made.payers, "50", "30", "20"))
    new = DistributionKey.objects.latest("valid_from")
    later = key_form(made.payers, "40", "40", "20", valid_from="1.1.2031")
    secretariat.post(key_page(made), later)
    page = reverse("partnership:key-start-change", args=[new.pk])
    assert words in text_of(secretariat.post(page, day_form(new, "1.4.2027", **changes)))
    new.refresh_from_db()
    assert new.valid_from == dt.date(2027, 7, 1)


@pytest.mark.parametrize(("quarter", "is_moved"), [(3, False), (2, True)])
def test_a_first_day_stands_once_contributions_are_booked_by_the_key(
    made, secretariat, quarter, is_moved
):
    secretariat.post(key_page(made), key_form(made.payers, "50", "30", "20"))
    new = DistributionKey.objects.latest("valid_from")
    Booking.objects.create(
        fund=made.fund, kind="contribution", year=2027, quarter=quarter, amount=1,
        organisation=made.payers[0],
    )  # fmt: skip
    answer = secretariat.post(
        reverse("partnership:key-start-change", args=[new.pk]), day_form(new, "1.8.2027")
    )
    new.refresh_from_db()
    assert (new.valid_from == dt.date(2027, 8, 1)) is is_moved
    assert is_moved or "så dagen ligger fast" in text_of(answer)


def test_two_windows_on_one_key_the_second_is_shown_both_and_loses_nothing(made, secretariat):
    page = reverse("partnership:key-change", args=[made.key.pk])
    seen = distribution_keys.stamp_of(made.key)
    first = {"name": "Aftalt", "seen": seen, **shares(made.payers, "40", "30", "30")}
    assert secretariat.post(page, first).status_code == 302
    second = {"name": "Anden", "seen": seen, **shares(made.payers, "60", "20", "20")}
    answer = text_of(secretariat.post(page, second))
    assert "En anden har rettet det samme" in answer
    assert "Part A, andel i procent" in answer
    assert set(distribution_keys.shares_of(made.key).values()) == {Decimal(40), Decimal(30)}
    stamp = distribution_keys.stamp_of(made.key)
    assert f'name="seen" value="{stamp}"' in answer
    assert secretariat.post(page, {**second, "seen": stamp}).status_code == 302
    assert Decimal(60) in distribution_keys.shares_of(made.key).values()


def test_a_payer_left_out_of_a_corrected_key_has_no_share(made, secretariat):
    page = reverse("partnership:key-change", args=[made.key.pk])
    form = {"name": "To", "seen": distribution_keys.stamp_of(made.key)}
    secretariat.post(page, {**form, **shares(made.payers, "60", "40", "")})
    assert KeyShare.objects.filter(key=made.key).count() == 2


def test_proposed_shares_are_equal_by_homes_or_as_before(made, secretariat):
    page = text_of(secretariat.get(f"{key_page(made)}?forslag=lige"))
    assert page.count('value="25"') == 4  # the parties, and the secretariat's municipality
    assert 'value="33,3334"' in text_of(secretariat.get(key_page(made)))
    from_homes = text_of(secretariat.get(f"{key_page(made)}?forslag=boliger&kommune=50"))
    assert "Efter 0 boliger i dag" in from_homes


def test_homes_are_counted_where_one_owner_stands_alone(made, secretariat):
    owners = [people.organisation(f"Bolig {n}", kind="housing") for n in (1, 2)]
    for owner, homes in zip(owners, (300, 100), strict=True):
        area = people.area()
        area.extents.create(dwellings=homes)
        owner.ownerships.create(area=area)
    page = text_of(secretariat.get(f"{key_page(made)}?forslag=boliger&kommune=60"))
    assert "Efter 400 boliger i dag" in page
    assert 'value="30"' in page and 'value="10"' in page
    assert page.count('value="15"') == 4  # four municipalities share sixty
    shared = people.area()
    shared.extents.create(dwellings=50)
    for owner in owners:
        owner.ownerships.create(area=shared)
    page = text_of(secretariat.get(f"{key_page(made)}?forslag=boliger&kommune=60"))
    assert "Antallet af boliger kendes ikke for Bolig 1, Bolig 2" in page


# Forms


@pytest.mark.parametrize(
    ("name", "values", "words"),
    [
        ("fund-year-create", {"year": "2028", "amount": "-1"}, "Beløbet kan ikke være negativt."),
        ("fund-year-create", {"year": "2028", "amount": "1,500"}, "Skriv beløbet som"),
        ("fund-year-create", {"year": "2027", "amount": "5"}, "allerede et beløb for 2027"),
        ("fund-year-create", {"year": "1850", "amount": "5"}, "årstal mellem 2000 og 2100"),
        (
            "commitment-create",
            {"funder": "Fond", "amount": "5", "starts_on": "2.1.2027", "ends_on": "1.1.2027"},
            "Sidste dag kan ikke ligge før første dag.",
        ),
        (
            "commitment-create",
            {"amount": "5", "starts_on": "1.1.2027", "ends_on": "2.1.2027"},
            "skriv, hvem pengene kommer fra",
        ),
        (
            "budget-line-create",
            {"name": "Leje", "year": "2027", "amount": "5", "ends_on": "1.6.2027"},
            "Vælg den beslutning, der stopper pengene",
        ),
        (
            "budget-line-create",
            {"name": "Leje", "year": "2027", "amount": "5", "ends_on": "1.6.2028"},
            "Dagen skal ligge i postens år.",
        ),
        (
            "budget-line-create",
            {"name": "Møde 010190-1234", "year": "2027", "amount": "5"},
            "ligner et CPR-nummer",
        ),
    ],
)
def test_what_cannot_stand_is_refused_in_words_and_stays_typed(
    made, secretariat, name, values, words
):
    page = reverse(f"partnership:{name}", args=[made.fund.slug])
    answer = text_of(secretariat.post(page, values))
    assert words in answer
    for typed in values.values():
        assert f'value="{typed}"' in answer


def test_a_fund_is_opened_planned_and_changed_in_two_windows(made, secretariat):
    answer = secretariat.post(
        "/oekonomi/puljer/opret/", {"name": "Opret", "needs_co_financing": "on"}
    )
    assert answer.status_code == 302
    fund = Fund.objects.get(name="Opret")
    assert fund.slug == "pulje-opret"
    page = reverse("partnership:fund-year-create", args=[fund.slug])
    secretariat.post(page, {"year": "2027", "amount": "1.250.000,50"})
    row = FundYear.objects.get(fund=fund)
    assert row.amount == Decimal("1250000.50")
    change, seen = reverse("partnership:fund-year-change", args=[row.pk]), stamp_of(row)
    assert 'value="1.250.000,50"' in text_of(secretariat.get(change))
    typed = {"year": "2027", "amount": "2", "seen": seen}
    assert secretariat.post(change, typed).status_code == 302
    answer = text_of(secretariat.post(change, {**typed, "amount": "3"}))
    assert "En anden har rettet det samme" in answer
    assert "Ingen nøgle gælder i det år" in text_of(
        secretariat.get(f"/oekonomi/puljer/{fund.slug}/?aar=2027")
    )
    fund_page = reverse("partnership:fund-change", args=[fund.slug])
    secretariat.post(fund_page, {"name": "Ny", "ends_on": "31.12.2027", "seen": stamp_of(fund)})
    late = text_of(secretariat.post(page, {"year": "2028", "amount": "5"}))
    assert "Puljen slutter før det år." in late


def test_a_forecast_is_dated_and_counts_instead_of_the_budget(made, secretariat):
    page = reverse("partnership:budget-line-change", args=[made.line.pk])
    form = {
        "name": "Løbende drift", "intervention": made.intervention.pk, "year": "2027",
        "amount": "900.000", "forecast": "850.000", "forecast_note": "Sen start",
        "seen": stamp_of(made.line),
    }  # fmt: skip
    assert secretariat.post(page, form).status_code == 302
    made.line.refresh_from_db()
    assert made.line.forecast_on is not None
    overview = text_of(secretariat.get("/oekonomi/?aar=2027"))
    assert "hele året ventes at koste 850.000,00 kr." in overview
    form |= {"forecast": "", "seen": stamp_of(made.line)}
    secretariat.post(page, form)
    made.line.refresh_from_db()
    assert (made.line.forecast, made.line.forecast_on) == (None, None)


@pytest.mark.parametrize(
    ("kind", "model"),
    [
        ("fund-year", FundYear), ("budget-line", BudgetLine), ("commitment", Commitment),
        ("booking", Booking), ("position", Position),
    ],
)  # fmt: skip
def test_what_is_removed_leaves_its_trace(made, secretariat, kind, model):
    row = model.objects.get()
    answer = secretariat.post(reverse(f"partnership:{kind}-remove", args=[row.pk]))
    assert answer.status_code == 302
    assert not model.objects.exists()
    assert model.pgh_event_model.objects.filter(pgh_obj_id=row.pk).exists()


def test_a_position_says_who_employs_and_pays_and_has_no_field_for_pay(made, secretariat):
    a, b, _c = made.payers
    form = {
        "title": "Koordinator", "full_time_years": "0,8", "fund": made.fund.pk,
        "employer": a.pk, "payer": b.pk, "starts_on": "1.1.2027",
    }  # fmt: skip
    assert secretariat.post("/oekonomi/aarsvaerk/ny/", form).status_code == 302
    page = text_of(secretariat.get("/oekonomi/aarsvaerk/?aar=2027"))
    assert "Koordinator" in page and "1,3" in page and "Løn står her ikke" in page
    backwards = {**form, "ends_on": "31.12.2026"}
    answer = text_of(secretariat.post("/oekonomi/aarsvaerk/ny/", backwards))
    assert "Sidste dag kan ikke ligge før første dag." in answer
    assert not [f for f in Position._meta.get_fields() if "pay" in f.name and f.name != "payer"]


# Co-financing


def test_the_parties_own_part_stands_beside_the_demand_of_the_year(made, secretariat):
    made.commitment.amount = Decimal("2205128.21")
    made.commitment.save()
    page = text_of(secretariat.get(f"/oekonomi/puljer/{made.fund.slug}/?aar=2027"))
    assert "31,1 % af 3.205.128,21 kr.; kravet er 25 %." in page
    made.commitment.amount = Decimal("3500000.00")
    made.commitment.save()
    page = text_of(secretariat.get(f"/oekonomi/puljer/{made.fund.slug}/?aar=2027"))
    assert "22,2 % af 4.500.000 kr.; kravet er 25 %. Det er ikke opfyldt." in page
    CoFinancingRule.objects.all().delete()
    page = text_of(secretariat.get(f"/oekonomi/puljer/{made.fund.slug}/?aar=2027"))
    assert "der er intet krav for året" in page
    empty = text_of(secretariat.get(f"/oekonomi/puljer/{made.fund.slug}/"))
    assert "Der er hverken bidrag eller tilsagn i" in empty


def test_a_demand_begins_from_a_preset_and_ends_the_one_before(made, secretariat):
    CoFinancingRule.objects.all().delete()
    new = "/oekonomi/medfinansiering/ny/"
    assert "Landsbyggefondens regulativ" in text_of(
        secretariat.get(f"{new}?forslag=landsbyggefonden")
    )
    form = {"percent": "25", "valid_from": "1.1.2020", "source": "Regulativ"}
    assert secretariat.post(new, form).status_code == 302
    later = {"percent": "30", "valid_from": "1.1.2028", "source": "Nyt regulativ"}
    assert secretariat.post(new, later).status_code == 302
    first, second = CoFinancingRule.objects.all()
    assert first.valid_to == dt.date(2027, 12, 31)
    rules = [first, second]
    assert co_financing.rule_of(2027, rules) == first
    assert co_financing.rule_of(2028, rules) == second
    assert co_financing.rule_of(2019, rules) is None
    assert "allerede et krav i den periode" in text_of(secretariat.post(new, later))
    change = reverse("partnership:co-financing-change", args=[second.pk])
    clash = {**later, "valid_from": "1.6.2027", "seen": stamp_of(second)}
    assert "overlapper et andet krav" in text_of(secretariat.post(change, clash))
    fine = {**later, "percent": "33", "valid_to": "31.12.2030", "seen": stamp_of(second)}
    assert secretariat.post(change, fine).status_code == 302
    assert "33" in text_of(secretariat.get("/oekonomi/medfinansiering/"))


# Bookings by file


def post_file(client, text, name="regnskab.csv"):
    data = text if isinstance(text, bytes) else text.encode()
    return client.post(IMPORT, {"file": SimpleUploadedFile(name, data)})


def hidden(page, name):
    field = page.split(f'name="{name}" value="', 1)[1]
    return (
        field.split('"', 1)[0].replace("&quot;", '"').replace("&#x27;", "'").replace("&amp;", "&")
    )


def take(client, page):
    return client.post(TAKE, {name: hidden(page, name) for name in ("name", "text", "fingerprint")})


def take_again(client, text):
    """As one does who kept the page from before and presses its button."""
    fingerprint = booking_files.plan(text).fingerprint
    return client.post(TAKE, {"name": "regnskab.csv", "text": text, "fingerprint": fingerprint})


def rows(made, *lines):
    fund = made.fund.name
    return HEAD + "".join(f"{fund};{line}\n" for line in lines)


def test_a_file_is_shown_first_taken_in_whole_and_changes_nothing_the_second_time(
    made, secretariat
):
    text = rows(
        made,
        f"udgift;2027;1;Part A;{made.intervention.name};Lokaleleje;20.000,00",
        "bidrag;2027;K2;part b;;1. rate;1.500,50",
        "tilskud;2027;3;;;;70000",
    )
    page = text_of(post_file(secretariat, text))
    assert "2 nye beløb, 1 ændrede, 0 uændrede" in page
    assert "12.345,67" in page and "20.000,00" in page
    assert Booking.objects.count() == 1, "nothing is taken in yet"
    assert take(secretariat, page).status_code == 302
    assert sorted(Booking.objects.values_list("amount", flat=True)) == [
        Decimal("1500.50"), Decimal("20000.00"), Decimal("70000.00")
    ]  # fmt: skip
    assert BookingFile.objects.get().rows == 3
    events = Booking.pgh_event_model.objects.count()
    page = text_of(post_file(secretariat, text))
    assert "0 nye beløb, 0 ændrede, 3 uændrede" in page
    assert "Filen ændrer intet" in page and "Bogfør beløbene" not in page
    assert take_again(secretariat, text).status_code == 302
    assert (Booking.objects.count(), BookingFile.objects.count()) == (3, 1)
    assert Booking.pgh_event_model.objects.count() == events


def test_a_file_with_one_wrong_row_names_it_and_nothing_is_taken_in(made, secretariat):
    text = rows(
        made,
        "udgift;2027;1;;;Leje;100",
        "gave;27;5;Ukendt;Ukendt;;mange",
        "bidrag;2027;1;;;;100",
        "udgift;2027;1;;;Leje;200",
        "udgift;2027;1;;;;-5",
        f"udgift;2027;1;;;{'x' * 161};5",
    )
    page = text_of(post_file(secretariat, text))
    for words in (
        "Skriv bidrag, tilskud eller udgift.", "Skriv et helt tal fra 2000 til 2100.",
        "Skriv et helt tal fra 1 til 4.", "“Ukendt” kendes ikke", "Skriv beløbet som",
        "hvilken organisation der har betalt", "som i række 2", "under nul retter",
        "højst være på 160 tegn",
    ):  # fmt: skip
        assert words in page, words
    assert "Bogfør beløbene" not in page
    assert "Bogfør beløbene" not in text_of(take_again(secretariat, text))
    assert Booking.objects.count() == 1
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PK\x03\x04", "projektmappe"),
        (b"a\0b", "kan ikke læses som CSV"),
        (b"Pulje;Art\n1;2\n", "mangler kolonnerne år, kvartal, beløb"),
        (HEAD.encode(), "ingen rækker"),
        (b"", "tom"),
        (HEAD.replace("Tekst", "Art").encode() + b"a;b\n", "to gange"),
        (HEAD.encode() + b"x;udgift;2027;1;;;010190-1234;5\n", "ligner et CPR-nummer"),
        (b"x" * ((1 << 20) + 1), "større end 1 MB"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(made, secretariat, data, words):
    answer = text_of(post_file(secretariat, data))
    assert words in answer
    assert "010190" not in answer


def test_what_was_shown_is_what_is_done_or_it_is_shown_again(made, secretariat):
    page = text_of(post_file(secretariat, rows(made, "udgift;2027;1;;;Leje;100")))
    Booking.objects.create(
        fund=made.fund, kind="expense", year=2027, quarter=1, text="Leje", amount=Decimal(70)
    )
    again = text_of(take(secretariat, page))
    assert "Der er bogført andet imens" in again
    assert "0 nye beløb, 1 ændrede" in again
    assert Booking.objects.get(text="Leje").amount == Decimal(70)
    assert secretariat.post(TAKE, {"name": "x"}).status_code == 302
    broken = {"name": "x", "text": "ingen", "fingerprint": "x"}
    assert secretariat.post(TAKE, broken).status_code == 302


def test_the_list_taken_along_can_be_handed_back_unchanged(made, secretariat):
    file = secretariat.get("/oekonomi/bogfoering/hent/bogfoering/csv/?aar=2027")
    page = text_of(post_file(secretariat, file.content))
    assert "0 nye beløb, 0 ændrede, 1 uændrede" in page


def test_an_english_file_with_commas_and_old_letters_is_read(made, secretariat):
    head = HEAD.replace(";", ",").replace("ø", "oe").replace("År", "Aar")
    text = f'{head}{made.fund.name},udgift,2027,1,,,Tæpper,"1,500.25"\n\n'
    page = text_of(post_file(secretariat, text.encode("cp1252")))
    assert "1 nye beløb" in page and "Tæpper" in page and "1.500,25" in page


def test_a_booking_is_entered_and_the_same_one_is_refused(made, secretariat):
    form = {
        "fund": made.fund.pk, "kind": "expense", "year": "2027", "quarter": "2",
        "text": "Trykning", "amount": "1.200,50",
    }  # fmt: skip
    new = "/oekonomi/bogfoering/ny/"
    assert secretariat.post(new, form).status_code == 302
    assert "står her allerede" in text_of(secretariat.post(new, form))
    refund = {**form, "text": "", "amount": "-5"}
    assert "under nul retter" in text_of(secretariat.post(new, refund))
    row = Booking.objects.get(text="Trykning")
    change = reverse("partnership:booking-change", args=[row.pk])
    typed = {**form, "amount": "-1.200,50", "seen": stamp_of(row)}
    assert secretariat.post(change, typed).status_code == 302
    row.refresh_from_db()
    assert row.amount == Decimal("-1200.50")


# Who sees what


def test_a_payers_own_page_says_what_for_what_and_by_which_key(made, secretariat):
    page = text_of(secretariat.get(f"/oekonomi/organisationer/{made.payers[0].slug}/?aar=2027"))
    assert "Bidraget for 2027 er 333.334,00 kr." in page
    assert made.key.name in page and "33,3334" in page
    assert "Der er ikke skrevet, hvad nøglen bygger på." in page
    made.key.basis = "antal boliger"
    made.key.save()
    page = text_of(secretariat.get(f"/oekonomi/organisationer/{made.payers[0].slug}/?aar=2027"))
    assert "33,3334 pct. Nøglen bygger på: antal boliger." in " ".join(page.split())
    assert made.intervention.name in page
    FundYear.objects.update(amount=0)
    page = text_of(secretariat.get(f"/oekonomi/organisationer/{made.payers[0].slug}/?aar=2027"))
    assert "Der står intet bidrag at betale for 2027." in page
    assert "Der er indbetalt 0,00 kr." not in page


def test_a_payers_share_can_be_worked_out_from_the_page(made, secretariat):
    town, ours, theirs = made.payers
    shares = {town: ("50", None), ours: ("19.4332", 960), theirs: ("30.5668", 1510)}
    with transaction.atomic():
        for payer, (percent, homes) in shares.items():
            KeyShare.objects.filter(key=made.key, organisation=payer).update(
                percent=Decimal(percent), homes=homes
            )
    made.key.basis = "Halvdelen fra kommunen, resten efter antal boliger"
    made.key.save()
    FundYear.objects.update(amount=2_500_000)
    page = text_of(secretariat.get(f"/oekonomi/organisationer/{ours.slug}/?aar=2027"))
    for told in (
        f"{made.key.name} (Halvdelen fra kommunen, resten efter antal boliger)",
        f"{town.name} betaler 50 pct. Resten, 50 pct., deles efter antal boliger, i alt 2.470.",
        f"{ours.name}: 960 af 2.470 boliger × 50 pct. = 19,4332 pct.",
        "19,4332 pct. af 2.500.000,00 kr. (1.1.2027–31.12.2027) = 485.830,00 kr.",
    ):
        assert told in page
    fund = text_of(secretariat.get(f"/oekonomi/puljer/{made.fund.slug}/?aar=2027"))
    assert f"{made.key.name} (Halvdelen fra kommunen, resten efter antal boliger)" in fund


def test_a_key_written_as_homes_give_it_keeps_the_homes_it_was_computed_from(made):
    homes = {made.payers[1].pk: 960, made.payers[2].pk: 1510}
    with transaction.atomic(), patch.object(distribution_keys, "homes", return_value=homes):
        standing = standing_of(people.seated_user("secretariat"))
        percents = map(Decimal, ("50", "19.4332", "30.5668"))
        distribution_keys.set_from(
            by=standing, fund=made.fund, name="Efter boliger", valid_from=dt.date(2028, 1, 1),
            shares=dict(zip([payer.pk for payer in made.payers], percents, strict=True)),
        )  # fmt: skip
    kept = KeyShare.objects.filter(key__name="Efter boliger").values_list("organisation", "homes")
    assert dict(kept) == {made.payers[0].pk: None, **homes}


def test_a_corrected_key_tells_of_homes_only_while_its_shares_follow_from_them(made, secretariat):
    _town, ours, theirs = made.payers
    FundYear.objects.update(year=2028)
    address = f"/oekonomi/organisationer/{ours.slug}/?aar=2028"
    change = reverse("partnership:key-change", args=[made.key.pk])

    def told(percents, homes, basis="LBF's nøgle"):
        """The page of one payer after the secretariat has corrected the key's shares."""
        form = {
            "name": made.key.name, "basis": basis,
            "seen": distribution_keys.stamp_of(made.key), **shares(made.payers, *percents),
        }  # fmt: skip
        count = {ours.pk: homes[0], theirs.pk: homes[1]}
        with patch.object(distribution_keys, "homes", return_value=count):
            assert secretariat.post(change, form).status_code == 302
        return text_of(secretariat.get(address))

    computed = ("50", "19,4332", "30,5668")
    assert "960 af 2.470 boliger × 50 pct. = 19,4332 pct." in told(computed, (960, 1510))
    named = html.unescape(text_of(secretariat.get(address)))
    assert f"{made.key.name} (LBF's nøgle)" in named, "as it was written"
    agreed = told(("45", "19,4332", "35,5668"), (960, 1510), basis="Aftalt")
    assert "boliger" not in agreed and "19,4332 pct. af " in agreed
    assert "1.920 af 4.940 boliger" in told(computed, (1920, 3020))
    assert " boliger × " not in told(computed, (1900, 3040))


def test_what_was_due_in_a_year_that_is_over_and_is_not_booked_is_said(made, secretariat):
    last = timezone.localdate().year - 1
    FundYear.objects.update(year=last, amount=300_000)
    address = f"/oekonomi/organisationer/{made.payers[1].slug}/?aar="
    page = text_of(secretariat.get(f"{address}{last}"))
    assert "99.999,90 kr. er forfaldne og ikke bogført som indbetalt." in page
    assert "Forfaldent, ikke bogført" in page
    FundYear.objects.update(year=last + 1)
    assert "er forfaldne" not in text_of(secretariat.get(f"{address}{last + 1}"))


def test_full_time_years_are_said_to_stand_beside_the_contribution(made, secretariat):
    position = made.position
    page = text_of(secretariat.get(f"/oekonomi/organisationer/{position.payer.slug}/?aar=2027"))
    assert "selv betaler lønnen for ud over sit bidrag" in page


def test_a_group_member_sees_their_own_organisation_and_bodies_and_nothing_else(made):
    member = client_of("group", organisation=made.payers[0])
    overview = text_of(member.get("/oekonomi/?aar=2027"))
    assert "Part A" in overview and "Part B" not in overview
    assert "Puljer" not in overview and "1.000.000,00" not in overview
    effort = made.intervention
    assert effort.name in text_of(member.get("/oekonomi/?aar=2027&vis=indsatser"))
    assert effort.body.name in text_of(member.get("/oekonomi/?aar=2027&vis=organer"))
    assert ">Puljer<" not in text_of(member.get("/oekonomi/?aar=2027&vis=puljer"))
    page = text_of(member.get(f"/oekonomi/indsatser/{effort.slug}/?aar=2027"))
    assert "Part A" in page and "Part B" not in page
    assert member.get(f"/oekonomi/organisationer/{made.payers[0].slug}/").status_code == 200
    assert member.get(f"/oekonomi/organisationer/{made.payers[1].slug}/").status_code == 404
    assert member.get(f"/oekonomi/puljer/{made.fund.slug}/").status_code == 403


def test_a_foreign_groups_member_gets_404_on_every_address_of_others(made):
    stranger = client_of(
        "group", body=people.body("ad_hoc", name="Fremmed gruppe"),
        organisation=people.organisation("Fremmed Bolig", kind="housing"),
    )  # fmt: skip
    arguments = doors.arguments()
    mine = [
        name for name in doors.DOORS if doors.DOORS[name] is doors.IN_A_BODY and name in arguments
    ]
    for name in mine:
        if name == "partnership:money-file":
            continue  # their own, empty, view
        url = reverse(name, kwargs=arguments[name])
        assert stranger.get(url).status_code == 404, name
        assert stranger.post(url).status_code in (404, 405), name
    assert "Part A" not in text_of(stranger.get("/oekonomi/?aar=2027"))


def test_the_board_reads_all_and_changes_nothing(made):
    board = client_of("board")
    page = text_of(board.get(f"/oekonomi/puljer/{made.fund.slug}/?aar=2027"))
    assert ">Ret<" not in page and "Ny fordelingsnøgle" not in page
    assert board.get(key_page(made)).status_code == 403
    assert board.post(key_page(made), key_form(made.payers, "50", "30", "20")).status_code == 403


# Files and totals


def totals_on(client, view):
    page = text_of(client.get(f"/oekonomi/?aar=2027&vis={view}"))
    return page.split("<tfoot")[1].split("</tfoot>")[0]


def test_the_totals_are_the_same_in_every_view(made, secretariat):
    for view in ("puljer", "organisationer", "indsatser", "organer"):
        assert "1.000.000,00" in totals_on(secretariat, view), view
        assert "3.000.000,00" in totals_on(secretariat, view), view
        assert "12.345,67" in totals_on(secretariat, view), view
    everything = totals_on(secretariat, "aar")
    assert "1.000.000,00" in everything


def test_every_table_can_be_taken_along_and_nothing_in_it_runs(made, secretariat):
    made.fund.name = "=HYPERLINK(1)"
    made.fund.save()
    csv = secretariat.get("/oekonomi/hent/view/csv/?aar=2027&vis=puljer").content.decode()
    assert "'=HYPERLINK(1)" in csv and "1000000,00" in csv
    book = secretariat.get("/oekonomi/hent/view/xlsx/?aar=2027&vis=puljer")
    assert "spreadsheetml" in book["Content-Type"]
    with zipfile.ZipFile(io.BytesIO(book.content)) as parts:
        assert "<f>" not in parts.read("xl/worksheets/sheet1.xml").decode()
    assert secretariat.get("/oekonomi/hent/view/pdf/").status_code == 404
    assert secretariat.get("/oekonomi/hent/andet/csv/").status_code == 404


def test_english_readers_get_english_numbers(made, secretariat):
    secretariat.post("/indstillinger/sprog/", {"language": "en", "next": "/"})
    page = text_of(secretariat.get("/oekonomi/?aar=2027"))
    assert "1,000,000.00" in page


def test_no_page_asks_more_of_the_database_with_twenty_years_of_money(made, secretariat):
    parties = [people.organisation(f"Part {n}", kind="housing") for n in "ABCDEF"]
    bodies = [people.body("board"), people.body("coordination")]
    fund = money.years_of_money(parties, bodies, first=2010, last=2029)[1]
    effort = fund.budget_lines.exclude(intervention=None).first().intervention
    counts = {}
    for url, budget in {
        "/oekonomi/?aar=2027": 21,
        "/oekonomi/?aar=2027&vis=organisationer": 21,
        "/oekonomi/?vis=aar": 21,
        f"/oekonomi/puljer/{fund.slug}/?aar=2027": 30,
        f"/oekonomi/organisationer/{parties[0].slug}/?aar=2027": 24,
        f"/oekonomi/indsatser/{effort.slug}/?aar=2027": 25,
        f"/oekonomi/organer/{effort.body.slug}/?aar=2027": 22,
        "/oekonomi/bogfoering/?aar=2027": 13,
        "/oekonomi/aarsvaerk/?aar=2027": 12,
        "/oekonomi/medfinansiering/": 9,
    }.items():
        with CaptureQueriesContext(connection) as asked:
            assert secretariat.get(url).status_code == 200, url

        counts[url] = (len(asked), budget)
    assert not {url: both for url, both in counts.items() if both[0] > both[1]}
