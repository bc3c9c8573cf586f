"""The pages of feeds: from a search to figures that fetch themselves, in the words shown."""

import pytest
from django.test import Client

from indicators.importers.statbank_api import Statbank
from indicators.importers.statbank_transport import Patience, Transport
from indicators.models import (
    Feed,
    FeedFetch,
    Indicator,
    Measurement,
    RestrictedReading,
    Source,
)
from indicators.services.feeds import fetching
from partnership.models import Seat
from tests.factories.feeds import data_set_of, make_feed, make_statistics
from tests.factories.statbank_server import StatbankServer

pytestmark = pytest.mark.django_db
START = "/indberetning/dst/"
RAS200 = f"{START}tabeller/RAS200/"
PICKS = {"v-OMRÅDE": ["901", "000"], "v-FREKVENS": ["B"], "newest": "2"}
MAPPED = {**PICKS, "save": "1", "name": "Beskæftigelse", "indicator": "i-job", "every": "month"}
AREAS = {"a-901": "901", "a-000": "000"}


@pytest.fixture
def bank(settings):
    with StatbankServer() as server:
        settings.STATBANK_URL = server.url
        yield server


@pytest.fixture
def house():
    return make_statistics()


@pytest.fixture
def site(house):
    client = Client(HTTP_HOST="localhost")
    client.force_login(house.secretary)
    return client


def text(response):
    return " ".join(response.content.decode().split())


def source():
    return str(Source.objects.get(code="danmarks-statistik").pk)


def work(bank):
    """What the worker does at its next nudge."""
    patience = Patience(connect=1, silence=0.5, total=1, tries=1)
    fetching.run_due(asked=Statbank(Transport(bank.url, patience=patience)))


def make(site, bank, **more):
    answer = site.post(RAS200, {**MAPPED, **AREAS, "source": source(), **more})
    assert answer.status_code == 302, text(answer)
    work(bank)
    return Feed.objects.get()


def test_an_empty_list_says_how_to_begin(site):
    shown = text(site.get(START))
    assert "Ingen hentninger endnu" in shown and "Find en tabel" in shown


def test_tables_are_found_by_words_and_subject(site, bank):
    shown = text(site.get(f"{START}tabeller/"))
    assert "Arbejde og indkomst" in shown and "tabeller/RAS200/" not in shown
    shown = text(site.get(f"{START}tabeller/?q=frekvens"))
    assert "RAS200: Erhvervs-" in shown and "STRAF11" not in shown and "1 tabel" in shown
    shown = text(site.get(f"{START}tabeller/?emne=4"))
    assert "STRAF11" in shown and "RAS200:" not in shown
    assert "Ingen tabeller har alle de ord" in text(site.get(f"{START}tabeller/?q=findes+ikke"))


def test_the_catalogue_is_asked_for_once(site, bank):
    site.get(f"{START}tabeller/?q=frekvens")
    asked = len(bank.asked)
    site.get(f"{START}tabeller/?q=indbrud")
    assert len(bank.asked) == asked


@pytest.mark.parametrize("address", [f"{START}tabeller/?q=job", RAS200])
def test_without_a_network_the_pages_say_so(site, house, address):
    answer = site.get(address)
    assert answer.status_code == 503
    assert "Statistikbanken svarer ikke" in text(answer)


def test_a_table_that_is_not_there(site, bank):
    shown = text(site.get(f"{START}tabeller/FINDES1/"))
    assert "Statistikbanken kender ikke tabellen" in shown and "Tabel findes ikke: FINDES1" in shown
    assert site.get(f"{START}tabeller/%3Cscript%3E/").status_code == 503


def test_the_picker_knows_what_may_be_left_out_and_which_areas_are_ours(site, bank):
    shown = text(site.get(RAS200))
    assert 'value="901" id="id_v-OMRÅDE_4" checked' in shown.replace(
        'aria-describedby="id_v-OMRÅDE_helptext" ', ""
    )
    assert shown.count("checked") == 2  # the municipality and the country
    assert "Vælger du ingen, lægges de alle sammen." in shown
    answer = site.post(RAS200, {"v-OMRÅDE": ["901"], "newest": "0"})
    assert answer.status_code == 422 and "Tabellen kan ikke lægge dem sammen" in text(answer)


def test_likely_choices_are_made_and_can_be_gone_back_on(site, bank):
    shown = text(site.post(RAS200, PICKS))
    assert '<option value="901" selected>Kommunen</option>' in shown
    assert '<option value="000" selected>Hele landet</option>' in shown
    assert "Et 0 i tabellen" not in shown
    shown = text(site.post(RAS200, {**PICKS, "back": "1"}))
    assert "1. Vælg værdier" in shown and shown.count("checked") == 3


