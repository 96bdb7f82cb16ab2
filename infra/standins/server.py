"""The server: brings requests to their platform, plays the ordered behaviour, keeps the wall.

POST /_behave   {"platform": "x", "behaviour": "rate_limited", "times": 2, "seconds": 5}; the last two are optional
POST /_tick     lets late posts appear
POST /_reset    takes every post down and ends every order
GET  /_wall?format=json    all posts; GET /_behave all behaviours; GET / the page; GET /health
"""

import contextlib
import select
import socket
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import TCPServer
from types import ModuleType
from typing import Any
from urllib.parse import parse_qsl

from infra.standins import facebook, standard_webhooks, x
from infra.standins.behaviours import BEHAVIOURS, Behaviours, Order
from infra.standins.exchange import Answer, Request, answer_error, answer_json, json_object
from infra.standins.page import HEADERS, page
from infra.standins.wall import Post, Wall, doubled
from shared.domain import times

PLATFORMS: tuple[ModuleType, ...] = (facebook, x, standard_webhooks)
BY_HOST = {platform.HOST: platform for platform in PLATFORMS}
BY_NAME = {platform.NAME: platform for platform in PLATFORMS}

BODY_LIMIT = 1024 * 1024
SLOW_S = 2.0
HOLD_S = 60.0  # a connection that is never answered is given up after this
IDLE_S = 60.0
HTML = "text/html; charset=utf-8"
ELSEWHERE = "http://169.254.169.254/latest/meta-data/"  # where no client of ours may ever follow
FAILED_AFTER = {"error_after_applying": 500, "unavailable_after_applying": 503, "late": 504}
COME_BACK = {503: {"Retry-After": "5"}}
GARBAGE = Answer(status=200, body=b"<!doctype html><title>Welcome</title><p>Please sign in.", content_type=HTML)


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """How an answer reaches the client."""

    answer: Answer | None = None  # None: never
    after_s: float = 0.0
    cut_off: bool = False


