"""Every test of a step has a world of its own."""

from collections.abc import Iterator

import pytest

from tests.support import tables
from tests.support.tables import Cloud
from tests.support.world import World


@pytest.fixture(scope="module", autouse=True)
def aws() -> Iterator[None]:
    with tables.aws():
        yield


@pytest.fixture
def cloud() -> Cloud:
    return tables.emptied()


@pytest.fixture
def world(cloud: Cloud) -> World:
    return World(cloud)
