"""The StatBank client against a small StatBank: whole answers, and all the others."""

import json
from dataclasses import replace

import pytest

from indicators.importers.statbank_api import BULK, CSV, JSONSTAT, Statbank
from indicators.importers.statbank_transport import Patience, StatbankProblem, Transport
from tests.factories.statbank_server import StatbankServer

ASKED = {"OMRÅDE": ["901", "000"], "FREKVENS": ["B"], "Tid": ["2022", "2023"]}
QUICK = Patience(connect=1, silence=0.4, total=2, tries=3)


@pytest.fixture
def bank():
    with StatbankServer() as server:
        yield server


@pytest.fixture
def statbank(bank):
    bank.naps = []
    return Statbank(Transport(bank.url, patience=QUICK, sleep=bank.naps.append))


def problem_of(ask, *arguments, **more):
    with pytest.raises(StatbankProblem) as found:
        ask(*arguments, **more)
    return found.value


def test_subjects_lead_to_tables(statbank):
    assert [each.text for each in statbank.subjects()][:2] == ["Borgere", "Arbejde og indkomst"]
    assert [each.id for each in statbank.subjects(under=["2"])] == ["20"]
    tables = statbank.tables(subjects=["20"])
    assert [each.id for each in tables] == ["RAS200", "RAS209"]
    assert (tables[0].first_period, tables[0].latest_period) == ("2019", "2023")
    assert "frekvens" in tables[0].variables
    assert len(statbank.tables()) == 3


def test_a_table_tells_what_may_be_left_out_and_what_it_hides(statbank):
    info = statbank.table_info("ras209")
    assert info.suppressed == "0" and statbank.table_info("RAS200").suppressed == ""
    assert [each.id for each in info.variables if each.may_be_left_out] == [
        "OMRÅDE",
        "SOCIO",
        "KØN",
    ]
    assert info.time is not None and info.time.codes[-1] == "2023"
    assert info.variable("SOCIO").text_of("10") == "Beskæftigede"
    assert info.variable("SOCIO").text_of("udgået") == "udgået"
    assert info.variable("FINDES-IKKE") is None
    assert info.footnote == "Tallene er opdigtede." and info.documentation.startswith("https://")


@pytest.mark.parametrize("form", [CSV, JSONSTAT])
def test_all_forms_give_the_same_figures(bank, statbank, form):
    answer = statbank.data("RAS200", ASKED, form=form)
    assert answer.variables == ("OMRÅDE", "FREKVENS", "Tid") and not answer.absent
    assert len(answer.cells) == 4
    expected = bank.figure("RAS200", {"OMRÅDE": "901", "FREKVENS": "B", "Tid": "2023"})
    assert float(answer.cells["901", "B", "2023"].replace(",", ".")) == expected


def test_a_stream_wants_every_variable(statbank):
    assert problem_of(statbank.data, "RAS200", ASKED, form=BULK).code == "not_allowed"
    whole = {**ASKED, "KØN": ["TOT"]}
    assert len(statbank.data("RAS200", whole, form=BULK).cells) == 4


def test_a_selection_that_is_too_big_is_split_and_joined(bank, statbank):
    whole = statbank.data("RAS200", {**ASKED, "Tid": ["2019", "2020", "2021", "2022", "2023"]})
    told = []
    bank.mode = "toobig"
    split = statbank.data(
        "RAS200",
        {**ASKED, "Tid": ["2019", "2020", "2021", "2022", "2023"]},
        progress=lambda done, total: told.append((done, total)),
    )
    assert split.cells == whole.cells
    assert told[0] == (0, 1) and told[-1][0] == told[-1][1] > 1


def test_a_selection_known_to_be_too_big_is_split_before_it_is_asked(bank, statbank, monkeypatch):
    monkeypatch.setattr("indicators.importers.statbank_api.MOST_CELLS", 10)
    bank.limit = 10
    answer = statbank.data("RAS200", ASKED)
    assert len(answer.cells) == 4
    assert bank.functions() == ["data", "data"]


def test_one_cell_that_is_too_big_is_given_up(bank, statbank):
    bank.limit = 1
    assert problem_of(statbank.data, "RAS200", ASKED).code == "too_big"
    huge = {f"V{i}": [str(x) for x in range(500)] for i in range(4)}
    assert problem_of(statbank.data, "RAS200", huge).code == "too_big"


