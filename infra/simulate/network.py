"""The way to the platforms, and their walls: the stand-ins answer, after whatever happens on the way.

It is mounted where production has its connections, so the adapters and `shared.platforms.http` run whole.
"""

import io
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import requests
from requests.adapters import BaseAdapter
from urllib3.connectionpool import HTTPSConnectionPool
from urllib3.exceptions import MaxRetryError, NewConnectionError

from infra.simulate import faults
from infra.simulate.faults import Post as Fate
from infra.simulate.kernel import SECOND
from infra.simulate.wire import Wire
from infra.standins.exchange import Answer, Request
from infra.standins.server import BY_HOST, BY_NAME, GARBAGE
from infra.standins.wall import Post
from shared.platforms import http
from shared.platforms.http import new_session

CONNECT_US = int(http.CONNECT_TIMEOUT_S * SECOND)
READ_US = int(http.READ_TIMEOUT_S * SECOND)
NO_POOL = HTTPSConnectionPool("simulated")  # for the errors that urllib3 makes
APPLIED = (*faults.APPLIED, Fate.KILLED_AFTER)
RATE_LIMITED = "rate_limited"
REFUSALS = (Fate.REFUSED, Fate.RATE_LIMITED, Fate.TOKEN_DEAD)  # by the names of the stand-ins' behaviours


@dataclass(frozen=True, slots=True)
class Applied:
    """One post that stands: when it came, when it was asked for, and what it is as the platform keeps it, `kept`.

    `post` is the same, but that it answers the content for which it was asked: a platform knows of a direct
    message only to whom it goes.
    """

    at_us: int
    asked_us: int
    post: Post
    kept: Post


@dataclass(frozen=True, slots=True)
class Limited:
    """A post that a platform did not take because there were too many. `claimed` is the content that it answers."""

    at_us: int
    platform: str
    claimed: str


class Wall:
    """What stands on the platforms; the stand-ins read and write it like their own."""

    def __init__(self) -> None:
        self.applied: list[Applied] = []
        self._last_id = 0

    def next_id(self, now: datetime) -> str:
        """A number that no post had before, in the style of X."""
        self._last_id = max(self._last_id + 1, int(now.timestamp() * 1000) << 12)
        return str(self._last_id)

    def posts(self, now: datetime, platform: str | None = None, account: str | None = None) -> list[Post]:
        """What can be seen; a post that is not there yet is not among them."""
        del now
        found = (one.kept for one in self.applied)
        return [post for post in found if platform in (None, post.platform) and account in (None, post.account)]


