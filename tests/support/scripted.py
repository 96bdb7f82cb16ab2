"""A platform on 127.0.0.1 that answers by a script, for the classes of answers that a reply must tell apart."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import requests

from shared.platforms import http
from tests.support.standins import Detour


@dataclass(frozen=True, slots=True, kw_only=True)
class Scripted:
    """One answer. `content` is sent as JSON, bytes as they are; `hang_up` closes the connection unanswered."""

    status: int = 200
    content: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    hang_up: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """One request as it arrived; `host` and `path` are what the adapter meant."""

    method: str
    host: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True, slots=True)
class Platform:
    """The script's state. Requests beyond the script get a 599."""

    port: int
    script: list[Scripted]
    received: list[Received]

    def answers(self, *script: Scripted) -> None:
        self.script[:] = script
        self.received.clear()


@contextmanager
def serve() -> Iterator[tuple[Platform, requests.Session]]:
    """The platform, and the session that replies use, detoured to it."""
    script: list[Scripted] = []
    received: list[Received] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            address = urlsplit(self.path)
            host, _, path = address.path.lstrip("/").partition("/")
            received.append(
                Received(
                    method=self.command,
                    host=host,
                    path=f"/{path}",
                    query=dict(parse_qsl(address.query, keep_blank_values=True)),
                    headers={name.lower(): value for name, value in self.headers.items()},
                    body=self.rfile.read(int(self.headers.get("content-length", 0))),
                )
            )
            answer = script.pop(0) if script else Scripted(status=599)
            if answer.hang_up:
                self.close_connection = True
                return
            body = answer.content if isinstance(answer.content, bytes) else json.dumps(answer.content).encode()
            self.send_response(answer.status)
            for name, value in {**answer.headers, "content-length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET  # noqa: N815 - the name that http.server calls

        def log_message(self, format: str, *args: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        session = http.new_session()
        session.mount("https://", Detour(server.server_port))
        try:
            yield Platform(server.server_port, script, received), session
        finally:
            session.close()
            server.shutdown()
            thread.join()
