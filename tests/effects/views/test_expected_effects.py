"""Expected effects as a browser meets them: written, looked at, amended beside the old, withdrawn."""

import datetime as dt
import re

import numpy as np
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from effects.models import EffectVersion, ExpectedEffect
from effects.services import expected_effects
from indicators.models import Indicator, RestrictedReading, Result
from indicators.rules.detectable import smallest
from partnership.models import Intervention
from tests.factories import decisions as make
from tests.factories import people, programme
from tests.factories.results import make_indicator, publish, published, reader, result_row

TODAY = timezone.localdate
DAY = dt.timedelta(days=1)


@pytest.fixture
def site(db):
    return published(areas=3, indicators=1)


@pytest.fixture
def office(site):
    client = Client()
    client.force_login(people.seated_user("secretariat"))
    return client


@pytest.fixture
def found(site):
    made = programme.intervention("Aftenvagter")
    made.areas.set(site.areas[:2])
    return made


def url(name, found, *args):
    return reverse(f"effects:expected-effect-{name}", args=[found.slug, *args])


def start(found, site, at=0):
    code = site.definitions[at].indicator.code
    return f"{url('create', found)}?indikator={code}"


def text_of(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def shown(day):
    return f"{day.day}.{day.month}.{day.year}"


def typed(site, **changes):
    return {
        "areas": [site.areas[0].pk], "measure": "level", "direction": "rise", "size": "12,5",
        "earliest_on": shown(TODAY() + 200 * DAY), "latest_on": f"{TODAY() + 800 * DAY:%Y-%m-%d}",
        "why": "Det er set i andre boligområder.", "other_causes": "", **changes,
    }  # fmt: skip


def write(found, site, **changes):
    values = {
        "indicator": site.definitions[0].indicator, "areas": site.areas[:1], "direction": "rise",
        "size": 5.0, "earliest_on": TODAY() + 200 * DAY, "latest_on": TODAY() + 800 * DAY,
        "why": "Det er set i andre boligområder.", **changes,
    }  # fmt: skip
    return expected_effects.write(
        by=make.secretary(), intervention_id=found.pk, wording=expected_effects.Wording(**values)
    )


def test_the_indicator_is_asked_first_and_then_the_rest_in_its_unit(office, found, site):
    page = text_of(office.get(url("create", found)))
    assert "Hvilken indikator skal flytte sig?" in page
    page = text_of(office.get(start(found, site)))
    assert "Hvor meget, i procentpoint?" in page
    assert "Område 0" in page
    assert "Område 2" not in page  # not an area of the intervention
    answer = office.post(start(found, site), typed(site))
    version = EffectVersion.objects.get()
    assert answer["Location"] == url("detail", found, 1)
    assert (version.size, version.latest_on) == (12.5, TODAY() + 800 * DAY)
    page = text_of(office.get(answer["Location"]))
    assert "Tryg i nabolaget stiger 12,5 procentpoint i Område 0" in page
    assert "Udgave 1, skrevet" in page


def test_an_unknown_indicator_is_asked_for_again(office, found):
    page = text_of(office.get(f"{url('create', found)}?indikator=findes-ikke"))
    assert "Hvilken indikator skal flytte sig?" in page


def test_restricted_indicators_are_neither_offered_nor_shown(office, found, site):
    hidden = make_indicator(site, 7, code="oprindelse", is_restricted=True).indicator
    assert "oprindelse" not in text_of(office.get(url("create", found)))
    ask = {"indikator": "oprindelse"}
    assert office.get(url("look", found), ask).status_code == 404
    effect = ExpectedEffect.objects.create(intervention=found, indicator=hidden, number=1)
    for name in ("detail", "amend", "withdraw"):
        assert office.get(url(name, found, effect.number)).status_code == 404


def test_what_was_typed_is_never_lost_and_errors_name_the_remedy(office, found, site):
    answer = office.post(start(found, site), typed(site, size="-3", why="Om 010190-1234", areas=[]))
    page = text_of(answer)
    assert "Vælg mindst ét område." in page
    assert "ligner et CPR-nummer" in page
    assert not ExpectedEffect.objects.exists()
    page = text_of(office.post(start(found, site), typed(site, size="-3", latest_on="1.1.2020")))
    assert "Skriv et tal over 0." in page
    assert "“Senest” ligger før “tidligst”." in page
    assert "Det er set i andre boligområder." in page
    page = text_of(office.post(start(found, site), typed(site, size="fem")))
    assert "Skriv et tal, for eksempel 5 eller 2,5." in page
    page = text_of(office.post(start(found, site), typed(site, size="99999999")))
    assert "Tallet er for stort." in page
    form = office.post(start(found, site), typed(site, size="")).context["form"]
    assert form.errors == {"size": ["Dette felt er påkrævet."]}


def test_one_may_look_before_saving_without_losing_anything(office, found, site):
    page = text_of(
        office.post(start(found, site), typed(site, size="1,5", why="En halv tanke", se="1"))
    )
    assert "En halv tanke" in page
    assert 'value="1,5"' in page
    assert "Ændringen kan næppe afgøres inden 2030: en stigning på 1,5 procentpoint opdages" in page
    page = text_of(office.post(start(found, site), typed(site, size="5,5", se="1")))
    assert "Det er ikke sikkert, at det kan ses: en stigning på 5,5 procentpoint opdages" in page
    assert "i omtrent 6 af 10 tilfælde, og vi regner med 8 af 10 (fra " in page
    assert not ExpectedEffect.objects.exists()
    code = site.definitions[0].indicator.code
    asked = {"indikator": code, "size": "30", "direction": "fall", "areas": site.areas[1].pk}
    part = text_of(office.get(url("look", found), asked))
    assert "Ja: med så mange bag tallet kan et fald på 30 procentpoint opdages." in part
    assert "Område 1" in part
    assert "Område 0" not in part


def test_the_size_on_the_page_is_what_a_simulation_finds(office, found, site):
    """The contract: within 10 % of two binomial samples under the verdicts' own interval."""
    write(found, site)
    page = text_of(office.get(url("detail", found, 1)))
    table = page[page.index("Den mindste ændring, der kan ses") :]
    told = float(re.search(r"([\d,]+) procentpoint</td>", table)[1].replace(",", "."))
    n, share, z = 412, 0.814, 1.959963984540054

    def limits(x):
        p, middle = x / n, (x + z**2 / 2) / (n + z**2)
        half = z / (n + z**2) * np.sqrt(x * (n - x) / n + z**2 / 4)
        return p, middle - half, middle + half

    def power(change):
        rng = np.random.default_rng(2030)
        before, after = (limits(rng.binomial(n, p, 40_000)) for p in (share, share + change))
        lower = after[0] - before[0] - np.hypot(after[0] - after[1], before[2] - before[0])
        return np.mean(lower > 0)

    low, high = 0.0, 1 - share
    for _step in range(14):
        middle = (low + high) / 2
        low, high = (low, middle) if power(middle) >= 0.8 else (middle, high)
    assert told == pytest.approx(100 * high, rel=0.1)
    assert "412" in page
    assert "81,4 pct. i 2025" in page
    assert "Lokal tryghedsmåling" in page


def test_what_is_a_hair_too_small_is_not_rounded_to_enough(office, found, site):
    n = next(n for n in range(400, 900) if 6.0 < smallest(81.4, n).rise < 6.05)
    Result.objects.filter(statement="level").update(n=n)
    write(found, site, size=6.0)
    page = text_of(office.get(url("detail", found, 1)))
    assert "6,1 procentpoint</td>" in page
    assert "opdages i lidt færre end 8 af 10 tilfælde" in page


def test_too_small_is_said_with_other_ways_and_other_indicators(office, found, site):
    goal = site.definitions[0].indicator.home_goal
    large = make_indicator(site, 5, code="stor", goal=goal)
    Result.objects.filter(definition=large).update(n=40000)
    write(found, site, size=4.0, areas=site.areas[:2])
    page = text_of(office.get(url("detail", found, 1)))
    assert "Områderne lagt sammen" in page
    assert "2 målinger lagt sammen før og efter" in page
    assert "Alle målinger til og med 2030 lagt sammen" in page
    assert "Andre indikatorer under samme effektmål" in page
    assert reverse("indicators:indicator-detail", args=["stor"]) in page


def test_hardly_ever_before_the_end_of_the_period(office, found, site):
    write(found, site, size=0.2)
    assert "kan næppe afgøres inden 2030" in text_of(office.get(url("detail", found, 1)))
    late = {"earliest_on": dt.date(2031, 2, 1), "latest_on": dt.date(2032, 2, 1)}
    write(found, site, size=20.0, areas=site.areas[1:2], **late)
    page = text_of(office.get(url("detail", found, 2)))
    assert "Der kommer ingen måling" in page
    assert "kan næppe afgøres inden 2030" in page


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("suppressed", "Tallet er skjult, fordi det bygger på få personer."),
        ("not_released", "Tallet findes, men er ikke frigivet."),
    ],
)
def test_hidden_and_unreleased_figures_tell_nothing_here_either(office, found, site, state, words):
    nothing = dict.fromkeys(
        ("estimate", "lower", "upper", "lower_998", "upper_998", "n", "numerator", "denominator")
    )
    Result.objects.filter(statement="level", area=site.areas[0], slot="2025").update(
        state=state, **nothing
    )
    write(found, site)
    page = text_of(office.get(url("detail", found, 1)))
    assert words in page
    assert "Det kan ikke siges, om ændringen kan ses." in page
    assert "412" not in page


