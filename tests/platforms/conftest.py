from collections.abc import Iterator
from typing import cast

import pytest
import requests

from shared.platforms import registry
from shared.platforms.contract import Reply, Webhook
from tests.support import material as materials
from tests.support.material import Material
from tests.support.standins import Running, serve


@pytest.fixture(params=registry.PLATFORMS)
def platform(request: pytest.FixtureRequest) -> str:
    """The contract suite runs once for every platform in the registry."""
    return cast(str, request.param)


@pytest.fixture
def material(platform: str) -> Material:
    return materials.load(platform)


@pytest.fixture
def webhook(platform: str) -> Webhook:
    return registry.webhook(platform)


@pytest.fixture
def sender(platform: str) -> Reply:
    return registry.reply(platform)


@pytest.fixture(scope="session")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with serve(tmp_path_factory.mktemp("standins") / "wall.jsonl") as running:
        yield running


@pytest.fixture
def standins(serving: Running) -> Running:
    """Stand-in platforms with an empty wall and no orders."""
    serving.reset()
    return serving


@pytest.fixture
def session(standins: Running) -> Iterator[requests.Session]:
    with standins.session() as session:
        yield session
