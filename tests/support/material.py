"""What a platform brings to the contract suite: `tests/platforms/<name>/material.py` holds one as MATERIAL.

Written from the platform's pages and not from its adapter: a fault that both share would not be seen.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module
from typing import Any

from shared.platforms.contract import ReplyDraft, Secrets, WebhookRequest

NOW = datetime(2026, 1, 1, 10, 0, tzinfo=UTC)
MARK = "MARK-OF-THE-TEXT"


@dataclass(frozen=True, slots=True, kw_only=True)
class Handshake:
    """One request and what must come of it. `status` None: it is no handshake. `answer` None: any body."""

    name: str
    query: Mapping[str, str]
    status: int | None
    answer: str | None = None
    method: str = "GET"


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """Bodies are whole deliveries. All of them but `batch` hold one entry, of the account `account_id`.

    `sign` gives the headers that prove a body, made with other code than the adapter's. In
    `signature_header` the digest stands after `scheme` ("sha256="), written in `encoding` (hex or base64).
    `time_header` holds the signed time where the scheme has one; `joins` separates several signatures
    where it allows them. `with_text` is a good body that says something else. `again` is the content of
    `good` in another delivery. `others` are further good bodies, for the fuzz. `target` is what the wall
    shows a reply to this draft as answering; `wait_s` the time that the stand-in names when it is asked
    too often. `credentials` are those that the stand-in knows.
    """

    name: str
    account_id: str
    secrets: tuple[str, str]
    verify_token: str = ""
    sign: Callable[[bytes, str, datetime], dict[str, str]]
    signature_header: str
    scheme: str
    encoding: str
    time_header: str | None = None
    joins: str | None = None
    handshakes: tuple[Handshake, ...]
    good: bytes
    good_is: Mapping[str, Any]
    again: bytes
    edited: bytes
    deleted: bytes
    batch: bytes
    batch_ids: tuple[str, ...]
    unknown_kind: bytes
    own_post: bytes
    others: tuple[bytes, ...] = ()
    with_text: Callable[[str], bytes]
    drafts: tuple[ReplyDraft, ...]
    target: Callable[[ReplyDraft], str]
    credentials: Mapping[str, str]
    dead_credentials: Mapping[str, str]
    wait_s: float

    @property
    def both(self) -> Secrets:
        """The newest secret and the one before it."""
        return Secrets(signing=self.secrets, verify_tokens=(self.verify_token,) if self.verify_token else ())

    def request(self, body: bytes, headers: Mapping[str, str] | None = None) -> WebhookRequest:
        """A delivery, by default well signed with the newest secret."""
        proof = self.sign(body, self.secrets[0], NOW) if headers is None else headers
        return WebhookRequest(
            method="POST",
            path=f"/webhooks/{self.name}",
            query={},
            headers={"content-type": "application/json", **proof},
            body=body,
            received_at=NOW,
        )


def load(platform: str) -> Material:
    """The material of one platform."""
    return import_module(f"tests.platforms.{platform}.material").MATERIAL