def test_without_n_it_cannot_be_told(office, found, site):
    Result.objects.filter(statement="level").update(
        n=None, lower=None, upper=None, lower_998=None, upper_998=None
    )
    write(found, site)
    page = text_of(office.get(url("detail", found, 1)))
    assert "Antal ikke oplyst. Det kan ikke siges, om ændringen kan ses." in page


def test_a_distance_needs_its_comparator(office, found, site):
    write(found, site, measure="gap", direction="fall", size=9.0)
    page = text_of(office.get(url("detail", found, 1)))
    assert "afstanden bliver 9 procentpoint mindre" in page
    assert "Mindste ændring, der kan ses" in page
    Result.objects.filter(statement="gap").delete()
    page = text_of(office.get(url("detail", found, 1)))
    assert "Afstanden kan ikke beregnes." in page


def test_the_same_residents_counted_each_year_are_not_more(office, found, site):
    register = make_indicator(site, 6, code="register", data_kind="register")
    write(found, site, indicator=register.indicator, size=1.0)
    page = text_of(office.get(url("detail", found, 1)))
    assert "At lægge flere år sammen hjælper ikke her" in page
    assert "kan næppe afgøres inden 2030" in page


def test_means_and_rates_are_told_too(office, found, site):
    mean = make_indicator(site, 3, code="gennemsnit", kind="mean", unit="point", per=1)
    Result.objects.filter(definition=mean, statement="level").update(details={"sd": 12.0})
    rate = make_indicator(
        site, 4, code="rate", kind="rate", data_kind="events", unit="pr. 1.000", per=1000
    )
    Result.objects.filter(definition=rate, statement="level").update(denominator=900, n=900)
    bare = make_indicator(site, 8, code="uden", kind="index", unit="indeks", per=1)
    Result.objects.filter(definition=bare).update(lower=None, upper=None)
    for number, definition in enumerate((mean, rate, bare), start=1):
        write(found, site, indicator=definition.indicator, size=0.5)
        page = text_of(office.get(url("detail", found, number)))
        if definition is bare:
            assert "Tallets usikkerhed kendes ikke." in page
        else:
            assert "Mindste ændring, der kan ses" in page


