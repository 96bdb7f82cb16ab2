"""Every test of a store has tables of its own."""

from collections.abc import Iterator

import pytest

from tests.support import tables
from tests.support.made import Clock
from tests.support.tables import Cloud


@pytest.fixture(scope="module", autouse=True)
def aws() -> Iterator[None]:
    with tables.aws():
        yield


@pytest.fixture
def cloud() -> Cloud:
    return tables.emptied()


@pytest.fixture
def clock() -> Clock:
    return Clock()
