"""One way to write content down, and what became of a figure since."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections import OrderedDict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.rules import frozen
from indicators.rules.frozen import Shown

WORDS = st.text(st.characters(exclude_categories=("Cs",)), max_size=8)
LEAVES = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
)
CONTENTS = st.dictionaries(
    WORDS,
    st.recursive(
        LEAVES | WORDS, lambda each: st.lists(each) | st.dictionaries(WORDS, each), max_leaves=12
    ),
)


def test_written_so_and_never_otherwise():
    content = {
        "å": "Højst 3 % – “ærligt”",
        "b": [1, 2.50, True, None],
        "a": {"day": dt.date(2026, 11, 23)},
        "moment": dt.datetime(2026, 11, 23, 12, tzinfo=dt.timezone(dt.timedelta(hours=1))),
        "share": 0.1 + 0.2,
    }
    assert frozen.canonical(content) == (
        '{"a":{"day":"2026-11-23"},"b":[1,2.5,true,null],"moment":"2026-11-23T11:00:00+00:00",'
        '"share":0.30000000000000004,"å":"Højst 3 % – “ærligt”"}'
    )


@given(CONTENTS)
def test_the_order_it_was_put_together_in_does_not_matter_and_reading_gives_it_back(content):
    turned = OrderedDict(reversed(content.items()))
    text = frozen.canonical(content)
    assert text == frozen.canonical(turned)
    assert json.loads(text) == content
    assert frozen.canonical(json.loads(text)) == text


@pytest.mark.parametrize(
    "wrong",
    [
        float("nan"), float("inf"), -float("inf"), {1: "a"}, {"set"}, "half a sign: \ud800",
        b"bytes", dt.datetime(2026, 11, 23, 12),  # noqa: DTZ001 - that is what is wrong with it
    ],
)  # fmt: skip
def test_what_has_no_one_form_is_refused(wrong):
    with pytest.raises(frozen.NotWritable):
        frozen.canonical({"value": [wrong]})


def test_a_fingerprint_is_sha_256_of_the_bytes():
    assert frozen.fingerprint("æ") == hashlib.sha256("æ".encode()).hexdigest()
    assert frozen.fingerprint(b"%PDF") == hashlib.sha256(b"%PDF").hexdigest()


@pytest.mark.parametrize("place", [0, 3, 5])
def test_one_flipped_bit_is_seen_in_either(place):
    text, pdf = "{}æøå", b"%PDF-1.7"
    kept = {"sha256": frozen.fingerprint(text), "pdf_sha256": frozen.fingerprint(pdf)}
    assert frozen.integrity(text=text, pdf=pdf, **kept).is_intact
    raw = bytearray(pdf)
    raw[place] ^= 1
    flipped = frozen.integrity(text=text, pdf=bytes(raw), **kept)
    assert (flipped.json_fits, flipped.pdf_fits, flipped.is_intact) == (True, False, False)
    other = text[: place % 5] + "x" + text[place % 5 + 1 :]
    changed = frozen.integrity(text=other, pdf=pdf, **kept)
    assert (changed.json_fits, changed.pdf_fits, changed.is_intact) == (False, True, False)


BEFORE = Shown("value", 31.24, 28.0, 34.5, 412.0, "forward", "signs")


def value(**more):
    return Shown(**{**BEFORE.__dict__, **more})


@pytest.mark.parametrize(
    ("before", "now", "code"),
    [
        (BEFORE, BEFORE, frozen.SAME),
        (BEFORE, value(estimate=31.2400000001), frozen.SAME),
        (BEFORE, value(estimate=31.26), frozen.REVISED),
        (BEFORE, value(lower=27.9), frozen.REVISED),
        (BEFORE, value(upper=None), frozen.REVISED),
        (BEFORE, value(n=413.0), frozen.REVISED),
        (BEFORE, value(n=None), frozen.REVISED),
        (BEFORE, value(verdict="back"), frozen.VERDICT),
        (BEFORE, value(certainty="clear_signs"), frozen.VERDICT),
        (BEFORE, value(estimate=30.4, verdict="cannot_tell", certainty=""), frozen.VERDICT),
        (BEFORE, Shown("suppressed"), frozen.HIDDEN),
        (BEFORE, Shown("suppressed_by_source"), frozen.HIDDEN),
        (BEFORE, Shown("not_released"), frozen.NOT_RELEASED),
        (BEFORE, Shown("missing"), frozen.SILENT),
        (BEFORE, Shown("not_computed"), frozen.SILENT),
        (BEFORE, None, frozen.GONE),
        (Shown("suppressed"), Shown("suppressed"), frozen.SAME),
        (Shown("suppressed"), Shown("suppressed_by_source"), frozen.SAME),
        (Shown("suppressed"), BEFORE, frozen.APPEARED),
        (Shown("missing"), Shown("missing"), frozen.SAME),
        (Shown("missing"), Shown("suppressed"), frozen.HIDDEN),
        (Shown("missing"), Shown("not_released"), frozen.NOT_RELEASED),
    ],
)
def test_what_became_of_it(before, now, code):
    assert frozen.since(before, now, decimals=1) == code


def test_a_figure_that_is_being_computed_anew_is_not_gone():
    assert frozen.since(BEFORE, None, decimals=1, is_pending=True) == frozen.PENDING
    assert frozen.since(BEFORE, BEFORE, decimals=1, is_pending=True) == frozen.SAME


def test_decimals_that_nobody_sees_revise_nothing():
    before, now = Shown("value", 1234.0), Shown("value", 1234.4)
    assert frozen.since(before, now, decimals=0) == frozen.SAME
    assert frozen.since(before, now, decimals=1) == frozen.REVISED