def test_a_spread_nobody_gave_is_said(office, found, site):
    mean = make_indicator(site, 3, code="gennemsnit", kind="mean", unit="point", per=1)
    Result.objects.filter(definition=mean).update(lower=None, upper=None)
    write(found, site, indicator=mean.indicator, size=0.5)
    assert "Spredningen er ikke oplyst." in text_of(office.get(url("detail", found, 1)))


def test_amendments_stand_side_by_side_with_what_changed(office, found, site):
    write(found, site)
    Intervention.objects.filter(pk=found.pk).update(state="running", starts_on=TODAY() - 10 * DAY)
    decision = make.decision()
    page = text_of(office.get(url("amend", found, 1)))
    assert "får dagens dato og står som skrevet efter start" in page
    change = typed(site, size="3", reason="Det går langsommere.", decision=decision.pk, seen=1)
    answer = office.post(url("amend", found, 1), change)
    page = text_of(office.get(answer["Location"]))
    assert "Hvad vi troede, og hvad vi tror nu" in page
    assert "5 procentpoint" in page
    assert "3 procentpoint" in page
    assert "Det går langsommere." in page
    assert str(decision) in page
    assert "efter start" in page
    rows = re.findall(r"<tr>.*?</tr>", office.get(answer["Location"]).content.decode(), re.DOTALL)
    marked = [text for text in rows if 'class="badge' in text]
    assert len(marked) == 1 and "Størrelse" in marked[0]
    stale = office.post(url("amend", found, 1), typed(site, size="4", reason="Nej", seen=1))
    assert "En anden har rettet det samme, mens du skrev." in text_of(stale)
    assert EffectVersion.objects.count() == 2