@pytest.mark.parametrize(
    ("mode", "code", "tries"),
    [
        ("notfound", "not_found", 1),
        ("not_allowed", "not_allowed", 1),
        ("redirect", "redirected", 1),
        ("html_200", "html", 3),
        ("html_500", "server_error", 3),
        ("busy", "too_many_requests", 3),
        ("down", "down", 3),
        ("empty", "empty_answer", 3),
        ("broken_json", "half_answer", 1),
        ("cut", "half_answer", 3),
        ("other_table", "other_answer", 1),
    ],
)
def test_each_failure_has_its_name_and_only_passing_ones_are_tried_again(
    bank, statbank, mode, code, tries
):
    bank.mode = mode
    assert problem_of(statbank.data, "RAS200", ASKED).code == code
    assert len(bank.asked) == tries
    assert len(bank.naps) == tries - 1


@pytest.mark.parametrize("form", [CSV, JSONSTAT])
@pytest.mark.parametrize("mode", ["broken_half", "cut"])
def test_half_an_answer_is_never_taken_for_a_whole(bank, statbank, form, mode):
    bank.mode = mode
    problem = problem_of(statbank.data, "RAS200", ASKED, form=form)
    assert problem.code == "half_answer" and problem.may_pass


@pytest.mark.parametrize("mode", ["slow", "drip"])
def test_patience_ends(bank, mode):
    bank.mode = mode
    patience = replace(QUICK, silence=0.2, total=0.5, tries=1)
    statbank = Statbank(Transport(bank.url, patience=patience))
    assert problem_of(statbank.data, "RAS200", ASKED).code == "timeout"


def test_nobody_at_home(statbank):
    statbank.transport.address = "http://127.0.0.1:9/v1"
    problem = problem_of(statbank.data, "RAS200", ASKED)
    assert problem.code == "down" and problem.may_pass


def test_a_failure_that_passes_is_not_noticed(bank, statbank):
    bank.mode = "busy_once"
    assert len(statbank.data("RAS200", ASKED).cells) == 4
    assert bank.naps == [0.0]  # the server named the time


def test_waiting_grows_and_never_outlasts_the_patience(bank):
    naps = []
    patience = replace(QUICK, tries=6, total=60, first_wait=1.0, longest_wait=4.0)
    bank.mode = "html_500"
    problem_of(Transport(bank.url, patience=patience, sleep=naps.append).ask, "tables", {})
    assert len(naps) == 5 and all(0.5 <= nap <= 4.0 for nap in naps)
    assert max(naps[:1]) <= 1.0 <= min(naps[3:]) + 1.0
    impatient = replace(QUICK, tries=6, total=0.5, first_wait=9.0, longest_wait=9.0)
    naps.clear()
    problem_of(Transport(bank.url, patience=impatient, sleep=naps.append).ask, "tables", {})
    assert naps == []


def test_an_answer_has_a_largest_size(bank, statbank):
    statbank.transport.patience = replace(QUICK, most_bytes=20)
    assert problem_of(statbank.data, "RAS200", ASKED).code == "too_large_answer"


@pytest.mark.parametrize(
    "address", ["ftp://api.example/v1", "api.example", "https://", "http://h/?a"]
)
def test_only_an_address_on_the_web_is_asked(address):
    assert problem_of(Transport(address).ask, "tables", {}).code == "bad_address"


def test_the_statbanks_own_words_are_passed_on_in_short(bank, statbank):
    problem = problem_of(statbank.table_info, "")
    assert problem.code == "incomplete_question"
    problem = problem_of(statbank.table_info, "FINDES1")
    assert problem.facts["message"] == "Tabel findes ikke: FINDES1"
    assert problem.facts["kind"] == "EXTRACT-NOTFOUND"


def test_what_is_asked_is_told_by_codes(bank, statbank):
    statbank.data("RAS200", ASKED)
    body = bank.asked[0][1]
    assert body["valuePresentation"] == "Code" and body["table"] == "RAS200"
    assert body["variables"][0] == {"code": "OMRÅDE", "values": ["901", "000"]}
    assert json.dumps(body)


def test_a_proxy_is_gone_through_when_it_is_set(bank):
    # The small StatBank stands in for the proxy: it sees the whole address it should pass on.
    transport = Transport("http://statbank.invalid/v1", proxy=bank.url[:-3], patience=QUICK)
    transport.patience = replace(QUICK, tries=1)
    problem_of(transport.ask, "tables", {})
    assert bank.functions() == ["http://statbank.invalid/v1/tables"]
