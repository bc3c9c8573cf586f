"""No agreement lies beneath itself."""

from partnership.rules.plans import is_within_itself

TREE = {1: None, 2: 1, 3: 2}


def test_a_plan_is_not_put_beneath_its_own_parts():
    assert is_within_itself(1, 3, TREE)
    assert is_within_itself(1, 1, TREE)
    assert not is_within_itself(3, 1, TREE)
    assert not is_within_itself(3, None, TREE)
    assert not is_within_itself(9, 8, {8: 7, 7: 8})  # a ring that is there already ends the search