def test_who_was_shown_the_figures_of_a_restricted_indicator_is_noted(found, site):
    effect = write(found, site)
    code = effect.indicator.code
    named = Client()
    named.force_login(people.seated_user("secretariat", sees_restricted=True))
    addresses = [
        url("detail", found, 1), url("amend", found, 1), url("create", found), url("look", found)
    ]  # fmt: skip
    for address in addresses:
        named.get(address, {"indikator": code})
    assert not RestrictedReading.objects.exists()
    Indicator.objects.filter(code=code).update(is_restricted=True)
    for address in addresses:
        assert named.get(address, {"indikator": code}).status_code == 200
    assert set(RestrictedReading.objects.values_list("path", flat=True)) == set(addresses)


def test_a_decision_the_reader_may_not_open_is_not_named(found, site):
    effect = write(found, site)
    board = people.body("ad_hoc", name="En lukket gruppe", slug="lukket")
    decision = make.decision(board, title="Noget internt")
    expected_effects.amend(
        by=make.secretary(), effect_id=effect.pk, seen=1, reason="Besluttet", decision=decision,
        wording=expected_effects.Wording(
            direction="rise", size=2.0, earliest_on=TODAY() + 200 * DAY,
            latest_on=TODAY() + 800 * DAY, why="Samme", areas=site.areas[:1],
        ),
    )  # fmt: skip
    client = Client()
    client.force_login(make.member()[0])
    page = text_of(client.get(url("detail", found, 1)))
    assert "Besluttet" in page
    assert "Noget internt" not in page


def test_described_after_the_start_is_said_with_its_day(office, found, site):
    Intervention.objects.filter(pk=found.pk).update(state="running", starts_on=TODAY() - 10 * DAY)
    write(found, site)
    page = text_of(office.get(url("detail", found, 1)))
    assert "Beskrevet efter start (" in page
    assert "grad 1" in page


def test_withdrawn_stays_readable_with_its_reason(office, found, site):
    write(found, site)
    answer = office.post(url("withdraw", found, 1), {"reason": "Vi måler det ikke mere."})
    page = text_of(office.get(answer["Location"]))
    assert "Vi måler det ikke mere." in page
    assert "Det er set i andre boligområder." in page
    assert "Kan det ses?" not in page
    assert url("amend", found, 1) not in page
    assert "Skriv en ny" in text_of(
        office.post(url("amend", found, 1), typed(site, reason="Alligevel", seen=1))
    )


