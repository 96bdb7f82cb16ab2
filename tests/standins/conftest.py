from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import requests

from tests.support.standins import Running, serve


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def move(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def standins(tmp_path: Path, clock: Clock) -> Iterator[Running]:
    with serve(tmp_path / "wall.jsonl", clock) as running:
        yield running


@pytest.fixture
def session(standins: Running) -> Iterator[requests.Session]:
    with standins.session() as session:
        yield session
