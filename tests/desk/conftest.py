"""Every test has a desk and tables of its own."""

from collections.abc import Iterator

import pytest

from tests.desk.browsing import browser, live
from tests.desk.scene import Scene
from tests.support import tables


@pytest.fixture
def scene() -> Iterator[Scene]:
    with tables.fresh() as cloud:
        yield Scene(cloud)


__all__ = ["browser", "live", "scene"]
