"""The printed ways say what the dicts say."""

from django.utils import translation

from partnership.services.state_words import WAYS, ways_document


def test_every_step_has_its_words_and_every_state_its_name() -> None:
    for way in WAYS:
        verbs = {verb for steps in way.steps.values() for verb in steps}
        assert set(way.words) == verbs, way.title
        assert set(way.steps) == set(way.labels), way.title


def test_every_way_stands_in_the_document() -> None:
    with translation.override("da"):
        written = ways_document()
    for way in WAYS:
        assert f"## {way.title}\n" in written
        assert f"`{way.module}`" in written
    assert "Godkend og lås → Godkendt og låst" in written
