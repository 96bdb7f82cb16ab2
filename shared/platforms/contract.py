"""What a platform folder offers: three modules, no inheritance.

    webhook.py   handshake, verify, parse     pure: no clock, no network, no settings
    reply.py     reply, find_reply, probe     one attempt each; raises from the PlatformError family
    card.py      CARD                         data only

Adding a platform: one folder, one word in `registry.py`, its fixtures and tests, one changelog line.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

import shared.domain.mention as domain


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookRequest:
    """One HTTP request as it came. `headers` have lower-case names; `query` values are decoded.

    A header or query parameter that came more than once holds its values joined by a comma.
    `body` is the raw bytes, after the gateway's base64 is undone and before anything else.
    """

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes
    received_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Secrets:
    """What a platform's deliveries are checked against: lists, newest first, never empty strings."""

    signing: tuple[str, ...]
    verify_tokens: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HandshakeReply:
    """The whole answer to a handshake."""

    status: int
    body: str
    content_type: str = "text/plain; charset=utf-8"


class Visibility(StrEnum):
    PUBLIC = "public"
    PRIVATE = "private"


class UnclearOutcome(StrEnum):
    """What can be done when nobody knows whether a reply was posted.

    client_key: a repeat with the same key is safe. client_id: we chose the reply's id.
    searchable: our replies can be listed. opaque: none of these, only a person can tell.
    """

    CLIENT_KEY = "client_key"
    CLIENT_ID = "client_id"
    SEARCHABLE = "searchable"
    OPAQUE = "opaque"


class EvidenceGrade(StrEnum):
    """How the adapter was proven: against the live platform, recorded deliveries, or composed ones."""

    LIVE = "live"
    RECORDED = "recorded"
    COMPOSED = "composed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyRules:
    """How one surface may be answered. `window_h` is the platform's time for answering, in hours."""

    visibility: Visibility
    max_length: int
    counting: str = "characters"
    window_h: float | None = None
    automatic: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A page that a fact was read on."""

    title: str
    read_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A platform's facts, as data. The README's table and the desk's limits come from here.

    `deadline_s` is the time in which a delivery must be answered; `accepted_status` our answer to a
    good one. `replies` holds the surfaces that can be answered at all. `counting` of a surface names
    how its characters are counted: a key of `shared.platforms.counting.COUNTERS`.
    """

    name: str
    title: str
    surfaces: tuple[domain.Surface, ...]
    signature: str
    handshake: str
    deadline_s: float
    replies: Mapping[domain.Surface, ReplyRules]
    unclear_outcome: UnclearOutcome
    reports: tuple[str, ...]
    storage_terms: str
    automation_terms: str
    evidence: EvidenceGrade
    sources: tuple[Source, ...]
    accepted_status: int = 200
    verifies_handshake: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyDraft:
    """One reply to be posted, with what a platform may need to place it and to recognise it again."""

    mention_id: str
    account_id: str
    external_id: str
    surface: domain.Surface
    text: str
    attempt_id: str
    attempted_at: datetime
    author_id: str | None = None
    thread_id: str | None = None
    in_reply_to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyReceipt:
    """The platform's proof that a reply stands."""

    external_reply_id: str
    permalink: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """What a probe found. `remedy` is a sentence for the person who must mend it."""

    token_live: bool
    subscription_live: bool | None = None
    remedy: str = ""


Credentials = Mapping[str, str]
Session = Any  # a `requests.Session`, made and called by `shared.platforms.http` alone


class Webhook(Protocol):
    """`webhook.py` of a platform."""

    def handshake(self, request: WebhookRequest, secrets: Secrets) -> HandshakeReply | None:
        """The answer to a handshake, or None if this request is none."""
        ...

    def verify(self, request: WebhookRequest, secrets: Secrets, now: datetime) -> None:
        """Returns for an authentic request; raises SignatureError for every cause."""
        ...

    def parse(self, request: WebhookRequest) -> list[domain.MentionEvent]:
        """Every entry of a verified delivery, in order. PayloadError only for a foreign format."""
        ...


class Reply(Protocol):
    """`reply.py` of a platform."""

    def reply(self, draft: ReplyDraft, credentials: Credentials, session: Session) -> ReplyReceipt:
        """One attempt, no retries. Raises from the PlatformError family."""
        ...

    def find_reply(self, draft: ReplyDraft, credentials: Credentials, session: Session) -> ReplyReceipt | None:
        """Our reply to this mention if it stands on the platform, else None. Raises like `reply`."""
        ...

    def probe(self, credentials: Credentials, session: Session) -> Health:
        """Whether the token lives and the subscription still stands."""
        ...
