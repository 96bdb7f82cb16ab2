"""Starts the stand-in platforms on a free port of 127.0.0.1, and sessions whose requests go there."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import requests
from requests.adapters import HTTPAdapter

from infra.standins.server import Standins, utc_now
from shared.platforms import http


class Detour(HTTPAdapter):
    """Sends what is meant for https://<host>/<path> to /<host>/<path> of the stand-ins, and notes what was meant."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.meant: list[requests.PreparedRequest] = []
        super().__init__()

    def send(self, request: requests.PreparedRequest, *args: Any, **options: Any) -> requests.Response:
        self.meant.append(request.copy())
        parts = urlsplit(request.url or "")
        path = f"/{parts.netloc}{parts.path}"
        request.url = urlunsplit(("http", f"127.0.0.1:{self.port}", path, parts.query, ""))
        return super().send(request, *args, **options)


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
        session.mount("https://", Detour(self.port))
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
