"""One request to a stand-in platform and its answer."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl

from infra.standins.wall import Post, Wall

JSON = "application/json; charset=utf-8"
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """`host` is the platform's, `path` as it was sent (percent-encoded), `headers` have lower-case names."""

    method: str
    host: str
    path: str
    query: tuple[tuple[str, str], ...]
    headers: Mapping[str, str]
    body: bytes

    def parameter(self, name: str) -> str | None:
        """The last value of a query parameter."""
        return dict(self.query).get(name)

    def form(self) -> tuple[tuple[str, str], ...]:
        """The fields of a form body; none if the body is something else."""
        if not self.headers.get("content-type", "").startswith(FORM):
            return ()
        return tuple(parse_qsl(self.body.decode("utf-8", "replace"), keep_blank_values=True))

    def json(self) -> Mapping[str, Any]:
        """The object in a JSON body; empty if the body is something else."""
        return json_object(self.body)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """`post`, if there is one, goes onto the wall before the answer goes out."""

    status: int
    body: bytes
    content_type: str = JSON
    headers: Mapping[str, str] = field(default_factory=dict)
    post: Post | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """An authentic request: what a platform looks at to answer it. `account` is whose token it bore."""

    request: Request
    wall: Wall
    now: datetime
    account: str
    platform: str

    def post(self, new_id: str, in_reply_to: str, text: str, *, private: bool = False, key: str = "") -> Post:
        """The post that this call makes."""
        return Post(
            platform=self.platform,
            account=self.account,
            id=new_id,
            in_reply_to=in_reply_to,
            text=text,
            at=self.now,
            appears_at=self.now,
            private=private,
            key=key,
        )

    def posts(self) -> list[Post]:
        """What this account has posted, oldest first."""
        return self.wall.posts(self.now, self.platform, self.account)


def json_object(written: str | bytes) -> Mapping[str, Any]:
    """The object that a JSON text holds; empty if it is something else."""
    try:
        value = json.loads(written)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def answer_json(
    value: Any, *, status: int = 200, headers: Mapping[str, str] | None = None, post: Post | None = None
) -> Answer:
    """An answer with a JSON body."""
    return Answer(status=status, body=json.dumps(value).encode(), headers=headers or {}, post=post)


def answer_error(status: int, error: str) -> Answer:
    """A refusal in one sentence."""
    return answer_json({"error": error}, status=status)