def test_readers_read_and_another_bodys_chair_does_not_write(found, site):
    write(found, site)
    client = Client()
    client.force_login(reader())
    page = text_of(client.get(url("detail", found, 1)))
    assert "Hvad vi tror" in page
    assert url("amend", found, 1) not in page
    group = people.body("ad_hoc", name="En anden gruppe", slug="anden")
    other, person = make.member(body=group)
    person.seats.update(role="chair")
    client.force_login(other)
    for name, args in (("create", ()), ("amend", (1,)), ("withdraw", (1,)), ("look", ())):
        assert client.get(url(name, found, *args)).status_code == 403
        assert client.post(url(name, found, *args)).status_code in (403, 405)
    own, person = make.member()
    person.seats.update(role="chair")
    client.force_login(own)
    assert client.get(url("amend", found, 1)).status_code == 200
    assert client.get(url("detail", found, 99)).status_code == 404


def test_an_indicator_without_figures_says_so(office, found, site):
    definition = make_indicator(site, 2, code="tom")
    definition.indicator.group.current_run = None
    definition.indicator.group.save()
    write(found, site, indicator=definition.indicator)
    page = text_of(office.get(url("detail", found, 1)))
    assert "Der er ikke indberettet noget tal endnu. Det kan ikke siges" in page
    publish(site, definition)
    assert "Mindste ændring, der kan ses" in text_of(office.get(url("detail", found, 1)))


def test_the_page_keeps_its_number_of_queries(office, found, site, django_assert_max_num_queries):
    write(found, site, areas=site.areas[:2], size=1.0)
    office.get(url("detail", found, 1))
    with django_assert_max_num_queries(40):
        office.get(url("detail", found, 1))


def test_a_yearly_figure_every_other_year_counts_half_as_many_to_come(office, found, site):
    definition = site.definitions[0]
    Result.objects.filter(statement="level", slot__in=("2020", "2022", "2024")).delete()
    row = result_row(definition, site.areas[0], "level", 2018, 70.0, n=412)
    row.run, row.source = site.runs[definition.pk], site.source
    row.save()
    write(found, site, size=2.0, earliest_on=dt.date(2027, 7, 1), latest_on=dt.date(2030, 7, 1))
    page = text_of(office.get(url("detail", found, 1)))
    assert "(5 før og 1 efter)" in page  # 2029 alone lies wholly after the earliest day


def power_by_simulation(n, share, change):
    """How often Newcombe's interval of two binomial samples leaves out 0."""
    z, rng = 1.959963984540054, np.random.default_rng(2031)

    def limits(x):
        p, middle = x / n, (x + z**2 / 2) / (n + z**2)
        half = z / (n + z**2) * np.sqrt(x * (n - x) / n + z**2 / 4)
        return p, middle - half, middle + half

    before, after = (limits(rng.binomial(n, p, 40_000)) for p in (share, share + change))
    return np.mean(after[0] - before[0] > np.hypot(after[0] - after[1], before[2] - before[0]))


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (2.0, "kan næppe afgøres inden 2030"),
        (4.0, "kan næppe afgøres inden 2030"),
        (5.5, "Det er ikke sikkert, at det kan ses"),
        (6.4, "Det er ikke sikkert, at det kan ses"),
        (9.0, "Ja: med så mange bag tallet"),
    ],
)
def test_hardly_is_said_only_of_what_is_found_less_than_every_other_time(
    office, found, site, size, words
):
    register = make_indicator(site, 6, code="register", data_kind="register")
    write(found, site, indicator=register.indicator, size=size)
    page = text_of(office.get(url("detail", found, 1)))
    power = power_by_simulation(412, 0.814, size / 100)
    assert words in page
    assert ("næppe" in words) == (power < 0.5)
    assert ("Ja" in words) == (power >= 0.8)
    if power < 0.8:
        assert f"i omtrent {round(10 * power)} af 10 tilfælde" in page


def begun(found, day=dt.date(2022, 3, 1)):
    Intervention.objects.filter(pk=found.pk).update(state="running", starts_on=day)


