"""What to shorten where two pages do not hold what people wrote."""

from __future__ import annotations

from reports.rules import budgets


def test_a_text_fills_its_lines_whether_they_are_many_or_long():
    assert budgets.lines_of("") == 0
    assert budgets.lines_of("a\n\n \nb") == 2
    assert budgets.lines_of("o" * 250) == 3


def test_the_texts_that_fill_most_are_named_first_and_empty_ones_never():
    texts = {"kort": "a", "tom": "", "lang": "a\n" * 30, "bred": "o" * 600, "to": "a\nb"}
    assert budgets.longest_first(texts) == ["lang", "bred", "to"]
    assert budgets.longest_first({"tom": " "}) == []


def test_budgets_only_become_narrower():
    for wide, narrow in zip(budgets.BUDGETS, budgets.BUDGETS[1:], strict=False):
        assert (wide.lines, wide.points, wide.signs) >= (narrow.lines, narrow.points, narrow.signs)
        assert wide.decisions == wide.lines + 2