class Standins(ThreadingHTTPServer):
    """All stand-in platforms on one port of 127.0.0.1. Port 0 takes a free one."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 256

    def __init__(self, port: int, state: Path, clock: Callable[[], datetime] = utc_now) -> None:
        self.clock = clock
        self.stopping = threading.Event()
        self.wall = Wall(state)
        self.behaviours = Behaviours()
        self._lock = threading.Lock()
        try:
            super().__init__(("127.0.0.1", port), Handler)
        except OSError:
            self.wall.close()
            raise

    def server_bind(self) -> None:
        """Binds without asking a name server for this machine's name, as the base class would."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = self.server_address[:2]

    def server_close(self) -> None:
        self.stopping.set()
        super().server_close()
        self.wall.close()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away in the middle is no fault of ours: many behaviours are made for that."""

    def play(self, request: Request) -> Delivery:
        """What a platform does with one request. A post is kept before this returns."""
        platform = BY_HOST.get(request.host)
        if platform is None:
            return Delivery(answer=answer_error(404, f"no stand-in for {request.host}; there are {', '.join(BY_HOST)}"))
        with self._lock:
            now = self.clock()
            order = self.behaviours.take(platform.NAME, posts=request.method != "GET")
            early = platform.refusals(now).get(order.behaviour) or _played_early(platform, order)
            if early is not None:
                return Delivery(answer=early)
            answer = platform.answer(request, self.wall, now)
            if answer.post is not None:
                self.wall.add(_held_back(answer.post, order, now))
        return _delivered(platform, order, answer)

    def control(self, method: str, path: str, query: Mapping[str, str], body: bytes) -> Answer | None:
        """The answer of a page or an order; None if there is no such path."""
        with self._lock:
            match method, path:
                case "GET", "/health":
                    value: Any = {"status": "ok"}
                case "GET", "/_wall" if query.get("format") == "json":
                    value = _listed(self.wall.posts(self.clock()))
                case "GET", "/" | "/_wall":
                    return self._page(live="live" in query)
                case "GET", "/_behave":
                    value = {name: told for name, (told, _) in BEHAVIOURS.items()}
                case "POST", "/_behave":
                    return self._order(json_object(body))
                case "POST", "/_tick":
                    value = {"appeared": self.wall.tick(self.clock())}
                case "POST", "/_reset":
                    value = self._reset()
                case _:
                    return None
        return answer_json(value)

    def _reset(self) -> dict[str, str]:
        self.wall.reset()
        self.behaviours.reset()
        return {"status": "empty"}

    def _page(self, *, live: bool) -> Answer:
        titles = {platform.NAME: platform.TITLE for platform in PLATFORMS}
        shown = page(titles, self.wall.posts(self.clock()), self.behaviours.in_force(), live=live)
        return Answer(status=200, body=shown.encode(), content_type=HTML, headers=HEADERS)

    def _order(self, given: Mapping[str, Any]) -> Answer:
        name, behaviour = given.get("platform"), given.get("behaviour")
        count, seconds = given.get("times"), given.get("seconds")
        if not isinstance(name, str) or name not in BY_NAME:
            return answer_error(400, f"platform must be one of {', '.join(BY_NAME)}")
        offered = [
            known for known in BEHAVIOURS if known != "window_closed" or known in BY_NAME[name].refusals(self.clock())
        ]
        if not isinstance(behaviour, str) or behaviour not in offered:
            return answer_error(400, f"behaviour must be one of {', '.join(offered)}")
        if count is not None and (type(count) is not int or count < 1):
            return answer_error(400, "times must be a whole number from 1, or absent: until a reset")
        if seconds is not None and (type(seconds) not in (int, float) or not 0 <= seconds <= 3600):
            return answer_error(400, "seconds must be a number from 0 to 3600, or absent")
        self.behaviours.order(name, Order(behaviour, count, seconds))
        return answer_json({"platform": name, "behaviour": behaviour, "times": count, "seconds": seconds})


class Handler(BaseHTTPRequestHandler):
    """Reads one request, writes one answer. Keeps the connection open between them."""

    protocol_version = "HTTP/1.1"
    server_version = "standin"
    sys_version = ""
    disable_nagle_algorithm = True
    wbufsize = 64 * 1024
    timeout = IDLE_S
    server: Standins

    def do_GET(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: paths and texts are for the wall, not for a log."""

    def _serve(self) -> None:
        body = self._body()
        if body is None:
            return
        path, _, query = self.path.partition("?")
        parameters = tuple(parse_qsl(query, keep_blank_values=True))
        host, slash, rest = path.removeprefix("/").partition("/")
        if "." not in host:
            self._control(path, dict(parameters), body)
            return
        request = Request(
            method=self.command,
            host=host.lower(),
            path=slash + rest,
            query=parameters,
            headers={name.lower(): value for name, value in self.headers.items()},
            body=body,
        )
        delivery = self.server.play(request)
        self.server.stopping.wait(delivery.after_s)
        if delivery.answer is None:
            self._hold()
        else:
            self._answer(delivery.answer, cut_off=delivery.cut_off)

    def _control(self, path: str, query: Mapping[str, str], body: bytes) -> None:
        """Pages and orders, for this machine only: another site's script in a browser is turned away."""
        host = self.headers.get("Host", "").partition(":")[0]
        if host not in ("127.0.0.1", "localhost") or "Origin" in self.headers:
            self._answer(answer_error(403, "ask from this machine, at 127.0.0.1"))
            return
        self._answer(self.server.control(self.command, path, query, body) or answer_error(404, "no such page"))

    def _body(self) -> bytes | None:
        """The body; None if it was refused."""
        stated = self.headers.get("Content-Length", "0")
        if "Transfer-Encoding" in self.headers or not (stated.isascii() and stated.isdigit()):
            self.close_connection = True
            self._answer(answer_error(411, "Content-Length must state the body's length"))
            return None
        if int(stated) > BODY_LIMIT:
            self.close_connection = True
            self._answer(answer_error(413, f"a body has at most {BODY_LIMIT} bytes"))
            return None
        return self.rfile.read(int(stated))

    def _answer(self, answer: Answer, *, cut_off: bool = False) -> None:
        self.send_response(answer.status)
        headers = {"Content-Type": answer.content_type, "X-Content-Type-Options": "nosniff", **answer.headers}
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body[: len(answer.body) // 2] if cut_off else answer.body)
        if cut_off:
            self.close_connection = True
            self.wfile.flush()
            self.connection.shutdown(socket.SHUT_RDWR)

    def _hold(self) -> None:
        """Says nothing until the client gives up."""
        self.close_connection = True
        give_up = threading.Event()
        timer = threading.Timer(HOLD_S, give_up.set)
        timer.daemon = True
        timer.start()
        with contextlib.suppress(OSError):
            while not give_up.is_set() and not self.server.stopping.is_set():
                readable, _, _ = select.select([self.connection], [], [], 0.05)
                if readable and not self.connection.recv(1, socket.MSG_PEEK):
                    break
        timer.cancel()


def _played_early(platform: ModuleType, order: Order) -> Answer | None:
    """The answer of a behaviour that posts nothing; None if the platform is to be asked."""
    match order.behaviour:
        case "error_before_applying":
            return platform.failure(500)
        case "garbage_200":
            return GARBAGE
        case "redirect":
            return Answer(status=307, body=b"", headers={"Location": ELSEWHERE})
    return None


def _held_back(post: Post, order: Order, now: datetime) -> Post:
    """The post, which appears at once unless it was ordered to be late."""
    if order.behaviour != "late":
        return post
    return replace(post, appears_at=None if order.seconds is None else now + timedelta(seconds=order.seconds))


def _delivered(platform: ModuleType, order: Order, answer: Answer) -> Delivery:
    """How a platform's answer goes out. A refusal is told as it is: only a success can get lost."""
    if answer.status >= 300:
        return Delivery(answer=answer)
    if order.behaviour in FAILED_AFTER:
        status = FAILED_AFTER[order.behaviour]
        return Delivery(answer=replace(platform.failure(status), headers=COME_BACK.get(status, {})))
    if order.behaviour == "timeout_after_applying":
        return Delivery(answer=None)
    slow_s = SLOW_S if order.seconds is None else order.seconds
    return Delivery(
        answer=answer, after_s=slow_s if order.behaviour == "slow" else 0.0, cut_off=order.behaviour == "cut_off"
    )


def _listed(posts: list[Post]) -> dict[str, Any]:
    twice = doubled(posts)
    return {
        "posts": [
            {
                "platform": post.platform,
                "account": post.account,
                "in_reply_to": post.in_reply_to,
                "text": post.text,
                "id": post.id,
                "at": times.to_text(post.at),
                "private": post.private,
                "doubled": post.id in twice,
            }
            for post in posts
        ]
    }