def test_a_feed_is_saved_tried_and_started(site, bank):
    feed = make(site, bank)
    assert not feed.is_active and not Measurement.objects.exists()
    shown = text(site.get(f"{START}{feed.pk}/"))
    assert "Prøvet: det her vil ske. Intet er indlæst endnu" in shown
    assert "4 nye tal (2022–2023)." in shown and "Indlæs tallene, og hent dem fremover" in shown
    site.post(f"{START}{feed.pk}/start/")
    work(bank)
    shown = text(site.get(f"{START}{feed.pk}/"))
    assert "Hentet første gang" in shown and "Hentes igen" in shown
    assert Measurement.objects.count() == 4
    shown = text(site.get(START))
    assert "Hentet første gang" in shown and "I job" in shown


def test_what_is_fetched_stands_in_words(site, bank):
    feed = make(site, bank)
    shown = text(site.get(f"{START}{feed.pk}/"))
    for words in (
        "RAS200: Erhvervs- og",
        "Kommunen, Hele landet",
        "Beskæftigelsesfrekvens",
        "De 2 nyeste",
    ):
        assert words in shown


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"a-000": "901"}, "To værdier kan ikke være det samme område"),
        ({"a-000": ""}, "Vælg noget i “"),
        ({"v-FREKVENS": ["B", "E"]}, "Vælg noget i “"),
        ({"v-FREKVENS": ["B", "E"], "r-FREKVENS-B": "numerator", "r-FREKVENS-E": "numerator"},
         "Sig, hvilke værdier under frekvens der er helheden"),
        ({"v-KØN": ["M", "K"], "r-KØN-M": "sex/men", "r-KØN-K": "numerator"},
         "Under køn er nogle værdier dele af en andel og andre grupper"),
        ({"indicator": "indbrud"}, "Tabellens perioder har en anden længde"),
        ({"name": "Frk. 010180-1234"}, "CPR-nummer"),
        ({"source": "0"}, "gyldig valgmulighed"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_words(site, bank, change, words):
    answer = site.post(RAS200, {**MAPPED, **AREAS, "source": source(), **change})
    assert answer.status_code == 422 and words in text(answer)
    assert not Feed.objects.exists()


def test_a_name_stands_once(site, bank):
    make(site, bank)
    answer = site.post(RAS200, {**MAPPED, **AREAS, "source": source()})
    assert answer.status_code == 422 and "Navnet er allerede brugt" in text(answer)


def test_zeros_are_asked_about_where_the_table_hides_behind_them(site, bank):
    address = f"{START}tabeller/RAS209/"
    shown = text(site.post(address, {"v-OMRÅDE": ["901"], "v-SOCIO": ["10", "TOT"], "newest": "1"}))
    assert "Et 0 i tabellen" in shown and "med i delen (tælleren)" in shown
    typed = {
        "v-OMRÅDE": ["901"], "v-SOCIO": ["10", "TOT"], "newest": "1", "save": "1", "name": "Andel",
        "indicator": "i-job", "every": "never", "source": source(), "a-901": "901",
        "r-SOCIO-10": "numerator", "r-SOCIO-TOT": "denominator", "zero": "hidden",
    }  # fmt: skip
    assert site.post(address, typed).status_code == 302
    work(bank)
    shown = text(site.get(f"{START}{Feed.objects.get().pk}/"))
    assert "Beskæftigede (delen), I alt (helheden)" in shown and " af " in shown


def test_groups_with_the_same_names_are_recognised(site, bank):
    shown = text(site.post(RAS200, {**PICKS, "v-KØN": ["TOT", "M", "K"]}))
    assert '<option value="sex/men" selected>Mænd</option>' in shown
    assert '<option value="total/total" selected>I alt</option>' in shown
    picks = {"v-OMRÅDE": ["901"], "v-SOCIO": ["TOT", "10"], "newest": "1"}
    shown = text(site.post(f"{START}tabeller/RAS209/", picks))
    assert '<option value="denominator" selected>' in shown and 'total/total" selected' not in shown


def test_a_table_without_picked_areas_is_about_the_country(site, bank):
    shown = text(site.post(RAS200, {"v-FREKVENS": ["B"], "newest": "1"}))
    assert "Tallene gælder" in shown
    assert '<option value="000" selected>Hele landet</option>' in shown


def test_a_fetch_on_its_way_shows_how_far_it_is(site, bank):
    feed = make_feed()
    site.post(f"{START}{feed.pk}/hent/")
    site.post(f"{START}{feed.pk}/hent/")  # a click too many
    assert FeedFetch.objects.count() == 1
    shown = text(site.get(f"{START}{feed.pk}/"))
    assert 'hx-trigger="every 1s"' in shown and "Venter på, at serveren har tid" in shown
    FeedFetch.objects.update(state="running", done=1, total=4)
    shown = text(site.get(f"{START}{feed.pk}/status/"))
    assert "1 af 4 spørgsmål er besvaret" in shown and 'max="4"' in shown
    FeedFetch.objects.update(state="waiting")
    work(bank)
    assert site.get(f"{START}{feed.pk}/status/")["HX-Refresh"] == "true"


@pytest.mark.parametrize(
    ("mode", "words"),
    [
        ("html_500", "Der er en fejl hos Statistikbanken lige nu (500)."),
        ("slow", "Statistikbanken svarede ikke inden for tiden."),
        ("cut", "Svaret stoppede midtvejs"),
        ("busy", "Statistikbanken har for travlt"),
        ("notfound", "Tabel findes ikke: RAS200. De tal, I har"),
        ("redirect", "henviser til en anden adresse"),
    ],
)
def test_each_failure_is_told_with_the_next_try(site, bank, mode, words):
    feed = make_feed()
    bank.mode = mode
    site.post(f"{START}{feed.pk}/hent/")
    work(bank)
    for address in (START, f"{START}{feed.pk}/"):
        shown = text(site.get(address))
        assert words in shown and "De tal, I har, er ikke rørt." in shown
        assert "Næste forsøg" in shown and "mislykket 1 gang" in shown


def test_a_revision_shows_old_beside_new(site, bank):
    feed = make_feed()
    site.post(f"{START}{feed.pk}/hent/")
    work(bank)
    site.post(f"{START}{feed.pk}/hent/")
    work(bank)
    assert "Hentet: intet er ændret" in text(site.get(f"{START}{feed.pk}/"))
    bank.mode = "revised"
    site.post(f"{START}{feed.pk}/hent/", {"preview": "1"})
    work(bank)
    shown = text(site.get(f"{START}{feed.pk}/"))
    assert "Prøvet" in shown and "2 rettede tal" in shown
    assert Measurement.objects.count() == 4
    site.post(f"{START}{feed.pk}/hent/")
    work(bank)
    shown = text(site.get(f"{START}{feed.pk}/"))
    assert "Hentet: kilden har rettet tal" in shown and "2 rettede tal, 2 uændrede" in shown
    assert shown.count("Rettet") == 2 and Measurement.objects.count() == 6


def test_name_and_pace_can_be_changed_and_the_clock_stopped(site, bank):
    feed = make_feed()
    address = f"{START}{feed.pk}/ret/"
    seen = site.get(address).context["form"].initial["seen"]
    typed = {"name": "Nyt navn", "every": "week", "newest": "5", "seen": seen}
    assert site.post(address, typed).status_code == 302
    feed.refresh_from_db()
    assert (feed.name, feed.every, feed.selection["newest"]) == ("Nyt navn", "week", 5)
    assert feed.next_fetch_at is not None
    answer = site.post(address, {**typed, "name": "Et andet"})
    assert answer.status_code == 200 and "En anden har rettet det samme" in text(answer)
    site.post(f"{START}{feed.pk}/pause/")
    assert "Hentes ikke af sig selv." in text(site.get(f"{START}{feed.pk}/"))


def test_a_restricted_indicator_is_not_for_every_secretary(site, bank, house):
    feed = make_feed()
    Indicator.objects.filter(code="i-job").update(is_restricted=True)
    assert site.get(f"{START}{feed.pk}/").status_code == 404
    assert feed.name not in text(site.get(START))
    assert "I job" not in text(site.post(RAS200, PICKS))


def test_who_opens_restricted_figures_here_is_noted(site, bank, house):
    feed = make_feed()
    Indicator.objects.filter(code="i-job").update(is_restricted=True)
    Seat.objects.filter(person__user=house.secretary).update(sees_restricted=True)
    assert site.get(f"{START}{feed.pk}/").status_code == 200
    assert RestrictedReading.objects.get().path == f"{START}{feed.pk}/"


def test_what_a_supplier_owns_is_not_fetched(site, bank, house):
    feed = make_feed()
    data_set = data_set_of("i-job")
    data_set.is_supplier_owned = True
    data_set.save()
    site.post(f"{START}{feed.pk}/hent/")
    work(bank)
    assert "ejes af leverandøren" in text(site.get(f"{START}{feed.pk}/"))
    assert "I job (" not in text(site.post(RAS200, PICKS))


def test_a_supplier_has_no_feeds(house):
    client = Client(HTTP_HOST="localhost")
    client.force_login(house.supplier)
    assert client.get(START).status_code == 403
