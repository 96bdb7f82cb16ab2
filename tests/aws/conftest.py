"""Every test of a store has tables of its own."""

from collections.abc import Iterator

import pytest

from tests.support import tables
from tests.support.made import Clock
from tests.support.tables import Cloud


@pytest.fixture
def cloud() -> Iterator[Cloud]:
    with tables.fresh() as made:
        yield made


@pytest.fixture
def clock() -> Clock:
    return Clock()