class Network(BaseAdapter):
    """All platforms. `refusing` holds, per platform, until when it refuses, and with which of its refusals."""

    def __init__(self, wire: Wire, wall: Wall) -> None:
        super().__init__()
        self.wire = wire
        self.wall = wall
        self.refusing: dict[str, tuple[int, str]] = {}
        self.limited: list[Limited] = []
        self.on_post: Any = None

    def session(self) -> requests.Session:
        """What production makes for itself, with this network in it."""
        session = new_session()
        session.mount("https://", self)
        return session

    def send(self, request: requests.PreparedRequest, *_arguments: Any, **_options: Any) -> requests.Response:
        """One request: raises what requests raises where no answer came."""
        kernel = self.wire.kernel
        parts = urlsplit(request.url or "")
        platform = BY_HOST[parts.netloc]
        posts = request.method == "POST"
        point = f"{platform.NAME}.{'post' if posts else 'look_up'}"
        fate, latency_us = self.wire.faults.post(kernel.now_us)
        self.wire.calls += 1
        if posts:
            self.wire.writes.append(self.wire.calls)
        kernel.note(self.wire.number(point), fate)
        if fate is not Fate.FINE:
            self.wire.tell(f"{point}: {fate.name.lower().replace('_', ' ')}")
        kernel.sleep(latency_us)
        asked = Request(
            method=request.method or "",
            host=parts.netloc,
            path=parts.path,
            query=tuple(parse_qsl(parts.query, keep_blank_values=True)),
            headers={name.lower(): _text(value) for name, value in request.headers.items()},
            body=_bytes(request.body),
        )
        if fate is Fate.KILLED_BEFORE:
            kernel.kill_here(kernel.task(), f"before {point}")
        claimed = kernel.task().claimed
        answer = self._serve(asked, platform, claimed) if fate in APPLIED else None
        if fate in (Fate.LATE, Fate.KILLED_LATE):
            kernel.at(
                kernel.now_us + self.wire.faults.late_post_us(), self._serve, asked, platform, claimed, kernel.now_us
            )
        return self._answered(fate, answer, request, point, platform)

    def _serve(self, request: Request, platform: Any, claimed: str, asked_us: int | None = None) -> Answer:
        """What the platform does with it; a post is on the wall when this returns. `claimed` is the content that the
        caller had claimed."""
        kernel = self.wire.kernel
        refusal = self._refusal(platform, kernel.now_us)
        if refusal is not None:
            if request.method == "POST" and self.refusing[platform.NAME][1] == RATE_LIMITED:
                self.limited.append(Limited(kernel.now_us, platform.NAME, claimed))
            return refusal
        answer = platform.answer(request, self.wall, kernel.true_time())
        if answer.post is not None:
            kept = replace(answer.post, appears_at=kernel.true_time())
            post = replace(kept, in_reply_to=claimed) if kept.private else kept
            asked_us = kernel.now_us if asked_us is None else asked_us
            self.wall.applied.append(Applied(kernel.now_us, asked_us, post, kept))
            self.wire.tell(f"a reply stands on {platform.NAME}, to {post.in_reply_to}")
            if self.on_post:
                self.on_post(post)
        return answer

    def _refusal(self, platform: Any, now_us: int) -> Answer | None:
        until_us, behaviour = self.refusing.get(platform.NAME, (0, ""))
        return BY_NAME[platform.NAME].refusals(self.wire.kernel.true_time())[behaviour] if now_us < until_us else None

    def _answered(
        self, fate: Fate, answer: Answer | None, request: requests.PreparedRequest, point: str, platform: Any
    ) -> requests.Response:
        kernel = self.wire.kernel
        match fate:
            case Fate.FINE:
                return _response(answer, request)
            case Fate.SLOW:
                kernel.sleep(self.wire.faults.slow_us() * 4)
                return _response(answer, request)
            case Fate.KILLED_AFTER | Fate.KILLED_LATE:
                kernel.kill_here(kernel.task(), f"after {point}")
            case Fate.UNREACHABLE:
                kernel.sleep(int(self.wire.faults.random.uniform(0.2, 1) * CONNECT_US))
                refused = NewConnectionError(NO_POOL, "refused")  # pyright: ignore[reportArgumentType] (only named)
                raise requests.exceptions.ConnectionError(MaxRetryError(NO_POOL, request.url or "", refused))
            case Fate.ERROR_BEFORE | Fate.ERROR_AFTER:
                return _response(platform.failure(500), request)
            case Fate.GARBAGE:
                return _response(GARBAGE, request)
            case _ if fate in REFUSALS:
                return _response(platform.refusals(kernel.true_time())[fate.name.lower()], request)
            case Fate.CUT_OFF if answer is not None:
                return _response(replace(answer, body=answer.body[: len(answer.body) // 2]), request)
        kernel.sleep(READ_US)
        raise requests.exceptions.ReadTimeout("no answer")

    def close(self) -> None:
        """Nothing is open."""


def refuse(network: Network, platform: str, behaviour: str, *, for_us: int) -> None:
    """From now on and for a while the platform refuses: `rate_limited` or `token_dead`."""
    network.refusing[platform] = (network.wire.kernel.now_us + for_us, behaviour)


def _response(answer: Answer | None, request: requests.PreparedRequest) -> requests.Response:
    if answer is None:
        raise ValueError("a request that was served has an answer")
    response = requests.Response()
    response.status_code = answer.status
    response.raw = io.BytesIO(answer.body)
    response.headers.update({"content-type": answer.content_type, **answer.headers})
    response.url = request.url or ""
    response.request = request
    return response


def _bytes(body: Any) -> bytes:
    return body if isinstance(body, bytes) else (body or "").encode()


def _text(value: Any) -> str:
    return value.decode() if isinstance(value, bytes) else str(value)
