"""A server on 127.0.0.1 in X's place: it answers as a test tells it and keeps what it was asked."""

import json
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
import requests

from shared.platforms import http
from tests.support.standins import Detour


@dataclass(frozen=True, slots=True)
class Asked:
    """One request. `url` is the one that was meant, without its query."""

    method: str
    url: str
    query: list[tuple[str, str]]
    headers: Mapping[str, str]
    body: bytes


@dataclass(slots=True)
class Server:
    """`answers` are given in turn: (status, headers, body), or None to close without a word."""

    port: int = 0
    answers: list[tuple[int, Mapping[str, str], bytes] | None] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)

    def will_answer(self, status: int, content: Any = None, headers: Mapping[str, str] | None = None) -> None:
        """Content: bytes as they are, anything else as JSON."""
        body = content if isinstance(content, bytes) else json.dumps(content).encode()
        self.answers.append((status, headers or {}, body))

    def will_hang_up(self) -> None:
        self.answers.append(None)


@pytest.fixture
def server() -> Iterator[Server]:
    state = Server()

    class Handler(BaseHTTPRequestHandler):
        def handle_any(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            parts = urlsplit(self.path)
            headers = {name.lower(): value for name, value in self.headers.items()}
            query = parse_qsl(parts.query, keep_blank_values=True)
            state.asked.append(Asked(self.command, f"https:/{parts.path}", query, headers, body))
            answer = state.answers.pop(0)
            self.close_connection = True
            if answer is None:
                return
            status, more, content = answer
            self.send_response(status)
            for name, value in {"Content-Length": str(len(content)), "Connection": "close", **more}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = handle_any  # noqa: N815 - the names that BaseHTTPRequestHandler looks for

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listening:
        state.port = listening.server_port
        thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield state
        listening.shutdown()
        thread.join()


@pytest.fixture
def session(server: Server) -> Iterator[requests.Session]:
    with http.new_session() as made:
        made.mount("https://", Detour(server.port))
        yield made
