"""Starts the stand-in platforms on a free port of 127.0.0.1, and sessions whose requests go there."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import requests

from infra.local.detour import Detour
from infra.standins.server import Standins, utc_now
from shared.platforms import http


class Recorder(Detour):
    """The detour of local runs, which also notes every request as it was meant."""

    def __init__(self, port: int) -> None:
        super().__init__(port)
        self.meant: list[requests.PreparedRequest] = []

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        self.meant.append(request)
        return super().send(request, *args, **kwargs)


@dataclass(frozen=True, slots=True)
class Running:
    """Stand-ins that listen on `port`."""

    port: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def wall(self, platform: str | None = None) -> list[dict[str, Any]]:
        """What was posted, oldest first."""
        posts = requests.get(f"{self.url}/_wall?format=json", timeout=5).json()["posts"]
        return [post for post in posts if platform in (None, post["platform"])]

    def behave(self, platform: str, behaviour: str, times: int | None = None, seconds: float | None = None) -> None:
        """Orders a behaviour; `infra.standins.behaviours` lists them."""
        order = {"platform": platform, "behaviour": behaviour, "times": times, "seconds": seconds}
        requests.post(f"{self.url}/_behave", json=order, timeout=5).raise_for_status()

    def tick(self) -> None:
        """Lets late posts appear."""
        requests.post(f"{self.url}/_tick", timeout=5).raise_for_status()

    def reset(self) -> None:
        """Takes all posts down and ends all orders."""
        requests.post(f"{self.url}/_reset", timeout=5).raise_for_status()

    def session(self) -> requests.Session:
        """The session that replies use, detoured to here. Close it after use."""
        session = http.new_session()
        session.mount("https://", Recorder(self.port))
        return session


@contextmanager
def serve(state: Path, clock: Callable[[], datetime] = utc_now) -> Iterator[Running]:
    """Stand-ins in a thread of this process, with the wall in the file `state`."""
    with Standins(0, state, clock) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield Running(server.server_port)
        finally:
            server.shutdown()
            thread.join()


def meant(session: requests.Session) -> list[requests.PreparedRequest]:
    """The requests of a session of `Running`, in order, with the addresses they were meant for."""
    adapter = session.get_adapter("https://")
    assert isinstance(adapter, Recorder)
    return adapter.meant
