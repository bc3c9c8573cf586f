"""Ready-made parts: made once per ground, never shown for another."""

from __future__ import annotations

from indicators.services import fragments


def test_a_part_is_made_once_per_key() -> None:
    made: list[str] = []

    def make() -> str:
        made.append("x")
        return f"part {len(made)}"

    key = fragments.fingerprint("test", "da", 1)
    assert fragments.kept(key, make) == fragments.kept(key, make) == "part 1"
    assert fragments.kept(fragments.fingerprint("test", "en", 1), make) == "part 2"


def test_only_so_many_are_kept() -> None:
    for number in range(fragments.MOST + 5):
        fragments.kept(fragments.fingerprint("many", number), lambda: "x")
    assert fragments.kept(fragments.fingerprint("many", 0), lambda: "anew") == "anew"