def test_after_the_start_it_is_what_could_be_known_beforehand(office, found, site):
    """The figure of 2025 holds the change: the question stands on 2021's, and leads to the grounds."""
    begun(found)
    write(found, site, size=6.5)
    page = text_of(office.get(url("detail", found, 1)))
    assert "På forhånd var det ikke sikkert, at det kunne ses" in page
    assert "73,8 pct. i 2021" in page
    assert "81,4 pct." not in page
    assert "kan næppe afgøres" not in page
    assert "Her står, hvad man kunne vide på forhånd." in page
    assert reverse("effects:evidence-list", args=[found.slug]) in page
    look = {"indikator": site.definitions[0].indicator.code, "size": "30", "direction": "fall"}
    page = text_of(office.get(url("look", found), {**look, "areas": site.areas[0].pk}))
    assert "På forhånd var der nok bag tallet til, at et fald på 30 procentpoint kunne" in page
    page = text_of(office.get(url("look", found), {**look, "areas": site.areas[0].pk, "size": "1"}))
    assert "På forhånd kunne man næppe regne med at se det fra én måling til en anden" in page
    Result.objects.filter(area=site.areas[1]).exclude(slot="2025").update(n=4120)
    two = [area.pk for area in site.areas[:2]]
    page = text_of(office.get(url("look", found), {**look, "areas": two, "size": "4"}))
    assert "På forhånd var der kun nok bag tallet til, at et fald på 4 procentpoint kunne" in page


def test_without_a_figure_from_before_the_start_the_newest_is_asked(office, found, site):
    begun(found, dt.date(2019, 1, 1))
    write(found, site, size=5.5)
    assert "81,4 pct. i 2025" in text_of(office.get(url("detail", found, 1)))


def test_a_distance_stands_on_the_one_from_before_the_start(office, found, site):
    begun(found)
    definition, area = site.definitions[0], site.areas[0]
    against = {"comparator": "rest", "other": site.town, "is_default": True}
    for statement, value in (("comparator", 86.0), ("gap", -14.1)):
        row = result_row(definition, area, statement, 2020, value, **against)
        row.run, row.source = site.runs[definition.pk], site.source
        row.save()
    write(found, site, measure="gap", direction="fall", size=9.0)
    page = text_of(office.get(url("detail", found, 1)))
    assert "71,9 pct. i 2020" in page


def still(site, area, values):
    """Levels that move up and down instead of rising by themselves."""
    for year, value in zip(range(2019, 2026), values, strict=True):
        rows = Result.objects.filter(statement="level", area=area, slot=str(year))
        rows.filter(definition=site.definitions[0]).update(estimate=value)


def test_measurings_are_never_laid_together_across_a_redrawn_border(office, found, site):
    still(site, site.areas[0], (81, 80, 82, 80, 82, 80, 81.4))
    late = {"earliest_on": dt.date(2027, 9, 20), "latest_on": dt.date(2030, 7, 1)}
    write(found, site, size=4.0, **late)
    page = text_of(office.get(url("detail", found, 1)))
    assert "(7 før og 3 efter)" in page  # 2027 began before the earliest day
    assert "Det er nok, hvis tallet ellers ligger stille." in page
    site.areas[0].extents.update(valid_from=dt.date(2022, 1, 1), breaks_series=True)
    page = text_of(office.get(url("detail", found, 1)))
    assert "(4 før og 3 efter)" in page


def test_a_figure_that_moves_by_itself_is_not_enough_with_years_together(office, found, site):
    write(found, site, size=4.0)
    page = text_of(office.get(url("detail", found, 1)))
    assert "hvis tallet ellers lå stille; det er steget 1,9 procentpoint om året." in page
    assert "Det er nok" not in page
    assert "kan næppe afgøres inden 2030" in page
    found.areas.set(site.areas)
    write(found, site, size=4.0, areas=site.areas[1:])
    page = text_of(office.get(url("detail", found, 2)))
    assert "Så ofte opdages den ventede ændring" in page
    assert "i Område 1 gælder: det er steget 1,9 procentpoint om året." in page


def test_other_indicators_are_told_without_a_percentage_of_the_figure(office, found, site):
    goal = site.definitions[0].indicator.home_goal
    large = make_indicator(site, 5, code="stor", goal=goal)
    Result.objects.filter(definition=large).update(n=40000)
    write(found, site, size=4.0)
    page = text_of(office.get(url("detail", found, 1)))
    assert "Her skal der forholdsvis mindre til, før en ændring kan ses" in page
    assert "pct. af tallet" not in page
