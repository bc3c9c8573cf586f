"""Files are read in this process here; that a child reads them just so is tested beside the reader."""

import pytest

from tests.factories.arrivals import read_here


@pytest.fixture(autouse=True)
def no_child(monkeypatch: pytest.MonkeyPatch) -> None:
    """Starting a child for each of a hundred small files would only cost time."""
    read_here(monkeypatch)
