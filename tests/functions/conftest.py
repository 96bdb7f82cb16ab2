"""Every test of a step has a world of its own."""

from collections.abc import Iterator

import pytest

from tests.support import tables
from tests.support.tables import Cloud
from tests.support.world import World


@pytest.fixture
def cloud() -> Iterator[Cloud]:
    with tables.fresh() as made:
        yield made


@pytest.fixture
def world(cloud: Cloud) -> World:
    return World(cloud)
